import type { LiveDifference, SetDates } from "../rulebook/editions/set-dates.ts";
import { covers } from "../rulebook/paragraphs.ts";
import type { Destination } from "./destination.ts";
import { isReached } from "./destination.ts";
import { finding } from "./findings.ts";
import type { ItemCode } from "./item-code.ts";
import type { Stage, Verdict } from "./stage.ts";

type Asked = { readonly item: ItemCode; readonly destination: Destination };

/**
 * What the dates of the set mean for this item and destination. A difference without its overlay holds whatever it
 * touches for a person, so that a set of mixed dates never gives a looser answer than one of one date; so does an
 * overlay whose later words are not held. Nothing is said of what no difference touches.
 */
export function mixedDatesStage({ item, destination }: Asked, { differences }: SetDates): Stage {
  const touched = differences.filter((one) => touches(one, { item, destination }));
  return { verdicts: touched.flatMap(verdictOf) };
}

function touches({ paragraphs, destinations }: LiveDifference, { item, destination }: Asked): boolean {
  if (item.list !== "ccl") return false;
  const asked = item.paragraph ?? item.eccn;
  const named = paragraphs.some((one) => covers(one, asked) || covers(asked, one));
  return named && (destinations === undefined || isReached(destination, destinations));
}

function verdictOf({ id, overlay, open, reviews, cite, older, newer }: LiveDifference): readonly Verdict[] {
  const source = { cite, rule: `us-ear/known-differences/${id}` };
  const held = { outcome: "review", agency: null, policy: null } as const;
  const dates = { part: older.part, date: older.date, newer: newer.part, newerDate: newer.date };
  if (open) return [{ ...held, because: finding("mixed-dates-open", { difference: id, ...dates }, source) }];
  return reviews ? [{ ...held, because: finding("mixed-dates-read", { overlay, ...dates }, source) }] : [];
}
