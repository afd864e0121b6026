import type { Bom, BomLine } from "./bom.ts";
import type { Named } from "./contents.ts";
import { MOST_LINES } from "./findings.ts";
import { isUnitedStates } from "./origin.ts";
import type { LineVerdict } from "./verdict.ts";
import { exactOf, plus, ratioOf, times, type Exact } from "../rulebook/exact.ts";

/** In percent of the assembly's own value, as far as values are known; null: the list does not say it. */
export type UsShare = {
  readonly currency: string | null;
  readonly whole: string | null;
  /** What may be US content, EAR99 apart, which counts where an embargo does; and with it. */
  readonly atMost: number | null;
  readonly withEar99: number | null;
  /** Lines without a value in that currency. */
  readonly unknown: Named;
};
const NOTHING: Exact = { n: 0n, d: 1n };

/**
 * The share of US content (15 CFR 734.4), at most: a line whose origin is not said may be American. Never a conclusion:
 * which content is controlled depends on the destination.
 */
export function usShareOf(parts: readonly LineVerdict[], bom: Pick<Bom, "lines" | "above" | "top">): UsShare {
  const byId = new Map(bom.lines.map((line) => [line.id, line]));
  const parents = new Set(Object.values(bom.above));
  // What a sub-assembly costs is in its parts already, or in none of them.
  const leaves = parts.filter(({ line }) => !parents.has(line));
  const ours = leaves.filter(({ line }) => mayBeOurs(byId.get(line)?.origin ?? null));
  const values = ours.map((verdict) => ({ verdict, value: valueOf(verdict.line, byId, bom.above) }));
  const top = byId.get(bom.top ?? "")?.unitValue ?? null;
  const currency = top?.currency ?? values.find(({ value }) => value !== null)?.value?.currency ?? null;
  const known = values.filter(({ value }) => value !== null && value.currency === currency);
  const sum = (of: typeof known): Exact =>
    of.reduce((total, { value }) => plus(total, value?.amount ?? NOTHING), NOTHING);
  const whole = top === null ? null : exactOf(top.amount);
  const percent = (amount: Exact): number | null =>
    whole === null ? null : ratioOf(times(amount, { n: 100n, d: 1n }), whole);
  const unknown = values
    .filter(({ value }) => value === null || value.currency !== currency)
    .map(({ verdict }) => verdict.line);
  return {
    currency,
    whole: top?.amount ?? null,
    atMost: percent(sum(known.filter(({ verdict }) => verdict.eccn !== "EAR99"))),
    withEar99: percent(sum(known)),
    unknown: {
      count: unknown.length,
      lines: unknown.toSorted((a, b) => Number(a) - Number(b)).slice(0, MOST_LINES),
    },
  };
}

/** A line whose origin is not said may be American. */
const mayBeOurs = (origin: string | null): boolean => origin === null || isUnitedStates(origin);

type Amount = { readonly amount: Exact; readonly currency: string };

/** What a line is worth in one assembly: its value times how often everything above it is built in. */
function valueOf(id: string, byId: ReadonlyMap<string, BomLine>, above: Bom["above"]): Amount | null {
  const line = byId.get(id);
  const money = line?.lineValue ?? line?.unitValue;
  const each = money ? exactOf(money.amount) : null;
  if (!line || !money || !each) return null;
  const start = line.lineValue ? each : by(each, line);
  let amount: Exact | null = start;
  const seen = new Set([id]);
  for (let at = above[id]; at !== undefined && amount !== null; at = above[at]) {
    const parent = byId.get(at);
    // The assembly itself is there once; a ring has no value.
    if (!parent || seen.has(at)) return null;
    seen.add(at);
    if (above[at] !== undefined || parent.quantity !== null) amount = by(amount, parent);
  }
  return amount === null ? null : { amount, currency: money.currency };
}

const by = (amount: Exact, { quantity }: BomLine): Exact | null => {
  const often = quantity === null ? null : exactOf(quantity);
  return often === null ? null : times(amount, often);
};
