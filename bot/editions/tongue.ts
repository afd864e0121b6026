import { countryCode } from "../../adapters/lists/country-code.ts";
import { romanise } from "../../adapters/lists/romanise.ts";
import type { Tongue } from "../../core/screening/read-party.ts";

/** Scripts and country names, which core is given from outside. */
export const toTongue = (): Tongue => ({ romanise, countryCode });
