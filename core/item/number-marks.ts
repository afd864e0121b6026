/**
 * Which mark a document uses for decimals. `unknown`: nothing in it says. `english`: no figure says, but its words are
 * English: a comma before three digits parts thousands. `wordless`: neither figures nor words say; a point is then a
 * decimal point, a comma stays open.
 */
export type DecimalMark = "point" | "comma" | "english" | "wordless" | "unknown";

/** Words of languages that write decimals with a comma. */
const COMMA_LANGUAGES =
  /(?<!\p{L})(?:und|mit|nicht|oder|bei|zum|zur|wir|das|für|ist|eine?n?|wandler|auflösung|abtastrate|kanäle|gehäuse|avec|pour|les|des|une|est|convertisseur|fréquence|con|para|della|voor|het|och|met|een)(?!\p{L})/iu;
/** Words that only English has, among the languages read here: small ones, and those of data sheets without sentences. */
const ENGLISH =
  /(?<!\p{L})(?:with|without|for|the|of|response|output|manned|untethered|tethered|deep|slant|beam|mirror|tracking|ship|submersible|handheld|uncooled|cooled|drift|noise|hydraulic|autonomous|propulsion|underwater|subsea|airborne|peak|wave|pitch|hole|and|from|by|up to|designed|used|not|steel|weight|length|width|height|power|speed|voltage|frequency|temperature|accuracy|resolution|pressure|capacity|bandwidth|range|rate|pump|valve|furnace|rifle|aged|axes|strength|density|powder|bearing|sheet|fiber|thickness|channels?|camera|chip|board|switch|engine|wire|tape|rod|melting|grade|press|inside|hot|round|bare|depth|rated|aircraft|vessel|boat|thrust|wavelength|vehicles?|trucks?|armou?red|unarmed|gross|civilian|military|caliber|barrels?|pistol|cartridges?|rounds?|magazine|helmet|vest|spare|shells?|grain|lit(?:re|er)s?|gallons?|lined|coated|jacketed|wetted|agitator|tank|stainless|sealed|seamless|tensile|yield|wall|thick|wide|long|high|flow|head|drum|bottle|bolt|action|machine|cooling|heating|continuous|surface|outside|bore|rounds|bench|table|shaft|gear|lathe|mill|drill|oven|mixer|chamber|storage|inlet|outlet|ultimate)(?!\p{L})/iu;
/** Both decide how `1.299` is read: the figures of the document first, then its language. */
export function markOf(text: string): DecimalMark {
  const { point, comma } = marksIn(text);
  if (point !== comma) return point ? "point" : "comma";
  if (point || COMMA_LANGUAGES.test(text)) return "unknown";
  return ENGLISH.test(text) ? "english" : "wordless";
}

/**
 * Decides decimal and thousands marks per document, from figures that can be read one way only: `3.3`, `0.125`,
 * `1,234.5` say point; `3,3`, `0,125`, `1.234,5` say comma. Both kinds, or none: unknown.
 */
export function decimalMarkOf(text: string): DecimalMark {
  const { point, comma } = marksIn(text);
  if (point === comma) return "unknown";
  return point ? "point" : "comma";
}

function marksIn(text: string): { readonly point: boolean; readonly comma: boolean } {
  let point = false;
  let comma = false;
  for (const [figure] of text.matchAll(/(?<![\d.,])\d+(?:[.,]\d+)+(?![\d.,]*\d)/g)) {
    const marks: readonly string[] = figure.match(/[.,]/g) ?? [];
    const last = marks.at(-1) ?? ".";
    const head = figure.slice(0, figure.search(/[.,]/));
    const tail = figure.slice(figure.lastIndexOf(last) + 1);
    const mixed = marks.includes(".") && marks.includes(",");
    const single = marks.length === 1 && (tail.length !== 3 || head === "0" || head.length > 3);
    if (marks.length > 1 && !mixed && last === ".") continue;
    if (!mixed && !single) {
      if (marks.length > 1) point ||= last === ",";
      continue;
    }
    if (last === ".") point = true;
    else comma = true;
  }
  return { point, comma };
}

/**
 * What a written figure says, as plain decimals: one reading, or two where the document leaves it open (`1,250` is
 * 1250 or 1.250). Empty when it is no figure.
 */
export function readingsOfFigure(written: string, mark: DecimalMark): readonly string[] {
  const text = written.replaceAll(/[ '’]/g, "");
  if (!/^[-+]?\d+(?:[.,]\d+)*$/.test(text)) return [];
  const sign = text.startsWith("-") ? "-" : "";
  const body = text.replace(/^[-+]/, "");
  const pointed = readAs(body, ".", ",");
  const comma = readAs(body, ",", ".");
  const worded = mark === "english" || mark === "wordless";
  if (mark === "english" && pointed !== null && /^[1-9]\d{0,2}(?:,\d{3})+$/.test(body)) return [`${sign}${pointed}`];
  // Nobody writes three zeros behind a decimal comma: `20,000` is twenty thousand.
  if (worded && pointed !== null && /^\d{1,3}(?:,\d{3})*,000$/.test(body)) return [`${sign}${pointed}`];
  if (worded && pointed !== null && !body.includes(",")) return [`${Number(pointed) === 0 ? "" : sign}${pointed}`];
  const chosen = mark === "point" ? [pointed] : mark === "comma" ? [comma] : [pointed, comma];
  const readings = chosen.filter((reading) => reading !== null);
  const valid = readings.length > 0 ? readings : [pointed, comma].filter((reading) => reading !== null);
  return [...new Set(valid)].map((reading) => (Number(reading) === 0 ? reading : `${sign}${reading}`));
}

/** A number of things is whole: `1,200` pins are not 1.2. */
export function readingsOfCount(written: string, mark: DecimalMark): readonly string[] {
  const readings = readingsOfFigure(written, mark === "english" || mark === "wordless" ? "unknown" : mark);
  const whole = readings.filter((reading) => !reading.includes("."));
  return whole.length > 0 ? whole : readings;
}

/** Null when the marks do not stand where thousands stand. */
function readAs(body: string, decimal: string, thousands: string): string | null {
  const parts = body.split(decimal);
  const [whole = "", fraction] = parts;
  if (parts.length > 2) return null;
  const groups = whole.split(thousands);
  if (fraction?.includes(thousands)) return null;
  if (groups.length > 1 && (groups.slice(1).some((group) => group.length !== 3) || (groups[0] ?? "").length > 3))
    return null;
  if (groups.length > 1 && groups[0] === "0") return null;
  const digits = groups.join("").replace(/^0+(?=\d)/, "");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
