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
  { files: /^us-ear\/headings[^/]*\.yaml$/, section: "headings" },
  { files: /^us-ear\/gates\/[^/]+\.yaml$/, section: "gates" },
  { files: /^us-itar\/usml[^/]*\.yaml$/, section: "usml" },
];
/** Folders with YAML that is not law: policies, lists. They are read elsewhere. */
export const NOT_RULES: readonly RegExp[] = [/^policy\//, /^starter-lists\//];
