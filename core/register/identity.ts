/** Which thing it is: maker, part number (the full order code where there is one) and revision. Null: not said. */
export type ItemIdentity = {
  readonly maker: string | null;
  readonly partNumber: string;
  readonly revision: string | null;
};

/** An identity as it is compared and indexed. The empty string stands for "not said", which equals only itself. */
export type ItemKey = { readonly maker: string; readonly part: string; readonly revision: string };

const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu;
/** Only ASCII letters: another alphabet's look-alike, `ß` or `ı` stays the character it is. */
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

const plain = (text: string): string =>
  text
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(DASHES, "-")
    .normalize("NFC")
    .replace(/[\s\u00A0]+/gu, " ")
    .trim();

/**
 * A part number or order code as it is compared. Case goes. A space or dash goes only between a letter and a digit
 * (`AD-7`, `AD 7`, `ad7`), where the change of kind keeps the place; elsewhere it stays, as one dash, because `12-3`
 * and `1-23`, `AB-C` and `A-BC` are different codes. Every other character stays: one changed character is another item.
 */
export const partKey = (text: string): string =>
  upper(plain(text))
    .replace(/[ -]*-[ -]*| +/g, "-")
    .replace(/(?<=[A-Z])-(?=\d)|(?<=\d)-(?=[A-Z])/g, "");

const NO_REVISION = /^(?:|n\/?a|none|null|not applicable)$/iu;

/** `Rev. B`, `revision b` and `B` are one; nothing else is. `-` is the first issue of a drawing, not "none". */
export function revisionKey(text: string | null | undefined): string {
  const said = plain(text ?? "")
    .replace(/^(?:revision|rev|version|ver)(?![\p{L}])\.?\s*:?\s*/iu, "")
    .trim();
  return NO_REVISION.test(said) ? "" : upper(said);
}

/** A firm is the same with and without its legal form; every other word counts. */
const LEGAL_FORM =
  /(?:\s|,)+(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|gmbh|ag|kg|se|sa|sas|srl|spa|bv|nv|ab|oy|kk|pte|pty)$/u;

/** A maker as it is compared: case, dots, commas and the legal form at the end go. */
export function makerKey(text: string | null | undefined): string {
  let left = plain(text ?? "")
    .toLowerCase()
    .replace(/\./g, "")
    .replace(/\s*,\s*/g, " ")
    .replace(/\s*&\s*/g, " & ");
  for (let before = ""; before !== left;) {
    before = left;
    left = left.replace(LEGAL_FORM, "").trim();
  }
  return left;
}

export const keyOf = (identity: ItemIdentity): ItemKey => ({
  maker: makerKey(identity.maker),
  part: partKey(identity.partNumber),
  revision: revisionKey(identity.revision),
});

export const isSameKey = (a: ItemKey, b: ItemKey): boolean =>
  a.maker === b.maker && a.part === b.part && a.revision === b.revision;

/** What tells two items apart, as both are written. Empty: they are the very same. */
export type Difference = {
  readonly what: "maker" | "part-number" | "revision";
  readonly asked: string | null;
  readonly filed: string | null;
};
export function differencesOf(asked: ItemIdentity, filed: ItemIdentity): readonly Difference[] {
  const [a, b] = [keyOf(asked), keyOf(filed)];
  const said = (key: string, text: string | null): string | null => (key === "" ? null : (text?.trim() ?? null));
  return [
    ...(a.part === b.part ? [] : [{ what: "part-number" as const, asked: asked.partNumber, filed: filed.partNumber }]),
    ...(a.revision === b.revision
      ? []
      : [
          {
            what: "revision" as const,
            asked: said(a.revision, asked.revision),
            filed: said(b.revision, filed.revision),
          },
        ]),
    ...(a.maker === b.maker
      ? []
      : [{ what: "maker" as const, asked: said(a.maker, asked.maker), filed: said(b.maker, filed.maker) }]),
  ];
}

/** `AD-7 rev. B (Northwind Example)`: an item as people name it. */
export const nameOfItem = ({ maker, partNumber, revision }: ItemIdentity): string =>
  `${partNumber}${revisionKey(revision) === "" ? "" : ` rev. ${revisionKey(revision)}`}${maker ? ` (${maker})` : ""}`;
