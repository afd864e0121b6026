import { serve } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { createConsole } from "../../../adapters/console/console.ts";
import type { ConsoleDeps, DeskAnswer } from "../../../adapters/console/deps.ts";
import { createDesk } from "../../../adapters/console/desk.ts";
import type { Shelf } from "../../../adapters/console/desk-model.ts";
import { createConsoleMessenger } from "../../../adapters/console/messenger.ts";
import { parseConsole } from "../../../adapters/console/parse.ts";
import { toAdaptiveCard } from "../../../adapters/teams/adaptive-card.ts";
import { openSamples } from "../../../bot/samples/samples.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import type { Card } from "../../../core/ports/card.ts";
import type { Inbound, PlaceRef } from "../../../core/ports/inbound.ts";
import type { OpenedEntry } from "../../../core/ports/ledger.ts";
import {
  ackCard,
  answerCard,
  decisionCard,
  faultCard,
  holdCard,
  questionCard,
  reviewCard,
  type Facts,
} from "./fake-cards.ts";
import { dialogOf } from "./fake-dialog.ts";

export function memoryShelf(): Shelf & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    read: (name) => Promise.resolve(kept.get(name) ?? null),
    write: (name, bytes) => Promise.resolve(void kept.set(name, bytes)),
    remove: (name) => Promise.resolve(void kept.delete(name)),
  };
}

const PEOPLE = [
  { id: "sales-engineer", display: "sales engineer", roles: [], pane: null },
  {
    id: "trade-compliance-reviewer",
    display: "trade compliance reviewer",
    roles: ["trade compliance"],
    pane: "reviewers-trade-compliance",
  },
  { id: "legal-reviewer", display: "legal reviewer", roles: ["legal"], pane: "reviewers-legal" },
  {
    id: "engineering-reviewer",
    display: "engineering reviewer",
    roles: ["engineering"],
    pane: "reviewers-engineering",
  },
  {
    id: "export-control-officer",
    display: "export control officer",
    roles: ["export control officer"],
    pane: "reviewers-officer",
  },
];
const PANES = [
  { id: "sales", title: "Sales", kind: "sales" },
  { id: "reviewers-trade-compliance", title: "Trade compliance", kind: "review" },
  { id: "reviewers-legal", title: "Legal", kind: "review" },
  { id: "reviewers-engineering", title: "Engineering", kind: "review" },
  { id: "reviewers-security", title: "Security", kind: "review" },
  { id: "reviewers-officer", title: "Officer", kind: "review" },
] as const;

const paneRef = (channel: string): PlaceRef => ({
  platform: "console",
  installation: "local",
  channel,
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
});
export const drawn = (card: Card): Json => JSON.parse(JSON.stringify(toAdaptiveCard(card))) as Json;

type FakeCase = {
  facts: Facts;
  place: PlaceRef;
  requester: string;
  entries: OpenedEntry[];
  hold: boolean;
  copies: Map<string, Json>;
  cards: Map<string, Card>;
};
export const TOKEN = "token-of-this-start";
const NOT_FOUND = "I don't find that case for you. Check the number, or ask whoever sent it.";
/** Who is to answer or may only look needs no reviewer's role. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(["correct", "answer", "trace"]);

/**
 * The console's real routes, store, messenger and page over a desk of a few lines: it answers by canned cards, so it
 * says nothing about export control; it exists to drive every state of the page.
 */
