import { resultOfFiling, sourceOf, type FiledDetermination } from "./filed.ts";
import { isSameKey, keyOf, nameOfItem, type ItemKey } from "./identity.ts";
import type { ItemState } from "./item-state.ts";
import type { MatrixFault, MatrixRow } from "./matrix.ts";
import { newestOfEach } from "./precedence.ts";

/** What an import would do with one line. */
export type PlannedRow = {
  readonly row: MatrixRow;
  /** The item it goes to; null: a new one. */
  readonly on: ItemState | null;
  readonly does: "new-item" | "adds" | "changes" | "nothing";
  /** The determination that it takes the place of. */
  readonly before: FiledDetermination | null;
};
export type ImportPlan = { readonly rows: readonly PlannedRow[]; readonly faults: readonly MatrixFault[] };

const textOf = ({ maker, part, revision }: ItemKey): string => JSON.stringify([maker, part, revision]);
const isSameResult = (a: MatrixRow | FiledDetermination, b: MatrixRow | FiledDetermination): boolean =>
  a.eccn === b.eccn && a.paragraph === b.paragraph && a.jurisdiction === b.jurisdiction;

/**
 * Compares a matrix with itself and with the register. One item with two codes of the same kind is a conflict, whichever
 * line came first; against what is on file a code is only taken from a line with a later day. Any fault: nothing is
 * imported. `onFile`: the item of a key, by its own or another name.
 */
export function planImport(rows: readonly MatrixRow[], onFile: (key: ItemKey) => ItemState | null): ImportPlan {
  const faults: MatrixFault[] = [];
  const planned: PlannedRow[] = [];
  const first = new Map<string, MatrixRow>();
  for (const row of rows) {
    const key = keyOf(row.item);
    const slot = `${textOf(key)} ${row.kind}`;
    const earlier = first.get(slot);
    if (earlier && isSameResult(earlier, row)) continue;
    if (earlier) {
      faults.push({
        line: row.line,
        code: "two-codes",
        value: `${nameOfItem(row.item)}: ${resultOfFiling(earlier)} and ${resultOfFiling(row)}`,
        other: earlier.line,
      });
      continue;
    }
    first.set(slot, row);
    const one = against(row, onFile(key));
    if ("code" in one) faults.push(one);
    else planned.push(one);
  }
  return { rows: planned, faults: [...faults, ...namesOfAnother(planned, onFile)].toSorted((a, b) => a.line - b.line) };
}

function against(row: MatrixRow, on: ItemState | null): PlannedRow | MatrixFault {
  const before = on ? (newestOfEach(on.determinations).find(({ kind }) => kind === row.kind) ?? null) : null;
  if (!before) return { row, on, does: on ? "adds" : "new-item", before: null };
  if (isSameResult(before, row)) {
    const isNew = before.due !== null && row.date !== null && row.date > before.date;
    return { row, on, does: isNew ? "changes" : "nothing", before };
  }
  if (row.date !== null && row.date > before.date) return { row, on, does: "changes", before };
  return {
    line: row.line,
    code: "other-code-on-file",
    value: `${nameOfItem(row.item)}: ${resultOfFiling(before)} (${sourceOf(before)} of ${before.date}) and ${resultOfFiling(row)}`,
    other: null,
  };
}

/** A second name for an item that is the own name of another: neither could be told apart any more. */
function namesOfAnother(
  planned: readonly PlannedRow[],
  onFile: (key: ItemKey) => ItemState | null,
): readonly MatrixFault[] {
  const own = new Map(planned.map(({ row }) => [textOf(keyOf(row.item)), row]));
  return planned.flatMap(({ row, on }) =>
    row.aliases.flatMap((alias): readonly MatrixFault[] => {
      const key = keyOf(alias);
      if (isSameKey(key, keyOf(row.item))) return [];
      const other = own.get(textOf(key));
      const filed = onFile(key);
      if (!other && (!filed || filed.id === on?.id)) return [];
      return [{ line: row.line, code: "name-of-another", value: nameOfItem(alias), other: other?.line ?? null }];
    }),
  );
}
