import type { NameTable } from "./name-table-schema.ts";
import { RulebookFault } from "./sections.ts";
import type { RuleFile } from "./sections.ts";

/** A text names something that stands in no table. */
export const NOT_LISTED = "not-listed";

/** Listed substances and agents by every written name and by CAS number. */
export interface Names {
  /** Every written name with the listed name it stands for, longest first. */
  readonly written: readonly (readonly [written: string, name: string])[];
  /** The listed name, or undefined when no table has it. */
  find(written: string): string | undefined;
  ofCas(number: string): string | undefined;
  /** The kind of thing a listed name names. */
  kindOf(name: string): string | undefined;
  /** Every paragraph that lists the name: `1C350.b.13`, `V(a)(23)(i)`. */
  placesOf(name: string): readonly string[];
  /** Written names by kind: they are trade words of that kind. */
  readonly wordsOf: ReadonlyMap<string, readonly string[]>;
}

/** Tables make one index. Throws RulebookFault when two of them give one number or one written name to two names. */
export function createNames(files: readonly RuleFile<NameTable>[]): Names {
  const byName = new Map<string, string>();
  const byCas = new Map<string, string>();
  const kinds = new Map<string, string>();
  const places = new Map<string, readonly string[]>();
  for (const { file, data } of files)
    for (const { path, name, cas = [], also = [] } of data.names) {
      const put = (into: Map<string, string>, key: string): void => {
        const before = into.get(key);
        if (before !== undefined && before !== name)
          throw new RulebookFault(file, name, `"${key}" already names "${before}"`);
        into.set(key, name);
      };
      for (const written of [name, ...also]) put(byName, written);
      for (const number of cas) {
        if (!isCasNumber(number)) throw new RulebookFault(file, name, `${number} is no CAS number`);
        put(byCas, number);
      }
      const place = data.category ? `${data.category.replace("USML ", "")}${path}` : `${data.eccn ?? ""}.${path}`;
      places.set(name, [...(places.get(name) ?? []), place]);
      kinds.set(name, kinds.get(name) ?? data.kind);
    }
  const written = [...byName].toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  const grouped = Map.groupBy(written, ([, name]) => kinds.get(name) ?? "");
  return {
    written,
    find: (text) => byName.get(text),
    ofCas: (number) => byCas.get(number),
    kindOf: (name) => kinds.get(name),
    placesOf: (name) => places.get(name) ?? [],
    wordsOf: new Map([...grouped].map(([kind, rows]) => [kind, rows.map(([text]) => text)])),
  };
}

/** True when the check digit fits: the digits before it, weighed from the right, sum up to it modulo ten. */
export function isCasNumber(text: string): boolean {
  const digits = text.replaceAll("-", "");
  const sum = Array.from(digits.slice(0, -1))
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at + 1), 0);
  return /^\d{2,7}-\d{2}-\d$/.test(text) && sum % 10 === Number(digits.at(-1));
}
