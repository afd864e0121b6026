import type { Bom, BomLine, BomStructure } from "./bom.ts";
import { nameOfLine } from "./bom.ts";
import { cyclesIn } from "./cycles.ts";
import { aboutLines, type BomFinding } from "./findings.ts";
import { partKey } from "../register/identity.ts";

export type Structured = Pick<Bom, "structure" | "top" | "above" | "findings">;
type Edges = {
  readonly above: ReadonlyMap<string, string>;
  readonly findings: readonly BomFinding[];
  readonly top: string | null;
};

/** Which line goes into which, by levels or by parents named, and what is wrong with the list as it is written. */
export function structureOf(read: readonly BomLine[]): Structured {
  const lines = read.map(keyed);
  const structure: BomStructure = lines.some(({ level }) => level !== null)
    ? "levels"
    : lines.some(({ parent }) => parent !== null)
      ? "parents"
      : "flat";
  const edges = structure === "levels" ? byLevels(lines) : structure === "parents" ? byParents(lines) : NONE;
  return {
    structure,
    top: edges.top,
    above: Object.fromEntries(edges.above),
    findings: [
      ...cyclesIn(lines, edges.above),
      ...edges.findings,
      ...duplicates(lines, edges.above),
      ...conflicting(lines),
    ],
  };
}

const NONE: Edges = { above: new Map(), findings: [], top: null };

/** A line with the keys it is compared by: `key` empty where it has no number. */
export type Keyed = BomLine & { readonly key: string; readonly parentKey: string | null };
const keyed = (line: BomLine): Keyed => ({
  ...line,
  key: partKey(line.part ?? line.makerPart ?? ""),
  parentKey: line.parent === null ? null : partKey(line.parent),
});

/** A line goes into the nearest line before it that stands higher. */
function byLevels(lines: readonly Keyed[]): Edges {
  const levels = lines.flatMap(({ level }) => (level === null ? [] : [level]));
  const lowest = levels.reduce((least, level) => Math.min(least, level), Number.POSITIVE_INFINITY);
  const tops = lines.filter(({ level }) => level === lowest);
  const [only, ...more] = tops;
  // One line above all others is the assembly; several on the first level are its parts.
  const top = only && more.length === 0 && lines.length > 1 && lines[0] === only ? only.id : null;
  const above = new Map<string, string>();
  const skipped: string[] = [];
  const open: Keyed[] = [];
  for (const line of lines) {
    if (line.level === null) continue;
    const { level } = line;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const parent = open.at(-1);
    if (parent) above.set(line.id, parent.id);
    if (level > (parent?.level ?? lowest - 1) + 1) skipped.push(line.id);
    open.push(line);
  }
  return { above, top, findings: skipped.length > 0 ? [aboutLines("level-skipped", skipped)] : [] };
}

/** A line goes into the line whose part it names; the one parent that is no line is the assembly itself. */
function byParents(lines: readonly Keyed[]): Edges {
  const byPart = Map.groupBy(
    lines.filter((line) => line.key !== ""),
    ({ key }) => key,
  );
  const above = new Map<string, string>();
  for (const line of lines) {
    const [parent] = line.parent === null ? [] : (byPart.get(line.parentKey ?? "") ?? []);
    if (parent) above.set(line.id, parent.id);
  }
  const missing = Map.groupBy(
    lines.filter((line) => line.parent !== null && !above.has(line.id)),
    ({ parentKey }) => parentKey ?? "",
  );
  const roots = lines.filter(({ parent }) => parent === null);
  const [root, ...others] = roots;
  const holds = (line: Keyed): boolean => lines.some((one) => one.parentKey === line.key);
  const top = root && others.length === 0 && holds(root) ? root.id : null;
  // A single parent that is no line, where no line is the assembly, is the assembly's own number.
  const isAssembly = missing.size === 1 && roots.length === 0;
  const orphans = isAssembly ? [] : [...missing.values()].map((of) => orphan(of));
  return { above, top, findings: orphans };
}

const orphan = (lines: readonly Keyed[]): BomFinding =>
  aboutLines(
    "orphan",
    lines.map(({ id }) => id),
    { parent: lines[0]?.parent ?? "" },
  );

/** One part number on several lines of one parent. */
function duplicates(lines: readonly Keyed[], above: ReadonlyMap<string, string>): readonly BomFinding[] {
  const named = lines.filter((line) => line.key !== "");
  const parents = new Map(lines.map((line) => [line.id, line]));
  const groups = Map.groupBy(named, (line) => {
    const parent = parents.get(above.get(line.id) ?? "");
    const under = parent ? parent.key || parent.id : (line.parentKey ?? "");
    return JSON.stringify([under, line.key]);
  });
  return [...groups.values()]
    .filter((of) => of.length > 1)
    .map((of) => {
      const [first] = of;
      const parent = parents.get(above.get(first?.id ?? "") ?? "");
      return aboutLines(
        "duplicate-in-parent",
        of.map(({ id }) => id),
        {
          part: first ? nameOfLine(first) : "",
          parent: parent ? nameOfLine(parent) : (first?.parent ?? null),
        },
      );
    });
}

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** One part number that is described in two ways: one of them is about another thing. */
function conflicting(lines: readonly Keyed[]): readonly BomFinding[] {
  const groups = Map.groupBy(
    lines.filter((line) => line.key !== ""),
    ({ key }) => key,
  );
  return [...groups.values()].flatMap((of): readonly BomFinding[] => {
    const said = of.filter(({ description }) => description !== "");
    const apart = [...new Map(said.map(({ description }) => [words(description), description])).values()];
    const [first] = said;
    if (!first || apart.length < 2) return [];
    const descriptions = apart
      .toSorted()
      .slice(0, 3)
      .map((text) => text.slice(0, 120));
    return [
      aboutLines(
        "conflicting-descriptions",
        said.map(({ id }) => id),
        { part: nameOfLine(first), descriptions },
      ),
    ];
  });
}
