import { openDetermination } from "../conversation/determination.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { Decision } from "../../core/cases/events.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { Proposal } from "../../core/ports/evaluator.ts";
import type { CaseRow, TenantStores } from "../../core/ports/stores.ts";
import { factsOnFile } from "../../core/register/facts-on-file.ts";
import { keyOf, partKey } from "../../core/register/identity.ts";
import { identityOf } from "../../core/register/item-identity.ts";
import { OTHER_CASE, SAME_AS, type Earlier, type EarlierCase } from "../../core/releases/earlier.ts";

/** How far back "last time" looks: so many of the requester's cases. */
const LOOK_BACK = 20;
const MOST_CHOICES = 5;

/**
 * The earlier case that a request refers to: the one the requester chose, else the latest decided case of theirs with the
 * named item or the same customer ("last time"), or their latest deal ("same for …"). Several that differ are a question.
 * Only the requester's own cases count. Null: the request refers to none.
 */
export async function findEarlier(
  stores: TenantStores,
  state: CaseState,
  { read, input }: Proposal,
): Promise<Earlier | null> {
  const { same } = read;
  const chosen = state.stated.find(({ name }) => name === SAME_AS)?.value;
  if (!same || chosen === OTHER_CASE) return null;
  const before = (await stores.cases.list({ requester: state.requester, limit: LOOK_BACK + 1 })).filter(
    (row) => row.number < state.number && (same.takes === "deal" || isDecided(toCaseState(row.json))),
  );
  const cases: EarlierCase[] = [];
  for (const row of before.filter((one) => typeof chosen !== "string" || `ED-${one.number}` === chosen)) {
    const one = await earlierCase(stores, row);
    if (one) cases.push(one);
  }
  const fitting = typeof chosen === "string" ? cases : cases.filter((one) => fits(one, { read, input }));
  const apart = fitting.filter(
    (one, index) => fitting.findIndex((other) => whatOf(other, same.takes) === whatOf(one, same.takes)) === index,
  );
  const [latest, ...others] = apart;
  if (!latest) return { state: "none" };
  return others.length === 0
    ? { state: "found", takes: same.takes, from: latest }
    : { state: "which", choices: apart.slice(0, MOST_CHOICES) };
}

const BY_PEOPLE: ReadonlySet<Decision> = new Set([
  "approved",
  "approved-with-conditions",
  "overridden",
  "auto-cleared",
]);

/** Decided on for the item, also when the release has ended since; what ran out without a decision is not. */
const isDecided = ({ decided, approvals }: CaseState): boolean =>
  decided !== null && (BY_PEOPLE.has(decided.decision) || (decided.decision === "expired" && approvals.length > 0));

async function earlierCase(stores: TenantStores, row: CaseRow): Promise<EarlierCase | null> {
  const determination = await openDetermination(stores, toCaseState(row.json));
  const [line, ...others] = determination?.input.lines ?? [];
  if (!determination || !line || others.length > 0 || "eccn" in line.item) return null;
  const { input, result } = determination;
  return {
    case: `ED-${row.number}`,
    item: {
      name: line.item.name ?? null,
      identity: identityOf(line.item),
      facts: factsOnFile(result.lines[0]?.classification?.facts ?? []),
    },
    destination: input.destination,
    parties: input.parties,
  };
}

/** The named item, or else a customer of the same name; where neither is said every one of them fits. */
function fits(one: EarlierCase, { read, input }: Pick<Proposal, "read" | "input">): boolean {
  if (read.same?.takes === "deal") return true;
  const [line] = input.lines;
  const named = line && !("eccn" in line.item) && read.same?.item ? line.item.partNumber : undefined;
  if (named !== undefined)
    return one.item.identity !== null && partKey(one.item.identity.partNumber) === partKey(named);
  const names = new Set(input.parties.map(({ name }) => name.toLowerCase()));
  return names.size === 0 || one.parties.some(({ name }) => names.has(name.toLowerCase()));
}

/** What is taken from it, as far as two cases can differ in that. */
function whatOf({ item, parties, destination }: EarlierCase, takes: "last-time" | "deal"): string {
  if (takes === "deal") return JSON.stringify([parties.map(({ name }) => name.toLowerCase()), destination]);
  return JSON.stringify(item.identity ? keyOf(item.identity) : (item.name ?? "").toLowerCase());
}
