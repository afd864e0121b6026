import type { LawDate } from "../dates.ts";
import type { Finding } from "../finding.ts";
import type { FactName, FactValue } from "../item/fact.ts";
import { testCondition } from "../rulebook/condition.ts";
import type { ConditionContext } from "../rulebook/condition.ts";
import type { Condition } from "../rulebook/condition-schema.ts";
import { isOfOtherKind } from "../rulebook/kind-groups.ts";
import type { UsmlCategory } from "../rulebook/catalogue-schema.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Tested } from "../rulebook/tested.ts";
import { usmlOn } from "../rulebook/usml.ts";
import { toFinding } from "./findings.ts";
import { asChanged, usmlChangesOn, type ChangeAt } from "./usml-changes.ts";

export type UsmlMet = {
  /** `USML XII` */
  readonly code: string;
  /** `XII(d)(1)(i)` */
  readonly paragraph: string;
  /** Null for technical data and services: the list marks articles. */
  readonly significant: boolean | null;
  readonly because: readonly Finding[];
};
export type UsmlLook = {
  readonly code: string;
  readonly because: readonly Finding[];
  /** What is asked before a person looks: what an open paragraph turns on, or what the category asks first. */
  readonly missing: readonly FactName[];
};
export type UsmlStep = {
  /** The first paragraph met in each category whose test decides. */
  readonly met: readonly UsmlMet[];
  /** Categories a person must look at: a military design, a listed kind of thing, a paragraph that nothing closes. */
  readonly looks: readonly UsmlLook[];
  readonly because: readonly Finding[];
};

/**
 * The Munitions List comes first (22 CFR 121.1). A paragraph whose test decides and is met is the answer; one with a
 * first test, one that stays open, and what looks like a category, goes to a person. Technical data, software and
 * services go to the paragraph for them in the category of what they are about (22 CFR 120.32, 120.33). Nothing seen is
 * never proof of "not ITAR".
 */
export function lookAtUsml(rulebook: Rulebook, context: ConditionContext, asOf: LawDate): UsmlStep {
  const changeAt = usmlChangesOn(rulebook, asOf);
  const categories = usmlOn(rulebook, asOf).map((category) => asChanged(category, changeAt));
  if (categories.length === 0) return { met: [], looks: [], because: [] };
  const about = aboutOf(context);
  const near = categories.map((category) => ofThisKind(category, context));
  const nearAbout = about ? categories.map((category) => ofThisKind(category, about)) : [];
  const met = near.flatMap((category, index) => {
    const data = about && nearAbout[index] ? dataIn(nearAbout[index], about) : [];
    return [...metIn(category, context), ...data].slice(0, 1);
  });
  const looks = near.flatMap((category, index) => {
    if (met.some(({ code }) => code === category.code)) return [];
    const data =
      about && nearAbout[index] ? [...changedIn(nearAbout[index], changeAt), ...looksIn(nearAbout[index], about)] : [];
    return [...changedIn(category, changeAt), ...looksIn(category, context), ...data].slice(0, 1);
  });
  const seen = [...met, ...looks].flatMap(({ because }) => because);
  const nothing = toFinding(
    "usml-nothing-seen",
    { categories: categories.length },
    { cite: "22 CFR 121.1", rule: "us-itar/usml" },
  );
  return { met, looks, because: seen.length > 0 ? seen : [nothing] };
}

const ABOUT = ["technology", "software", "service"] as const;

/** The same facts with what technology, software or a service is about in the place of the thing; null for anything else. */
function aboutOf(context: ConditionContext): ConditionContext | null {
  const { classes } = context.words;
  const kinds = context.facts.get("is") ?? [];
  const subject = context.facts.get("subject");
  const isAbout = kinds.every(
    (kind) => typeof kind === "string" && ABOUT.some((name) => classes.isA(kind, name) === "met"),
  );
  if (kinds.length === 0 || !isAbout || !subject) return null;
  return { ...context, facts: new Map([...context.facts, ["is", subject]]) };
}

