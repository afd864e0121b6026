import { describe, expect, it } from "vitest";
import type { Door } from "../../../adapters/edge/door.ts";
import { createEdge, type EdgeDeps } from "../../../adapters/edge/edge.ts";
import { createForward } from "../../../adapters/edge/forward.ts";
import { parseLetter, type Letter } from "../../../adapters/edge/letter.ts";
import { delayAfter, type LaterQueue } from "../../../adapters/edge/queue.ts";
import { createStamp, RECEIVED_HEADER, STAMP_HEADER } from "../../../adapters/edge/stamp.ts";
import { EDGE_SECRET } from "./stamped.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const ORIGIN = "https://desk.example.com";
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const stamp = createStamp(EDGE_SECRET);

type Answers = (url: string, init: RequestInit) => Promise<Response>;
type Parts = {
  readonly desk: Answers;
  readonly queue?: LaterQueue;
  readonly canWait?: boolean;
  readonly tells?: boolean;
};

function anEdge({ desk, queue, canWait = true, tells = false }: Parts) {
  const codes: string[] = [];
  const told: string[] = [];
  const asked: { url: string; init: RequestInit }[] = [];
  const door: Door = async (request) => ({
    verdict: "open",
    raw: new Uint8Array(await request.arrayBuffer()),
    canWait,
    notReceived: () => new Response("try again", { status: canWait ? 503 : 200 }),
    tell: tells ? async () => void told.push("told") : null,
  });
  const fetch: Answers = (url, init) => {
    asked.push({ url, init });
    return desk(url, init);
  };
  const deps: EdgeDeps = {
    doors: new Map([["/slack/events", door]]),
    forward: createForward({ origin: ORIGIN, stamp, fetch }),
    queue: queue ?? null,
    now: () => NOW,
    log: (_, fields) => void codes.push(fields.code ?? ""),
    waits: { desk: 60, all: 120 },
  };
  const edge = createEdge(deps);
  const after: Promise<unknown>[] = [];
  const send = (init: RequestInit = {}, path = "/slack/events?a=1") =>
    edge.receive(
      new Request(`https://edge.example.com${path}`, { method: "POST", body: "raw body", ...init }),
      (work) => after.push(work),
    );
  return { edge, send, codes, told, asked, after };
}

function aQueue(send?: LaterQueue["send"]) {
  const letters: Letter[] = [];
  const queue: LaterQueue = { send: send ?? (async (letter) => void letters.push(letter)) };
  return { queue, letters };
}

const ok: Answers = async () => new Response("stored", { headers: { "content-type": "text/plain", "x-own": "1" } });
const untilAborted: Answers = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));

/** A message of the queue that remembers what became of it. */
function aMessage(body: unknown, attempts = 1) {
  const fate: (string | number)[] = [];
  const message = {
    body,
    attempts,
    ack: () => void fate.push("ack"),
    retry: ({ delaySeconds }: { delaySeconds: number }) => void fate.push(delaySeconds),
  };
  return { message, fate };
}

const aLetter = async (): Promise<Letter> => {
  const { queue, letters } = aQueue();
  await anEdge({ desk: () => Promise.reject(new Error("down")), queue }).send();
  const [letter] = letters;
  if (!letter) throw new Error("nothing was queued");
  return letter;
};

