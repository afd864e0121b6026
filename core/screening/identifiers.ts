/** Property names of the FollowTheMoney vocabulary that hold a number issued to one party. */
export const ID_KINDS: readonly string[] = [
  "idNumber",
  "passportNumber",
  "taxNumber",
  "vatCode",
  "registrationNumber",
  "innCode",
  "ogrnCode",
  "okpoCode",
  "kppCode",
  "bikCode",
  "leiCode",
  "swiftBic",
  "bic",
  "isin",
  "isinCode",
  "imoNumber",
  "mmsi",
  "callSign",
  "dunsCode",
  "uscCode",
  "uniqueEntityId",
  "ueiCode",
  "npiCode",
  "icpCode",
  "jibCode",
  "cikCode",
  "ticker",
  "email",
  "website",
  "phone",
  "publicKey",
  "cryptoAddress",
  "serialNumber",
];
const KNOWN = new Set(ID_KINDS);

/** Kinds that are unique in the world: the same one is the same party. */
const STRONG = new Set([
  "leiCode",
  "imoNumber",
  "mmsi",
  "swiftBic",
  "bic",
  "isin",
  "isinCode",
  "innCode",
  "ogrnCode",
  "cryptoAddress",
  "publicKey",
  "uscCode",
]);

export type Identifier = { readonly kind: string; readonly value: string; readonly plain: string };

/** Letters and digits only, upper case: `IMO 9109550` → `9109550`, `12-345/6` → `123456`. */
export const plainId = (value: string): string =>
  value
    .toUpperCase()
    .replace(/^IMO\s*/, "")
    .replace(/[^A-Z0-9]/g, "");

/** Identifiers out of a property object; properties that are none are ignored, and values under four characters say nothing. */
export function readIdentifiers(props: Readonly<Record<string, string | readonly string[]>>): readonly Identifier[] {
  return Object.entries(props).flatMap(([kind, value]) =>
    KNOWN.has(kind)
      ? [value]
          .flat()
          .map((text) => ({ kind, value: text, plain: plainId(text) }))
          .filter((id) => id.plain.length >= 4)
      : [],
  );
}

/** 0.98 for a number unique in the world, 0.95 for the same kind, 0.85 where the publisher does not say the kind; 0 different. */
export function compareIdentifiers(a: Identifier, b: Identifier): number {
  if (a.plain !== b.plain) return 0;
  if (a.kind === b.kind) return STRONG.has(a.kind) ? 0.98 : 0.95;
  return a.plain.length >= 6 ? 0.88 : 0;
}
