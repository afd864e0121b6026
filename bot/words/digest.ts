import { figureOf, type Digest } from "../../core/digest/digest.ts";
import type { AGES, Figure } from "../../core/digest/figures.ts";
import type { UsageTotal } from "../../core/ports/usage.ts";
import { roleName } from "./roles.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `40 min`, `3 h 10 min`, `2 d 4 h`: two units at most, cut, never rounded up. */
export function durationWords(ms: number): string {
  if (ms < MINUTE) return "under a minute";
  const [days, hours, minutes] = [
    Math.floor(ms / DAY),
    Math.floor((ms % DAY) / HOUR),
    Math.floor((ms % HOUR) / MINUTE),
  ];
  const parts = days > 0 ? [`${days} d`, hours && `${hours} h`] : [hours && `${hours} h`, minutes && `${minutes} min`];
  return parts.filter((part) => part !== 0).join(" ");
}

const dayOf = (at: string | number, zone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(new Date(at));
/** `Nov 16`. */
export const dayWords = (at: string | number, zone: string): string =>
  dayOf(at, zone, { month: "short", day: "numeric" });
/** `Mon, Nov 23, 08:00`. */
export const momentWords = (at: string | number, zone: string): string =>
  dayOf(at, zone, {
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });

export const number = (value: number): string => value.toLocaleString("en-US");

/** Who has the ball, after "with": people of the reader's own, the desk, or reviewers by role. */
function ballWords(ball: string): string {
  if (ball === "requester") return "for an answer from your own people";
  if (ball === "desk") return "for the desk itself, still being worked out";
  return `with ${ball.split("+").map(roleName).join(" and ")}`;
}

export const ageWords = ([from, to]: (typeof AGES)[number]): string =>
  to === null ? `over ${from - 1} days` : `${from}–${to} days`;

/** A group of waiting cases: `3 for an answer from your own people`. */
export const waitingWords = (figure: Figure): string =>
  `${number(figure.count)} ${ballWords(figure.id.slice("waiting-".length))}`;
export const waitingGroups = (digest: Digest): readonly Figure[] =>
  digest.figures.filter(({ id }) => id.startsWith("waiting-")).toSorted((one, other) => other.count - one.count);

/** `4 of 39 (10 %)`; few: the share is left out and said to be of few. Base 0: no share of nothing. */
export function shareWords({ count, base, small }: Figure): string {
  if (base === null) return number(count);
  if (base === 0) return "none to count";
  return small
    ? `${count} of ${base} (few)`
    : `${number(count)} of ${number(base)} (${Math.round((count / base) * 100)} %)`;
}

const before = ({ before: was }: Figure): string => (was === null ? "" : `, the week before ${number(was)}`);
const row = (label: string, value: string) => ({ label, value });
type Row = ReturnType<typeof row>;

/** The decisive line: which deals wait, on whom. */
export function headlineWords(digest: Digest): string {
  const waiting = figureOf(digest, "waiting")?.count ?? 0;
  if (waiting === 0) return "Nothing waits for a decision.";
  const groups = waitingGroups(digest).map(waitingWords).join(", ");
  return `${number(waiting)} ${waiting === 1 ? "deal waits" : "deals wait"}: ${groups}.`;
}

/** The figures in words, each beside what it is compared with. A block without data is left out, not filled with zeros. */
export function digestRows(digest: Digest): readonly Row[] {
  const get = (id: string): Figure | null => figureOf(digest, id);
  const [opened, closed, missed, overdue] = [get("opened"), get("closed"), get("missed"), get("overdue")];
  const [overridden, looser, hit, same, model] = [
    get("overridden"),
    get("overridden-looser"),
    get("hit"),
    get("hit-same"),
    get("model-agreed"),
  ];
  const waiting = get("waiting");
  return [
    ...(waiting && waiting.since !== null
      ? [row("Open", `${number(waiting.count)}, the oldest since ${dayWords(waiting.since, digest.zone)}`)]
      : []),
    ...(opened && closed
      ? [
          row(
            "Week",
            `opened ${number(opened.count)}${before(opened)} · closed ${number(closed.count)}${before(closed)}`,
          ),
        ]
      : []),
    row("Answers", timesWords(digest)),
    ...(missed && overdue
      ? [
          row(
            "Due times",
            `missed ${number(missed.count)}${before(missed)} ${(overdue.base ?? 0) > 0 ? ` · past due now: ${shareWords(overdue)} waiting` : ""}`,
          ),
        ]
      : []),
    ...(overridden && (overridden.base ?? 0) > 0
      ? [
          row(
            "Overrides",
            `${shareWords(overridden)} closed${before(overridden)}${looser && looser.count > 0 ? ` · ${looser.count} of them moved towards free` : ""}`,
          ),
        ]
      : []),
    ...(hit && (hit.base ?? 0) > 0
      ? [
          row(
            "List hits",
            `${shareWords(hit)} opened${before(hit)}${hit.count > 0 && same ? ` · ${same.count === 0 ? "none" : number(same.count)} judged to be the listed party` : ""}`,
          ),
        ]
      : []),
    ...(model && (model.base ?? 0) > 0
      ? [row("AI", `meant the same item as the decision in ${shareWords(model)}${before(model)}`)]
      : []),
    ...(digest.oldestList
      ? [row("Lists", `the oldest, ${digest.oldestList.list}, is ${digest.oldestList.days} days old (limit 7)`)]
      : []),
    ...(digest.activations > 0
      ? [
          row(
            "Rules",
            `${digest.activations} ${digest.activations === 1 ? "change" : "changes"} of rules, lists or policy went into force`,
          ),
        ]
      : []),
    ...(digest.usage ? usageWords(digest.usage) : []),
  ];
}

function timesWords({ times }: Digest): string {
  if (!times) return "nothing was decided, so there is no usual time";
  const was = times.halfBefore === null ? "" : `, the week before ${durationWords(times.halfBefore)}`;
  return `half decided within ${durationWords(times.half)}${was} · nine in ten within ${durationWords(times.most)} · of ${number(times.base)}${times.small ? " (few)" : ""}`;
}

/** Tokens and their cost, where a model was used; a cost is said only where every part has a price. */
function usageWords(totals: readonly UsageTotal[]): readonly Row[] {
  const tokens = totals.filter(({ kind }) => kind.startsWith("model-"));
  if (tokens.length === 0) return [];
  const sum = (of: readonly UsageTotal[]): number => of.reduce((all, { amount }) => all + amount, 0);
  const output = tokens.filter(({ kind }) => kind === "model-output");
  const input = tokens.filter(({ kind }) => kind !== "model-output");
  const failed = sum(tokens.filter((total) => total.failed));
  return [
    row(
      "Model",
      `${number(sum(input))} tokens read, ${number(sum(output))} written${failed > 0 ? `, ${number(failed)} of them in calls that failed` : ""}${costWords(tokens)}`,
    ),
  ];
}

export function costWords(totals: readonly UsageTotal[]): string {
  const [first] = totals;
  const currencies = new Set(totals.map(({ currency }) => currency));
  if (!first?.currency || currencies.size !== 1 || totals.some(({ costMicros }) => costMicros === null)) return "";
  const cost = totals.reduce((all, { costMicros }) => all + (costMicros ?? 0), 0) / 1_000_000;
  const versions = [...new Set(totals.map(({ priceVersion }) => priceVersion))].join(", ");
  return `; ${cost.toFixed(2)} ${first.currency} (prices ${versions})`;
}

export const scopeWords = (digest: Digest): string =>
  digest.scope === null ? "all divisions" : digest.scope.map((division) => division.replaceAll("-", " ")).join(", ");
/** `week 47 (Nov 16 to Nov 22)`. */
export const weekWords = ({ week, zone }: Digest): string =>
  `week ${week.number} (${dayWords(week.from, zone)} to ${dayWords(Date.parse(week.to) - 1, zone)})`;

const TITLES: Readonly<Record<string, string>> = {
  waiting: "waiting for a decision",
  overdue: "past their due time",
  opened: "opened in the week",
  closed: "closed in the week",
  missed: "missed their due time in the week",
  overridden: "overridden",
  "overridden-looser": "overridden towards free",
  hit: "opened with a list hit",
  "hit-same": "with a hit judged to be the listed party",
  "model-agreed": "where the AI and the decision meant the same item",
  slower: "slower than nine in ten",
};

/** What the cases of a figure have in common, after a number or as a title. */
export function figureTitle({ id, filter }: Pick<Figure, "id" | "filter">): string {
  if (filter.what === "aged") return `waiting ${ageWords([filter.from, filter.to])}`;
  if (filter.what === "waiting" && filter.ball !== undefined)
    return filter.ball === "requester"
      ? "waiting for an answer from your own people"
      : filter.ball === "desk"
        ? "still being worked out"
        : `waiting with ${filter.ball.split("+").map(roleName).join(" and ")}`;
  return TITLES[id] ?? id.replaceAll("-", " ");
}

/** A figure on its button: `3 with your own people, oldest Nov 19`. */
export function listLabel(figure: Figure, zone: string): string {
  const { filter, count, since } = figure;
  if (filter.what !== "waiting" || filter.ball === undefined)
    return `${number(count)} ${SHORT[figure.id] ?? figureTitle(figure)}`;
  const oldest =
    since === null ? "" : count === 1 ? `, since ${dayWords(since, zone)}` : `, oldest ${dayWords(since, zone)}`;
  if (filter.ball === "requester") return `${number(count)} with your own people${oldest}`;
  if (filter.ball === "desk") return `${number(count)} being worked out${oldest}`;
  return `${number(count)} with ${filter.ball.split("+").map(roleName).join(" and ")}${oldest}`;
}

const SHORT: Readonly<Record<string, string>> = {
  overdue: "past due",
  opened: "opened",
  closed: "closed",
  slower: "slowest",
  missed: "missed due times",
  "overridden-looser": "towards free",
  hit: "list hits",
  "hit-same": "the listed party",
  "model-agreed": "AI agreed",
};
