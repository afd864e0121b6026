import { openBuiltInRulebook } from "../bot/rulebook-source.ts";

/** The rulebook of this checkout, opened once per test file. */
export const rulebook = openBuiltInRulebook();
