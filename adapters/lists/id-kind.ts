/** Publishers' words for a number, as property names of the FollowTheMoney vocabulary. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/passport/i, "passportNumber"],
  [/\bIMO\b|vessel registration/i, "imoNumber"],
  [/\bMMSI\b|maritime mobile/i, "mmsi"],
  [/call ?sign/i, "callSign"],
  [/legal entity (number|identifier)|\bLEI\b/i, "leiCode"],
  [/swift|\bBIC\b/i, "swiftBic"],
  [/\bISIN\b/i, "isin"],
  [/\bINN\b|tax id|taxpayer|fiscal|c\.?u\.?i\.?t|R\.?F\.?C\.?|\bNIT\b|\bRUC\b|\bVAT\b/i, "taxNumber"],
  [/\bOGRN\b/i, "ogrnCode"],
  [/unified social credit|\bUSCC\b/i, "uscCode"],
  [/d-?u-?n-?s/i, "dunsCode"],
  [
    /registration|registry|company number|chamber of commerce|commercial|gazette|matricula|license|certificate/i,
    "registrationNumber",
  ],
  [
    /national id|identification|cedula|c\.?u\.?r\.?p|identity|tazkira|personal|birth cert|driver|\bID\b|\bNo\.?$/i,
    "idNumber",
  ],
  [/serial number|msn|tail/i, "serialNumber"],
  [/e-?mail/i, "email"],
  [/website/i, "website"],
  [/digital currency/i, "cryptoAddress"],
];
/** Words before a value that is no number of a party. */
const NONE =
  /gender|target type|secondary sanctions|directive|listing date|effective date|established date|divestment|issuer name|nationality|^SSI|aircraft (mode|model|operator)|vessel (type|year|flag)|other vessel|ticker|additional|phone|fax/i;

export function readIdKind(words: string): string | null {
  if (NONE.test(words)) return null;
  return KINDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
