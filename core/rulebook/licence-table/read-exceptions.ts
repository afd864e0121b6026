import type { ExceptionRow } from "../schema.ts";
import { readPaths } from "./code-list.ts";
import { plainText } from "./plain.ts";

/** A statement of the entry on one exception, without its citation: the symbol and the entry give it. */
export type ExceptionStatement = Omit<ExceptionRow, "cite">;
type Symbol_ = ExceptionRow["symbol"];

const REASONS = /^(?:(?:NS|MT|NP|CB|CC|RS|FC|AT|UN)(?:,\s*|\s+(?:and|or)\s+)?)+$/;

/**
 * Reads what an entry says of a list-based exception (`N/A`, `Yes, for .a`, `$3,000 for .a; $6,000 for .d`, `Yes,
 * except N/A for MT`) by a closed grammar. Anything else is one row `words`: a person reads the statement.
 */
export function readException(symbol: Symbol_, statement: string, eccn: string): readonly ExceptionStatement[] {
  const text = plainText(statement)
    .replace(/[.:]$/, "")
    .replace(/^Yes:\s*/i, "");
  const clauses = text
    .replaceAll(/[,.]? N\/A for (?=all other|[A-Z]{2}\b|\d)/g, (words) =>
      words.startsWith(",") ? `; ${words.slice(2)}` : words,
    )
    .replaceAll(/except; N\/A/g, "except N/A")
    .split(/\.?;[;\s]*(?:yes, |and )?/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  const rows = clauses.map((clause) => readClause(symbol, clause, eccn));
  return rows.every((row) => row !== null) ? rows.flat() : [{ symbol, grants: true, words: true }];
}

function readClause(symbol: Symbol_, clause: string, eccn: string): readonly ExceptionStatement[] | null {
  const bare = clause.replace(/,? see §.*$/i, "").replace(/\.$/, "");
  if (/^(?:N\/A|No)$/i.test(bare) || /^N\/A for all other \S+ ?(?:commodities|items)?$/i.test(bare))
    return [{ symbol, grants: false }];
  const denied = /^(?:except )?N\/A for (.+)$/i.exec(bare);
  if (denied) return readDenied(symbol, denied[1] ?? "", eccn);
  const granted = /^(?:(Yes)|\$([\d,]+))(?:,?\s+(?:for\s+)?(?!except)(.+?))?(?:,?\s+except\s+(?:for\s+)?(.+))?$/i.exec(
    bare,
  );
  if (!granted) return null;
  const [, , money, to, less] = granted;
  const limit = money === undefined ? {} : { limit: `${money.replaceAll(",", "")} USD` };
  const scope = to === undefined || /^all other items$/i.test(to) ? { paths: null } : toScope(to, eccn);
  if (!scope) return null;
  const given: ExceptionStatement = {
    symbol,
    grants: true,
    ...limit,
    ...(scope.paths ? { paragraphs: [...scope.paths] } : {}),
  };
  if (less === undefined) return [given];
  const taken = readDenied(symbol, less.replace(/^N\/A for\s+/i, ""), eccn);
  return taken && [given, ...taken];
}

function toScope(text: string, eccn: string): { readonly paths: readonly string[] } | null {
  const listed = readPaths(
    text
      .replace(/ only$/i, "")
      .replace(/\.$/, "")
      .replace(/^(?:items in|ECCNs?) /i, ""),
    eccn,
  );
  return listed && listed.less.length === 0 ? { paths: listed.paths } : null;
}

/** `MT`, `MT and for 1B001.a`, `.a.1 through a.6, b.1`. */
function readDenied(symbol: Symbol_, text: string, eccn: string): readonly ExceptionStatement[] | null {
  const both = /^((?:[A-Z]{2}(?:, | and | or )?)+?)(?:,? (?:and|or) (?:for )?(.+))?$/.exec(text.trim());
  if (both && REASONS.test(both[1] ?? "")) {
    const reasons: ExceptionStatement = { symbol, grants: false, reasons: (both[1] ?? "").match(/[A-Z]{2}/g) ?? [] };
    if (both[2] === undefined) return [reasons];
    const rest = toScope(both[2], eccn);
    return rest && [reasons, { symbol, grants: false, paragraphs: [...rest.paths] }];
  }
  const listed = toScope(text.replace(/^N\/A for\s+/i, ""), eccn);
  return listed && [{ symbol, grants: false, paragraphs: [...listed.paths] }];
}

const ALL =
  /(?:any (?:item|commodity|"?software"?|"?technology"?)|commodities|"software"|"technology") (?:(?:in|specified in) (?:this (?:entry|ECCN)|(?:this )?(?:ECCN )?OWN)\b|to any)/i;

/**
 * Reads the special conditions for License Exception STA: what may not go to A:5 or A:6 (15 CFR 740.20(c)(1), (c)(2)).
 * A sentence whose items are described in words bars as `words`: a person reads it.
 */
export function readSta(statement: string, eccn: string): readonly ExceptionStatement[] {
  const text = plainText(statement)
    .replaceAll(/\(§ ?740\.20[^)]*\)(?:\([0-9]\))?(?: of the EAR\))?/g, "")
    .replaceAll(/\(see supplement no\. ?1 to part 740 of the EAR\)/gi, "");
  return sentencesOf(text).flatMap((sentence): readonly ExceptionStatement[] => {
    const destinations = destinationsOf(sentence);
    if (!/may not be used/i.test(sentence) || destinations.length === 0) return [];
    const bar = { symbol: "STA" as const, grants: false, destinations: [...destinations] };
    const listed =
      /may not be used(?: to ship(?: or transmit)?)?(?: for)? (.*?)(?: to any of the destinations\b.*|\.?$)/i.exec(
        sentence,
      )?.[1];
    const what = (listed ?? "").replace(/,? unless determined .*$/i, "");
    if (ALL.test(`${what.replaceAll(eccn, "OWN")} to any`) && !/[a-z]\.\d|OWN\./.test(what.replaceAll(eccn, "OWN")))
      return [bar];
    const paths = toScope(
      what.replace(
        /^(?:any )?(?:item|items|commodity|commodities|software|"software"|technology|"technology")s? (?:in|specified (?:in|by))(?: ECCNs?)? /i,
        "",
      ),
      eccn,
    );
    if (what.replace(/^ECCN /, "") === eccn) return [bar];
    return [paths ? { ...bar, paragraphs: [...paths.paths] } : { ...bar, words: true }];
  });
}

const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=\.)\s+(?=\(?[A-Z(1-9])/).reduce<string[]>((sentences, part) => {
    const before = sentences.at(-1);
    if (before !== undefined && !/(?:^|\s)(?:\(\d\)\s+)?(?:Paragraph|License)/.test(part)) {
      sentences[sentences.length - 1] = `${before} ${part}`;
      return sentences;
    }
    return [...sentences, part];
  }, []);

/** Paragraph (c)(1) is for A:5, (c)(2) for A:6; a sentence without either names its groups. */
function destinationsOf(sentence: string): readonly string[] {
  if (/Paragraph \(c\)\(1\)/.test(sentence)) return ["A:5"];
  if (/Paragraph \(c\)\(2\)/.test(sentence)) return ["A:6"];
  const named = [...new Set(sentence.match(/A:[56]/g) ?? [])];
  return named.length > 0 ? named : ["A:5", "A:6"];
}
