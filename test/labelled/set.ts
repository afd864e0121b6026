import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import type { ItemInput } from "../../core/classification/classification.ts";

export const HALVES = ["tuned", "held-out"] as const;
export type Half = (typeof HALVES)[number];

/** What an item is, read off the text of the list before the desk had ever seen it. */
export type Label = {
  /** Five characters, `EAR99`, or the category of the munitions list (`USML XI`). */
  readonly eccn: string;
  /** The lowest paragraph; null where the heading is the list, or all of its lines together are. */
  readonly paragraph: string | null;
  /** Other paragraphs that would be as right: the list above it whose lines it meets all, or another line it meets. */
  readonly also?: readonly string[];
  readonly jurisdiction: "EAR" | "ITAR";
};
type Common = { readonly name: string; readonly as_of: string; readonly item: ItemInput; readonly reference: string };
export type LabelledItem = Common & { readonly label: Label; readonly "at-only"?: true };
/** A labelled item without one deciding fact; any of the facts under `asks` is that fact. */
export type Twin = Common & {
  readonly "twin-of": string;
  readonly removed: string;
  readonly expect: { readonly asks: readonly string[] };
};
export type LabelledFile = {
  readonly category: string;
  readonly items: readonly LabelledItem[];
  readonly twins: readonly Twin[];
};

const FOLDER = new URL("../cases/labelled/", import.meta.url);
const namesOf = (half: Half): readonly string[] =>
  readdirSync(new URL(`${half}/`, FOLDER))
    .filter((file) => file.endsWith(".yaml"))
    .toSorted();

/** One half of the set, a file for each category of the list, one for the munitions list and one for EAR99. */
export function openHalf(half: Half): readonly LabelledFile[] {
  return namesOf(half).map((file) => {
    const read = parse(readFileSync(new URL(`${half}/${file}`, FOLDER), "utf8")) as readonly (LabelledItem | Twin)[];
    const cases = read.map((one) => ({ ...one, item: { ...one.item, sources: one.item.sources ?? [] } }));
    return {
      category: file.replace(".yaml", ""),
      items: cases.flatMap((one) => ("label" in one ? [one] : [])),
      twins: cases.flatMap((one) => ("twin-of" in one ? [one] : [])),
    };
  });
}

/** SHA-256 over the held-out files, sorted: for each its name, its length in bytes and its bytes. */
export function hashOfHeldOut(): string {
  const hash = createHash("sha256");
  for (const file of namesOf("held-out")) {
    const bytes = readFileSync(new URL(`held-out/${file}`, FOLDER));
    hash.update(`${file}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}

/** What was written down before anybody tuned. */
export const hashBeforeTuning = (): string => readFileSync(new URL("held-out.sha256", FOLDER), "utf8").trim();
