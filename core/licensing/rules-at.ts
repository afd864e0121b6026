import type { LawDate } from "../dates.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import type { ExceptionBar, ExceptionRule } from "../rulebook/licensing-rules.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { SectionKey, Sections } from "../rulebook/sections.ts";

type Dated = { readonly from: string };
type Part<Key extends SectionKey> = Sections[Key][number]["data"];

/** The licensing part of the rulebook as it stands on one day. */
export type LicensingRules = {
  readonly chart: Part<"countryChart">;
  readonly groups: Part<"countryGroups">;
  readonly embargoes: Part<"embargoes">;
  readonly scopes: Part<"scopes">;
  readonly overlays: Part<"overlays">;
  readonly exceptions: readonly ExceptionRule[];
  readonly bars: readonly ExceptionBar[];
  readonly endUse: Part<"endUse">;
  readonly prohibitions: Part<"generalProhibitions">;
  readonly itar: Part<"itarCountries">;
  readonly questions: Part<"licensingQuestions">;
  readonly redFlags: Part<"redFlags">;
  readonly boycott: Part<"boycott">;
};

/** Editions of one part: files of one id, ascending by date; the one in force on the day. */
function standing<T extends Dated>(files: readonly { readonly data: T }[], asOf: LawDate): T | undefined {
  const history = files.map(({ data }) => data).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inForceOn(history, asOf);
}

/** Null when a part has no edition yet on that day, which is "not covered" and never "nothing required". */
export function licensingRulesAt({ sections }: Rulebook, asOf: LawDate): LicensingRules | null {
  const chart = standing(sections.countryChart, asOf);
  const groups = standing(sections.countryGroups, asOf);
  const embargoes = standing(sections.embargoes, asOf);
  const scopes = standing(sections.scopes, asOf);
  const overlays = standing(sections.overlays, asOf);
  const endUse = standing(sections.endUse, asOf);
  const prohibitions = standing(sections.generalProhibitions, asOf);
  const itar = standing(sections.itarCountries, asOf);
  const questions = standing(sections.licensingQuestions, asOf);
  const redFlags = standing(sections.redFlags, asOf);
  const boycott = standing(sections.boycott, asOf);
  if (!chart || !groups || !embargoes || !scopes || !overlays || !endUse) return null;
  if (!prohibitions || !itar || !questions || !redFlags || !boycott) return null;
  const files = sections.licenceExceptions.map(({ data }) => data).filter((file) => file.from <= asOf);
  return {
    chart,
    groups,
    embargoes,
    scopes,
    overlays,
    exceptions: files.flatMap((file) => file.exceptions ?? []),
    bars: files.flatMap((file) => file.bars ?? []),
    endUse,
    prohibitions,
    itar,
    questions,
    redFlags,
    boycott,
  };
}
