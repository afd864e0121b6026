import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { bundleOf } from "./bundle.ts";
import { sql } from "drizzle-orm";
import { seedCases, type Expected } from "./seed.ts";
import type { WorkerSpec } from "./worker-process.ts";
import type { TargetConfig } from "../../../bot/config/target-schema.ts";
import { toCaseState } from "../../../core/cases/project.ts";
import { policySchema } from "../../../core/routing/policy.ts";
import { deadWork, replayWork } from "../../../db/stores/dead-work.ts";
import { ACME, ROOT_KEY, type TestDesk } from "../../fakes/open-desk.ts";
import { seeded } from "../desk/seeded.ts";

const POLICY = policySchema.parse(
  parse(readFileSync(new URL("../../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
);
const WORKER = fileURLToPath(new URL("./worker-process.ts", import.meta.url));
const TARGET = fileURLToPath(new URL("./target-process.ts", import.meta.url));
const PROCESSES = 4;
/** A process is killed after it did up to so many, at any moment of the next. */
const MOST_DONE = 6;
const LATER_MS = 40;
/** One that finds nothing to do for so long is killed all the same. */
const IDLE_MS = 3000;

export type Plan = {
  readonly seed: number;
  readonly copy: string;
  readonly cases: number;
  readonly lines: number;
  readonly kills: number;
  readonly kinds: readonly TargetConfig["kind"][];
};
type Effects = {
  readonly products: Readonly<
    Record<string, { readonly YY1_ECCN: string; readonly YY1_Case: string; readonly changes: number }>
  >;
  readonly messages: Readonly<
    Record<string, { readonly came: number; readonly subject: string; readonly data: unknown }>
  >;
  readonly lost: number;
};

const targetsAt = (origin: string): readonly TargetConfig[] => {
  const common = {
    owner: "administrator",
    holds: false,
    "dry-run": false,
    training: false,
    rate: 1000,
    "private-network": false,
  };
  return [
    { ...common, id: "erp", kind: "webhook", name: "the ERP", url: `${origin}/hook`, secrets: ["SECRET"], thin: false },
    {
      ...common,
      id: "item-master",
      kind: "sap-product",
      name: "the item master",
      url: `${origin}/odata`,
      user: "NAME",
      password: "WORD",
      entity: "A_Product",
      key: "Product",
      keys: {},
      fields: { eccn: "YY1_ECCN", caseNumber: "YY1_Case" },
      method: "PATCH",
    },
  ];
};
const ENV = { SECRET: `whsec_${Buffer.alloc(32, 3).toString("base64")}`, NAME: "desk", WORD: "not-a-real-password" };

async function said(child: ChildProcess, word: RegExp): Promise<string> {
  if (!child.stdout) throw new Error("a process without output");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = word.exec(line);
    if (found) return found[1] ?? "";
  }
  throw new Error("the process ended before it began");
}

/** Until the process has begun, and done so many. */
async function did(child: ChildProcess, count: number): Promise<void> {
  const { stdout } = child;
  if (!stdout) throw new Error("a process without output");
  let [begun, done] = [false, 0];
  await new Promise<void>((resolve) => {
    let idle = setTimeout(resolve, IDLE_MS + 10_000);
    createInterface({ input: stdout }).on("line", (line) => {
      begun ||= line === "started";
      done += line === "did one" ? 1 : 0;
      clearTimeout(idle);
      idle = setTimeout(resolve, IDLE_MS);
      if (begun && done >= count) resolve();
    });
    child.once("exit", () => resolve());
  });
}

/** Writes everything back with processes that are killed, at any moment, so many times; then lets one finish. */
export async function runWriteBacks(plan: Plan) {
  const random = seeded(plan.seed);
  const target = spawn(process.execPath, [TARGET, String(plan.seed)], { stdio: ["ignore", "pipe", "inherit"] });
  const origin = `http://127.0.0.1:${await said(target, /^listening (\d+)$/)}`;
  const targets = targetsAt(origin).filter(({ kind }) => plan.kinds.includes(kind));
  const { desk, expected } = await seedCases(plan, targets);
  const spec: WorkerSpec = {
    bundle: await bundleOf(plan.copy),
    home: desk.home,
    url: desk.url,
    rootKey: Buffer.from(ROOT_KEY).toString("base64"),
    tenant: ACME,
    targets,
    policy: POLICY,
    env: ENV,
  };
  const file = join(desk.home, "worker.json");
  await writeFile(file, JSON.stringify(spec));
  let [kills, cut] = [0, 0];
  const begun = Date.now();
  const left = async (): Promise<number> => {
    const { ready, leased } = await desk.stores.work.counts();
    return ready + leased;
  };
  const start = (): ChildProcess =>
    spawn(process.execPath, [WORKER, file], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_COMPILE_CACHE: join(desk.home, "compiled") },
    });
  /** One place for a process: started, killed somewhere in its work, started again. */
  async function place(): Promise<void> {
    while (kills < plan.kills) {
      const child = start();
      await did(child, Math.floor(random() * MOST_DONE));
      // Somewhere in what comes next.
      await sleep(random() * LATER_MS);
      const { leased } = await desk.stores.work.counts();
      if (leased > 0) cut += 1;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      kills += 1;
    }
  }
  await Promise.all(Array.from({ length: PROCESSES }, place));
  const killSeconds = Math.round((Date.now() - begun) / 1000);
  const leftAfterKills = await left();
  const last = start();
  // The waits between tries are minutes and hours: here they pass at once. A row cut short too often is given up and
  // waits for a person, who puts it back: lost is only what nobody could put back.
  let putBack = 0;
  for (let again = 1; again > 0; putBack += again) {
    while ((await left()) > 0) {
      await desk.database.write((tx) => tx.run(sql`update outbox set run_at = ${Date.now()} where state = 'ready'`));
      await sleep(200);
    }
    const ids = (await deadWork(desk.database, ACME)).map(({ id }) => id);
    again = await replayWork(desk.database, ACME, { ids, now: Date.now() });
  }
  const gone = once(last, "exit");
  last.kill("SIGKILL");
  await gone;
  const effects = (await (await fetch(`${origin}/effects`)).json()) as Effects;
  target.kill("SIGKILL");
  return { desk, expected, effects, kills, cut, leftAfterKills, putBack, killSeconds };
}
export type Ran = Awaited<ReturnType<typeof runWriteBacks>>;

