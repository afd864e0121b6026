import { setHash, hashBytes, toSetJson, type EditionSet } from "../editions/edition-set.ts";
import { bundleWith, type TextRow } from "../editions/rule-texts.ts";
import { markDue } from "../register/mark-due.ts";
import type { LawDate } from "../../core/dates.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Actor } from "../../core/ports/ledger.ts";
import { setDatesOn, type LiveDifference } from "../../core/rulebook/editions/set-dates.ts";
import { rowChanges } from "../../core/rulebook/editions/row-changes.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

export type Activated = {
  readonly set: EditionSet;
  readonly rulebook: Rulebook;
  /** Items of the register that the new rules make due. */
  readonly due: number;
};

/** The parts of a set are of mixed dates and differ in what no overlay covers: such a set does not run. */
export class MixedDates extends Error {
  readonly open: readonly LiveDifference[];
  constructor(open: readonly LiveDifference[]) {
    super(open.map(({ id }) => id).join(", "));
    this.name = "MixedDates";
    this.open = open;
  }
}

/** Throws MixedDates for a rulebook whose parts are known to differ on that day in what no overlay covers. */
export function assertRuns(rulebook: Rulebook, asOf: LawDate): void {
  const open = setDatesOn(rulebook, asOf).differences.filter((one) => one.open !== null);
  if (open.length > 0) throw new MixedDates(open);
}

/**
 * Makes a new set from the active one with these imported parts, and activates it: one entry. The rulebook is opened
 * before anything is stored, so that a set that does not load never replaces one that runs. Throws RulebookFault, and
 * MixedDates where a known difference between the dates of its parts has no overlay on that day.
 */
export async function activateTexts(
  stores: OpenedStores,
  tenant: TenantId,
  what: {
    readonly before: EditionSet;
    readonly texts: readonly TextRow[];
    readonly actor: Actor;
    readonly asOf: LawDate;
  },
): Promise<Activated> {
  const texts = what.texts.toSorted((a, b) => (a.part < b.part ? -1 : 1));
  const bundle = await bundleWith(stores, texts);
  const rulebook = openRulebook(bundle);
  assertRuns(rulebook, what.asOf);
  const bytes = Buffer.from(bundle, "utf8");
  const hash = hashBytes(bytes);
  await stores.admin.putEdition("rulebook", hash, bytes);
  const set: EditionSet = { ...what.before, rulebook: hash, texts: [...texts] };
  await stores.for(tenant).editions.activate(setHash(set), toSetJson(set), what.actor);
  if (hash === what.before.rulebook) return { set, rulebook, due: 0 };
  const rows = rowChanges(openRulebook(await bundleWith(stores, what.before.texts ?? [])), rulebook, what.asOf);
  const due = await markDue(stores, tenant, { asOf: what.asOf, actor: what.actor, rows });
  return { set, rulebook, due };
}
