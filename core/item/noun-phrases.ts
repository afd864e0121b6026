import { IS_GROWN_ON } from "./head-noun.ts";
import type { Hit } from "./head-noun.ts";

/**
 * Words that end a noun phrase. After a weak one the words name what the thing contains, serves or goes to. With a figure
 * right behind it the same letters are a designation: "IM7 fiber", "IN718 powder", "TO-220".
 */
const STOP =
  /,|;|:|\||\.(?=\s|$)|\(|(?<=\p{L})\+(?=\p{L})|(?<![\p{L}\d])\d{1,2}\)(?=\s)|\)|\t|\n|(?<![\p{L}]|[\p{L}]-)(for|with|without|w\/o?|c\/w|incl|in|on|from|to|at|by|via|using|containing|contains|including|includes|incorporating|incorporates|featuring|features|based|inside|near|between|against|under|like|no|not|than|is|are|was|were|has|have|sold|sells|designed|specially|specifically|exclusively|(?:operating|working|running)(?= (?:at|in|on|from|over|to|between|up|with|under|within|around) )|mounted(?= (?:on|in|under|at) )|showing|during|while|after|before|drawing(?= \d)|solely|modified|usable|capable|consisting|comprising|equipped|configured|limited|made|used|that|which|offers|provides|supports|lined|rated|delivers|runs|can|will|and|or|of|into|drives|drive|where|when|having|meets|set|works|operates|qualified|packaged|supplied|simulating|simulates|dispersing|releasing|disperses|releases|emitting|emits|weighing|captures|bypassing|defeating|covering|delivering|providing|offering|preventing|allowing|exceeding|reaching|achieving|collects|gathers|transmits|analyzes|analyses|converts|extends|extending|inspects|watches|blocks|disables|destroys|defeats|neutralizes|recovers|classifies|withstands|survives|replaces|detects|detecting|identifies|recognizes|finds|locates|bypasses|extracts|cracks|breaks|dumps|encrypts|unlocks|intercepts|jams|decodes|generates|protects|digiti[sz]es|combines|combining|enables|allows|comes|does|needs|requires|reaches|achieves|integrates|covers|available|intended|primarily|mainly|chiefly|suitable|compatible|installed|shipped|delivered|needed|required|hidden|concealed|disguised|ordered|called|named|currently|still|controlled|restricted|listed|classified|allowed|measures|measuring(?= (?:ions|from|up|between|at|to) )|records|handles|must|should|would|weighs|costs|communicates|connects|wants|orders|buys|purchases|requests|über|für|mit|ohne|zum|zur|von|vom|im|bei|nach|aus|und|oder|wird|ist|hat|kann|pour|avec|sans|des|du|et|ou|est|vendu|vendue|par|dans|chez)(?![\p{L}]|-?\d)/gu;
