import type { Names } from "../rulebook/names.ts";
import { showValue } from "../rulebook/tested.ts";
import type { Fact } from "./fact.ts";
import type { KindWords } from "./head-noun.ts";
import { isContainer, isMinor } from "./kinds-of-phrase.ts";
import { pageOf } from "./passages.ts";
import type { Page } from "./passages.ts";

/** Nothing but figures and "%" between the name and the word behind it. */
const RIGHT_BEHIND = /^[\s\d.,%-]*\p{L}+$/u;

const CHEMICAL = "chemical";
/** What is made for or against a substance is not that substance. */
const ABOUT_IT =
  /(?<!\p{L})(?:against|for|from|detects?|detecting|destroys?|neutrali[sz]es?|free of|no|not|without|simulant of)\s(?:[\p{L}-]+\s){0,2}$/u;
/** "(Glass bottle) 100 ml (sarin)", "(vial) with 2 mg (ricin)": nothing but how much of it between a container and a name. */
const HOLDS =
  /^s?(?:[\s\d.,:(-]|(?:[mµu]?l|[mkµu]?g|liters?|litres?|gal|oz|pcs|of|with|containing|contains|filled|mit|avec|each)(?![\p{L}]))*$/iu;
/** Behind a name these tell of what only finds, removes or resists it. */
const ONLY_ABOUT =
  /^[\s-]*(?:free|tests?|test strips?|strips?|detect\w*|antibod\w*|assays?|elisa|indicator|removal|resistan\w*|proof|waste|simulants?|vaccine|antigen|label|sensor|kit)(?![\p{L}])/iu;

type Read = {
  readonly pages: readonly Page[];
  readonly words: KindWords & { readonly names: Names };
};

/**
 * "Sodium cyanide briquettes": an everyday word right behind a listed name says in what form the substance comes, not what
 * it is; so does a container before it: "glass vial 2 ml Bacillus anthracis". The kind of the substance then stands in
 * the place of what was read; any other kind stays.
 */
export function formOfSubstance(kinds: readonly Fact[], names: readonly Fact[], read: Read): readonly Fact[] {
  const formed = inFormOf(kinds, names, read).map((kind) => listedPowder(kind, names, read));
  return [...formed, ...heldListed(formed, names, read)];
}

/** "CS powder (o-chlorobenzylidene malononitrile)": a bare material is of the kind that its listed name has. */
function listedPowder(kind: Fact, names: readonly Fact[], { words }: Read): Fact {
  if (kind.value !== "material") return kind;
  const listed = names.flatMap(({ name, value, span }) => {
    const of = name === "substance" ? words.names.kindOf(showValue(value)) : undefined;
    return of !== undefined && span !== undefined && words.classes.isA(of, "material") === "met" ? [{ of, span }] : [];
  });
  const [first] = listed;
  return first && listed.every(({ of }) => of === first.of) ? { ...kind, value: first.of, span: first.span } : kind;
}

/**
 * "Printing ink, contains thiodiglycol 50 %": an ordinary material that holds a listed chemical may be a mixture of it (15
 * CFR 774 Supp. 1, 1C350 Mixtures). Both kinds stand then, and what it is is asked.
 */
function heldListed(kinds: readonly Fact[], names: readonly Fact[], { words }: Read): readonly Fact[] {
  const ordinary = kinds.some(
    ({ value }) => typeof value === "string" && isMinor(value, words) && words.classes.isA(value, "material") === "met",
  );
  if (!ordinary) return [];
  return names
    .flatMap(({ name, value, span }): readonly Fact[] => {
      const kind = name === "substance" ? words.names.kindOf(showValue(value)) : undefined;
      return kind === "chemical" && span !== undefined ? [{ name: "is", value: kind, by: "grammar", span }] : [];
    })
    .slice(0, 1);
}

const inFormOf = (kinds: readonly Fact[], names: readonly Fact[], read: Read): readonly Fact[] =>
  kinds.map((kind) => {
    const { value } = kind;
    if (value === CHEMICAL) return narrowerOf(kind, names, read);
    if (typeof value !== "string" || !isMinor(value, read.words)) return kind;
    const container = isContainer(value, read.words.classes);
    const named = names.find(
      (name) =>
        name.name === "substance" &&
        (isRightBefore(name, kind, read.pages) || (container && isHeldIn(name, kind, read.pages))),
    );
    const substance = named && read.words.names.kindOf(showValue(named.value));
    return named?.span && substance !== undefined ? { ...kind, value: substance, span: named.span } : kind;
  });

/** "Precursor DF, methylphosphonyl difluoride": a word for any chemical, and a name that its table has as something more. */
function narrowerOf(kind: Fact, names: readonly Fact[], { pages, words }: Read): Fact {
  const named = names.find(({ name, value, span }) => {
    const page = pageOf(span, pages);
    const substance = name === "substance" ? words.names.kindOf(showValue(value)) : undefined;
    return (
      substance !== undefined &&
      substance !== CHEMICAL &&
      span !== undefined &&
      page !== undefined &&
      !ABOUT_IT.test(page.plain.slice(Math.max(0, span.from - 40), span.from))
    );
  });
  const substance = named && words.names.kindOf(showValue(named.value));
  return named?.span && substance !== undefined ? { ...kind, value: substance, span: named.span } : kind;
}

function isHeldIn({ span: name }: Fact, { span: kind }: Fact, pages: readonly Page[]): boolean {
  if (!name || !kind || name.source !== kind.source || name.page !== kind.page || name.from < kind.to) return false;
  const page = pageOf(kind, pages);
  return (
    page !== undefined && HOLDS.test(page.text.slice(kind.to, name.from)) && !ONLY_ABOUT.test(page.text.slice(name.to))
  );
}

function isRightBefore({ span: name }: Fact, { span: kind }: Fact, pages: readonly Page[]): boolean {
  if (!name || !kind || name.source !== kind.source || name.page !== kind.page || name.from > kind.from) return false;
  const page = pageOf(kind, pages);
  return page !== undefined && RIGHT_BEHIND.test(page.text.slice(name.to, kind.to));
}
