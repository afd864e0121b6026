import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Cite } from "./filed.ts";
import type { Classification } from "../classification/classification.ts";
import type { LawDate } from "../dates.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { toHash, type Hash } from "../ids.ts";
import type { Json } from "../json.ts";
import type { UsmlCategory } from "../rulebook/catalogue-schema.ts";
import { inForceOn } from "../rulebook/in-force.ts";
import { covers, pathOf, scopeOver } from "../rulebook/paragraphs.ts";
import { entryOn, type Rulebook } from "../rulebook/rulebook.ts";
import type { CclEntry, Paragraph } from "../rulebook/schema.ts";
import { usmlOn } from "../rulebook/usml.ts";

/** The list of headings that EAR99 rests on: a heading more or less is a reason to look again. */
const HEADINGS = "CCL headings";

type Code = { readonly eccn: string; readonly paragraph: string | null };

/**
 * The provisions a result rests on, each with the hash of what the rulebook's data say of it on `asOf`: the paragraph
 * with everything above and below it; for EAR99 the list of headings and each entry that was looked at; for the
 * Munitions List its category. `looked`: entries that came up and did not apply.
 */
export function citesOf(code: Code, looked: readonly string[], rulebook: Rulebook, asOf: LawDate): readonly Cite[] {
  const provisions =
    code.eccn === "EAR99"
      ? [HEADINGS, ...new Set(looked.filter((eccn) => /^\d[A-E]\d{3}$/.test(eccn)))].toSorted()
      : [code.paragraph ?? code.eccn];
  return provisions.map((provision) => ({
    provision,
    hash: meaningHash(provision === code.paragraph ? code : { eccn: provision, paragraph: null }, rulebook, asOf),
  }));
}

/** The same for what a classification came to; empty where it came to nothing. */
export const citesOfResult = (
  { outcome, eccn, paragraph, candidates }: Classification,
  rulebook: Rulebook,
  asOf: LawDate,
): readonly Cite[] =>
  outcome === "classified" && eccn !== null
    ? citesOf(
        { eccn, paragraph },
        candidates.map((candidate) => candidate.eccn),
        rulebook,
        asOf,
      )
    : [];

/** Provisions among these whose meaning is another now than when they were cited. */
export function changedSince(
  {
    eccn,
    paragraph,
    cites,
  }: { readonly eccn: string | null; readonly paragraph: string | null; readonly cites: readonly Cite[] },
  rulebook: Rulebook,
  asOf: LawDate,
): readonly string[] {
  return cites
    .filter(({ provision, hash }) => {
      const code =
        provision === paragraph && eccn !== null ? { eccn, paragraph } : { eccn: provision, paragraph: null };
      return meaningHash(code, rulebook, asOf) !== hash;
    })
    .map(({ provision }) => provision);
}

/** SHA-256 of what the rulebook's data say of a provision on a date; null: it does not hold it. */
function meaningHash(code: Code, rulebook: Rulebook, asOf: LawDate): Hash | null {
  const meaning = meaningOf(code, rulebook, asOf);
  if (meaning === null) return null;
  return toHash(bytesToHex(sha256(canonicalBytes(toJson(meaning)))));
}

/** What is absent in data that were validated is undefined here: it has no place in canonical JSON. */
const toJson = (meaning: unknown): Json => JSON.parse(JSON.stringify(meaning)) as Json;

function meaningOf({ eccn, paragraph }: Code, rulebook: Rulebook, asOf: LawDate): unknown {
  if (eccn === HEADINGS) {
    const list = inForceOn(
      rulebook.sections.headings.map(({ data }) => data),
      asOf,
    );
    return list ? { codes: list.headings.flatMap(({ codes }) => codes).toSorted(), pointers: list.pointers } : null;
  }
  if (eccn.startsWith("USML")) {
    const category = usmlOn(rulebook, asOf).find(({ code }) => code === eccn);
    return category ? ofCategory(category) : null;
  }
  const entry = entryOn(rulebook, eccn, asOf);
  return entry ? ofEntry(entry, pathOf(eccn, paragraph), asOf) : null;
}

/** Not the citation, the edition's date or who checked it. */
const ofCategory = ({ id: _id, source: _source, from: _from, checked: _checked, ...meaning }: UsmlCategory): unknown =>
  meaning;

/** Tests, notes and control rows; not the citation, the edition's date or who checked it: those change no meaning. */
function ofEntry(entry: CclEntry, path: string | null, asOf: LawDate): unknown {
  const rows = entry.controls.filter(({ paragraphs }) => !paragraphs || scopeOver(paragraphs, path) !== false);
  return {
    title: entry.title,
    test: entry.test,
    notes: entry.decontrols?.map(({ id, test }) => ({ id, test })),
    after: entry["residual-to"],
    before: entry["yields-to"],
    unsettled: entry.unsettled !== undefined && entry.unsettled.from <= asOf,
    controls: rows.map(({ cite: _cite, scope: _scope, ...row }) => row),
    paragraphs: onTheWay(entry.paragraphs, path).map(bare),
  };
}

/** The paragraph with those above it and everything under it; all of them where no paragraph is named. */
function onTheWay(paragraphs: readonly Paragraph[], path: string | null): readonly Paragraph[] {
  if (path === null) return paragraphs;
  return paragraphs
    .filter((one) => covers(one.path, path) || covers(path, one.path))
    .map((one) => (one.paragraphs ? { ...one, paragraphs: onTheWay(one.paragraphs, path) } : one));
}

function bare({ cite: _cite, paragraphs, decontrols, ...rest }: Paragraph): unknown {
  return {
    ...rest,
    notes: decontrols?.map(({ id, test }) => ({ id, test })),
    paragraphs: paragraphs?.map(bare),
  };
}
