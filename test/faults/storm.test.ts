import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { describe, expect, it, onTestFinished } from "vitest";
import { compose } from "../../bot/compose.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { caseStream, toTenantId } from "../../core/ids.ts";
import { installTeams, nodesOf } from "./desk/clicks.ts";
import { decisions, evidence, readable, requestsToCases, undone } from "./desk/invariants.ts";
import { isIdle, readCases } from "./desk/read-home.ts";
import { consoleToken, deliver, makeRequests } from "./desk/requests.ts";
import { pick, seeded, seedOfRun, shuffled } from "./desk/seeded.ts";
import { answersTo, elementsOf } from "../flows/web-desk/real-desk.ts";
import { LOCAL, openWorld, reviewerNames, TEAMS_CHANNELS } from "./desk/world.ts";

const LONG = 900_000;
const ROUNDS = 100;
/** Cases asked for together, stormed one after the other. */
const AT_ONCE = 20;
const REASON = "Rejected in a storm of clicks, for the test.";

/** The desk in this process, listening, over fake platforms. */
async function start() {
  const world = await openWorld("");
  const desk = await compose(world.spec.settings, world.spec.env);
  const base = await new Promise<string>((resolve) => {
    const server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
      desk.listening(port);
      resolve(`http://127.0.0.1:${port}`);
    });
    onTestFinished(async () => {
      server.close();
      await desk.stop();
      await world.close();
    });
  });
  const { stores, database } = desk.home;
  const settled = async (): Promise<void> => {
    while (!(await isIdle({ database }))) await sleep(20);
  };
  return { world, desk, home: { stores, database }, at: { base: () => base }, settled };
}
type Started = Awaited<ReturnType<typeof start>>;

type Message = {
  readonly id: string;
  readonly pane: string;
  readonly kind: string | null;
  readonly caseNumber: string | null;
  readonly card: unknown;
};

