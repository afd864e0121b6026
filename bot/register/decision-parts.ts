import type { CaseEvent } from "../../core/cases/events.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { LawDate } from "../../core/dates.ts";
import { itemStream, toItemId, toSeq, type PersonId, type Stream } from "../../core/ids.ts";
import type { Ids } from "../../core/ports/clock.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { Items } from "../../core/ports/items.ts";
import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import { toItemPayload, type ItemEvent } from "../../core/register/events.ts";
import { filingsOf, type FromDecision } from "../../core/register/file-decision.ts";
import { isSameKey, keyOf } from "../../core/register/identity.ts";
import { toItemState, type ItemState } from "../../core/register/item-state.ts";
import { newestOfEach } from "../../core/register/precedence.ts";

/** A part of a commit beside the case's own. */
export type ItemPart = { readonly stream: Stream; readonly expected: number; readonly events: readonly NewEntry[] };

export type Deciding = {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly determination: Determination | null;
  readonly person: PersonId;
  readonly actor: Actor;
  readonly cause: string;
  readonly date: LawDate;
};

/**
 * What a decision on a case, or its reopening, means for the item register, to be committed with it: the determination
 * put on file, or what this case had put on file marked as to be looked at again. None: nothing is committed beside it.
 */
export async function registerParts(items: Items, ids: Ids, deciding: Deciding): Promise<readonly ItemPart[]> {
  const parts: ItemPart[] = [];
  for (const filed of filingsOf(deciding.state, deciding.events, deciding)) {
    const part = await filingPart(items, ids, { deciding, filed });
    if (part && !parts.some(({ stream }) => stream === part.stream)) parts.push(part);
  }
  if (deciding.events.some(({ type }) => type === "reopened")) parts.push(...(await reopenedParts(items, deciding)));
  return parts;
}

const entryOf = ({ actor, cause }: Deciding, event: ItemEvent): NewEntry => ({
  ...toItemPayload(event),
  actor,
  cause,
});

async function filingPart(
  items: Items,
  ids: Ids,
  what: { readonly deciding: Deciding; readonly filed: FromDecision },
): Promise<ItemPart | null> {
  const { deciding, filed } = what;
  const key = keyOf(filed.item);
  const rows = await items.byKey(key);
  const own = rows.find(({ json }) => isSameKey(keyOf(toItemState(json).identity), key));
  const row = own ?? (rows.length === 1 ? rows[0] : undefined);
  if (row && isOnFile(toItemState(row.json), filed)) return null;
  const event: ItemEvent = { type: "determination-filed", item: filed.item, aliases: [], filing: filed.filing };
  const stream = itemStream(row?.id ?? toItemId(ids.next()));
  return { stream, expected: row?.version ?? 0, events: [entryOf(deciding, event)] };
}

/** Our own record says the same already, on the same provisions: the first decision stays the one that is named. */
function isOnFile(state: ItemState, { filing }: FromDecision): boolean {
  const own = newestOfEach(state.determinations).find(({ kind }) => kind === "own");
  return (
    own !== undefined &&
    own.due === null &&
    own.eccn === filing.eccn &&
    own.paragraph === filing.paragraph &&
    own.jurisdiction === filing.jurisdiction &&
    JSON.stringify(own.cites) === JSON.stringify(filing.cites)
  );
}

/** A case that is decided anew takes its determination off the shelf until then. */
async function reopenedParts(items: Items, deciding: Deciding): Promise<readonly ItemPart[]> {
  const { state, determination } = deciding;
  const parts: ItemPart[] = [];
  const keys = (determination?.fileable ?? []).map(({ item }) => keyOf(item));
  for (const key of keys.filter((one, index) => keys.findIndex((other) => isSameKey(one, other)) === index))
    for (const row of await items.byKey(key)) {
      const filed = toItemState(row.json).determinations.filter((one) => one.case?.id === state.id && one.due === null);
      if (filed.length === 0 || !determination || parts.some(({ stream }) => stream === itemStream(row.id))) continue;
      const event: ItemEvent = {
        type: "re-review-due",
        determinations: filed.map(({ seq }) => toSeq(seq)),
        because: "case-reopened",
        provisions: [],
        since: deciding.date,
        editions: determination.pins.editions,
      };
      parts.push({ stream: itemStream(row.id), expected: row.version, events: [entryOf(deciding, event)] });
    }
  return parts;
}
