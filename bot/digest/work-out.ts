import { createCalendar } from "../../adapters/system/calendar.ts";
import { toInstant, type Instant } from "../../core/dates.ts";
import type { Digest } from "../../core/digest/digest.ts";
import { figuresOf } from "../../core/digest/figures.ts";
import { weekBefore, type Week } from "../../core/digest/week.ts";
import { toBase64 } from "../../core/evidence/base64.ts";
import { parseCheckpointNote } from "../../core/evidence/checkpoint.ts";
import type { DigestScope } from "../../core/ports/digest.ts";
import type { TenantStores } from "../../core/ports/stores.ts";
import { ruleOf } from "../../core/screening/effect.ts";
import { daysBetween } from "../../core/screening/days.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { parseEditionSet } from "../editions/edition-set.ts";

/** The chart's weeks. */
const WEEKS = 8;

const instant = (at: number): Instant => toInstant(new Date(at).toISOString());

/**
 * One week's digest for one scope, read from the projections at this moment. What a tenant as a whole used stands only
 * in a digest of the whole tenant: it is nobody's division.
 */
export async function workOutDigest(
  stores: TenantStores,
  of: { readonly scope: DigestScope; readonly week: Week; readonly zone: string; readonly nowMs: number },
): Promise<Digest> {
  const { scope, week, zone, nowMs } = of;
  const calendar = createCalendar(zone);
  const before = weekBefore(week, calendar);
  const weeks = Array.from({ length: WEEKS }, (_, at) => weekBefore(week, calendar, WEEKS - 1 - at));
  const [rows, counts, activations, usage, oldestList, checkpoint] = await Promise.all([
    stores.digest.rows(scope, before.from, week.to),
    Promise.all(weeks.map(({ from, to }) => stores.digest.counts(scope, from, to))),
    stores.editions.activationsIn(week.from, week.to),
    scope === null ? stores.usage.totals(week.from, week.to) : Promise.resolve(null),
    oldestListOf(stores, calendar.dayOf(nowMs)),
    stores.evidence.checkpoint(),
  ]);
  const { figures, times } = figuresOf({
    rows,
    week,
    before,
    moment: { now: nowMs, dayOf: (at) => calendar.dayOf(at) },
  });
  const { size, root } = parseCheckpointNote(checkpoint.note).checkpoint;
  return {
    v: 1,
    week: { id: week.id, number: week.number, from: instant(week.from), to: instant(week.to) },
    zone,
    scope,
    at: instant(nowMs),
    figures,
    times,
    weeks: weeks.map(({ id }, at) => ({ week: id, opened: counts[at]?.opened ?? 0, closed: counts[at]?.closed ?? 0 })),
    oldestList,
    activations,
    ...(usage === null ? {} : { usage }),
    log: { size, root: toBase64(root) },
  };
}

/** Of the lists a clear rests on and that age: names that stand in a regulation's own text are as old as it. */
async function oldestListOf(stores: TenantStores, today: string): Promise<Digest["oldestList"]> {
  const active = await stores.editions.active();
  const rules = readListEffects();
  const rows = active
    ? parseEditionSet(active.json).lists.filter(
        ({ list, status }) => status === "whole" && (ruleOf(rules, list)?.ages ?? true),
      )
    : [];
  const ages = rows.flatMap(({ list, date }) => (date === null ? [] : [{ list, days: daysBetween(date, today) }]));
  return ages.toSorted((one, other) => other.days - one.days)[0] ?? null;
}
