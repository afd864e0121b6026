import { EMPTY, parseAnswer, standingAnswer, type SlackAnswer } from "./answer.ts";
import type { SlackSurface } from "./body.ts";
import type { SlackDelivery } from "./delivery-type.ts";
import type { SlackLog } from "./log.ts";
import { textAt } from "./payload.ts";
import type { Respond } from "./response-url.ts";
import { within } from "./within.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import type { Delivery, Inbox, Inserted } from "../../core/ports/inbox.ts";

export type NewDelivery = Extract<Inserted, { state: "new" }>;

/** What a delivery needs to be stored and answered, whichever way it came. */
export type AcceptDeps = {
  readonly inbox: Inbox;
  /** The tenant of a workspace or organisation; null: nobody installed the desk there. */
  readonly tenantOf: (installation: string) => Promise<TenantId | null>;
  /** Runs a stored `now` delivery and gives its answer. `deadline`: milliseconds since the epoch. */
  readonly runNow: (inserted: NewDelivery, deadline: number) => Promise<SlackAnswer>;
  /** Tells the dispatcher that a `later` delivery was stored. */
  readonly kick: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: SlackLog;
  /** Tells a person through the address that came with an act: it was not received, or its answer came too late. */
  readonly respond?: Respond;
  /** Milliseconds from the first byte; 800 for the insert, 2,000 in all (engineering-decisions §5). */
  readonly budget?: { readonly insert: number; readonly total: number };
};

const BUDGET = { insert: 800, total: 2000 };

/** A delivery that is known to be Slack's. `started`: when its first byte came. */
export type Arrived = {
  readonly surface: SlackSurface;
  readonly delivery: SlackDelivery;
  readonly body: unknown;
  readonly raw: Uint8Array;
  readonly via: Delivery["via"];
  readonly started: number;
  /** How it was sent: time, number and reason of a repeat. */
  readonly sent: { readonly [name: string]: Json };
};

export type Accepted =
  | { readonly state: "answered"; readonly answer: SlackAnswer }
  /** Not stored, so not acknowledged. */
  | { readonly state: "not-received" }
  | { readonly state: "unknown-installation" };

/** Stores a delivery and answers it within the budget. Nothing is answered that is not stored; never throws. */
export async function accept(deps: AcceptDeps, arrived: Arrived): Promise<Accepted> {
  const { delivery } = arrived;
  const stored = await store(deps, arrived);
  if (stored === null) {
    deps.log.warn("slack-not-received", { platform: "slack", kind: delivery.kind, ms: deps.now() - arrived.started });
    return { state: "not-received" };
  }
  if (stored.state === "unknown-installation") return { state: "unknown-installation" };
  if (stored.state === "duplicate") {
    const standing = delivery.mode === "now" ? standingAnswer(delivery.kind) : EMPTY;
    return { state: "answered", answer: parseAnswer(stored.answer) ?? standing };
  }
  if (delivery.mode === "now") return { state: "answered", answer: await answerNow(deps, arrived, stored) };
  deps.kick();
  return { state: "answered", answer: EMPTY };
}

type Stored = Inserted | { readonly state: "unknown-installation" };

/** Null: not stored within the budget, or the store failed. */
async function store(deps: AcceptDeps, arrived: Arrived): Promise<Stored | null> {
  const left = (deps.budget ?? BUDGET).insert - (deps.now() - arrived.started);
  const inserting = insert(deps, arrived).catch((error: unknown): null => {
    deps.log.error("slack-insert-failed", { platform: "slack", kind: arrived.delivery.kind, fault: nameOf(error) });
    return null;
  });
  return within(inserting, left, null);
}

async function insert(deps: AcceptDeps, arrived: Arrived): Promise<Stored> {
  const { delivery, raw, via, surface, sent } = arrived;
  const tenant = await deps.tenantOf(delivery.installation);
  if (tenant === null) return { state: "unknown-installation" };
  const row: Delivery = {
    platform: "slack",
    installation: delivery.installation,
    tenant,
    deliveryKey: delivery.key,
    kind: delivery.kind,
    mode: delivery.mode,
    via,
    raw,
    claims: { surface, user: delivery.user, time: delivery.time, ...sent },
  };
  return deps.inbox.insert(row, `inbound:slack:${delivery.installation}:${delivery.subject ?? delivery.key}`);
}

/** The first answer given is the one that is kept: a redelivery gets the same bytes. */
async function answerNow(deps: AcceptDeps, arrived: Arrived, stored: NewDelivery): Promise<SlackAnswer> {
  const deadline = arrived.started + (deps.budget ?? BUDGET).total;
  const standing = standingAnswer(arrived.delivery.kind);
  const running = deps.runNow(stored, deadline).catch((error: unknown): SlackAnswer => {
    deps.log.error("slack-now-failed", {
      platform: "slack",
      kind: arrived.delivery.kind,
      inbox: stored.inboxId,
      fault: nameOf(error),
    });
    return standing;
  });
  const answer = await within(running, deadline - deps.now(), null);
  if (answer === null) void running.then((late) => answerLate(deps, arrived, late));
  const given = answer ?? standing;
  const keeping = deps.inbox.keepAnswer(stored.inboxId, given).catch((error: unknown) => {
    deps.log.warn("slack-answer-not-kept", { platform: "slack", inbox: stored.inboxId, fault: nameOf(error) });
  });
  await within(keeping, Math.max(0, deadline - deps.now()), undefined);
  return given;
}

/** A command's own answer, once the standing one has gone out in its stead. */
async function answerLate(deps: AcceptDeps, arrived: Arrived, answer: SlackAnswer): Promise<void> {
  const address = textAt(arrived.body, "response_url");
  if (arrived.delivery.kind !== "command" || answer.body === "" || address === null || !deps.respond) return;
  const said: unknown = JSON.parse(answer.body);
  await deps
    .respond(address, typeof said === "object" && said !== null ? said : {})
    .catch(() => deps.log.warn("slack-not-told", { platform: "slack", kind: "command" }));
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
