import { printOfText } from "../editions/text-prints.ts";
import type { OfficialEntry } from "../official-entry.ts";
import { kindsOfNote, type NoteKind } from "./note-kinds.ts";

/** One note of the control list, or one numbered part of a block of notes. */
export type OfficialNote = {
  /** `3A001.a.2 Note`, `6A005 Note 5`, `Category 3, A Note 2`: the paragraph it stands for, and its own name. */
  readonly name: string;
  /** Null: it stands between the entries. */
  readonly eccn: string | null;
  /** Null: for the whole entry. */
  readonly path: string | null;
  readonly kinds: readonly NoteKind[];
  readonly words: string;
  /** Hash of its words: what is recorded of them. */
  readonly print: string;
};

type Piece = { readonly head: string; readonly text: string };
/** Numbered notes that a table or another note stands between go on behind it (6A005). */
type Numbering = { head: string; next: number };

const HEAD =
  /^((?:Technical |Control |License Requirements? |Heading )?Notes?(?: (?:to|for) [^:.]*)?(?: \d+)?(?: to [^:]*)?[:.]|N\.?B\.?(?: \d+)?(?: to [^:]*)?:?)(?=\s|$)/i;

/** The notes of an entry in the order of the text. */
export function notesOfEntry({ eccn, notes }: OfficialEntry): readonly OfficialNote[] {
  const numbering: Numbering = { head: "", next: 1 };
  const read = notes.flatMap(({ head, text, after }) =>
    piecesOf(head, text, numbering).map((piece) => {
      const path = pathOf(piece, eccn, after);
      return { piece, path, name: `${eccn}${path === null ? "" : `.${path}`} ${labelOf(piece.head)}`, eccn };
    }),
  );
  return named(read);
}

/** The notes between the entries, by the headings above them. */
export function notesBetween(
  around: readonly { readonly key: string; readonly lines: readonly string[] }[],
): readonly OfficialNote[] {
  return named(
    around.flatMap(({ key, lines }) => {
      const first = lines.findIndex((line) => HEAD.test(line));
      if (first < 0) return [];
      return piecesOf(
        "",
        lines.slice(first).filter((line) => !line.startsWith("EAR99 ")),
        {
          head: "",
          next: 1,
        },
      )
        .filter(({ head }) => head !== "")
        .map((piece) => ({ piece, path: null, name: `${key} ${labelOf(piece.head)}`, eccn: null }));
    }),
  );
}

/** A name twice is counted on: `3A001.b.4 N.B.`, `3A001.b.4 N.B. (2)`. */
function named(
  read: readonly {
    readonly piece: Piece;
    readonly path: string | null;
    readonly name: string;
    readonly eccn: string | null;
  }[],
): readonly OfficialNote[] {
  const seen = new Map<string, number>();
  return read.map(({ piece, path, name, eccn }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return {
      name: count === 1 ? name : `${name} (${count})`,
      eccn,
      path,
      kinds: kindsOfNote(piece.head, piece.text, eccn),
      words: piece.text,
      print: printOfText(`${piece.head} ${piece.text}`),
    };
  });
}

/** A block may hold several: a line that begins with a heading of its own, or the numbers of "Notes". */
function piecesOf(head: string, text: readonly string[], numbering: Numbering): readonly Piece[] {
  const pieces: { head: string; text: string[] }[] = [];
  const open = (name: string, words: readonly string[]): void => {
    pieces.push({ head: name, text: [...words] });
    if (/\bNotes\b/i.test(name)) Object.assign(numbering, { head: name, next: 1 });
  };
  if (head !== "" || text.length === 0) open(head, []);
  for (const line of text) {
    const own = HEAD.exec(line)?.[1];
    const [, number, rest = ""] = /^\(?(\d+)[.)]\s*(.*)$/s.exec(line) ?? [];
    if (own !== undefined) open(own, [line.slice(own.length).trim()].filter(Boolean));
    else if (numbering.head !== "" && Number(number) === numbering.next) {
      pieces.push({ head: `${numbering.head} #${numbering.next}`, text: [rest] });
      numbering.next += 1;
    } else if (pieces.length === 0) open("", [line]);
    else pieces.at(-1)?.text.push(line);
  }
  return pieces
    .map((piece) => ({ head: piece.head, text: piece.text.join(" ") }))
    .filter((piece, index) => piece.text !== "" || (index === 0 && pieces.length === 1));
}

/** `Note 2 to 0A504.f:` → `Note 2`; `Technical Notes: #3` → `Technical Note 3`. */
function labelOf(head: string): string {
  const [kind = "Note"] =
    /^(?:Technical|Control|License Requirements?|License Exceptions?|Heading)?\s*(?:Notes?|N\.?B\.?)/i.exec(head) ?? [];
  const number = /#(\d+)$/.exec(head)?.[1] ?? /(?:Notes?|N\.?B\.?) (\d+)\b/i.exec(head)?.[1];
  const single = kind.replace(/Notes$/i, "Note").replace(/^N\.?B\.?$/i, "N.B.");
  return number === undefined ? single : `${single} ${number}`;
}

/** The paragraph that its heading names, else its words, else the line it stands after. */
function pathOf({ head, text }: Piece, eccn: string, after: string | null): string | null {
  const byHead =
    /\bto (?:paragraphs? )?(?:ECCN )?(?:\d[A-E]\d{3})?\.?((?:[a-z]{1,2}|(?<=\.)\d{1,2})(?:\.[a-z0-9]{1,2})*)\.?(?=[\s:;.,]|$)/.exec(
      head,
    )?.[1];
  if (byHead !== undefined && !/^(?:to|of|in)$/.test(byHead)) return byHead;
  if (new RegExp(String.raw`\bto (?:ECCN )?${eccn}\b(?!\.)`).test(head)) return null;
  const named = new RegExp(String.raw`\b${eccn}((?:\.[a-z0-9]{1,2}(?![a-z0-9]))+)?`).exec(`${head} ${text}`);
  if (named) return named[1]?.slice(1) ?? null;
  // It names none: it may belong to any level of the paragraph before it.
  return after === null ? null : (/^\.?([a-z]{1,2})(?:\.[a-z0-9]{1,2})*\.?\s/.exec(after)?.[1] ?? null);
}
