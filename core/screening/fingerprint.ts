import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ListEntry } from "./list-edition.ts";

const sorted = (values: readonly string[]): readonly string[] => [...values].sort();

/**
 * SHA-256 of what an entry means, hex: names, places, dates, identifiers, programmes and legal words, in a fixed order.
 * The publisher's row number and the order of aliases leave it alone; a changed listing is a new fingerprint.
 */
export function fingerprint(entry: ListEntry): string {
  const meaning = [
    entry.list,
    entry.name,
    sorted(entry.aliases.map((alias) => `${alias.strength}:${alias.name}`)),
    entry.type,
    sorted(entry.countries),
    sorted(entry.addresses),
    sorted(entry.birthDates),
    sorted(entry.ids.map((id) => `${id.kind}:${id.value}`)),
    sorted(entry.programs),
    entry.requirement,
    entry.reviewPolicy,
    sorted(entry.footnotes),
    [entry.from, entry.to, entry.ended, entry.nonStandard, entry.effect],
  ];
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(meaning))));
}
