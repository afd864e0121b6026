import { partKey, revisionKey, type ItemIdentity } from "./identity.ts";
import type { SourceText } from "../item/document.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

type Words = { readonly item: string | null; readonly text: string };

/** `14-bit`, `3GSPS`, `802.11ac`: a number with its unit or letter is a figure. */
const FIGURE = /^\d+(?:[.,]\d+)*-?[a-z]{1,6}$/iu;
const ECCN = /^\d[A-E]\d{3}(?:\.[a-z0-9]+)*$/iu;
const DATE = /^\d{1,4}[-/.]\w{1,9}[-/.]\d{1,4}$/u;
const TOKEN = /[A-Za-z0-9][A-Za-z0-9\-/._#+]*/gu;
const LONGEST = 60;

/**
 * Which thing a request is about, by its words and by labelled lines of its files. The part number of the words counts;
 * maker and revision count where they are labelled for that part, or said of it. Null: no part number, or two of them:
 * then the register is not asked. The revision of a data sheet is not the item's.
 */
export function readIdentity(words: Words, sources: readonly SourceText[], rulebook: Rulebook): ItemIdentity | null {
  const standards = rulebook.sections.requestWords.flatMap(({ data }) => data["not-part-numbers"]);
  const said = words.item === null ? [] : partNumbersIn(words.item, standards);
  if (said.length > 1) return null;
  const files = sources.filter(({ kind }) => kind !== "message");
  const labelled = labelsOf(files, standards);
  const own = labelsOf(
    sources.filter(({ kind }) => kind === "message"),
    standards,
  );
  const [spoken] = said.length > 0 ? said : own.parts;
  const partNumber = spoken ?? (labelled.parts.length === 1 ? labelled.parts[0] : undefined);
  if (partNumber === undefined) return null;
  const fits = labelled.parts.length === 0 || labelled.parts.every((part) => partKey(part) === partKey(partNumber));
  const sole = (texts: readonly string[]): string | null => (texts.length === 1 ? (texts[0] ?? null) : null);
  return {
    partNumber,
    maker: sole(own.makers) ?? makerIn(words.text) ?? (fits ? sole(labelled.makers) : null),
    revision: revisionIn(words.text, partNumber) ?? sole(own.revisions) ?? (fits ? sole(labelled.revisions) : null),
  };
}

/** Codes that mix letters and digits and are no figure, date, ECCN or standard; each once. */
export function partNumbersIn(text: string, standards: readonly string[]): readonly string[] {
  const tokens = (text.match(TOKEN) ?? []).map((token) => token.replace(/[-/._]+$/u, ""));
  const numbers = tokens.filter(
    (token) =>
      /[A-Za-z]/.test(token) &&
      /\d/.test(token) &&
      token.length <= LONGEST &&
      !FIGURE.test(token) &&
      !ECCN.test(token) &&
      !DATE.test(token) &&
      !isStandard(token, standards),
  );
  return numbers.filter((one, index) => numbers.findIndex((other) => partKey(other) === partKey(one)) === index);
}

/** `USB3`, `IP67`, `ED-1042`: the letters before the first digit name a standard or a document. */
const isStandard = (token: string, standards: readonly string[]): boolean => {
  const lower = token.toLowerCase();
  return standards.includes(lower) || standards.includes(lower.replace(/\d.*$/u, "").replace(/[-/._]+$/u, ""));
};

const PART =
  /^(?:(?:manufacturer(?:'s)? )?part (?:number|no\.?|#)|p\/n|mpn|order(?:ing)? (?:code|number|no\.?)|article (?:number|no\.?)|item (?:number|no\.?))$/iu;
const PRODUCT = /^(?:model(?: number| no\.?)?|product(?: name)?|type(?: number| designation)?)$/iu;
const MAKER = /^(?:manufacturer|maker|made by|manufactured by|brand|mfr\.?|mfg\.?)$/iu;
const REVISION = /^(?:part|product|hardware|board|device|item) (?:revision|rev\.?|version)$/iu;

type Labels = {
  readonly parts: readonly string[];
  readonly makers: readonly string[];
  readonly revisions: readonly string[];
};

/** Values of labelled lines: `Part number: AD-7`, or two cells of a table's row. */
function labelsOf(sources: readonly SourceText[], standards: readonly string[]): Labels {
  const pairs = sources.flatMap(({ pages }) =>
    pages.flatMap(({ text }) =>
      text.split("\n").flatMap((line) => {
        const [, label = "", value = ""] =
          /^\s*([^:\t]{2,40}?)\s*(?::\s*|\t)\s*([^\t]{1,80}?)\s*(?:\t|$)/u.exec(line) ?? [];
        return value === "" ? [] : [{ label: label.replace(/\s+/gu, " "), value }];
      }),
    ),
  );
  const valuesOf = (label: RegExp): readonly string[] =>
    pairs.filter((pair) => label.test(pair.label)).map(({ value }) => value);
  const codes = valuesOf(PART).filter((value) => /\d/.test(value) && value.length <= LONGEST);
  const products = valuesOf(PRODUCT).flatMap((value) => partNumbersIn(value, standards).slice(0, 1));
  return {
    parts: once(codes.length > 0 ? codes : products, partKey),
    makers: once(valuesOf(MAKER), (text) => text.toLowerCase()),
    revisions: once(valuesOf(REVISION), revisionKey),
  };
}

const once = (texts: readonly string[], key: (text: string) => string): readonly string[] =>
  texts.filter((text, index) => texts.findIndex((other) => key(other) === key(text)) === index);

/** "made by Acme Example Semiconductor": a name in capitals behind the words. */
const makerIn = (text: string): string | null =>
  /\b(?:made|manufactured) by ((?:\p{Lu}[\p{L}\p{N}&.-]*)(?: \p{Lu}[\p{L}\p{N}&.-]*){0,4})/u
    .exec(text)?.[1]
    ?.replace(/[.]+$/u, "") ?? null;

/** "AD-7 rev. B": a revision counts right behind the part number. */
function revisionIn(text: string, partNumber: string): string | null {
  const part = partNumber.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  return (
    new RegExp(
      `(?<![\\p{L}\\p{N}])${part}[\\s,(]{1,3}(?:revision|rev|version|ver)(?![\\p{L}])\\.?\\s*:?\\s*([\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,7}?)(?=[\\s,;)?!]|\\.(?:\\s|$)|$)`,
      "iu",
    ).exec(text)?.[1] ?? null
  );
}
