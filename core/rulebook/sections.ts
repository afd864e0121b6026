import type { z } from "zod";
import {
  coverageSchema,
  gateSchema,
  headingsSchema,
  lexiconSchema,
  otherAgencySchema,
  subjectsSchema,
  usmlSchema,
} from "./catalogue-schema.ts";
import { contentsSchema } from "./contents-schema.ts";
import { knownDifferencesSchema } from "./editions/differences-schema.ts";
import { importsSchema } from "./editions/imports-schema.ts";
import { textPrintsSchema } from "./editions/text-prints.ts";
import { usmlPrintsSchema } from "./editions/usml-prints.ts";
import { factsSchema, unitsSchema } from "./facts-schema.ts";
import { licenceTablesSchema } from "./licence-tables-schema.ts";
import { licensingSchemas } from "./licensing-rules.ts";
import { nameTableSchema } from "./name-table-schema.ts";
import { cclEntrySchema } from "./schema.ts";
import { textNotesSchema } from "./second-source/notes-schema.ts";
import { textStructureSchema } from "./second-source/structure-schema.ts";

/** What one file of each section must look like. Which files belong to a section: rules/sections.ts. */
export const sectionSchemas = {
  units: unitsSchema,
  facts: factsSchema,
  lexicon: lexiconSchema,
  ccl: cclEntrySchema,
  names: nameTableSchema,
  headings: headingsSchema,
  licenceTables: licenceTablesSchema,
  textPrints: textPrintsSchema,
  usmlPrints: usmlPrintsSchema,
  textStructure: textStructureSchema,
  textNotes: textNotesSchema,
  imports: importsSchema,
  knownDifferences: knownDifferencesSchema,
  gates: gateSchema,
  subjects: subjectsSchema,
  usml: usmlSchema,
  otherAgencies: otherAgencySchema,
  coverage: coverageSchema,
  contents: contentsSchema,
  ...licensingSchemas,
} as const;

export type SectionKey = keyof typeof sectionSchemas;
export type RuleFile<T> = { readonly file: string; readonly data: T };
export type Sections = {
  readonly [Key in SectionKey]: readonly RuleFile<z.infer<(typeof sectionSchemas)[Key]>>[];
};

/** A rule that cannot be loaded, with the file, the place in it and the reason. The whole bundle is refused. */
export class RulebookFault extends Error {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
  constructor(file: string, path: string, reason: string) {
    super(`${file}: ${path === "" ? "" : `${path}: `}${reason}`);
    this.name = "RulebookFault";
    this.file = file;
    this.path = path;
    this.reason = reason;
  }
}
