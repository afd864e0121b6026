import { z } from "zod";
import { CHART_COLUMNS } from "../destination-rules.ts";
import { dateSchema } from "../schema.ts";

const lines = z.array(z.string());
const officialEntrySchema = z.strictObject({
  eccn: z.string().regex(/^\d[A-E]\d{3}$/),
  heading: z.string(),
  reasonForControl: z.string().nullable(),
  rows: z.array(lines),
  otherTables: z.array(z.array(lines)),
  exceptions: z.record(z.string(), z.string()),
  sta: z.string().nullable(),
  reporting: lines,
  prose: lines,
  related: z.string().nullable(),
  definitions: z.string().nullable(),
  items: z.array(
    z.strictObject({ path: z.string().nullable(), text: z.string(), joins: z.enum(["and", "or"]).nullable() }),
  ),
  notes: z.array(z.strictObject({ head: z.string(), text: lines, after: z.string().nullable() })),
  reasonLines: z.number().int(),
});
const provisionSchema = z.strictObject({ key: z.string(), parts: z.record(z.string(), lines) });

const footnoteSchema = z.strictObject({ number: z.number().int(), text: z.string() });
export type Footnote = z.infer<typeof footnoteSchema>;
const noteNumbers = z.array(z.number().int());
/** The Country Chart as it stands: names, marks by column, numbers of footnotes, or the sentence of an embargoed row. */
const chartSchema = z.strictObject({
  columns: z.array(z.enum(CHART_COLUMNS)),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      notes: noteNumbers,
      marks: z.array(z.enum(CHART_COLUMNS)),
      pointer: z.string().nullable(),
    }),
  ),
  footnotes: z.array(footnoteSchema),
  lines,
});
export type OfficialChart = z.infer<typeof chartSchema>;
/** The Country Groups as they stand. */
const groupsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      group: z.string(),
      title: z.string(),
      members: z.array(z.strictObject({ name: z.string(), notes: noteNumbers })),
    }),
  ),
  footnotes: z.array(footnoteSchema),
  lines,
});
export type OfficialGroups = z.infer<typeof groupsSchema>;

/** The parts that rules read: the control list, the Country Chart, the Country Groups. */
export const CCL = "us-ear/ccl-text";
export const CHART = "us-ear/country-chart-text";
export const GROUPS = "us-ear/country-groups-text";
export const READ: ReadonlySet<string> = new Set([CCL, CHART, GROUPS]);

/**
 * One part of the Code as imported: the normalised text of one issue date and nothing of how it came here, so that the
 * same text is the same part. Its canonical JSON is hashed.
 */
export const rulePartSchema = z.strictObject({
  v: z.literal(1),
  /** `us-ear/ccl-text`, `us-ear/part-744`, `us-itar/part-121` … */
  part: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  title: z.string(),
  cite: z.string(),
  date: dateSchema,
  /** Of the control list. */
  entries: z.array(officialEntrySchema).optional(),
  /** Of the control list: text between the entries, by its headings, and the entries it stands over. */
  around: z.array(z.strictObject({ key: z.string(), eccns: z.array(z.string()), lines })).optional(),
  /** Of any other part: sections and supplements, line by line. */
  provisions: z.array(provisionSchema).optional(),
  chart: chartSchema.optional(),
  groups: groupsSchema.optional(),
});
export type RulePart = z.infer<typeof rulePartSchema>;
