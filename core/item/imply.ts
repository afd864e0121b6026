import type { Vocabulary } from "../rulebook/condition.ts";
import type { Fact, FactName, FactValue } from "./fact.ts";

type Said = { readonly name: FactName; readonly value: FactValue };

/**
 * What follows from one fact and from what follows, by the rulebook (`implies`): no encryption at all, so no algorithm;
 * a kitchen scale, so nothing made for a military use. What holds of a kind holds of narrower kinds. A fact that is
 * `known` already stays as it is.
 */
export function whatFollows(fact: Said, known: ReadonlySet<FactName>, words: Vocabulary): readonly Said[] {
  const taken = new Set([...known, fact.name]);
  const found: Said[] = [];
  for (let at: Said | undefined = fact, next = 0; at; at = found[next++])
    for (const { when, fact: name, is } of words.definitions.get(at.name)?.implies ?? [])
      if (!taken.has(name) && (when === undefined || holds(at, when, words))) {
        taken.add(name);
        found.push({ name, value: is });
      }
  return found;
}

const holds = ({ name, value }: Said, when: string | boolean, { classes }: Vocabulary): boolean =>
  value === when ||
  (name === "is" && typeof value === "string" && typeof when === "string" && classes.isA(value, when) === "met");

/**
 * The facts and what follows from them; it was said by whoever said the fact, with the same words. What follows from the
 * kind of thing gives way to what follows from what was said of this one: a hose for a tank is no ordinary hose. Where
 * several kinds are named, one that is an ordinary part makes no ordinary product of the other: "alarm, data cable"; a
 * finished article of the household does: "handcuffs, party toy".
 */
export function imply(facts: readonly Fact[], words: Vocabulary): readonly Fact[] {
  const follow = (from: readonly Fact[], names: ReadonlySet<FactName>): readonly Fact[] =>
    from.flatMap((fact) =>
      whatFollows(fact, names, words).map((said): Fact => ({
        ...said,
        by: fact.by,
        ...(fact.span ? { span: fact.span } : {}),
      })),
    );
  const isKind = ({ name }: Fact): boolean => name === "is";
  // From a flag that the text says both ways nothing follows: a MOSFET in a trade package for a missile is no civil one.
  const saidBothWays = ({ name, value }: Fact): boolean =>
    typeof value === "boolean" && facts.some((other) => other.name === name && other.value === !value);
  const said = follow(
    facts.filter((fact) => !isKind(fact) && !saidBothWays(fact)),
    new Set(facts.map(({ name }) => name)),
  );
  const known = [...facts, ...said];
  const kinds = facts.filter(isKind);
  const names = new Set(known.map(({ name }) => name));
  const ofEach = kinds.map((kind) => follow([kind], names));
  const ordinary =
    ofEach.every((of) => of.some((fact) => fact.name === ORDINARY)) ||
    kinds.some(({ value }) => typeof value === "string" && words.classes.isA(value, "household-article") === "met");
  return [...known, ...follow(kinds, ordinary ? names : new Set([...names, ORDINARY]))];
}

const ORDINARY: FactName = "ordinary-commercial";
