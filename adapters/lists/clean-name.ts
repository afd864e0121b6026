const SUCCESSORS =
  /[;,.]?\s*\(?\s*and (?:any |all |their |its )+(?:of (?:its|their) )?(?:successors?|sub-?units?|subsidiar(?:y|ies)|affiliates?)[^]*$/i;
const AFFILIATE = /^.*?\bAffiliated Entit(?:y|ies):\s*/i;
const PARENT = /\(Parent Organization:.*?\)\)?/i;
const ALSO =
  /[,;(]?\s*\b(?:a\.?\s?k\.?\s?a\.?|f\.?\s?k\.?\s?a\.?|n\.?\s?k\.?\s?a\.?|also known as|formerly known as|d\/b\/a|doing business as)\b\.?,?:?\s*/i;
const COUNTED = /^the following (?:\w+ )?alias(?:es)?:?\s*/i;
const QUOTES = /^['"“”‘’]+|['"“”‘’]+$/g;

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[;,]+$/, "")
    .replace(QUOTES, "")
    .trim();

/**
 * A name as lists print it, without the prose around it: "and any successor, sub-unit, or subsidiary thereof" is cut,
 * "Affiliated Entity: X" is X, "X, a.k.a. Y; and Z" is X with aliases.
 */
export function cleanName(text: string): { readonly name: string; readonly aliases: readonly string[] } {
  const cut = text.replace(SUCCESSORS, "").replace(AFFILIATE, "");
  const whole = cut.replace(PARENT, " ");
  const [first = "", ...others] = /^\s*a\.?k\.?a\b/i.test(whole) ? [whole] : whole.split(ALSO);
  const aliases = others
    .flatMap((part) => part.replace(COUNTED, "").split(/;\s*(?:and\s+)?/))
    .map((alias) => tidy(alias.replace(/\)$/, "")));
  return { name: tidy(first), aliases: aliases.filter((alias) => alias.length > 1) };
}