describe("a request that the desk answers", () => {
  it("reaches the same path with its own body and headers, stamped, and gets the desk's answer", async () => {
    const { send, asked } = anEdge({ desk: ok });
    const forged = { [RECEIVED_HEADER]: "1", [STAMP_HEADER]: "t=1,v1=2", "x-desk-other": "3" };
    const answer = await send({ headers: { "x-slack-signature": "v0=abc", "content-type": "a/b", ...forged } });
    expect([answer.status, await answer.text(), answer.headers.get("x-own")]).toEqual([200, "stored", "1"]);
    const [{ url, init } = { url: "", init: {} }] = asked;
    const headers = new Headers(init.headers);
    expect([url, headers.get("x-slack-signature"), headers.get("content-type"), headers.get("x-desk-other")]).toEqual([
      `${ORIGIN}/slack/events?a=1`,
      "v0=abc",
      "a/b",
      null,
    ]);
    const raw = new TextEncoder().encode("raw body");
    expect(init.body).toEqual(raw);
    expect(await stamp.read(headers, raw)).toEqual({ received: NOW, forwarded: NOW });
  });

  it.each([204, 400, 401, 403, 404, 413, 429])("gets its %i as it is, and nothing is queued", async (status) => {
    const { queue, letters } = aQueue();
    const { send } = anEdge({ desk: async () => new Response(null, { status }), queue });
    expect([(await send()).status, letters.length]).toEqual([status, 0]);
  });

  it("is only one at an address and method of the desk", async () => {
    const { send, asked } = anEdge({ desk: ok });
    expect((await send({}, "/slack/other")).status).toBe(404);
    expect((await send({ method: "GET", body: null })).status).toBe(404);
    expect((await send({}, "//desk.example.org/slack/events")).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe("a request that the desk does not answer", () => {
  const silent: readonly (readonly [string, Answers])[] = [
    ["refuses the connection", () => Promise.reject(new Error("refused"))],
    ["hangs", untilAborted],
    ["begins an answer and hangs", async () => new Response(new ReadableStream({ start: hangs }))],
    ["could not store it", async () => new Response(null, { status: 503 })],
    ["is away behind its proxy", async () => new Response("<html>", { status: 530 })],
    ["is not what stands there", async () => Response.redirect("https://login.example.com", 302)],
  ];
  // What `fetch` does with the body when its signal aborts.
  function hangs(controller: ReadableStreamDefaultController): void {
    controller.enqueue(new Uint8Array(1));
    setTimeout(() => controller.error(new Error("aborted")), 60);
  }

  it.each(silent)("because it %s: waits in the queue, and only then is acknowledged", async (_, desk) => {
    const { queue, letters } = aQueue();
    const answer = await anEdge({ desk, queue }).send({ headers: { "x-slack-retry-num": "1" } });
    expect([answer.status, await answer.text(), letters.length]).toEqual([200, "", 1]);
    const [letter] = letters;
    expect(letter).toMatchObject({ v: 1, path: "/slack/events?a=1", received: NOW });
    expect(new TextDecoder().decode(letter?.body)).toBe("raw body");
    expect(letter?.headers).toContainEqual(["x-slack-retry-num", "1"]);
  });

  it.each(silent)("because it %s: is never acknowledged without a queue", async (_, desk) => {
    const { send, codes } = anEdge({ desk });
    expect((await send()).status).toBe(503);
    expect(codes).toEqual(["no-queue"]);
  });

  it.each<readonly [string, LaterQueue["send"]]>([
    ["refuses it", () => Promise.reject(new Error("too large"))],
    [
      "throws",
      () => {
        throw new Error("no binding");
      },
    ],
    ["does not confirm in time", never],
  ])("is not acknowledged when the queue %s", async (_, put) => {
    const { send, codes } = anEdge({ desk: () => Promise.reject(new Error("down")), queue: aQueue(put).queue });
    expect((await send()).status).toBe(503);
    expect(codes).toEqual(["not-queued"]);
  });

  it("and needs its answer in the reply, never waits: the person is asked to try again", async () => {
    const { queue, letters } = aQueue();
    const parts = { desk: () => Promise.reject(new Error("down")), queue, canWait: false, tells: true };
    const { send, told, after } = anEdge(parts);
    const answer = await send();
    await Promise.all(after);
    expect([answer.status, await answer.text(), letters.length, told]).toEqual([200, "try again", 0, ["told"]]);
  });
});

describe("a request that waited", () => {
  it("is forwarded with the time it was received and the time it is forwarded, and done when the desk took it", async () => {
    const letter = { ...(await aLetter()), received: NOW - 86_400_000 };
    const { edge, asked } = anEdge({ desk: ok });
    const { message, fate } = aMessage(letter);
    await edge.deliver([message]);
    expect(fate).toEqual(["ack"]);
    const times = await stamp.read(new Headers(asked[0]?.init.headers), letter.body);
    expect(times).toEqual({ received: letter.received, forwarded: NOW });
  });

  it("is tried again when the desk refuses it: the secrets may differ, and it was acknowledged", async () => {
    const letter = await aLetter();
    const { edge, codes } = anEdge({ desk: async () => new Response(null, { status: 401 }) });
    const [first, second] = [aMessage(letter), aMessage(letter, 3)];
    await edge.deliver([first.message, second.message]);
    expect([first.fate, second.fate, codes]).toEqual([[5], [20], ["refused", "refused"]]);
  });

  it("goes back untried when the desk gave the one before it no answer", async () => {
    const letter = await aLetter();
    const { edge, asked } = anEdge({ desk: () => Promise.reject(new Error("down")) });
    const all = [aMessage(letter), aMessage(letter), aMessage(letter)];
    await edge.deliver(all.map(({ message }) => message));
    expect([all.map(({ fate }) => fate), asked.length]).toEqual([[[5], [5], [5]], 1]);
  });

  it("and cannot be read is kept for the dead letter queue and holds up no other", async () => {
    const { edge, codes } = anEdge({ desk: ok });
    const [bad, good] = [aMessage({ v: 2 }), aMessage(await aLetter())];
    await edge.deliver([bad.message, good.message]);
    expect([bad.fate, good.fate, codes]).toEqual([[5], ["ack"], ["unreadable"]]);
  });

  it("is tried for almost four days, at first soon, then every hour", () => {
    expect([0, 1, 2, 10, 11, 12, 100, 5000].map(delayAfter)).toEqual([5, 5, 10, 2560, 3600, 3600, 3600, 3600]);
    const total = Array.from({ length: 100 }, (_, index) => delayAfter(index + 1)).reduce((sum, one) => sum + one);
    expect(total).toBeGreaterThan(3.7 * 86_400);
    expect(total).toBeLessThan(4 * 86_400);
  });

  it("has the shape this edge writes, or is none", async () => {
    const letter = await aLetter();
    expect(parseLetter(letter)).toEqual(letter);
    const wrong = [
      null,
      "letter",
      {},
      { ...letter, v: 2 },
      { ...letter, path: "https://other.example" },
      { ...letter, path: 1 },
      { ...letter, headers: [["one"]] },
      { ...letter, headers: {} },
      { ...letter, body: "raw" },
      { ...letter, received: "now" },
    ];
    expect(wrong.map(parseLetter)).toEqual(wrong.map(() => null));
  });
});

describe("where the desk may be", () => {
  const at = (origin: string) => () => createForward({ origin, stamp, fetch: ok });
  it.each(["", "desk.example.com", "http://desk.example.com", "ftp://127.0.0.1", "https:"])("%j: refused", (origin) => {
    expect(at(origin)).toThrow(/DESK_ORIGIN must be an https address/);
  });
  it.each(["https://desk.example.com", "http://127.0.0.1:3978", "http://localhost:3978", "http://[::1]:3978"])(
    "%s",
    (origin) => {
      expect(at(origin)).not.toThrow();
    },
  );
});
