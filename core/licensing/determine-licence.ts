import type { LawDate } from "../dates.ts";
import { setDatesOn } from "../rulebook/editions/set-dates.ts";
import { licensedOn, type LicensedEntry } from "../rulebook/licensed-entry.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { ScreeningIndex } from "../screening/build-index.ts";
import type { ScreenOptions } from "../screening/screen.ts";
import { concludeLicence } from "./conclude-licence.ts";
import { destinationOf } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { LicenceDetermination, LicenceInput } from "./determination.ts";
import { destinationStage } from "./destination-stage.ts";
import { embargoStage } from "./embargo.ts";
import { endUseStage } from "./end-use.ts";
import { finding } from "./findings.ts";
import { parseItemCode } from "./item-code.ts";
import type { ItemCode } from "./item-code.ts";
import { itemStage, kindOf, paragraphsUnder } from "./item-stage.ts";
import { itarStage } from "./itar-stage.ts";
import { mixedDatesStage } from "./mixed-dates.ts";
import { partyStage, screenParties } from "./party-stage.ts";
import type { PartyScreening, PartyStage } from "./party-stage.ts";
import { pointerStage } from "./pointer-stage.ts";
import { prohibitionsStage } from "./prohibitions-stage.ts";
import { routeStage } from "./route-stage.ts";
import { licensingRulesAt } from "./rules-at.ts";
import type { LicensingRules } from "./rules-at.ts";
import { joinStages } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { factsAsDeclared, statedText } from "./stated.ts";
import { wordsStage } from "./words-stage.ts";
import { reasonsForControl } from "../classification/reasons-for-control.ts";

export type LicenceContext = {
  readonly rulebook: Rulebook;
  readonly asOf: LawDate;
  /** Null: no list at all; then nothing about a party is checked. */
  readonly lists: ScreeningIndex | null;
  /** Screenings done already, in the order of the parties. */
  readonly screenings?: readonly PartyScreening[];
  readonly screenOptions?: ScreenOptions;
};

/**
 * Whether a license is needed for one item to one destination, and why: embargo (746), chart and written scopes (738,
 * 774), end use (744), parties, exceptions (740, its bars first), route. The outcome is the first in the order of
 * precedence; on summary grounds the best is `no-chart-requirement` or `exception-available`. Pure. Throws
 * Refusal("invalid") with `what: eccn | paragraph` for a malformed code; a place it cannot resolve is a question.
 */
export function determineLicence(given: LicenceInput, context: LicenceContext): LicenceDetermination {
  const input = { ...given, facts: factsAsDeclared(given.facts, context.rulebook.vocabulary) };
  const item = parseItemCode(input.eccn, input.paragraph ?? statedText(input.facts, "paragraph") ?? undefined);
  const rules = licensingRulesAt(context.rulebook, context.asOf);
  if (!rules) return concludeLicence(tooEarly(context.asOf), { input, item, asOf: context.asOf });
  const placed = destinationStage(input, { rulebook: context.rulebook, rules });
  const screenings =
    context.screenings ??
    screenParties(input.parties ?? [], {
      lists: context.lists,
      asOf: context.asOf,
      ...(context.screenOptions ? { options: context.screenOptions } : {}),
    });
  const parties = partyStage(screenings, item.list === "usml");
  const around = [wordsStage(textsOf(input), answersOf(input), { rules, asOf: context.asOf }), placed.stage];
  if (!placed.place) return concludeLicence([...around, parties], { input, item, asOf: context.asOf, rules });
  const destination = destinationOf(placed.place, context.rulebook, rules);
  const entry = item.list === "ccl" ? licensedOn(context.rulebook, item.eccn, context.asOf) : undefined;
  const asked = { input, item, entry, destination, rules, context };
  const stages = [
    ...around,
    ...(item.list === "usml" ? [] : [chartNotesStage(destination, rules)]),
    ...itemStages(asked, parties),
    parties,
    endUseStage({ ...asked, rulebook: context.rulebook }),
  ];
  const route = routeStage(input, { rulebook: context.rulebook, rules });
  const before = joinStages([...stages, route]);
  return concludeLicence([...stages, route, prohibitionsStage(before, rules)], {
    input,
    item,
    entry,
    asOf: context.asOf,
    rules,
    destination,
    statement: parties.statement,
  });
}

