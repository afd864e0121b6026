import type { TableControl, TableException } from "../licence-tables-schema.ts";
import type { ControlRow, ExceptionRow } from "../schema.ts";

/** Three readings of one entry: rows written by us with conditions, the table they were written from, the text in force. */
type Readings<Row> = { readonly own: readonly Row[]; readonly before: readonly Row[]; readonly now: readonly Row[] };
export type Merged<Row> = {
  readonly rows: readonly { readonly row: Row; readonly fromText: boolean }[];
  /** False: a row that the text no longer has is ours in conditions, so that nobody can say which of them goes. */
  readonly clear: boolean;
};

type Control = Pick<ControlRow, keyof TableControl & keyof ControlRow> & Pick<ControlRow, "when">;

const codes = (list: readonly string[] | undefined): string => (list ?? []).toSorted().join(" ");
const reachKey = (reach: NonNullable<Control["prose"]>): readonly string[] =>
  Object.entries(reach)
    .map(([key, value]) => `${key} ${[value].flat().join(" ")}`)
    .toSorted();

/** A row of the license requirements as codes. */
export const controlKey = (row: Control): string =>
  JSON.stringify([
    row.reason,
    row.column ?? null,
    codes(row.paragraphs),
    codes(row.except),
    codes(row.of),
    row["same-reason"] ?? false,
    row.words ?? false,
    row.prose ? reachKey(row.prose) : null,
  ]);
/** A statement on an exception as codes. */
export const exceptionKey = (row: TableException): string =>
  JSON.stringify([
    row.symbol,
    row.grants,
    row.limit ?? null,
    codes(row.paragraphs),
    codes(row.except),
    codes(row.reasons),
    row.words ?? false,
    codes(row.destinations),
  ]);

/**
 * The controls of an entry with tests when the official text is held: our rows that stand in the text are the text's;
 * a row that the text dropped goes, where ours said the same in codes; a row that only the text has is added.
 */
export const mergeControls = (given: Readings<ControlRow>): Merged<ControlRow> =>
  merge(given, controlKey, (own, row) => own.reason === row.reason && own.column === row.column);

/** The same for the license exceptions; a statement that ours left out comes only where the text changed: it may grant. */
export const mergeExceptions = (given: Readings<ExceptionRow>): Merged<ExceptionRow> =>
  merge(given, exceptionKey, () => true);

function merge<Row extends { readonly when?: unknown }>(
  { own, before, now }: Readings<Row>,
  keyOf: (row: Row) => string,
  isAbout: (own: Row, row: Row) => boolean,
): Merged<Row> {
  const [held, stands] = [new Set(before.map(keyOf)), new Set(now.map(keyOf))];
  const gone = new Set(before.filter((row) => !stands.has(keyOf(row))).map(keyOf));
  const come = now.filter((row) => !held.has(keyOf(row)) || own.every((one) => !isAbout(one, row)));
  const plain = own.filter((row) => row.when === undefined);
  const clear = [...gone].every((key) => plain.some((row) => keyOf(row) === key));
  const kept = own.filter((row) => row.when !== undefined || !gone.has(keyOf(row)));
  const known = new Set(kept.filter((row) => row.when === undefined).map(keyOf));
  return {
    rows: [
      ...kept.map((row) => ({ row, fromText: row.when === undefined && stands.has(keyOf(row)) })),
      ...come.filter((row) => !known.has(keyOf(row))).map((row) => ({ row, fromText: true })),
    ],
    clear,
  };
}