async function post(base: string, path: string, body: object): Promise<{ readonly answer: { readonly kind: string } }> {
  const headers = { "content-type": "application/json", "x-desk-token": await consoleToken(base) };
  const answer = await fetch(`${base}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { answer: { kind: string } };
}

const messagesOf = async (base: string): Promise<readonly Message[]> => {
  const headers = { "x-desk-token": await consoleToken(base) };
  const state = (await (await fetch(`${base}/desk/state`, { headers })).json()) as { messages: readonly Message[] };
  return state.messages;
};

/** Asks so many times at the web desk, answers what it asks back, and gives the review cards that this led to. */
async function reviewCards({ at, settled }: Started, seen: Set<string>, count: number): Promise<readonly Message[]> {
  const text = "Can I send a kitchen scale to Acme Example GmbH in Germany? The end use is civil.";
  const asker = { as: LOCAL.asker, pane: LOCAL.asks };
  for (let n = 0; n < count; n++)
    await post(at.base(), "/desk/messages", { id: randomUUID(), ...asker, text, files: [] });
  await settled();
  for (const { id, card } of (await messagesOf(at.base())).filter(({ kind }) => kind === "question")) {
    const elements = elementsOf(card);
    const data = elements.find((element) => element["verb"] === "answer")?.["data"] as { token: string };
    const answer = { id: randomUUID(), ...asker, message: id, token: data.token, inputs: answersTo(elements) };
    await post(at.base(), "/desk/actions", answer);
  }
  await settled();
  const cards = (await messagesOf(at.base())).filter(
    ({ id, kind, pane }) => kind === "review" && pane !== LOCAL.asks && !seen.has(id),
  );
  for (const card of cards) seen.add(card.id);
  return cards;
}

/** Everyone acts on one card in the same moment: who may approve does, the others reject. Returns the kinds of answer. */
async function storm(base: string, card: Message, names: readonly string[]): Promise<readonly string[]> {
  // A form's button opens its panel first; what the panel sends back carries the same token.
  const actions = nodesOf(card.card)
    .filter((node) => node["type"] === "Action.Execute" || node["type"] === "Action.Submit")
    .map((node) => ({
      verb: node["verb"] as string | undefined,
      data: node["data"] as { verb?: string; token?: string } | undefined,
    }));
  const tokenOf = (verb: string): string =>
    String(actions.find((action) => (action.verb ?? action.data?.verb ?? "").startsWith(verb))?.data?.token);
  const answers = await Promise.all(
    names.map((as) => {
      const verb = as.startsWith("trade-compliance") ? "approve" : "reject";
      const click = {
        id: randomUUID(),
        as,
        pane: card.pane,
        message: card.id,
        token: tokenOf(verb),
        inputs: { text: REASON },
      };
      return post(base, "/desk/actions", click);
    }),
  );
  return answers.map(({ answer }) => answer.kind);
}

describe("ten reviewers who click on one card at once", () => {
  it(
    "make one decision: one wins, nine are refused and on record, in 100 rounds",
    async () => {
      const seed = seedOfRun();
      const random = seeded(seed);
      const started = await start();
      const { cases, ledger } = started.home.stores.for(toTenantId(LOCAL.id));
      const seen = new Set<string>();
      const won = new Map<string, number>();
      for (let round = 0; round < ROUNDS; round += AT_ONCE)
        for (const card of await reviewCards(started, seen, AT_ONCE)) {
          const answers = await storm(started.at.base(), card, shuffled(random, reviewerNames));
          expect(answers.toSorted()).toEqual(["card", ...Array<string>(reviewerNames.length - 1).fill("tell")]);
          const row = await cases.byNumber(Number(card.caseNumber?.replace("ED-", "")));
          if (!row) throw new Error(`no case ${card.caseNumber}`);
          const entries = await ledger.read(caseStream(row.caseId));
          const refused = entries
            .filter((entry) => entry.type === "click-refused")
            .map((entry) => entry.payload?.["by"]);
          const by = toCaseState(row.json).decided?.by ?? [];
          expect(entries.filter((entry) => entry.type === "decided")).toHaveLength(1);
          expect([...refused, ...by].map(String).toSorted()).toEqual(reviewerNames.toSorted());
          for (const name of by) won.set(name, (won.get(name) ?? 0) + 1);
        }
      expect(seen.size).toBe(ROUNDS);
      console.log(
        `click storm (seed ${seed}): ${ROUNDS} rounds of ${reviewerNames.length}; won: ${[...won].map(([name, n]) => `${name} ${n}`).join(", ")}`,
      );
    },
    LONG,
  );
});

describe("deliveries that come several times and in any order", () => {
  it(
    "make 300 cases of 300 requests, each delivery 1 to 4 times, shuffled",
    async () => {
      const seed = seedOfRun();
      const random = seeded(seed);
      const { world, home, at, settled } = await start();
      await installTeams(world, at, TEAMS_CHANNELS);
      const asked = makeRequests(random, 400)
        .filter(({ tenant }) => tenant !== LOCAL.id)
        .slice(0, 300);
      const copies = asked.flatMap(({ deliveries }) =>
        deliveries.flatMap((delivery) => Array(pick(random, [1, 2, 3, 4])).fill(delivery) as (typeof delivery)[]),
      );
      const queue = [...shuffled(random, copies)];
      const hand = async (): Promise<void> => {
        for (let next = queue.pop(); next; next = queue.pop()) await deliver(at, next);
      };
      await Promise.all(Array.from({ length: 12 }, hand));
      await settled();
      const cases = await readCases(home);
      console.log(
        `shuffled (seed ${seed}): ${asked.length} requests in ${copies.length} deliveries, ${cases.length} cases`,
      );
      expect(cases).toHaveLength(asked.length);
      expect([
        ...requestsToCases(asked, cases),
        ...decisions(cases),
        ...(await undone(home)),
        ...readable(world, cases),
        ...(await evidence(home, cases)),
      ]).toEqual([]);
    },
    LONG,
  );
});