function metIn({ id: rule, code, paragraphs }: UsmlCategory, context: ConditionContext): readonly UsmlMet[] {
  const category = code.replace("USML ", "");
  return (paragraphs ?? []).flatMap(({ path, title, test, modelled, significant }): readonly UsmlMet[] => {
    if (!test || modelled !== undefined) return [];
    const tested = testCondition(test, context);
    if (tested.answer !== "met") return [];
    const paragraph = `${category}${path}`;
    const about = { cite: `22 CFR 121.1, Category ${paragraph}`, rule };
    const because = [toFinding("usml-met", { paragraph, title }, about), ...tested.findings];
    return [{ code, paragraph, significant: significant === true, because }];
  });
}

/** The paragraph on technical data and services, where the article they are about is met. */
function dataIn(category: UsmlCategory, about: ConditionContext): readonly UsmlMet[] {
  const { id: rule, code, "technical-data": path } = category;
  const [article] = path === undefined ? [] : metIn(category, about);
  if (!article) return [];
  const paragraph = `${code.replace("USML ", "")}${path}`;
  const data = toFinding(
    "usml-data",
    { paragraph, article: article.paragraph },
    { cite: `22 CFR 121.1, Category ${paragraph}`, rule },
  );
  return [{ code, paragraph, significant: null, because: [data, ...article.because] }];
}

function looksIn(
  { id: rule, code, title, looks, paragraphs, "asks-first": first = [] }: UsmlCategory,
  context: ConditionContext,
): readonly UsmlLook[] {
  const about = { cite: `22 CFR 121.1, ${code.replace("USML", "Category")}`, rule };
  const asked = first
    .filter(({ fact, when }) => !context.facts.has(fact) && testCondition(when, context).answer === "met")
    .map(({ fact }) => fact)
    .slice(0, 1);
  const look = ({ answer, findings, missing }: Tested): UsmlLook => ({
    code,
    because: [toFinding("usml-looks", { category: code, title }, about), ...findings],
    missing: answer === "unknown" ? missing : asked,
  });
  const wide = (looks ?? []).map((condition) => testCondition(condition, context));
  const single = (paragraphs ?? []).flatMap(({ test, modelled }) => {
    const tested = test ? testCondition(test, context) : null;
    return tested && (tested.answer === "met" || (modelled === undefined && isOpen(tested))) ? [tested] : [];
  });
  return [...wide.filter(({ answer }) => answer === "met"), ...single].map(look);
}

/** A paragraph for such things whose text has changed since its test was written: a person reads both texts. */
function changedIn(category: UsmlCategory, changeAt: ChangeAt): readonly UsmlLook[] {
  const { id: rule, code, title, paragraphs } = category;
  return (paragraphs ?? []).flatMap(({ path }): readonly UsmlLook[] => {
    const change = changeAt(category, path);
    if (!change) return [];
    const cite = `22 CFR 121.1, ${code.replace("USML", "Category")}${path}`;
    const two = toFinding("two-texts", { cite, since: change.from, reading: "held" }, { cite, rule });
    return [{ code, because: [toFinding("usml-looks", { category: code, title }, { cite, rule }), two], missing: [] }];
  });
}

/** By the very kinds that were read: every answer that is tried asks for the same again. */
const narrowed = new WeakMap<readonly FactValue[], Map<UsmlCategory, UsmlCategory>>();

/** The category with what a thing of this kind could fall under: everything else of it is closed by the kind alone. */
function ofThisKind(category: UsmlCategory, context: ConditionContext): UsmlCategory {
  const kinds = context.facts.get("is");
  const known = (kinds && narrowed.get(kinds)) ?? new Map<UsmlCategory, UsmlCategory>();
  if (kinds) narrowed.set(kinds, known);
  const before = known.get(category);
  if (before) return before;
  const made = {
    ...category,
    looks: category.looks?.filter((condition) => !isAboutOthers(condition, context)),
    paragraphs: category.paragraphs?.filter(({ test }) => test !== undefined && !isAboutOthers(test, context)),
  };
  known.set(category, made);
  return made;
}

const isAboutOthers = (test: Condition, { facts, words }: ConditionContext): boolean =>
  isOfOtherKind(test, facts, words.classes);

/** Everything that was said fits and something decisive was not said; while the kind of thing is open, anything may fit. */
const isOpen = ({ answer, missing }: Tested): boolean => answer === "unknown" && !missing.includes("is");
