/** A written list of paragraphs of one entry, and what it takes out again. */
export type PathList = { readonly paths: readonly string[]; readonly less: readonly string[] };

const PART = String.raw`(?:[a-z]{1,2}|\d{1,2})`;
const PATH = new RegExp(String.raw`^[a-z]{1,2}(?:\.${PART})*$`);
const OWN = /^(\d[A-E]\d{3})(?:\.(.*))?$/;

/**
 * Reads a list of paragraphs as the Commerce Control List writes it: `3A001.a.2, a.3 and .b`, `a.1 to a.3`, `k to n`,
 * `.b (except .b.5)`. Paths are relative to the entry, whatever stands before them. Null for anything else: another
 * entry's code, words, a range over different levels.
 */
export function readPaths(text: string, eccn: string): PathList | null {
  const less: string[] = [];
  const without = text.replaceAll(/\(\s*except\s+([^()]*)\)/gi, (_, inner: string) => {
    const taken = readPaths(inner, eccn);
    less.push(...(taken && taken.less.length === 0 ? taken.paths : ["?"]));
    return "";
  });
  if (less.includes("?")) return null;
  const tokens = tokensOf(without);
  if (tokens.length === 0) return null;
  const paths: string[] = [];
  for (const token of tokens) {
    const read = readToken(token, eccn);
    if (!read) return null;
    paths.push(...read);
  }
  return { paths: [...new Set(paths)], less };
}

const tokensOf = (text: string): readonly string[] =>
  text
    .replaceAll(/[;,]?\s+(?:and|or)\s+/gi, ",")
    .replaceAll(/[;,]\s*(?:and|or)\s+/gi, ",")
    .split(/[,;]/)
    .map((token) => token.trim())
    .filter((token) => token !== "");

function readToken(token: string, eccn: string): readonly string[] | null {
  const range = /^(\S+)\s+(?:to|through)\s+(\S+)$/i.exec(token);
  if (!range) {
    const path = toPath(token, eccn);
    return path === null ? null : [path];
  }
  const from = toPath(range[1] ?? "", eccn);
  const to = toPath(range[2] ?? "", eccn);
  return from === null || to === null ? null : between(from, to);
}

/** `3A001.a.2.` → `a.2`; null when it is no path of this entry. */
function toPath(token: string, eccn: string): string | null {
  const own = OWN.exec(token);
  if (own && own[1] !== eccn) return null;
  const path = (own ? (own[2] ?? "") : token).replace(/^\.+/, "").replace(/\.+$/, "");
  return PATH.test(path) ? path : null;
}

/** `a.1`, `a.3` → `a.1 a.2 a.3`: only the last part may differ. */
export function between(from: string, to: string): readonly string[] | null {
  const [first, last] = [from.split("."), to.split(".")];
  if (first.length !== last.length || first.slice(0, -1).join(".") !== last.slice(0, -1).join(".")) return null;
  const head = first.slice(0, -1);
  const parts = spread(first.at(-1) ?? "", last.at(-1) ?? "");
  return parts?.map((part) => [...head, part].join(".")) ?? null;
}

function spread(from: string, to: string): readonly string[] | null {
  const numbers = [Number(from), Number(to)];
  const [low = Number.NaN, high = Number.NaN] = numbers;
  if (numbers.every(Number.isInteger)) return low < high ? run(low, high).map(String) : null;
  if (!/^[a-z]$/.test(from) || !/^[a-z]$/.test(to) || from >= to) return null;
  return run(from.charCodeAt(0), to.charCodeAt(0)).map((code) => String.fromCharCode(code));
}

const run = (low: number, high: number): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, index) => low + index);

/**
 * Reads a list of items of any entries: `3A001.b.2, b.3, 3A002.a or 6A001 to 6A008`. A path without a code belongs to
 * the code before it. A range of codes stands as its two ends joined by `-`. Null for anything else.
 */
export function readItems(text: string): readonly string[] | null {
  let code: string | null = null;
  const items: string[] = [];
  for (const token of tokensOf(text)) {
    const span = /^(\d[A-E]\d{3})\s+(?:to|through)\s+(\d[A-E]\d{3})$/i.exec(token);
    if (span) {
      items.push(`${span[1]}-${span[2]}`);
      code = span[2] ?? null;
      continue;
    }
    const own = OWN.exec(token.split(/\s/)[0] ?? "");
    code = own?.[1] ?? code;
    if (code === null) return null;
    const read: readonly string[] | null = own && token === own[1] ? [""] : readToken(token, code);
    if (!read) return null;
    items.push(...read.map((path) => (path === "" ? (code ?? "") : `${code}.${path}`)));
  }
  return items.length > 0 ? items : null;
}
