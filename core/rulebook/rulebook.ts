import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { toLawDate } from "../dates.ts";
import type { LawDate } from "../dates.ts";
import { toHash } from "../ids.ts";
import type { Hash } from "../ids.ts";
import type { FactName } from "../item/fact.ts";
import { createClasses } from "./classes.ts";
import type { Vocabulary } from "./condition.ts";
import type { FactDefinition } from "./facts-schema.ts";
import { inForceOn } from "./in-force.ts";
import { withListedNames, withNames } from "./named-paragraphs.ts";
import { createNames } from "./names.ts";
import { isOpen, type TextChange } from "./editions/imports-schema.ts";
import type { EditionPart } from "./pins.ts";
import { tablesOf } from "./licensed-entry.ts";
import type { LicensedEntry } from "./licensed-entry.ts";
import { checkReferences } from "./references.ts";
import { basisSchema } from "./schema.ts";
import type { CclEntry } from "./schema.ts";
import { RulebookFault, sectionSchemas } from "./sections.ts";
import type { SectionKey, Sections } from "./sections.ts";
import { createUnits } from "./units.ts";

/** The law as data, validated and indexed. Read at a date: `entryOn(eccn, asOf)`. */
export type Rulebook = {
  /** SHA-256 of the bundle text. */
  readonly hash: Hash;
  readonly parts: readonly EditionPart[];
  /** Every section, file by file; licensing reads its own here. */
  readonly sections: Sections;
  readonly vocabulary: Vocabulary;
  /** All editions of each modelled entry, ascending. */
  readonly entries: ReadonlyMap<string, readonly CclEntry[]>;
  /** All editions of every entry's licence table, ascending; read through `licensedOn`. */
  readonly tables: ReadonlyMap<string, readonly LicensedEntry[]>;
  /** What imported text says differently from what our rules were written from, by entry. */
  readonly textChanges: ReadonlyMap<string, readonly TextChange[]>;
};

/** The bundle as rules/build.ts writes it, before its files are checked. */
export const bundleSchema = z.strictObject({
  format: z.literal(1),
  files: z.array(z.strictObject({ section: z.string(), file: z.string(), data: z.unknown() })),
});

/** The entry as it stood on `asOf`; undefined when it is not modelled or its first edition is later. */
export const entryOn = (rulebook: Rulebook, eccn: string, asOf: LawDate): CclEntry | undefined =>
  inForceOn(rulebook.entries.get(eccn) ?? [], asOf);

/** Whether what the entry controls reads otherwise, on that day, than when its tests were written. */
export const isReworded = (rulebook: Rulebook, { eccn, from }: CclEntry, asOf: LawDate): boolean =>
  (rulebook.textChanges.get(eccn) ?? []).some(
    (change) => change.what !== "rows" && change.what !== "required" && from <= change.from && change.from <= asOf,
  );

/**
 * Opens a bundle made by rules/build.ts: validates every file against its section's schema and every reference
 * between files. Throws RulebookFault naming file, path and reason; a rulebook with one bad rule does not open.
 */
export function openRulebook(bundleJson: string): Rulebook {
  const bundle = bundleSchema.parse(JSON.parse(bundleJson));
  const read = openSections(bundle.files);
  const usml = read.usml.map(({ file, data }) => ({ file, data: withListedNames(file, data, read.names) }));
  const sections = { ...read, usml };
  const units = createUnits({ dimensions: sections.units.flatMap(({ data }) => data.dimensions) });
  const names = createNames(sections.names);
  const classes = createClasses(
    sections.lexicon.map(({ data }) => data),
    names.wordsOf,
  );
  const definitions = new Map<FactName, FactDefinition>();
  for (const { file, data } of sections.facts)
    for (const fact of data.facts) {
      if (definitions.has(fact.name)) throw new RulebookFault(file, fact.name, "this fact is declared twice");
      definitions.set(fact.name, fact);
    }
  const vocabulary = { units, classes, definitions, names };
  const unsettled = unsettledOf(sections);
  const codes = sections.headings.flatMap(({ data }) => data.headings.flatMap(({ codes: held }) => held));
  checkReferences(bundle.files, vocabulary, new Set(codes));
  return {
    hash: hashOf(bundleJson),
    parts: partsOf(sections),
    sections,
    vocabulary,
    entries: entriesOf(sections, unsettled),
    tables: tablesOf(
      sections.licenceTables.map(({ data }) => data),
      unsettled,
    ),
    textChanges: Map.groupBy(
      sections.imports.flatMap(({ data }) => data.changed),
      ({ eccn }) => eccn,
    ),
  };
}

