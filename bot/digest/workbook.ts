import { writeWorkbook } from "../../adapters/workbook/write-workbook.ts";
import type { Digest } from "../../core/digest/digest.ts";
import type { DigestRow } from "../../core/digest/row.ts";
import { figureTitle } from "../words/digest.ts";
import { whoWords } from "../words/digest-list.ts";

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/**
 * A digest as a workbook: its figures, and every case behind them, one line a figure and case. `rows`: the cases the
 * reader may see now; times are UTC.
 */
export function digestWorkbook(digest: Digest, rows: readonly DigestRow[]): Promise<Uint8Array> {
  const known = new Map(rows.map((row) => [row.number, row]));
  return writeWorkbook([
    {
      name: "Figures",
      columns: [
        { title: "Figure", width: 44 },
        { title: "Cases", width: 10 },
        { title: "Out of", width: 10 },
        { title: "Week before", width: 12 },
      ],
      rows: digest.figures.map((figure) => [figureTitle(figure), figure.count, figure.base, figure.before]),
    },
    {
      name: "Cases",
      columns: [
        { title: "Figure", width: 44 },
        { title: "Case", width: 12 },
        { title: "State now", width: 14 },
        { title: "With", width: 28 },
        { title: "Asked by", width: 22 },
        { title: "Division", width: 14 },
        { title: "Opened (UTC)", width: 18 },
        { title: "Due (UTC)", width: 18 },
        { title: "Decided (UTC)", width: 18 },
        { title: "Decision", width: 18 },
      ],
      rows: digest.figures.flatMap((figure) =>
        figure.cases.flatMap((number) => {
          const row = known.get(number);
          if (!row) return [];
          return [
            [
              figureTitle(figure),
              `ED-${number}`,
              row.state,
              whoWords(row),
              row.requester,
              row.division,
              at(row.openedAt),
              at(row.dueAt),
              at(row.closedAt),
              row.decision,
            ],
          ];
        }),
      ),
    },
  ]);
}
