import type { ItemKind } from "../classification/classification.ts";
import { covers } from "../rulebook/paragraphs.ts";
import type { LicensedEntry } from "../rulebook/licensed-entry.ts";
import { finding } from "./findings.ts";
import type { ItemCode } from "./item-code.ts";
import { paragraphStage } from "./paragraph-stage.ts";
import type { ParagraphContext } from "./paragraph-stage.ts";
import { worstOf } from "./precedence.ts";
import { questionFor } from "./questions.ts";
import type { LicensingRules } from "./rules-at.ts";
import { joinStages } from "./stage.ts";
import type { Stage, Verdict } from "./stage.ts";
import { scopedParagraphs } from "./written-scopes.ts";

type CclCode = Extract<ItemCode, { readonly list: "ccl" }>;

/**
 * The item at the destination. Without a paragraph every paragraph of the entry is tried: one result for all stands,
 * different results ask which paragraph it is. An entry the rulebook does not hold is `not-covered`, yet what stands
 * outside the entries (footnotes, advanced computing rows) still counts.
 */
export function itemStage(item: CclCode, context: ParagraphContext): Stage {
  const { entry, eccn } = context;
  const targets = paragraphsUnder(item, entry, context.rules);
  const tried = targets.map((paragraph) => ({ paragraph, stage: paragraphStage(paragraph, context) }));
  const gap = coverageVerdicts(item, context);
  const results = new Set(tried.map(({ stage }) => resultOf(stage)));
  const [first, ...others] = tried;
  if (first && (others.length === 0 || results.size === 1)) return joinStages([{ verdicts: gap }, first.stage]);
  const choices = targets.slice(0, MOST_CHOICES).map((paragraph) => ({ value: paragraph, label: paragraph }));
  const because = finding("paragraph-missing", { eccn });
  return joinStages([
    {
      verdicts: [{ outcome: "needs-facts", agency: null, policy: null, because }, ...gap],
      missing: [questionFor("paragraph", context, { because: [because], choices })],
    },
    { reasons: sharedReasons(tried.map(({ stage }) => stage)), flags: tried.flatMap(({ stage }) => stage.flags ?? []) },
  ]);
}

/** More choices than this are typed, not picked. */
const MOST_CHOICES = 12;

/** The deepest paragraphs at or below what was given, of the entry and of the written scopes. */
export function paragraphsUnder(
  { eccn, paragraph }: CclCode,
  entry: LicensedEntry | undefined,
  rules: LicensingRules,
): readonly string[] {
  const given = paragraph ?? eccn;
  const own = entry ? entry.paths.map((path) => `${eccn}.${path}`) : [];
  const all = [...new Set([...own, ...scopedParagraphs(eccn, rules)])].filter(
    (one) => one !== given && covers(given, one),
  );
  const deepest = all.filter((one) => !all.some((other) => other !== one && covers(one, other)));
  return deepest.length > 0 ? deepest : [given];
}

function coverageVerdicts(item: CclCode, { entry, eccn, asOf }: ParagraphContext): readonly Verdict[] {
  const none = { agency: null, policy: null } as const;
  if (!entry) return [{ ...none, outcome: "not-covered", because: finding("entry-not-in-rulebook", { eccn }) }];
  const { unsettled } = entry;
  const changed: readonly Verdict[] =
    unsettled && unsettled.from <= asOf
      ? [
          {
            ...none,
            outcome: "review",
            because: finding("entry-text-changed", { eccn, why: unsettled.why }, { cite: unsettled.cite }),
          },
        ]
      : [];
  const below = item.paragraph?.slice(eccn.length + 1);
  const known = below === undefined || entry.paths.some((path) => path === below);
  if (known) return changed;
  const because = finding("paragraph-not-in-rulebook", { eccn, paragraph: item.paragraph ?? "" });
  return [...changed, { ...none, outcome: "not-covered", because }];
}

/** What is compared between paragraphs: outcome, agency, policy. */
function resultOf({ verdicts = [] }: Stage): string {
  const outcome = worstOf(verdicts.map((verdict) => verdict.outcome)) ?? "no-chart-requirement";
  const deciding = verdicts.find((verdict) => verdict.outcome === outcome);
  return [outcome, deciding?.agency ?? "", deciding?.policy ?? ""].join("|");
}

/** Reasons that stand the same in every paragraph tried. */
function sharedReasons(stages: readonly Stage[]): NonNullable<Stage["reasons"]> {
  const [first, ...others] = stages.map(({ reasons }) => reasons ?? []);
  const key = (one: { readonly reason: string; readonly column: string | null; readonly status: string }): string =>
    `${one.reason}|${one.column ?? ""}|${one.status}`;
  return (first ?? []).filter((reason) => others.every((list) => list.some((other) => key(other) === key(reason))));
}

/** What kind of thing the entry is about, where it was not said: product groups D and E are software and technology. */
export function kindOf(eccn: string, stated: ItemKind | undefined): ItemKind {
  if (stated) return stated;
  if (eccn[1] === "D") return "software";
  return eccn[1] === "E" ? "technology" : "commodity";
}
