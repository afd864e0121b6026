import type { Door, Opened } from "./door.ts";
import type { Forward } from "./forward.ts";
import { parseLetter, toLetter, type Letter } from "./letter.ts";
import type { EdgeLog } from "./log.ts";
import { delayAfter, type LaterQueue, type QueuedMessage } from "./queue.ts";

export type EdgeDeps = {
  /** By path; any other path is 404. */
  readonly doors: ReadonlyMap<string, Door>;
  readonly forward: Forward;
  readonly queue: LaterQueue | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: EdgeLog;
  /** Milliseconds from the first byte. Slack gives up at 3,000. */
  readonly waits?: { readonly desk: number; readonly all: number };
};

export type Edge = {
  /** `after` keeps work alive that the reply does not wait for. */
  receive(request: Request, after: (work: Promise<unknown>) => void): Promise<Response>;
  deliver(messages: readonly QueuedMessage[]): Promise<void>;
};

const WAITS = { desk: 2500, all: 2900 };
/** A queued request has nobody waiting; this only ends a hung connection. */
const DELIVERY_WAIT_MS = 10_000;

/**
 * The edge in front of the desk (engineering-decisions §6): verifies, forwards unchanged, answers what the desk
 * answered. When it answers nothing, a request that can wait goes to the queue and only then is acknowledged; any other
 * gets what tells the sender that nothing was stored. The desk's inbox is the only dedup.
 */
export function createEdge(deps: EdgeDeps): Edge {
  return {
    async receive(request, after) {
      const received = deps.now();
      const door = request.method === "POST" ? deps.doors.get(new URL(request.url).pathname) : undefined;
      if (!door) return new Response("not found", { status: 404 });
      const opened = await door(request, received);
      if (opened.verdict === "refused") {
        deps.log("edge-refused", { code: opened.code, status: opened.status });
        return new Response(null, { status: opened.status });
      }
      const letter = toLetter(request, opened.raw, received);
      const waits = deps.waits ?? WAITS;
      const answer = await deps.forward(letter, { at: received, waitMs: received + waits.desk - deps.now() });
      return answer ?? unanswered(deps, { opened, letter, after, until: received + waits.all });
    },
    deliver: (messages) => deliver(deps, messages),
  };
}

type Unanswered = {
  readonly opened: Extract<Opened, { verdict: "open" }>;
  readonly letter: Letter;
  readonly after: (work: Promise<unknown>) => void;
  readonly until: number;
};

async function unanswered(deps: EdgeDeps, { opened, letter, after, until }: Unanswered): Promise<Response> {
  const ms = deps.now() - letter.received;
  if (opened.canWait && deps.queue && (await isQueued(deps.queue, letter, until - deps.now()))) {
    deps.log("edge-queued", { ms });
    return new Response(null, { status: 200 });
  }
  deps.log("edge-not-received", { ms, code: deps.queue ? "not-queued" : "no-queue" });
  if (opened.tell) after(opened.tell().catch(() => deps.log("edge-not-told", {})));
  return opened.notReceived();
}

/** Only what the queue confirmed in time is there: past it the sender is told so, and sends again. */
async function isQueued(queue: LaterQueue, letter: Letter, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, ms));
  });
  const sending = Promise.resolve()
    .then(() => queue.send(letter, { contentType: "v8" }))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

/**
 * Forwards what waited, in its order, with the time at which it was received. Only 2xx ends a message: a refusal may
 * come of a wrong setting, so it is tried again too, and what is never taken ends in the dead letter queue. A desk that
 * does not answer is not asked again for the rest of the batch.
 */
async function deliver(deps: EdgeDeps, messages: readonly QueuedMessage[]): Promise<void> {
  let away = false;
  for (const message of messages) {
    const letter: Letter | null = parseLetter(message.body);
    const answer: Response | null =
      letter === null || away ? null : await deps.forward(letter, { at: deps.now(), waitMs: DELIVERY_WAIT_MS });
    if (answer?.ok) {
      message.ack();
      continue;
    }
    away ||= letter !== null && answer === null;
    const code = letter === null ? "unreadable" : answer === null ? "no-answer" : "refused";
    deps.log("edge-not-delivered", { code, count: message.attempts, ...(answer ? { status: answer.status } : {}) });
    message.retry({ delaySeconds: delayAfter(message.attempts) });
  }
}
