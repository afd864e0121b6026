import { z } from "zod";
import type { Provision } from "../../core/rulebook/editions/diff-editions.ts";
import { EcfrFault } from "./ecfr-fault.ts";

const entrySchema = z.looseObject({
  eccn: z.string().regex(/^\d[A-E]\d{3}$/),
  heading: z.string(),
  reasonForControl: z.string().nullable(),
  countryChart: z.array(z.looseObject({ control: z.string(), countryChart: z.string() })),
});
const fileSchema = z.looseObject({ ecfrIssueDate: z.string(), entries: z.array(entrySchema).min(1) });

/** Entries whose rows such a file is known to lack or to have swallowed from a neighbor: gone there is not removed. */
const DAMAGED = ["0D614", "2B352", "3D006", "3E002", "8D001", "0D606", "2B351", "3D005", "3E001"];

/**
 * The Commerce Control List as a JSON edition that others made from the official text: for comparing, never for
 * activating. Headings and licence rows only; its paragraphs mix notes with items. Throws EcfrFault("not-a-known-part").
 */
export function readCclJson(text: string): {
  readonly date: string;
  readonly provisions: readonly Provision[];
  readonly unreliable: ReadonlySet<string>;
} {
  const read = fileSchema.safeParse(parse(text));
  if (!read.success) throw new EcfrFault("not-a-known-part", { wanted: "a control list as JSON" });
  return {
    date: read.data.ecfrIssueDate,
    provisions: read.data.entries.map(({ eccn, heading, countryChart }) => ({
      key: eccn,
      parts: { heading: [heading], rows: countryChart.filter(({ control }) => control !== "").map(rowOf) },
    })),
    unreliable: new Set(DAMAGED),
  };
}

/** A merged cell stands in both columns there. */
const rowOf = (row: { readonly control: string; readonly countryChart: string }): string =>
  row.countryChart === "" || row.countryChart === row.control ? row.control : `${row.control} | ${row.countryChart}`;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EcfrFault("not-well-formed", { line: 0, says: "no JSON" });
  }
}
