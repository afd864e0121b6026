import type { DigestRow } from "../../core/digest/row.ts";
import { dayWords, durationWords, momentWords } from "./digest.ts";
import { roleName } from "./roles.ts";

/** Who has the case now. */
export function whoWords({ ball, state }: Pick<DigestRow, "ball" | "state">): string {
  if (state === "decided" || state === "shredded") return "closed";
  if (ball === "requester") return "waits for the requester";
  if (ball === "desk") return "being worked out";
  return `with ${ball.split("+").map(roleName).join(" and ")}`;
}

/** One case of a figure's list: number, where it stands, since when; no item and no party. */
export function caseLine(row: DigestRow, zone: string): string {
  const opened = `opened ${dayWords(row.openedAt, zone)}`;
  if (row.closedAt !== null)
    return `ED-${row.number} · decided ${momentWords(row.closedAt, zone)}: ${(row.decision ?? "").replaceAll("-", " ")} · ${opened}, took ${durationWords(row.closedAt - row.openedAt)} · asked by ${row.requester}`;
  const due = row.dueAt === null ? "" : ` · due ${momentWords(row.dueAt, zone)}`;
  return `ED-${row.number} · ${whoWords(row)} · ${opened}${due} · asked by ${row.requester}`;
}