export async function openFakeDesk(options: { readonly shelf?: Shelf; readonly slowMs?: number } = {}) {
  let now = Date.parse("2026-11-24T10:00:00.000Z");
  const clock = { now: () => (now += 1_000) };
  const desk = await createDesk(options.shelf ?? memoryShelf(), clock);
  const messenger = createConsoleMessenger(desk, drawn);
  const cases = new Map<number, FakeCase>();
  const inbounds: Inbound[] = [];
  let seq = 0;
  let failing = false;

  const record = (number: number, type: string, payload: JsonObject, person: string | null = null): void => {
    const known = cases.get(number);
    const entry = {
      seq: seq++,
      id: randomUUID(),
      at: new Date(clock.now()).toISOString(),
      stream: `case:${number}`,
      pos: known?.entries.length ?? 0,
      version: 0,
      revision: known?.facts.revision ?? 1,
      type,
      v: 1,
      actor: person ? { person, via: "console" } : { system: "dispatcher" },
      cause: null,
      pins: null,
      payload,
      blobs: [],
      refs: [],
    };
    known?.entries.push(entry as unknown as OpenedEntry);
  };
  const show = async (known: FakeCase, copy: string, card: Card, place: PlaceRef): Promise<void> => {
    known.cards.set(copy, card);
    const remote = known.copies.get(copy);
    if (remote) await messenger.update(place, remote, card);
    else known.copies.set(copy, await messenger.post(place, card, `copy-${known.facts.number}-${copy}`));
  };
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, options.slowMs ?? 0));

  async function conclude(known: FakeCase): Promise<void> {
    const { facts, place } = known;
    await pause();
    record(facts.number, "determined", {
      determination: "0",
      summary: { outcome: "exception-available" },
      asOf: "2026-11-24",
    });
    if (known.hold) {
      await show(known, "request", holdCard(facts, false), place);
      return show(known, "review", holdCard(facts, true), paneRef("reviewers-trade-compliance"));
    }
    record(facts.number, "review-opened", { rule: "R-06 v1" });
    await show(known, "request", answerCard(facts), place);
    await show(known, "review", reviewCard(facts), paneRef("reviewers-legal"));
    await messenger.mention(
      { ...paneRef("reviewers-legal"), thread: `copy-${facts.number}-review` },
      "legal-reviewer",
      `ED-${facts.number} is yours (legal), due Wed 25 Nov 16:00 UTC (24 h left).`,
      `ball-${facts.number}-${facts.revision}`,
    );
  }

  async function ask(inbound: Extract<Inbound, { kind: "request" }>): Promise<void> {
    const number = 1_041 + cases.size;
    const facts = { number, revision: 1, rate: "3.0 GSPS", words: inbound.text };
    const known: FakeCase = {
      facts,
      place: inbound.place,
      requester: inbound.from.user,
      entries: [],
      hold: /institute/i.test(inbound.text),
      copies: new Map(),
      cards: new Map(),
    };
    cases.set(number, known);
    record(number, "case-opened", { number }, inbound.from.user);
    for (const file of inbound.files)
      record(number, "source-added", { kind: "file", name: file.name, fault: null }, inbound.from.user);
    await show(known, "request", ackCard(facts), inbound.place);
    if (/waiting/i.test(inbound.text)) return;
    if (/\.dwg/i.test(inbound.files.map((file) => file.name).join()))
      return show(known, "request", faultCard(facts), inbound.place);
    if (/unknown rate/i.test(inbound.text)) {
      record(number, "determined", { determination: "0", summary: { outcome: "needs-facts" }, asOf: "2026-11-24" });
      record(number, "question-asked", { question: "q-0", fact: "sample-rate" });
      return show(known, "request", questionCard(facts), inbound.place);
    }
    return conclude(known);
  }

  async function change(known: FakeCase, rate: string, how: string, person: string): Promise<void> {
    known.facts = { ...known.facts, rate, revision: known.facts.revision + 1 };
    record(known.facts.number, "question-answered", { question: how, fact: "sample-rate" }, person);
    await conclude(known);
  }

  const caseOf = (token: string): FakeCase | undefined => cases.get(Number(token.split(":")[1] ?? "0"));

  /** Why a person may not press or open this, on record as refused; null when they may. */
  function refusalOf(known: FakeCase, verb: string, person: string): string | null {
    if (OPEN_TO_ALL.has(verb)) return null;
    const refuse = (code: string, text: string): string => {
      record(known.facts.number, "click-refused", { code, verb, by: person, platformUser: person }, person);
      return text;
    };
    if (person === known.requester)
      return refuse(
        "own-request",
        "You asked for this case, so someone else has to decide it. The reviewers were asked.",
      );
    return person === "legal-reviewer" ? null : refuse("wrong-role", "This needs legal. Your roles do not include it.");
  }

  /** The right to act is checked when a form opens, before anybody types. */
  function open(inbound: Extract<Inbound, { kind: "dialog" }>): DeskAnswer {
    const token = inbound.token ?? "";
    const known = caseOf(token);
    if (!known) return { kind: "tell", text: NOT_FOUND };
    const refused = refusalOf(known, token.split(":")[0] ?? "", inbound.from.user);
    return refused === null ? dialogOf([...known.cards.values()], inbound) : { kind: "tell", text: refused };
  }

  async function click(inbound: Extract<Inbound, { kind: "click" }>): Promise<string | null> {
    const [verb = ""] = inbound.token.split(":");
    const known = caseOf(inbound.token);
    const person = inbound.from.user;
    if (!known) return NOT_FOUND;
    await pause();
    const refused = refusalOf(known, verb, person);
    if (refused !== null) return refused;
    if (verb === "correct" || verb === "answer") {
      await change(known, inbound.inputs["fact:sample-rate"] ?? "?", verb === "correct" ? "stated-1" : "q-0", person);
      return null;
    }
    if (verb === "approve" && inbound.inputs["tick:end-use"] !== "true") {
      record(known.facts.number, "click-refused", { code: "invalid", verb, by: person, platformUser: person }, person);
      return "Confirm each point on the card before you approve: open points cannot be released.";
    }
    if (verb === "approve") record(known.facts.number, "approval-given", { as: "legal" }, person);
    const how = verb === "approve" ? "approved" : "rejected";
    record(known.facts.number, "decided", { decision: how }, person);
    await show(known, "request", decisionCard(known.facts, how), known.place);
    await show(known, "review", decisionCard(known.facts, how), paneRef("reviewers-legal"));
    await messenger.mention(
      known.place,
      known.requester,
      `ED-${known.facts.number} is decided: see the card.`,
      `told-${known.facts.number}`,
    );
    return null;
  }

  let port = 0;
  const deps: ConsoleDeps = {
    tenant: toTenantId("local"),
    token: TOKEN,
    port: () => port,
    desk,
    ids: { next: () => randomUUID() },
    panes: () => PANES,
    people: () => Promise.resolve(PEOPLE),
    samples: openSamples,
    about: () =>
      Promise.resolve([
        { label: "environment", value: "training" },
        { label: "rulebook", value: "a81f03c2be77, 12 entries" },
        { label: "lists", value: "demonstration list of 2026-11-20" },
        { label: "model", value: "none, rules only" },
        { label: "checkpoint", value: "412 entries" },
      ]),
    async submit(delivery) {
      if (failing) throw new Error("the disk is full");
      const inbound = parseConsole(delivery, randomUUID());
      inbounds.push(inbound);
      if (inbound.kind === "request") void ask(inbound);
      if (inbound.kind === "reply") {
        const known = [...cases.values()].find((one) => one.place.thread === inbound.place.thread);
        if (known) void change(known, inbound.text, "stated-2", inbound.from.user);
      }
      if (inbound.kind === "dialog") return open(inbound);
      if (inbound.kind !== "click") return { kind: "none" };
      const text = await click(inbound);
      return text === null ? { kind: "card" } : { kind: "tell", text };
    },
    entries: (number) => Promise.resolve(cases.get(Number(number.slice(3)))?.entries ?? null),
    exportRecord: async () => null,
    exportList: async () => null,
    exportPackage: (number, person) =>
      Promise.resolve(person === "" ? null : { name: `${number}.zip`, bytes: new Uint8Array(4_096).fill(7) }),
    verify: (bytes) => {
      const at = bytes.findIndex((byte) => byte !== 7);
      return Promise.resolve(
        at < 0
          ? {
              exit: 0,
              lines: ["origin: not checked (key 4be1…90c2)", "intact: 14 entries, 9 blobs, checkpoint of 412"],
            }
          : {
              exit: 1,
              lines: ["origin: not checked (key 4be1…90c2)", `tampered: entries/0003.body.json differs at byte ${at}`],
            },
      );
    },
  };
  const app = createConsole(deps);
  return {
    app,
    deps,
    desk,
    messenger,
    cases,
    inbounds,
    setPort: (next: number): void => void (port = next),
    setFailing: (next: boolean): void => void (failing = next),
    /** Listens on a free port of the loopback; resolves to the address and how to stop. */
    listen: () =>
      new Promise<{ readonly url: string; readonly close: () => Promise<void> }>((resolve) => {
        const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, (info: AddressInfo) => {
          port = info.port;
          const close = (): Promise<void> =>
            new Promise((done) => {
              server.close(() => done());
              if ("closeAllConnections" in server) server.closeAllConnections();
            });
          resolve({ url: `http://127.0.0.1:${info.port}/`, close });
        });
      }),
  };
}