const WEAK =
  /^(\+|for|with|without|w\/o?|c\/w|incl|dispersing|releasing|disperses|releases|bypassing|defeating|covering|delivering|providing|offering|preventing|allowing|exceeding|reaching|achieving|collects|gathers|transmits|analyzes|analyses|extends|extending|inspects|watches|blocks|disables|destroys|defeats|neutralizes|recovers|classifies|withstands|survives|replaces|detects|detecting|identifies|recognizes|finds|locates|bypasses|extracts|cracks|breaks|dumps|encrypts|unlocks|intercepts|jams|decodes|generates|protects|in|on|from|to|at|by|via|using|contain\w*|includ\w*|incorporat\w*|featur\w*|based|inside|near|between|against|under|like|no|not|than|has|have|into|drives?|offers|provides|supports|having|when|where|meets|lined|and|or|integrates|combines|combining|handles|covers|needs|requires|connects|during|while|after|before|showing|für|mit|ohne|zum|zur|von|vom|im|bei|und|oder|hat|pour|avec|sans|des|du|et|ou|dans|chez|par|\()$/;
/** "Asks for", "to send": what follows is what it is all about. */
const ASKED =
  /(?<![\p{L}])(?:ask(?:s|ed|ing)?|look(?:s|ed|ing)?|order(?:s|ed)?|inquiry|enquiry|requests?|quotes?|quotation|offers?|rfq|needs?|price|(?:eccn|hs|tariff)(?: code| number)?|classification|classify|licen[sc]e|question|anfrage|angebot) (?:for|of|on)$/u;
const TO_DO =
  /^\s+(?:send|ship|sell|buy|quote|export|deliver|order|classify|offer|supply|purchase|get|have|show|bring|take|provide)(?![\p{L}])/u;
/** "We would like one of our modules", "2 pieces of the ADC". */
const SOME =
  /(?<![\p{L}])(?:one|two|three|some|any|all|each|many|pieces?|pcs|units?|samples?|lots?|quantity|number|batch|sets?|pairs?|drums?|bottles?|boxes|box|seats?|licen[cs]es?|copies|kits?|rolls?|spools?|kg|t|l|need)\s*$/u;
/** "and an oscilloscope", "+ 2 cameras": one more thing of its own. */
const ONE_MORE = /^\s*(?:an?|the|our|one|two|three|four|\d+|eine?n?|une?)\s/u;
/** "96 transceivers" behind a first thing count what it has. */
const COUNTED =
  /^\s*(?:up to\s+)?(?:\d+|two|three|four|six|eight|twelve|sixteen|zwei|drei|vier|deux|trois|quatre)\s*[x×]?\s+(?![-\s])/u;
const LABEL_OF_ALL = /(?:product|item|type|model|name|description|article|goods|title)\s*$/;
/** "CPUs only" says what is inside. */
const INSIDE = /^\s*(?:cpus?|gpus?|processors?)[ -]only\s*$|^\s*(?:cpus?|gpus?|processors?)[ -]only\s(?!for)/;
/** "2 TB SSD", "24 core CPU" behind a first thing are what it has. */
const MEASURED =
  /^\s*(?:up to\s+)?\d[\d.,]*[\s-]?(?:[kmgt]i?b(?:yte)?s?|[kmg]?hz|cores?|ports?|inch|bits?|[mk]?w|[mk]?va?|m?a|")(?![\p{L}\d])/u;
const OPENS = /^\s*(?:(?:specially|specifically|exclusively)\s*)?(?:designed\s*)?$/;
/** A noun phrase of a passage, by the words that end one. */
export type Phrase = {
  readonly from: number;
  readonly to: number;
  readonly weak: boolean;
  readonly separate: boolean;
  readonly counted: boolean;
  readonly measured: boolean;
};

/**
 * The noun phrases of a passage in order: whether what they name is the thing or what it has, serves or goes to (`weak`),
 * and whether it is one of several. A stop inside a trade word ("analog-to-digital") is no stop.
 */
export function phrasesOf(plain: string, hits: readonly Hit[]): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let from = 0;
  // "Its control server has 2 CPUs": a part of what was named before.
  let [weak, separate] = [/^\s*(?:its|their|whose)\s/.test(plain), false];
  const add = (to: number): void => {
    const words = plain.slice(from, to);
    phrases.push({
      from,
      to,
      weak: weak || INSIDE.test(words),
      separate,
      counted: COUNTED.test(words),
      measured: MEASURED.test(words),
    });
  };
  for (const stop of plain.matchAll(STOP)) {
    const [written] = stop;
    if (hits.some((hit) => stop.index >= hit.from && stop.index < hit.to)) continue;
    // "Ratio 30:1".
    if (written === ":" && /\d$/.test(plain.slice(0, stop.index)) && /^\d/.test(plain.slice(stop.index + 1))) continue;
    // "IM carbon fiber": at the beginning it is short for intermediate modulus.
    if (written === "im" && plain.slice(0, stop.index).trim() === "") continue;
    // "Glass lined reactor": what it is lined with stands before it.
    if (written === "lined" && !/^ (?:with|in|by)\b/.test(plain.slice(stop.index + written.length))) continue;
    // "Magnetic drive pump", "direct drive motor": a noun, unless a verb stands before it ("to drive", "that drive").
    if (
      written === "drive" &&
      !/(?:^|(?<!\p{L})(?:to|that|which|can|will|may|and|or))\s*$/u.test(plain.slice(0, stop.index))
    )
      continue;
    // "Ground based radar", "FPGA based board": what it is based on stands before it.
    if (written === "based" && !/^ (?:on|upon|around|in|at)\b/.test(plain.slice(stop.index + written.length))) continue;
    // "GaN on SiC amplifier": a layer and what it grew on.
    if (written === "on" && IS_GROWN_ON.test(plain.slice(Math.max(0, stop.index - 12), stop.index + 14))) continue;
    // "10.6 in flight display": inches.
    if (
      written === "in" &&
      /\d\s$/.test(plain.slice(0, stop.index)) &&
      /^\s(?!(?:the|an?|our|one|stock|total|all|use|[a-z]+uary|march|april|may|june|july|august)\b)\p{L}/u.test(
        plain.slice(stop.index + 2),
      )
    )
      continue;
    // "Masks box of 20": how many come together.
    if (
      written === "of" &&
      /(?<!\p{L})(?:box|case|pack|bag|carton|tray|pouch|sleeve|bundle)(?:e?s)?\s$/u.test(plain.slice(0, stop.index)) &&
      /^\s\d/.test(plain.slice(stop.index + 2))
    )
      continue;
    // "12- to 14-bit ADC", "34 GHz to 36 GHz amplifier": a range is no end of a phrase.
    if (
      written === "to" &&
      /\d(?:-|\s?[\p{L}°µ%/]{1,4})?\s*$/u.test(plain.slice(Math.max(0, stop.index - 12), stop.index)) &&
      /^\s*\+?\d/.test(plain.slice(stop.index + 2))
    )
      continue;
    // "Specially designed hydraulic pump": what it was designed to be begins behind it.
    if (phrases.length === 0 && OPENS.test(plain.slice(0, stop.index + written.length))) {
      from = stop.index + written.length;
      continue;
    }
    add(stop.index);
    const last = phrases.at(-1);
    const before = last !== undefined && hits.some((hit) => hit.from >= last.from && hit.to <= stop.index);
    from = stop.index + written.length;
    const more = /^(?:and|und|et)$/.test(written) && !weak && before && ONE_MORE.test(plain.slice(from));
    if (more && last) phrases[phrases.length - 1] = { ...last, separate: true };
    separate = more || /^\d/.test(written);
    const named = hits.some((hit) => hit.to <= stop.index);
    // "Rack server, processors: CPUs": a label further on and what stands behind it are about a part.
    const earlier = last !== undefined && hits.some((hit) => hit.to <= last.from);
    const labels = written === ":" && earlier && !LABEL_OF_ALL.test(plain.slice(0, stop.index));
    if (labels && last) phrases[phrases.length - 1] = { ...last, weak: true };
    weak = labels || (!separate && isWeakBehind(plain, stop, { weak, before, named }));
  }
  add(plain.length);
  return phrases;
}

/** "Samples of the ADC" is the ADC, "drawings of the ADC" are drawings, "code for the design of the ADC" is code. */
function isWeakBehind(
  plain: string,
  stop: RegExpExecArray,
  { weak, before, named }: { readonly weak: boolean; readonly before: boolean; readonly named: boolean },
): boolean {
  const [written] = stop;
  const after = stop.index + written.length;
  if (written === "of" && (before || (weak && !SOME.test(plain.slice(0, stop.index))))) return true;
  // "Conversion kit: actuators, autopilot": what stands behind a named thing and a colon is in it.
  if (written === ":" && before && !weak) return true;
  if (ASKED.test(plain.slice(Math.max(0, stop.index - 30), after))) return false;
  // "AD-7 (ADC, 14 bit)": behind a bare part number the bracket says what it is.
  if (
    written === "(" &&
    /^[^\p{L}]*[\p{L}\d]*\d[\p{L}\d-]*\s*$|^\s*\p{L}{1,4}-[\p{L}\d-]+\s*$/u.test(plain.slice(0, stop.index))
  )
    return false;
  if (written === "to" && TO_DO.test(plain.slice(after))) return false;
  // "Test and diagnostics software": nothing is named yet that the second word could belong to.
  if (/^(?:and|und|et)$/.test(written) && !weak && !named) return false;
  return WEAK.test(written) || (weak && written === ",");
}
