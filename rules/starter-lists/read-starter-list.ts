import { readFileSync } from "node:fs";
import { parseEditionText } from "../../core/screening/edition-text.ts";
import type { ListEdition } from "../../core/screening/list-edition.ts";

const read = (name: string): ListEdition => parseEditionText(readFileSync(new URL(name, import.meta.url), "utf8"));

/**
 * The list that ships for trying the desk out: a dozen organisations and addresses of the Entity List as facts, no
 * natural persons, and three entries marked as fictional. Its status is `demonstration`: nothing is clear on it but in training.
 */
export const starterEdition = (): ListEdition => read("demonstration.ndjson");

/** The bodies that 15 CFR 744.22(f)(2) names: no published list file carries them, so they ship. */
export const militaryIntelligenceEdition = (): ListEdition => read("military-intelligence.ndjson");