type Asked = {
  readonly input: LicenceInput;
  readonly item: ItemCode;
  readonly entry: LicensedEntry | undefined;
  readonly destination: Destination;
  readonly rules: LicensingRules;
  readonly context: LicenceContext;
};

/** What stands above the chart, then the entry. */
function itemStages({ input, item, entry, destination, rules, context }: Asked, parties: PartyStage): readonly Stage[] {
  const { rulebook, asOf } = context;
  if (item.list === "usml") return [itarStage(item.eccn, destination, input.parties ?? [], { rulebook, rules })];
  const applying =
    item.list === "ccl"
      ? paragraphsUnder(item, entry, rules).flatMap((paragraph) =>
          reasonsForControl(rulebook, item.eccn, paragraph, input.facts, asOf).filter(({ status }) => status !== "not"),
        )
      : [];
  const goods = statedText(input.facts, "goods-kind");
  const reasons = [...new Set(applying.map(({ reason }) => reason))];
  const embargo = embargoStage({ item, destination, goods, movement: input.movement, reasons }, rules, asOf);
  const nothing: Stage = { checked: [{ what: "embargo", date: rules.embargoes.source.edition }] };
  if (item.list === "ear99") return [embargo ?? nothing];
  const pointer = pointerStage(item.eccn, destination, input.parties ?? [], { rulebook, rules, asOf });
  if (pointer) return [embargo ?? nothing, pointer];
  const asked = {
    rulebook,
    rules,
    asOf,
    destination,
    input,
    entry,
    eccn: item.eccn,
    kind: kindOf(item.eccn, input.kind),
    act: input.act,
    barredByParty: parties.barsExceptions,
    embargoed: embargo !== null,
    headquarters: statedText(input.facts, "headquarters"),
  };
  const chart: Stage = { checked: chartPoints(rules) };
  const dates = mixedDatesStage({ item, destination }, setDatesOn(rulebook, asOf));
  return [embargo ?? nothing, chart, itemStage(item, asked), dates];
}

/** The chart and, where it is the official text, whether the groups beside it are too. */
const chartPoints = ({ chart, groups }: LicensingRules): NonNullable<Stage["checked"]> => [
  { what: "chart", date: chart.source.edition, ...(chart.basis === "text" ? { basis: "text" } : {}) },
  ...(chart.basis === "text" || groups.basis === "text"
    ? [
        {
          what: "country-groups",
          date: groups.source.edition,
          ...(groups.basis === "text" ? { basis: "text" as const } : {}),
        },
      ]
    : []),
];

/** Footnotes that read otherwise than when their readings were written: whatever they ask for is a person's. */
function chartNotesStage({ notes, name }: Destination, { chart }: LicensingRules): Stage {
  const changed = notes.filter((number) => chart["notes-changed"]?.includes(number));
  if (changed.length === 0) return {};
  const params = { destination: name, notes: changed.join(", ") };
  const because = finding("chart-note-changed", params, { cite: "15 CFR 738 Supp. 1", basis: chart.basis });
  return { verdicts: [{ outcome: "review", agency: null, policy: null, because }] };
}

const tooEarly = (asOf: LawDate): readonly Stage[] => [
  {
    verdicts: [
      { outcome: "not-covered", agency: null, policy: null, because: finding("edition-starts-later", { asOf }) },
    ],
  },
];

/** Everything people wrote around the deal: for signs, never for decisions. */
const textsOf = (input: LicenceInput): readonly string[] =>
  [input.description, typeof input.endUse === "string" ? input.endUse : undefined, input.endUser].flatMap((text) =>
    text ? [text] : [],
  );

const answersOf = (input: LicenceInput): Readonly<Record<string, string | boolean>> =>
  typeof input.endUse === "object" ? input.endUse : {};
