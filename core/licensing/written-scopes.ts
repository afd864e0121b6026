import type { LawDate } from "../dates.ts";
import { covers } from "../rulebook/paragraphs.ts";
import type { WrittenScope } from "../rulebook/destination-rules.ts";
import type { Requirement } from "./determination.ts";
import { isReached } from "./destination.ts";
import type { Destination } from "./destination.ts";
import { finding } from "./findings.ts";
import { isNamed } from "./item-code.ts";
import { overlaidReach, worldwideReach } from "./overlays.ts";
import type { LicensingRules } from "./rules-at.ts";

/** A requirement that stands outside the chart, with what it leaves of the license exceptions. */
export type ScopedRequirement = { readonly requirement: Requirement; readonly exceptions: WrittenScope["exceptions"] };

/**
 * Footnotes, entries for all destinations, license requirement notes, advanced computing rows (15 CFR 738.3(a)(1),
 * 738 Supp. 1 notes, 742.6(a)(6)): they hold whether or not the entry itself is in the rulebook.
 */
export function scopedRequirements(
  paragraph: string,
  at: { readonly destination: Destination; readonly rules: LicensingRules; readonly asOf: LawDate },
): readonly ScopedRequirement[] {
  const { destination, rules, asOf } = at;
  return rules.scopes.scopes
    .filter((scope) => isNamed(scope.paragraphs, paragraph) && !isNamed(scope.less ?? [], paragraph))
    .flatMap((scope): readonly ScopedRequirement[] => {
      const reach =
        scope.overlay === "ai-worldwide"
          ? worldwideReach(scope.reach, rules, asOf)
          : overlaidReach(scope.reach, rules, asOf);
      if (!isReached(destination, reach)) return [];
      const because = [
        finding(
          "scope-reached",
          { reason: scope.reason, destination: destination.name },
          { cite: scope.cite, rule: `us-ear/scopes/${scope.id}` },
        ),
      ];
      const words = { reason: scope.reason, column: null, scope: paragraph, cite: scope.cite };
      return [{ requirement: { ...words, status: scope.status, because }, exceptions: scope.exceptions }];
    });
}

/** Paragraphs that the written scopes distinguish at or below `path`: `5A992.z` → `.z.1`, `.z.2`. */
export function scopedParagraphs(path: string, rules: LicensingRules): readonly string[] {
  const named = [...rules.scopes.scopes.flatMap((scope) => scope.paragraphs), ...rules.scopes.headquarters.paragraphs];
  return [...new Set(named)].filter((one) => one !== path && covers(path, one));
}
