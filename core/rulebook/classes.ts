import type { z } from "zod";
import type { lexiconSchema } from "./catalogue-schema.ts";

type Lexicon = z.infer<typeof lexiconSchema>;
export type ThingClass = Lexicon["classes"][number];

/** The tree of kinds of things. */
export interface Classes {
  readonly all: readonly ThingClass[];
  readonly compounds: NonNullable<Lexicon["compounds"]>;
  /** Words that make another thing of the thing named right before them. */
  readonly heads: ReadonlyMap<string, string>;
  /** Words that name a part by the thing it is for. */
  readonly serves: NonNullable<Lexicon["serves"]>;
  /** Words behind a thing that leave it what it is. */
  readonly follows: ReadonlySet<string>;
  find(name: string): ThingClass | undefined;
  /** The class itself and everything above it. */
  lineage(name: string): readonly string[];
  /** `met`: the kind is (under) the wanted one. `unknown`: only a wider kind is known. `not-met`: they exclude each other. */
  isA(kind: string, wanted: string): "met" | "not-met" | "unknown";
}

/** "Conductor etch module": every first half with every last one. */
const joinedWords = ({ joined = [] }: Lexicon["classes"][number]): readonly string[] =>
  joined.flatMap(({ first, last }) => first.flatMap((half) => last.map((end) => `${half} ${end}`)));

/** Several lexicon files make one tree; a class is declared once. `more` are trade words by kind, from name tables. */
export function createClasses(
  files: readonly Lexicon[],
  more: ReadonlyMap<string, readonly string[]> = new Map(),
): Classes {
  const all = files
    .flatMap((file) => file.classes)
    .map((entry) => ({
      ...entry,
      words: [...new Set([...(entry.words ?? []), ...joinedWords(entry), ...(more.get(entry.name) ?? [])])],
    }));
  const byName = new Map(all.map((entry) => [entry.name, entry]));
  const lineages = new Map<string, readonly string[]>();
  const lineage = (name: string): readonly string[] => {
    const known = lineages.get(name);
    if (known) return known;
    const line: string[] = [];
    for (let at = byName.get(name); at && !line.includes(at.name); at = byName.get(at["is-a"] ?? ""))
      line.push(at.name);
    lineages.set(name, line);
    return line;
  };
  return {
    all,
    compounds: files.flatMap((file) => file.compounds ?? []),
    heads: new Map(
      files.flatMap((file) => file.heads ?? []).flatMap(({ is, words }) => words.map((word) => [word, is] as const)),
    ),
    serves: files.flatMap((file) => file.serves ?? []),
    follows: new Set(files.flatMap((file) => file.follows ?? [])),
    find: (name) => byName.get(name),
    lineage,
    isA(kind, wanted) {
      if (lineage(kind).includes(wanted)) return "met";
      return lineage(wanted).includes(kind) ? "unknown" : "not-met";
    },
  };
}