const hashOf = (text: string): Hash => toHash(bytesToHex(sha256(utf8ToBytes(text))));

function openSections(files: z.infer<typeof bundleSchema>["files"]): Sections {
  const sections: Record<string, unknown[]> = {};
  for (const key of Object.keys(sectionSchemas)) sections[key] = [];
  for (const { section, file, data } of files) {
    const rows = sections[section];
    if (!rows) throw new RulebookFault(file, "", `no section is called "${section}"`);
    const checked = sectionSchemas[section as SectionKey].safeParse(data);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      throw new RulebookFault(file, issue?.path.map(String).join(".") ?? "", issue?.message ?? "not valid");
    }
    rows.push({ file, data: checked.data });
  }
  return sections as unknown as Sections;
}

type Unsettled = NonNullable<CclEntry["unsettled"]>;

/** Entries whose imported text differs from what their rules were written from: nothing of them decides alone. */
const unsettledOf = (sections: Sections): ReadonlyMap<string, Unsettled> =>
  new Map(
    sections.imports
      .flatMap(({ data }) => data.changed)
      .filter(isOpen)
      .map(({ eccn, from, what }) => [
        eccn,
        {
          from,
          cite: `15 CFR 774 Supp. 1, ${eccn}`,
          why: what === "removed" ? "the edition in use has no such heading" : "the imported text reads otherwise",
        },
      ]),
  );

function entriesOf(
  sections: Sections,
  unsettled: ReadonlyMap<string, Unsettled>,
): ReadonlyMap<string, readonly CclEntry[]> {
  const entries = new Map<string, CclEntry[]>();
  for (const { file, data } of sections.ccl) {
    const editions = entries.get(data.eccn) ?? [];
    const last = editions.at(-1);
    if (last && last.from >= data.from)
      throw new RulebookFault(file, "from", `dates ascend: ${data.from} does not follow ${last.from}`);
    entries.set(data.eccn, [...editions, withNames(file, data, sections.names)]);
  }
  for (const [eccn, changed] of unsettled) {
    const history = entries.get(eccn) ?? [];
    const last = history.at(-1);
    // An entry written after that text was written from it.
    if (last && last.from <= changed.from)
      entries.set(eccn, [...history.slice(0, -1), { ...last, unsettled: last.unsettled ?? changed }]);
  }
  return entries;
}

/** Names of parts as answers print them; a section without one is named after its key. */
const PART_NAMES: Readonly<Record<string, string>> = {
  ccl: "us-ear/ccl",
  names: "us-ear/ccl-names",
  headings: "us-ear/ccl-headings",
  licenceTables: "us-ear/licence-tables",
  gates: "us-ear/gates",
  contents: "us-ear/contents",
  subjects: "us-ear/subjects",
  countryChart: "us-ear/country-chart",
  countryGroups: "us-ear/country-groups",
  usml: "us-itar/usml",
  otherAgencies: "us-other-agency/10cfr",
  itarCountries: "us-itar/126.1",
};
const datedSchema = z.object({ source: z.object({ edition: z.string() }), basis: basisSchema.default("summary") });

/** What the rules were compared with: no rule of their own. */
const SOURCES: ReadonlySet<string> = new Set(["textPrints", "usmlPrints", "textStructure", "textNotes"]);

/** One part per section with dated files: its newest edition; then what was imported and is held beside the rules. */
function partsOf(sections: Sections): readonly EditionPart[] {
  const ruled = Object.entries(sections).flatMap(([key, files]): readonly EditionPart[] => {
    const dated = files.flatMap(({ data }) => datedSchema.safeParse(data).data ?? []);
    const [newest] = dated.toSorted((a, b) => (rankOf(a) < rankOf(b) ? 1 : -1));
    if (newest === undefined || SOURCES.has(key)) return [];
    const hash = hashOf(JSON.stringify(files));
    const date = toLawDate(newest.source.edition);
    return [{ part: PART_NAMES[key] ?? `rules/${key}`, date, hash, basis: newest.basis }];
  });
  const imported = sections.imports.flatMap(({ data }) => data.parts);
  return [
    ...ruled,
    ...imported.map(({ part, date, hash, read }): EditionPart => ({
      part,
      date: toLawDate(date),
      hash: toHash(hash),
      basis: "text",
      ...(read ? {} : { note: "held for comparing: no rule reads it yet" }),
    })),
  ];
}

const rankOf = ({ source, basis }: z.infer<typeof datedSchema>): string =>
  `${source.edition} ${basis === "text" ? 1 : 0}`;
