import type { Condition } from "../condition-schema.ts";
import { COMPARATORS } from "../condition-schema.ts";
import type { CclEntry, Paragraph } from "../schema.ts";

/**
 * A hand-written entry as one logical tree: a paragraph holds when its test holds and, where it has some, one of the
 * paragraphs under it. `not` is pushed down, so that an "any-of" inside it counts as "all-of".
 */
export type TestedNode = {
  readonly joins: "all" | "any" | null;
  /** Of a paragraph: its path. */
  readonly path?: string;
  readonly partial?: true;
  /** Of a comparison: its figure. */
  readonly figure?: string;
  readonly under: readonly TestedNode[];
};

/** The tree of an entry. Its root is what the heading says, with the paragraphs as alternatives. */
export const treeOf = (entry: CclEntry): TestedNode => ({
  joins: "all",
  path: "",
  under: [...ofTests(entry), any(entry.paragraphs.map(ofParagraph))],
});

const any = (under: readonly TestedNode[]): TestedNode => ({ joins: "any", under });

function ofParagraph(paragraph: Paragraph): TestedNode {
  const { path, modelled, paragraphs = [] } = paragraph;
  const under = [...ofTests(paragraph), ...(paragraphs.length > 0 ? [any(paragraphs.map(ofParagraph))] : [])];
  return { joins: "all", path, ...(modelled ? { partial: true as const } : {}), under };
}

const ofTests = ({ test }: Pick<Paragraph, "test">): readonly TestedNode[] => (test ? [ofCondition(test, false)] : []);

function ofCondition(condition: Condition, negated: boolean): TestedNode {
  if ("not" in condition) return ofCondition(condition.not, !negated);
  if ("all-of" in condition || "any-of" in condition) {
    const all = "all-of" in condition;
    const parts = all ? condition["all-of"] : condition["any-of"];
    return { joins: all === negated ? "any" : "all", under: parts.map((part) => ofCondition(part, negated)) };
  }
  // A list of values is met by any of them.
  const listed = Object.values(condition).find((value) => Array.isArray(value));
  if (listed !== undefined)
    return { joins: negated ? "all" : "any", under: listed.map(() => ({ joins: null, under: [] })) };
  const figure = Object.entries(condition).find(([key]) => COMPARATORS.some((name) => name === key))?.[1];
  return typeof figure === "string" ? { joins: null, figure, under: [] } : { joins: null, under: [] };
}