/** What does not hold, by rule. */
export async function broken({
  desk,
  expected,
  effects,
}: Ran): Promise<readonly { readonly rule: string; readonly what: string }[]> {
  const faults: { rule: string; what: string }[] = [];
  const steps = await confirmed(desk);
  const messages = Object.entries(effects.messages);
  for (const one of expected) {
    const name = `${one.target}/${one.record}`;
    if (steps.get(name) !== "confirmed")
      faults.push({ rule: "confirmed", what: `${name} is ${steps.get(name) ?? "gone"}` });
    faults.push(...(one.target === "erp" ? messageFaults(one, messages) : productFaults(one, effects)));
  }
  const { dead } = await desk.stores.work.counts();
  if (dead > 0) faults.push({ rule: "nothing lost", what: `${dead} rows are dead` });
  return faults;
}

function messageFaults(one: Expected, messages: readonly (readonly [string, Effects["messages"][string]])[]) {
  const mine = messages.filter(([, { subject }]) => subject === one.record);
  const [first] = mine;
  if (mine.length !== 1) return [{ rule: "once", what: `${one.record}: ${mine.length} messages had an effect` }];
  const isRight = first?.[0] === one.key && JSON.stringify(first[1].data).includes(`"eccn":"${one.eccn}"`);
  return isRight ? [] : [{ rule: "end state", what: `${one.record} says something else` }];
}

function productFaults(one: Expected, { products }: Effects) {
  const product = products[one.record];
  if (product?.changes !== 1)
    return [{ rule: "once", what: `${one.record} was changed ${product?.changes ?? 0} times` }];
  const isRight = product.YY1_ECCN === one.eccn && product.YY1_Case === one.number;
  return isRight ? [] : [{ rule: "end state", what: `${one.record} holds something else` }];
}

/** Where each record stands, by the folded evidence; each step at most once. */
async function confirmed(desk: TestDesk): Promise<ReadonlyMap<string, string>> {
  const steps = new Map<string, string>();
  for (let number = 1; ; number += 1) {
    const row = await desk.stores.for(ACME).cases.byNumber(number);
    if (!row) return steps;
    for (const { target, record, step } of toCaseState(row.json).writeBacks ?? [])
      steps.set(`${target}/${record}`, step);
    const entries = await desk.stores.for(ACME).ledger.read(`case:${row.caseId}`);
    const ends = entries.flatMap(({ type, payload }) =>
      type === "write-back" && payload?.["step"] === "confirmed"
        ? [`${JSON.stringify([payload["target"], payload["record"]])}`]
        : [],
    );
    if (new Set(ends).size !== ends.length) steps.set(`ED-${number}`, "confirmed twice");
  }
}
