import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { EcfrFault } from "../../adapters/ecfr/ecfr-fault.ts";
import { readRuleFile, type ReadPart } from "../../adapters/ecfr/read-rule-file.ts";
import { MOST_BYTES } from "../../adapters/ecfr/xml.ts";
import { knownPlaces } from "./known-places.ts";
import { toLawDate } from "../../core/dates.ts";
import type { Hash } from "../../core/ids.ts";
import { toHash } from "../../core/ids.ts";
import type { RulePart } from "../../core/rulebook/editions/rule-part.ts";
import { printOf } from "../../core/rulebook/editions/text-prints.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";

/** A part read from a file, with where its date was found. */
export type ReadEdition = {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly source: Hash;
  readonly data: RulePart;
  readonly dated: "file" | "name" | "given" | "same-text";
};
export type LeftOut = { readonly file: string; readonly fault: EcfrFault };
/** A file that holds a part of the Code and cannot be taken: nothing of the import is. */
export class BadRuleFile extends Error {
  readonly file: string;
  readonly fault: EcfrFault | "no-date" | "unreadable";
  constructor(file: string, fault: BadRuleFile["fault"]) {
    super(file);
    this.name = "BadRuleFile";
    this.file = file;
    this.fault = fault;
  }
}

/** Faults of a file that is something else; every other fault is of a part that is damaged. */
const OTHER: ReadonlySet<EcfrFault["code"]> = new Set(["not-a-known-part", "made-by-others", "is-html", "empty"]);

type Options = {
  /** For what neither the file nor its name dates. */
  readonly date: string | undefined;
  /** The rulebook in use: how many headings to expect, and the text that our own rules were written from. */
  readonly rulebook: Rulebook;
};

/**
 * Reads a file, or every file under a folder. Files that are no part of the Code are named in `leftOut`; a damaged part,
 * or one without a date, throws BadRuleFile, so that a folder is imported whole or not at all.
 */
export async function readEditions(
  path: string | readonly string[],
  options: Options,
): Promise<{ readonly editions: readonly ReadEdition[]; readonly leftOut: readonly LeftOut[] }> {
  const files = typeof path === "string" ? await filesOf(path) : path;
  // What was named or fetched is meant: it is never left out.
  const alone = typeof path !== "string" || (files.length === 1 && files[0] === path);
  const editions: ReadEdition[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    try {
      editions.push(...(await readOne(file, options)));
    } catch (error) {
      if (!(error instanceof EcfrFault)) throw error;
      if (alone || !OTHER.has(error.code)) throw new BadRuleFile(basename(file), error);
      leftOut.push({ file: basename(file), fault: error });
    }
  }
  return { editions, leftOut };
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new BadRuleFile(basename(path), "unreadable");
  if (!found.isDirectory()) return [path];
  const items = await readdir(path, { withFileTypes: true, recursive: true });
  return items
    .filter((item) => item.isFile() && !item.name.startsWith("."))
    .map((item) => join(item.parentPath, item.name))
    .toSorted();
}

async function readOne(path: string, { date, rulebook }: Options): Promise<readonly ReadEdition[]> {
  const file = basename(path);
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new EcfrFault("too-large", { is: size, most: MOST_BYTES });
  const bytes = await readFile(path);
  const known = headingsOf(rulebook);
  const places = knownPlaces(rulebook);
  const read = readRuleFile(decode(bytes), known === null ? { places } : { headings: known, places });
  return read.map((one) => {
    const found = dateOf(one, file, { date, rulebook });
    if (!found) throw new BadRuleFile(file, "no-date");
    const { amended: _amended, ...part } = one;
    return {
      file,
      source: toHash(createHash("sha256").update(bytes).digest("hex")),
      data: { v: 1, ...toMutable(part), date: toLawDate(found.date) },
      dated: found.dated,
    };
  });
}

/** Official XML is UTF-8; a byte that is not says that the file is damaged. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new EcfrFault("not-a-known-part", { wanted: "text in UTF-8" });
  }
}

type Undated = Omit<RulePart, "v" | "date">;
const toMutable = (part: Omit<ReadPart, "amended">): Undated => structuredClone(part) as Undated;

const headingsOf = ({ sections }: Rulebook): number | null =>
  sections.headings
    .map(({ data }) => data)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.count ?? null;

/** The file's own word, then its name, then what was said; then: it is the very text our rules were written from. */
function dateOf(
  read: ReadPart,
  file: string,
  { date, rulebook }: Options,
): { readonly date: string; readonly dated: ReadEdition["dated"] } | null {
  if (read.amended !== null) return { date: read.amended, dated: "file" };
  const named = /(20\d{2})-?([01]\d)-?([0-3]\d)(?!\d)/.exec(file);
  if (named) return { date: `${named[1]}-${named[2]}-${named[3]}`, dated: "name" };
  if (date !== undefined) return { date, dated: "given" };
  if (!("entries" in read)) return null;
  const same = rulebook.sections.textPrints.find(({ data }) =>
    read.entries.every((entry) => data.prints[entry.eccn]?.join() === printOf(entry).join()),
  );
  return same ? { date: same.data.from, dated: "same-text" } : null;
}
