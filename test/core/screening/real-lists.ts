import { countryCode } from "../../../adapters/lists/country-code.ts";
import { importLists } from "../../../adapters/lists/import-lists.ts";
import type { ListImport } from "../../../adapters/lists/import-lists.ts";
import { romanise } from "../../../adapters/lists/romanise.ts";
import { buildIndex } from "../../../core/screening/build-index.ts";
import type { ScreeningIndex } from "../../../core/screening/build-index.ts";
import { chooseEditions, usedEditions } from "../../../core/screening/choose-editions.ts";
import { readListEffects } from "../../../rules/list-effects/read-list-effects.ts";

export const DATA = process.env["DESK_TEST_DATA"];
export const tongue = { romanise, countryCode };
export const rules = readListEffects();

/** The real lists under DESK_TEST_DATA, indexed as of a day on which the newest of them are fresh. */
export async function openRealLists(): Promise<{
  readonly read: ListImport;
  readonly index: ScreeningIndex;
  readonly buildMs: number;
}> {
  const read = await importLists(`${DATA}/lists`, { rules });
  const used = usedEditions(chooseEditions(read.editions, rules, "2026-08-05"));
  const before = performance.now();
  const index = buildIndex(used, tongue, rules);
  return { read, index, buildMs: performance.now() - before };
}
