import type { SectionKey } from "../core/rulebook/sections.ts";

/**
 * Which files belong to which section: the first row that fits decides. Adding a section = a schema in
 * core/rulebook (licensing: licensing-rules.ts) and a row here.
 */
export const SECTIONS: readonly { readonly files: RegExp; readonly section: SectionKey }[] = [
  { files: /^units\.yaml$/, section: "units" },
  { files: /^facts(-[a-z-]+)?\.yaml$/, section: "facts" },
  { files: /^coverage\.yaml$/, section: "coverage" },
  { files: /^lexicon\/[a-z-]+\.yaml$/, section: "lexicon" },
  { files: /^us-ear\/ccl\/\d\/[^/]+\.yaml$/, section: "ccl" },
  { files: /^us-ear\/licence-tables\/[^/]+\.yaml$/, section: "licenceTables" },
  { files: /^us-ear\/text-prints[^/]*\.yaml$/, section: "textPrints" },
  { files: /^us-itar\/text-prints[^/]*\.yaml$/, section: "usmlPrints" },
  { files: /^us-ear\/text-structure[^/]*\.yaml$/, section: "textStructure" },
  { files: /^us-ear\/text-notes\/[^/]+\.yaml$/, section: "textNotes" },
  { files: /^us-itar\/names\/[^/]+\.yaml$/, section: "names" },
  { files: /^us-ear\/names\/[^/]+\.yaml$/, section: "names" },
  { files: /^us-ear\/headings[^/]*\.yaml$/, section: "headings" },
  { files: /^us-ear\/gates\/[^/]+\.yaml$/, section: "gates" },
  { files: /^us-itar\/usml\/[^/]+\.yaml$/, section: "usml" },
  { files: /^us-other-agency\/[^/]+\.yaml$/, section: "otherAgencies" },
  { files: /^us-ear\/contents[^/]*\.yaml$/, section: "contents" },
  { files: /^us-ear\/subjects\.yaml$/, section: "subjects" },
  { files: /^us-ear\/countries\.yaml$/, section: "countries" },
  { files: /^us-ear\/country-chart\.yaml$/, section: "countryChart" },
  { files: /^us-ear\/country-groups\.yaml$/, section: "countryGroups" },
  { files: /^us-ear\/embargoes\.yaml$/, section: "embargoes" },
  { files: /^us-ear\/scopes\.yaml$/, section: "scopes" },
  { files: /^us-ear\/overlays\.yaml$/, section: "overlays" },
  { files: /^us-ear\/known-differences\.yaml$/, section: "knownDifferences" },
  { files: /^us-ear\/licence-exceptions\/[^/]+\.yaml$/, section: "licenceExceptions" },
  { files: /^us-ear\/end-use\/[^/]+\.yaml$/, section: "endUse" },
  { files: /^us-ear\/general-prohibitions\.yaml$/, section: "generalProhibitions" },
  { files: /^us-ear\/licensing-questions\.yaml$/, section: "licensingQuestions" },
  { files: /^us-itar\/126\.1\.yaml$/, section: "itarCountries" },
  { files: /^red-flags\/[^/]+\.yaml$/, section: "redFlags" },
  { files: /^boycott\/[^/]+\.yaml$/, section: "boycott" },
  { files: /^request-words\.yaml$/, section: "requestWords" },
];
/** YAML that is not part of the bundle (policies, lists, words of requests): read elsewhere, unless a row above takes it. */
export const NOT_RULES: readonly RegExp[] = [
  /^policy\//,
  /^starter-lists\//,
  /^list-effects\//,
  /^boycott\//,
  /^red-flags\//,
  /^request-words/,
];
