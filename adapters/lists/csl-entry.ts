import type { ListEntry } from "../../core/screening/list-edition.ts";
import type { PartyType } from "../../core/screening/screening.ts";
import { toListEntry } from "./list-entry.ts";
import { readDate } from "./read-date.ts";
import { readIdKind } from "./id-kind.ts";

/** Source names of the Consolidated Screening List, by the abbreviation or the words they contain. */
const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/\(SDN\)/, "sdn"],
  [/\(EL\)|^Entity List/, "entity-list"],
  [/\(DPL\)|Denied Persons/, "dpl"],
  [/\(UVL\)|Unverified/, "uvl"],
  [/\(MEU\)|Military End User/, "meu"],
  [/\(DTC\)|ITAR Debarred/, "dtc"],
  [/\(ISN\)|Nonproliferation/, "isn"],
  [/\(SSI\)|Sectoral/, "ssi"],
  [/\(PLC\)|Palestinian/, "plc"],
  [/\(CMIC\)|Military-Industrial/, "ns-cmic"],
  [/MBS|Menu-Based/, "ns-mbs"],
  [/\(CAP\)|CAPTA/i, "capta"],
  [/\(FSE\)|Sanctions Evaders/, "fse"],
];
const TYPES: Readonly<Record<string, PartyType>> = {
  individual: "person",
  entity: "organization",
  vessel: "vessel",
  aircraft: "aircraft",
};

/** A row of the CSL in either form, its many-valued cells split already. */
export type CslRow = {
  readonly source: string;
  readonly name: string;
  readonly entityNumber: string;
  readonly type: string;
  readonly programs: readonly string[];
  readonly altNames: readonly string[];
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
  readonly notice: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly standardOrder: string;
  readonly requirement: string;
  readonly policy: string;
  readonly birthDates: readonly string[];
  readonly ids: readonly { readonly type: string; readonly number: string }[];
  readonly callSign: string;
};

/** Null where the source is none of the twelve or no name is left. */
export function toCslEntry(row: CslRow): ListEntry | null {
  const list = SOURCES.find(([pattern]) => pattern.test(row.source))?.[1];
  if (!list) return null;
  const issued = row.ids.flatMap(({ type, number }) => {
    const kind = readIdKind(type);
    return kind ? [{ kind, value: number }] : [];
  });
  return toListEntry({
    list,
    name: row.name,
    ...(row.entityNumber ? { id: row.entityNumber } : {}),
    aliases: row.altNames.map((name) => ({ name, strength: "strong" })),
    type: TYPES[row.type.toLowerCase()] ?? null,
    countries: row.countries,
    addresses: row.addresses,
    birthDates: row.birthDates.flatMap((text) => readDate(text) ?? []),
    ids: [...issued, ...(row.callSign ? [{ kind: "callSign", value: row.callSign }] : [])],
    programs: row.programs,
    requirement: row.requirement,
    reviewPolicy: row.policy,
    footnotes: footnotesOf(row.requirement),
    from: readDate(row.startDate),
    to: readDate(row.endDate),
    nonStandard: row.standardOrder === "N",
    cite: row.notice || row.source,
  });
}

/** Footnote marks in the requirement's words: `734.9(g),^3` or, where the raising was lost, `734.9(e)1 … EAR2`. */
export function footnotesOf(words: string): readonly string[] {
  const raised = [...words.matchAll(/\^\s?(\d)/g)].map((match) => match[1] ?? "");
  const lost = [...words.matchAll(/(?:734\.9\([a-z]\)|EAR\)?)\s?([1-5])(?![\d.(])/g)].map((match) => match[1] ?? "");
  return [...new Set(raised.length > 0 ? raised : lost)].sort();
}
