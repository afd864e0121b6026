import type { Vocabulary } from "./condition.ts";
import { COMPARATORS } from "./condition-schema.ts";
import { RulebookFault } from "./sections.ts";

type File = { readonly file: string; readonly data: unknown };
type Named = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Named =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Walks every rule and checks that what it names exists: the fact of each comparison, the unit and dimension of each
 * limit, each kind of thing and each choice, and each heading that a subject is looked for under. Throws RulebookFault
 * with file, path and reason.
 */
export function checkReferences(files: readonly File[], words: Vocabulary, codes: ReadonlySet<string>): void {
  for (const { file, data } of files)
    walk(data, "", (node, path) => {
      checkLeaf(node, { file, path }, words);
      const named: readonly unknown[] = [node["controlled-by"] ?? []].flat();
      const of = node["of"];
      if (named.length > 0 && typeof of === "string" && of !== "subject" && of !== "item" && !words.classes.find(of))
        throw new RulebookFault(file, path, `no kind is called "${of}"`);
      for (const name of named)
        if (codes.size > 0 && !codes.has(String(name).slice(0, 5)))
          throw new RulebookFault(file, path, `no heading is called "${String(name)}"`);
    });
  for (const entry of words.classes.all)
    if (entry["is-a"] !== undefined && !words.classes.find(entry["is-a"]))
      throw new RulebookFault("lexicon", entry.name, `no kind is called "${entry["is-a"]}"`);
}

function walk(value: unknown, path: string, visit: (node: Named, path: string) => void): void {
  if (Array.isArray(value)) value.forEach((part, index) => walk(part, `${path}[${index}]`, visit));
  if (!isObject(value)) return;
  visit(value, path);
  for (const [key, part] of Object.entries(value)) walk(part, path === "" ? key : `${path}.${key}`, visit);
}

function checkLeaf(node: Named, at: { readonly file: string; readonly path: string }, words: Vocabulary): void {
  const comparators = [...COMPARATORS, "is", "is-one-of", "is-named", "includes", "all-are", "is-stated"].filter(
    (key) => key in node,
  );
  if (typeof node["fact"] !== "string" || comparators.length === 0 || "when" in node) return;
  const refuse = (reason: string): never => {
    throw new RulebookFault(at.file, at.path, reason);
  };
  const fact = words.definitions.get(node["fact"]);
  if (!fact) return refuse(`no fact is called "${node["fact"]}"`);
  for (const comparator of COMPARATORS) {
    const limit = node[comparator];
    if (typeof limit !== "string") continue;
    const exact = words.units.read(limit);
    if (!exact) refuse(`the unit of "${limit}" is not in units.yaml`);
    else if (exact.dimension !== fact.dimension)
      refuse(`"${limit}" is a ${exact.dimension}, "${fact.name}" is a ${fact.dimension ?? fact.type}`);
  }
  const wanted: readonly unknown[] = [
    node["is"],
    node["is-one-of"],
    node["is-named"],
    node["includes"],
    node["all-are"],
  ]
    .flat()
    .filter((value) => value !== undefined);
  for (const value of wanted) {
    const name = JSON.stringify(value);
    if (fact.type !== "class" && "is-named" in node) refuse(`"${fact.name}" is no kind, only a kind is named`);
    if (fact.type === "class" && (typeof value !== "string" || !words.classes.find(value)))
      refuse(`no kind is called ${name}`);
    if (fact.type === "choice" && !fact.choices?.some((choice) => choice.value === value))
      refuse(`"${fact.name}" has no choice ${name}`);
    if (fact.type === "name" && (typeof value !== "string" || words.names.find(value) !== value))
      refuse(`no name table lists ${name}`);
    if (fact.type === "flag" && typeof value !== "boolean") refuse(`"${fact.name}" is true or false`);
  }
}
