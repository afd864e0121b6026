import { z } from "zod";
import { toLawDate } from "../../dates.ts";
import { inForceOn } from "../in-force.ts";
import { part } from "../rule-parts.ts";
import type { Sections } from "../sections.ts";
import type { Provision } from "./diff-editions.ts";
import type { RulePart } from "./rule-part.ts";
import { printOfText } from "./text-prints.ts";

/** The imported part that holds the Munitions List. */
export const USML_PART = "us-itar/part-121";
const key = z.string().regex(/^(?:USML [IVX]+(?:\([A-Za-z0-9]+\))*|§ 121\.1)$/);

/** What each paragraph of the Munitions List said, with its notes, when its test was written: hashes, never words. */
export const usmlPrintsSchema = z.strictObject({ ...part, prints: z.record(key, z.string().regex(/^[0-9a-f]{12}$/)) });

/** Paragraphs of the Munitions List that an imported text says otherwise, no longer says, or says anew. */
export const usmlChangeSchema = z.strictObject({
  paragraph: key,
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  what: z.enum(["controlled", "removed", "added"]),
});
export type UsmlChange = z.infer<typeof usmlChangeSchema>;

const isOfList = ({ key: name }: Provision): boolean => name.startsWith("USML ") || name === "§ 121.1";

/** The prints of an imported part 121, by paragraph. A paragraph that stands twice is read as one. */
export function printsOfUsml(provisions: readonly Provision[]): Readonly<Record<string, string>> {
  const byKey = Map.groupBy(provisions.filter(isOfList), (provision) => provision.key);
  return Object.fromEntries(
    [...byKey].map(([name, same]) => [
      name,
      printOfText(same.flatMap(({ parts }) => Object.values(parts).flat()).join("\n")),
    ]),
  );
}

/** What an imported Munitions List says otherwise than when our tests were written. Without prints of ours: nothing. */
export function usmlChanges(data: RulePart, { usmlPrints }: Pick<Sections, "usmlPrints">): readonly UsmlChange[] {
  const before = inForceOn(
    usmlPrints.map((file) => file.data),
    toLawDate(data.date),
  )?.prints;
  if (!before) return [];
  const now = printsOfUsml(data.provisions ?? []);
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((paragraph): readonly UsmlChange[] => {
    const [old, text] = [before[paragraph], now[paragraph]];
    if (old === text) return [];
    const what = old === undefined ? "added" : text === undefined ? "removed" : "controlled";
    return [{ paragraph, from: data.date, what }];
  });
}

/** `USML XI(a)(5)`, and what stands above or under it. */
export function touchesUsml({ paragraph }: UsmlChange, code: string, path: string): boolean {
  if (paragraph === "§ 121.1") return true;
  const changed = /^(USML [IVX]+)(.*)$/.exec(paragraph);
  if (changed?.[1] !== code) return false;
  const rest = changed[2] ?? "";
  return path.startsWith(rest) || rest.startsWith(path);
}
