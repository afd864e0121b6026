import type { Finding } from "../../core/finding.ts";
import type { TakenEarlier } from "../../core/releases/earlier.ts";
import type { RegisterCode, RegisterFindings } from "../../core/register/findings.ts";

type Words = { readonly [Code in RegisterCode]: (params: RegisterFindings[Code]) => string };

const KINDS: Readonly<Record<string, string>> = {
  CJ: "commodity jurisdiction ruling",
  CCATS: "BIS classification (CCATS)",
  own: "our own record",
  supplier: "supplier's letter",
  distributor: "distributor's label",
};
/** What a kind of determination is called. */
export const kindOnFile = (kind: string): string => KINDS[kind] ?? kind;

const WHAT: Readonly<Record<string, string>> = { maker: "maker", "part-number": "part number", revision: "revision" };
const BECAUSE: Readonly<Record<string, string>> = {
  date: "its day for another look has come",
  "case-reopened": "the case it came from was reopened",
};

type Filed = Pick<RegisterFindings["register-same"], "source" | "kind" | "by" | "date">;
/** `ED-1042, decided by trade compliance on 2026-11-24` or `supplier's letter SL-12 of 2026-03-01`. */
function where({ source, kind, by, date }: Filed): string {
  if (/^ED-\d+$/.test(source))
    return `${source}, decided${by === "" ? "" : ` by ${by.replaceAll("-", " ")}`} on ${date}`;
  const named = source === kind ? kindOnFile(kind) : `${kindOnFile(kind)} ${source}`;
  return `${named} of ${date}${by === "" ? "" : ` (${by.replaceAll("-", " ")})`}`;
}

const WORDS: Words = {
  "register-same": ({ item, result, ...filed }) => `Same as ${where(filed)}: ${item} is ${result}.`,
  "register-agrees": ({ result }) => `The tests come to ${result} as well.`,
  "register-tests-open": ({ result }) =>
    `The tests alone cannot tell on what was said here; nothing in them speaks against ${result}.`,
  "register-disagrees": ({ filed, tests }) =>
    `On file is ${filed}; the tests say ${tests}. Neither is taken until a person has looked.`,
  "register-due": ({ item, result, because, provisions, ...filed }) =>
    because === "rule-changed"
      ? `${item} was ${result} (${where(filed)}), but ${provisions.join(", ")} says something else now. It has to be looked at again, so I don't use it.`
      : `${item} was ${result} (${where(filed)}), but ${BECAUSE[because] ?? because}. So I don't use it.`,
  "register-similar": ({ item, result, differences, ...filed }) =>
    `Similar, not the same: ${item} is ${result} (${where(filed)}). ${differences.map(differenceWords).join("; ") || "Two records have this name"}.`,
  "register-behind": ({ result, ...filed }) => `Also on file and standing behind it: ${result} (${where(filed)}).`,
  "register-jurisdiction-open": ({ result }) =>
    `${result} is on file as an ECCN only; nothing on file says that the item is subject to the EAR.`,
  "register-jurisdiction": ({ source, kind, jurisdiction }) =>
    `Jurisdiction ${jurisdiction}: ${source === kind ? kindOnFile(kind) : `${kindOnFile(kind)} ${source}`}.`,
  "same-as-which": ({ cases }) => `${cases} of your earlier cases could be meant.`,
  "register-which": ({ items }) =>
    `${items === 1 ? "One item" : `${items} items`} of this part number ${items === 1 ? "is" : "are"} on file; maker or revision were not said, so I don't assume it.`,
};

function differenceWords({
  what,
  asked,
  filed,
}: {
  readonly what: string;
  readonly asked: string | null;
  readonly filed: string | null;
}): string {
  const name = WHAT[what] ?? what;
  if (asked === null) return `The ${name} was not said; on file it is ${filed ?? "not said either"}`;
  return filed === null
    ? `The ${name} here is ${asked}; on file none is named`
    : `The ${name} here is ${asked}; on file it is ${filed}`;
}

const isRegisterCode = (code: string): code is RegisterCode => Object.hasOwn(WORDS, code);

/** The sentence of a finding of the register, en-US; null for a code of another domain. */
export const registerWords = (finding: Finding): string | null =>
  isRegisterCode(finding.code) ? sentence(finding.code, toParams(finding)) : null;
const sentence = <Code extends RegisterCode>(code: Code, params: RegisterFindings[Code]): string => WORDS[code](params);
/** Findings are made by `toRegisterFinding(code, params)`, which checks the pair; here it is read back from evidence. */
const toParams = (finding: Finding): never => finding.params as never;

/** "Same as last time" on a card: the case it was taken to mean, and what comes from it. Null: nothing to say. */
export function earlierWords(taken: TakenEarlier): string | null {
  switch (taken.state) {
    case "which":
      return null;
    case "none":
      return "I found no decided case of yours that this could refer to.";
    case "found":
      return `${taken.case}, as you said${taken.took.length > 0 ? `: ${taken.took.join(", ")} taken from there` : ""}. What it is for is asked anew.`;
  }
}
