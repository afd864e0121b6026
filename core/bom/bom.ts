import type { Decimal, Money } from "../quantity.ts";
import type { BomRole } from "./column-names.ts";
import type { BomFinding } from "./findings.ts";

/** One line as written, every cell as text; figures read exactly or not at all. Null: the cell is empty or missing. */
export type BomLine = {
  /** Row of the sheet, counted from 1: what people look it up by. */
  readonly id: string;
  readonly find: string | null;
  readonly level: number | null;
  /** Part that it goes into, as written. */
  readonly parent: string | null;
  /** The company's own number, and the maker's. */
  readonly part: string | null;
  readonly makerPart: string | null;
  readonly maker: string | null;
  readonly revision: string | null;
  /** Description, value and footprint, in this order. */
  readonly description: string;
  readonly quantity: Decimal | null;
  readonly unit: string | null;
  readonly references: string | null;
  /** The ECCN or USML category that the list claims. */
  readonly claim: string | null;
  /** Of one piece. */
  readonly unitValue: Money | null;
  /** Of the line in one assembly. */
  readonly lineValue: Money | null;
  readonly origin: string | null;
  /** Delivered beside the assembly: 15 CFR 770.2(b)(2). */
  readonly shipped: "spare" | "kit" | null;
};

export type BomStructure = "levels" | "parents" | "flat";

/** A bill of material, read. `above`: line that a line goes into; absent: into the assembly itself. */
export type Bom = {
  readonly file: string;
  readonly sheet: string | null;
  /** Header of each role that was recognised. */
  readonly columns: Readonly<Partial<Record<BomRole, string>>>;
  readonly unused: readonly string[];
  readonly structure: BomStructure;
  /** The line that is the assembly itself; null: the list holds its parts only, or several could be it. */
  readonly top: string | null;
  readonly lines: readonly BomLine[];
  readonly above: Readonly<Record<string, string>>;
  /** What stands above the header, and the assembly's own line: words about the assembly, not about a part. */
  readonly words: string;
  readonly findings: readonly BomFinding[];
};

/** Why a file is no bill of material that can be read. Words for each stand in bot/words/bom.ts. */
export type BomFault = {
  readonly code: "no-columns" | "no-lines" | "too-many-lines" | "several-sheets" | "formula-without-value";
  readonly params: Readonly<Record<string, string | number>>;
};

/** How a line is called: its part number, else what it is, else its row. */
export const nameOfLine = (line: BomLine): string =>
  line.part ?? line.makerPart ?? (line.description === "" ? `row ${line.id}` : line.description.slice(0, 80));
