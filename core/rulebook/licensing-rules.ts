/**
 * Schemas of the licensing part of the rulebook (chart, groups, exceptions, end use, overlays), by section key. Each
 * key needs a row in rules/sections.ts that says which files belong to it.
 */
export const licensingSchemas = {} as const;
