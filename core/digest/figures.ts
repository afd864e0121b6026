import { belongs, type DigestFilter, type Moment } from "./filter.ts";
import { percentile } from "./percentile.ts";
import type { DigestRow } from "./row.ts";
import type { Week } from "./week.ts";

/** One number with everything it needs to be read: what it is of, what it was, and its cases. */
export type Figure = {
  readonly id: string;
  /** Always the number of `cases`. */
  readonly count: number;
  /** Out of how many; null: a count of its own. 0: nothing it could be a part of, so no share is said. */
  readonly base: number | null;
  /** The same figure of the week before; null: it is of the moment, which had no such week. */
  readonly before: number | null;
  /** Too few to read a share from. */
  readonly small: boolean;
  readonly filter: DigestFilter;
  /** When the oldest of them was opened (ms), where they wait. */
  readonly since: number | null;
  /** Case numbers, oldest first. */
  readonly cases: readonly number[];
};
/** How long decisions took, in ms from the request to the decision that stands, by nearest rank. */
export type Times = {
  readonly half: number;
  readonly most: number;
  readonly base: number;
  readonly small: boolean;
  readonly halfBefore: number | null;
};
export type FigureInput = {
  readonly rows: readonly DigestRow[];
  readonly moment: Moment;
  readonly week: Week;
  readonly before: Week;
};

/** Below this many a share says more than it knows. */
export const SMALL = 10;
/** Nine in ten. */
const MOST = 0.9;

/** Ageing, in working days, both ends inside. */
export const AGES: readonly (readonly [from: number, to: number | null])[] = [
  [0, 2],
  [3, 5],
  [6, 10],
  [11, null],
];

type Spec = { readonly id: string; readonly filter: DigestFilter; readonly base?: DigestFilter };

/**
 * The figures of one week for one scope, from its case rows. Pure: the same rows, moment and weeks give the same
 * figures, and each figure is the number of the cases that its filter finds in them.
 */
export function figuresOf(input: FigureInput): { readonly figures: readonly Figure[]; readonly times: Times | null } {
  const { rows, moment, week, before } = input;
  const find = (filter: DigestFilter): readonly DigestRow[] => rows.filter((row) => belongs(row, filter, moment));
  const earlier = new Map(weekSpecs(before).map(({ id, filter }) => [id, find(filter).length]));
  const times = timesOf(find({ what: "closed", ...bounds(week) }), find({ what: "closed", ...bounds(before) }));
  const specs = [...momentSpecs(rows, moment), ...weekSpecs(week), ...slowerSpec(week, times)];
  const figures = specs.map(({ id, filter, base }): Figure => {
    const found = find(filter);
    const cases = found.map((row) => row.number);
    const since =
      filter.what === "waiting"
        ? percentile(
            found.map((row) => row.openedAt),
            0,
          )
        : null;
    const of = base ? find(base).length : null;
    const small = of !== null && of < SMALL;
    return { id, count: cases.length, base: of, before: earlier.get(id) ?? null, small, filter, since, cases };
  });
  return { figures, times };
}

const bounds = ({ from, to }: Week): { readonly from: number; readonly to: number } => ({ from, to });

/** What waits now, and with whom: the groups are the parts of the whole, since a case is with one of them at a time. */
function momentSpecs(rows: readonly DigestRow[], moment: Moment): readonly Spec[] {
  const waiting: DigestFilter = { what: "waiting" };
  const balls = new Set(rows.filter((row) => belongs(row, waiting, moment)).map((row) => row.ball));
  return [
    { id: "waiting", filter: waiting },
    ...[...balls]
      .toSorted()
      .map((ball): Spec => ({ id: `waiting-${ball}`, filter: { what: "waiting", ball }, base: waiting })),
    { id: "overdue", filter: { what: "overdue" }, base: waiting },
    ...AGES.map(([from, to]): Spec => ({ id: `aged-${from}`, filter: { what: "aged", from, to }, base: waiting })),
  ];
}

function weekSpecs(week: Week): readonly Spec[] {
  const span = bounds(week);
  const [opened, closed]: readonly DigestFilter[] = [
    { what: "opened", ...span },
    { what: "closed", ...span },
  ];
  const answered: DigestFilter = { what: "model", ...span, agreed: false };
  const parts: readonly (readonly [string, DigestFilter, DigestFilter | undefined])[] = [
    ["opened", { what: "opened", ...span }, undefined],
    ["closed", { what: "closed", ...span }, undefined],
    ["missed", { what: "missed", ...span }, undefined],
    ["overridden", { what: "overridden", ...span, looser: false }, closed],
    ["overridden-looser", { what: "overridden", ...span, looser: true }, closed],
    ["hit", { what: "hit", ...span, same: false }, opened],
    ["hit-same", { what: "hit", ...span, same: true }, { what: "hit", ...span, same: false }],
    ["model-agreed", { what: "model", ...span, agreed: true }, answered],
  ];
  return parts.map(([id, filter, base]) => ({ id, filter, ...(base ? { base } : {}) }));
}

function timesOf(closed: readonly DigestRow[], before: readonly DigestRow[]): Times | null {
  const took = (rows: readonly DigestRow[]) => rows.map((row) => (row.closedAt ?? row.openedAt) - row.openedAt);
  const [half, most] = [percentile(took(closed), 0.5), percentile(took(closed), MOST)];
  if (half === null || most === null) return null;
  const halfBefore = percentile(took(before), 0.5);
  return { half, most, base: closed.length, small: closed.length < SMALL, halfBefore };
}

const slowerSpec = (week: Week, times: Times | null): readonly Spec[] =>
  times === null
    ? []
    : [
        {
          id: "slower",
          filter: { what: "slower", ...bounds(week), ms: times.most },
          base: { what: "closed", ...bounds(week) },
        },
      ];
