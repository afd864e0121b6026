const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** Names that lists use and the common table of regions does not. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "china people s republic of": "CN",
  "people s republic of china": "CN",
  prc: "CN",
  "russian federation": "RU",
  "korea north": "KP",
  dprk: "KP",
  "democratic people s republic of korea": "KP",
  "korea south": "KR",
  "republic of korea": "KR",
  "iran islamic republic of": "IR",
  "islamic republic of iran": "IR",
  "islamic republic of afghanistan": "AF",
  "syrian arab republic": "SY",
  "congo democratic republic of the": "CD",
  "democratic republic of the congo": "CD",
  "republic of the congo": "CG",
  burma: "MM",
  "burma myanmar": "MM",
  uae: "AE",
  uk: "GB",
  "great britain": "GB",
  "united states of america": "US",
  usa: "US",
  "hong kong": "HK",
  "hong kong sar": "HK",
  macau: "MO",
  macao: "MO",
  turkey: "TR",
  turkiye: "TR",
  "czech republic": "CZ",
  "ivory coast": "CI",
  "cote d ivoire": "CI",
  swaziland: "SZ",
  "cape verde": "CV",
  macedonia: "MK",
  palestine: "PS",
  palestinian: "PS",
  "west bank": "PS",
  "viet nam": "VN",
  "lao people s democratic republic": "LA",
  "brunei darussalam": "BN",
  "republic of moldova": "MD",
  "united republic of tanzania": "TZ",
  "bolivia plurinational state of": "BO",
  "venezuela bolivarian republic of": "VE",
  "state of libya": "LY",
  "crimea occupied": "UA",
  "saint kitts and nevis": "KN",
  "st kitts and nevis": "KN",
  "holy see": "VA",
  "taiwan province of china": "TW",
  "kingdom of saudi arabia": "SA",
};

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^a-z]+/g, " ")
    .trim();

function table(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (let a = 65; a <= 90; a++)
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b);
      const name = REGIONS.of(code);
      if (
        name &&
        name !== code &&
        !/^(AN|AA|AC|BU|CP|CS|DD|DG|EA|EU|EZ|FX|IC|NT|QO|SU|TA|TP|UN|YD|YU|ZR|ZZ|X.|UK|EH)$/.test(code)
      )
        names.set(plain(name), code);
    }
  for (const [name, code] of Object.entries(OTHER_NAMES)) names.set(name, code);
  return names;
}
const NAMES = table();
const CODES = new Set(NAMES.values());

/** ISO 3166-1 alpha-2 of an English name or a code, or null: unknown, or two countries ("Korea", "Congo", "Georgia" is GE). */
export function countryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (CODES.has(code)) return code;
  return NAMES.get(plain(text)) ?? null;
}
