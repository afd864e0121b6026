import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";

/** So many cells are named of each sheet: one is enough to ask for the file again. */
const MOST_CELLS = 20;
/** A cell with a formula is shorter than this; what is left of a chunk is looked at with the next. */
const KEEP = 65_536;
// A formula and nothing behind it, or an empty value: no program has worked it out and stored what came.
const BARE =
  /<c\b[^>]*?\br="([A-Z]{1,3}\d+)"[^>]*>\s*<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*(?:<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/g;

/** Cells of each sheet, in the order of the workbook, whose formula has no stored result. Inflates, keeps nothing. */
export async function uncalculatedCells(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  });
  const small = new Map<string, string>();
  const cells = new Map<string, readonly string[]>();
  for await (const entry of zip.eachEntry()) {
    if (/^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels)$/.test(entry.fileName))
      small.set(entry.fileName, await textOf(zip, entry));
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(entry.fileName)) cells.set(entry.fileName, await bareIn(zip, entry));
  }
  const targets = new Map(
    [...(small.get("xl/_rels/workbook.xml.rels") ?? "").matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, "Id"),
      attribute(tag, "Target").replace(/^\/?(?:xl\/)?/, "xl/"),
    ]),
  );
  return [...(small.get("xl/workbook.xml") ?? "").matchAll(/<sheet\b[^>]*>/g)].map(
    ([tag]) => cells.get(targets.get(attribute(tag, "r:id")) ?? "") ?? [],
  );
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  let text = "";
  for await (const chunk of await zip.openReadStreamPromise(entry)) text += String(chunk);
  return text;
}

async function bareIn(zip: ZipFile, entry: Entry): Promise<readonly string[]> {
  const found = new Set<string>();
  let tail = "";
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    tail += String(chunk);
    for (const [, cell = ""] of tail.matchAll(BARE)) if (found.size < MOST_CELLS) found.add(cell);
    // Cut at a cell's end, so that none is seen in two halves.
    const end = tail.lastIndexOf("</c>");
    tail = (end >= 0 ? tail.slice(end + 4) : tail).slice(-KEEP);
  }
  return [...found];
}
