import type { LawDate } from "../dates.ts";
import { screen } from "../screening/screen.ts";
import type { ScreenOptions } from "../screening/screen.ts";
import type { ScreeningIndex } from "../screening/build-index.ts";
import type { Hit, Screening } from "../screening/screening.ts";
import type { Agency, Party, PartyRole, ReviewPolicy } from "./determination.ts";
import { finding } from "./findings.ts";
import type { Stage, Verdict } from "./stage.ts";

export type PartyScreening = { readonly party: Party; readonly result: Screening };
export type ScreeningContext = {
  readonly lists: ScreeningIndex | null;
  readonly asOf: LawDate;
  readonly options?: ScreenOptions;
};

/** Every party on every list of the index. */
export const screenParties = (parties: readonly Party[], context: ScreeningContext): readonly PartyScreening[] =>
  parties.map((party) => ({
    party,
    result: screen(
      {
        name: party.name,
        ...(party.country ? { country: party.country } : {}),
        ...(party.address ? { address: party.address } : {}),
        ...(party.ids ? { ids: party.ids } : {}),
        ...(party.owners ? { owners: party.owners } : {}),
      },
      context.lists,
      context.asOf,
      context.options,
    ),
  }));

/** Roles an Entity List requirement speaks of: 748.5(c) to (f). A hit on another role goes to a person. */
const IN_THE_DEAL: ReadonlySet<PartyRole> = new Set([
  "purchaser",
  "intermediate-consignee",
  "ultimate-consignee",
  "end-user",
]);
/** Effects that also bar every license exception (744.11(a), 744.15(b), 740.2(a)(17)). */
const BARS: ReadonlySet<string> = new Set(["licence", "statement", "block"]);

export type PartyStage = Stage & { readonly barsExceptions: boolean; readonly statement: boolean };

/**
 * What the lists say of the parties: `block` is prohibited; `licence` a license with the row's policy; `statement` a
 * signed statement first; the rest goes to a person. Nobody screened, a list missing, short or stale: not checked.
 */
export function partyStage(screenings: readonly PartyScreening[], itar: boolean): PartyStage {
  const counted = screenings.flatMap(({ party, result }) =>
    result.hits.filter((hit) => hit.counted !== false).map((hit) => ({ party, hit })),
  );
  const owned = screenings.filter(
    ({ result }) => result.ownership.status === "listed" || result.ownership.status === "aggregate-50",
  );
  const verdicts = [
    ...counted.flatMap(({ party, hit }) => hitVerdict(party, hit, itar)),
    ...owned.map(({ party, result }): Verdict => {
      const because = finding(
        "party-owned",
        { party: party.name, status: result.ownership.status },
        { cite: "15 CFR 744.11(a)(1), 744.21(a)(3)" },
      );
      return {
        outcome: "licence-required",
        agency: "BIS",
        policy: "presumption-of-denial",
        because,
        talk: "ask",
        hold: true,
      };
    }),
  ];
  const statement = counted.some(({ hit }) => hit.effect === "statement");
  const notes = counted.filter(({ hit }) => hit.effect === "import-or-procurement");
  return {
    verdicts,
    checked: screenings
      .filter(({ result }) => result.lists.length > 0)
      .map(({ party }) => ({ what: `party/${party.role}`, why: party.name })),
    notChecked: [...rolesNotGiven(screenings), ...screenings.flatMap(({ party, result }) => pointsOf(party, result))],
    flags: notes.map(({ party, hit }) => hitFinding(party, hit)),
    obligations: statement ? [{ what: "uvl-statement", owner: "sales", due: null, cite: "15 CFR 744.15(b)" }] : [],
    barsExceptions: owned.length > 0 || counted.some(({ hit }) => BARS.has(hit.effect)),
    statement,
  };
}

function rolesNotGiven(screenings: readonly PartyScreening[]): NonNullable<Stage["notChecked"]> {
  if (screenings.length === 0) return [{ what: "parties", why: "not-given" }];
  const roles = new Set(screenings.map(({ party }) => party.role));
  return roles.has("end-user") ? [] : [{ what: "party/end-user", why: "not-given" }];
}

/** A list's point is the same for every party; a point of the party itself names it. */
const pointsOf = (party: Party, result: Screening): NonNullable<Stage["notChecked"]> =>
  result.notChecked.map((point) =>
    point.what.startsWith("list") ? point : { ...point, what: `${point.what}/${party.name}` },
  );

const hitFinding = (party: Party, hit: Hit): Verdict["because"] =>
  finding(
    "party-hit",
    { party: party.name, role: party.role, list: hit.list, entry: hit.name, effect: hit.effect, score: hit.score },
    { cite: hit.cite, rule: `list/${hit.list}/${hit.entryId}` },
  );

/** Whose bar it is: OFAC's blocking lists, the Commerce denial orders; a list of our own has no agency. */
const BLOCKED_BY: Readonly<Record<string, Agency>> = { sdn: "OFAC", fse: "OFAC", dpl: "BIS" };
const blockedBy = (list: string): Agency | null => BLOCKED_BY[list] ?? null;

function hitVerdict(party: Party, hit: Hit, itar: boolean): readonly Verdict[] {
  const because = hitFinding(party, hit);
  const person: Verdict = { outcome: "review", agency: null, policy: null, because, talk: "ask", hold: true };
  switch (hit.effect) {
    case "block":
      return [{ outcome: "prohibited", agency: blockedBy(hit.list), policy: null, because, talk: "no", hold: true }];
    case "licence":
      if (!IN_THE_DEAL.has(party.role)) return [person];
      return [
        {
          outcome: "licence-required",
          agency: "BIS",
          policy: policyOf(hit.reviewPolicy),
          because,
          talk: "ask",
          hold: true,
        },
      ];
    case "itar-bar":
      return itar ? [{ ...person, outcome: "prohibited", agency: "DDTC", talk: "no" }] : [person];
    case "statement":
    case "sanction-terms":
    case "foreign-list":
      return [person];
    case "import-or-procurement":
      return [];
  }
}

/** The row's own words on how an application is reviewed. Words that name several policies: the strictest. */
export function policyOf(words: string | null): ReviewPolicy | null {
  if (words === null) return null;
  if (/policy of denial|will be denied/i.test(words) && !/presumption/i.test(words)) return "denial";
  if (/presumption of denial/i.test(words)) return "presumption-of-denial";
  return /case[- ]by[- ]case/i.test(words) ? "case-by-case" : null;
}
