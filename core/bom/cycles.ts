import { nameOfLine } from "./bom.ts";
import { aboutLines, type BomFinding } from "./findings.ts";
import type { Keyed } from "./structure.ts";

/**
 * Parts that contain themselves, each ring once, from its first part in the alphabet. Walks without recursion, so that
 * neither a ring nor a list of a hundred thousand levels stops it.
 */
export function cyclesIn(lines: readonly Keyed[], above: ReadonlyMap<string, string>): readonly BomFinding[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const names = new Map<string, Keyed[]>();
  const goesInto = new Map<string, Set<string>>();
  for (const line of lines) {
    const { key } = line;
    if (key === "") continue;
    const named = names.get(key);
    if (named) named.push(line);
    else names.set(key, [line]);
    const parent = byId.get(above.get(line.id) ?? "");
    const into = parent?.key ?? "";
    if (into !== "") goesInto.set(key, (goesInto.get(key) ?? new Set()).add(into));
  }
  return ringsOf(goesInto).map((ring) => {
    const of = ring.flatMap((key) => names.get(key) ?? []);
    const parts = ring.map((key) => {
      const [line] = names.get(key) ?? [];
      return line ? nameOfLine(line) : key;
    });
    return aboutLines(
      "cycle",
      of.map(({ id }) => id),
      { parts: parts.slice(0, 10) },
    );
  });
}

/** Strongly connected parts (Tarjan, with a stack of its own); a part that goes into itself is a ring of one. */
function ringsOf(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const rings: string[][] = [];
  const sorted = (of: Iterable<string>): readonly string[] => [...of].toSorted();
  for (const start of sorted(edges.keys())) {
    if (index.has(start)) continue;
    const walk: { readonly node: string; readonly next: readonly string[]; at: number }[] = [];
    const enter = (node: string): void => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      onStack.add(node);
      walk.push({ node, next: sorted(edges.get(node) ?? []), at: 0 });
    };
    enter(start);
    for (let frame = walk.at(-1); frame; frame = walk.at(-1)) {
      const { node } = frame;
      const to = frame.next[frame.at];
      if (to !== undefined) {
        frame.at += 1;
        if (!index.has(to)) enter(to);
        else if (onStack.has(to)) low.set(node, Math.min(low.get(node) ?? 0, index.get(to) ?? 0));
        continue;
      }
      walk.pop();
      const before = walk.at(-1);
      if (before) low.set(before.node, Math.min(low.get(before.node) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== index.get(node)) continue;
      const ring: string[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        ring.push(member);
        if (member === node) break;
      }
      if (ring.length > 1 || edges.get(node)?.has(node)) rings.push(ring.toSorted());
    }
  }
  return rings.toSorted((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
}
