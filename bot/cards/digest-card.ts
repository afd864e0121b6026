import { agesChart, weeksChart } from "../digest/charts.ts";
import {
  digestRows,
  figureTitle,
  headlineWords,
  listLabel,
  momentWords,
  number,
  scopeWords,
  waitingGroups,
  weekWords,
} from "../words/digest.ts";
import { caseLine } from "../words/digest-list.ts";
import { figureOf, type Digest } from "../../core/digest/digest.ts";
import type { Figure } from "../../core/digest/figures.ts";
import type { DigestRow } from "../../core/digest/row.ts";
import type { Card, CardBlock } from "../../core/ports/card.ts";

/** Makes the token of a button that opens a figure, at a page. */
export type ListToken = (figure: string, page: number) => Promise<string>;
/** The id that stands for the digest itself. */
export const ALL = "all";

const WEEK_LISTS = [
  "opened",
  "closed",
  "slower",
  "missed",
  "overridden",
  "overridden-looser",
  "hit",
  "hit-same",
  "model-agreed",
];
const AGE_LISTS = ["aged-11", "aged-6", "aged-3"];

/** The figures that open a list, in the card's order; Slack counts its buttons the same way. */
export function digestLists(digest: Digest): readonly (readonly Figure[])[] {
  const named = (ids: readonly string[]) => ids.flatMap((id) => figureOf(digest, id) ?? []);
  const groups = [[...waitingGroups(digest), ...named(["overdue"])], named(AGE_LISTS), named(WEEK_LISTS)];
  return groups.map((group) => group.filter(({ count }) => count > 0));
}

/**
 * One person's weekly digest: which deals wait on whom first, then the week. Its push text names the week and nothing
 * else, because it may reach a lock screen. No party, no item, no word that lets anything go.
 */
export async function digestCard(digest: Digest, tokenOf: ListToken): Promise<Card> {
  const lists = await Promise.all(
    digestLists(digest).map(async (group): Promise<readonly CardBlock[]> => {
      const buttons = await Promise.all(
        group.map(async (figure) => ({
          id: figure.id,
          label: listLabel(figure, digest.zone),
          token: await tokenOf(figure.id, 0),
        })),
      );
      return buttons.length > 0 ? [{ block: "lists", lists: buttons }] : [];
    }),
  );
  const [waiting = [], ages = [], week = []] = lists;
  const [weeks, aged] = [weeksChart(digest), agesChart(digest)];
  return {
    kind: "digest",
    status: `Weekly digest · ${weekWords(digest)} · your scope: ${scopeWords(digest)}`,
    tone: "neutral",
    headline: headlineWords(digest),
    blocks: [
      ...waiting,
      ...(aged ? [aged] : []),
      ...ages,
      { block: "facts", rows: digestRows(digest) },
      ...week,
      ...(weeks ? [weeks] : []),
    ],
    actions: [],
    footer: [
      `as of ${momentWords(digest.at, digest.zone)} ${digest.zone}`,
      `log ${number(digest.log.size)} entries, root ${digest.log.root}`,
    ],
    fallback: `Weekly digest, week ${digest.week.number}`,
  };
}

/** Cases of one page: what fits a phone, and the smallest limit of a card. */
const PAGE = 20;

/** A figure's cases as they stand now. `rows`: those the reader may see now; the rest is counted, not named. */
export function listBlocks(what: {
  readonly digest: Digest;
  readonly figure: Figure;
  readonly rows: readonly DigestRow[];
}): readonly CardBlock[] {
  const { digest, figure, rows } = what;
  const hidden = figure.count - rows.length;
  return [
    { block: "list", items: rows.map((row) => caseLine(row, digest.zone)) },
    ...(hidden > 0
      ? [{ block: "text" as const, text: `${hidden} more are no longer in your scope.`, weight: "quiet" as const }]
      : []),
  ];
}

export const listTitle = (figure: Figure): string => `${number(figure.count)} ${figureTitle(figure)}`;

/** One page of a figure's list, for a place where a list takes the card's place; `back` leads to the digest again. */
export async function listCard(
  what: {
    readonly digest: Digest;
    readonly figure: Figure;
    readonly rows: readonly DigestRow[];
    readonly page: number;
  },
  tokenOf: ListToken,
): Promise<Card> {
  const { digest, figure, rows } = what;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(Math.max(0, what.page), pages - 1);
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const last = page === pages - 1;
  const blocks = listBlocks({ digest, figure, rows });
  const turns: readonly (readonly [string, string, number])[] = [
    ...(last ? [] : [["next", "Next page", page + 1] as const]),
    ...(page === 0 ? [] : [["previous", "Previous page", page - 1] as const]),
  ];
  const lists = [
    ...(await Promise.all(turns.map(async ([id, label, to]) => ({ id, label, token: await tokenOf(figure.id, to) })))),
    { id: ALL, label: "Back to the digest", token: await tokenOf(ALL, 0) },
  ];
  return {
    kind: "panel",
    status: `Weekly digest · ${weekWords(digest)} · your scope: ${scopeWords(digest)}`,
    tone: "neutral",
    headline: listTitle(figure),
    blocks: [
      { block: "list", items: shown.map((row) => caseLine(row, digest.zone)) },
      ...(last ? blocks.slice(1) : []),
      { block: "lists", lists },
    ],
    actions: [],
    footer: [
      ...(pages > 1 ? [`page ${page + 1} of ${pages}`] : []),
      `counted ${momentWords(digest.at, digest.zone)}; shown as they stand now`,
    ],
    fallback: `Weekly digest, week ${digest.week.number}`,
  };
}
