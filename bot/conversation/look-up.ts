import type { Desk, Reply } from "./deps.ts";
import { foundCard, statusCard } from "../cards/case-list-card.ts";
import { authorise } from "../../core/access/authorise.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId } from "../../core/ids.ts";
import type { Inbound } from "../../core/ports/inbound.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";

type Asked = Extract<Inbound, { kind: "status" | "find" }>;

/** A list is one screen; a search looks at so many of the newest. */
const SHOWN = 10;
const LOOKED_AT = 200;

/**
 * The asker's open cases, or a search over the cases they may see: their own, and every case for a role that reviews
 * (read at the act). Answered to the asker alone; where people from outside may look on, items are not named.
 */
export async function lookUp(desk: Desk, inbound: Asked): Promise<Reply> {
  const person = inbound.from.person;
  if (inbound.from.standing !== "member" || !person) throw new Refusal("unlinked");
  const number = /^(?:ED-)?(\d{1,9})$/i.exec(inbound.words.trim())?.[1];
  const states = number
    ? await byNumber(desk, inbound, { person, number: Number(number) })
    : inbound.kind === "status"
      ? await openOf(desk, inbound, person)
      : await byWords(desk, inbound, person);
  const list = {
    cases: states.slice(0, SHOWN),
    more: Math.max(0, states.length - SHOWN),
    reader: person,
    safe: inbound.place.boundary === "internal",
    nowMs: desk.clock.now(),
  };
  const draft = inbound.kind === "status" && !number ? statusCard(list) : foundCard(list, inbound.words);
  return { kind: "card", card: { ...draft, actions: [] } };
}

async function byNumber(
  desk: Desk,
  inbound: Asked,
  asked: { readonly person: PersonId; readonly number: number },
): Promise<readonly CaseState[]> {
  const row = await desk.stores.for(inbound.tenant).cases.byNumber(asked.number);
  return row ? visible(desk, inbound, { person: asked.person, rows: [row] }) : [];
}

async function openOf(desk: Desk, inbound: Asked, person: PersonId): Promise<readonly CaseState[]> {
  const rows = await desk.stores.for(inbound.tenant).cases.list({ requester: person, limit: LOOKED_AT });
  return rows.map((row) => toCaseState(row.json)).filter(({ stage }) => stage !== "decided" && stage !== "shredded");
}

async function byWords(desk: Desk, inbound: Asked, person: PersonId): Promise<readonly CaseState[]> {
  const rows = await desk.stores.for(inbound.tenant).cases.list({ words: inbound.words, limit: LOOKED_AT });
  return visible(desk, inbound, { person, rows });
}

async function visible(
  desk: Desk,
  inbound: Asked,
  found: { readonly person: PersonId; readonly rows: readonly CaseRow[] },
): Promise<readonly CaseState[]> {
  const { person } = found;
  const grants = await desk.stores.for(inbound.tenant).directory.grants(person);
  const policy = desk.policyOf(inbound.tenant);
  const at = desk.clock.instant();
  const states = found.rows.map((row) => toCaseState(row.json));
  return states.filter((state) => {
    try {
      authorise({ verb: "show-trace", state, person, grants, policy, at });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  });
}
