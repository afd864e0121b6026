import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { LOCAL_TENANT } from "../../bot/local-tenant.ts";
import { elementsOf } from "../adapters/teams/official-renderer.ts";
import { startModelServer } from "../fakes/model-server.ts";
import { startOtlpCollector } from "../fakes/otlp-collector.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
/** One word for each place that content comes from. */
const CANARIES = {
  request: "canaryrequest7f3a",
  party: "Canaryparty7f3a Example GmbH",
  endUse: "canaryenduse7f3a",
  fileName: "canaryfile7f3a.txt",
  fileBody: "canarybody7f3a",
  model: "canarymodel7f3a",
};

/** The desk as `npm start` runs it, everything it writes caught, its telemetry sent to a collector of the test. */
async function startServer(env: Readonly<Record<string, string>>) {
  const home = mkdtempSync(join(tmpdir(), "desk-telemetry-"));
  const { people, places } = LOCAL_TENANT;
  writeFileSync(
    join(home, "desk.config.yaml"),
    stringify({ tenants: [{ id: "local", egress: "all", people, places }] }),
  );
  const child = spawn(process.execPath, [join(ROOT, "bot/server.ts")], {
    cwd: home,
    env: {
      PATH: process.env["PATH"] ?? "",
      DESK_HOME: home,
      PORT: "0",
      DESK_LOCAL: "1",
      DESK_ENV: "training",
      LOG_LEVEL: "trace",
      ...env,
    },
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => void (written += part.toString("utf8")));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
  const address = async (): Promise<string> => {
    for (let look = 0; look < 600; look += 1) {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(written)?.[0];
      if (found) return `${found}/`;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the desk did not start: ${written}`);
  };
  return {
    url: await address(),
    written: (): string => written,
    async end(): Promise<void> {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

it("a canary in words, a file and its name, a party, an end use and a model's answer is in no log line, span or metric", async () => {
  const collector = await startOtlpCollector();
  const model = await startModelServer(() => ({
    say: JSON.stringify({ facts: [], note: CANARIES.model, choice: CANARIES.model }),
  }));
  onTestFinished(async () => {
    await Promise.all([collector.stop(), model.stop()]);
  });
  const server = await startServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OPENAI_API_KEY: "unused",
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_MODEL: "example-mini",
  });
  const html = await (await fetch(server.url)).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? "";
  const post = (path: string, body: BodyInit, headers: Record<string, string>) =>
    fetch(`${server.url}desk/${path}`, { method: "POST", headers: { "x-desk-token": token, ...headers }, body });
  const json = { "content-type": "application/json" };
  const uploaded = await post(
    "files",
    `Sample rate: 3.0 GSPS, 14 bit analog-to-digital converter. ${CANARIES.fileBody}`,
    {
      "content-type": "application/octet-stream",
      "x-file-name": CANARIES.fileName,
    },
  );
  const { file } = (await uploaded.json()) as { file: { id: string } };
  const text = `Can I send samples of the ${CANARIES.request} converter to ${CANARIES.party} in Germany? End use: ${CANARIES.endUse} test equipment.`;
  const asked = await post(
    "messages",
    JSON.stringify({ id: randomUUID(), as: "sales-engineer", pane: "sales", text, files: [file.id] }),
    json,
  );
  expect(asked.status).toBe(200);
  /** The cards as they stand once one of them says `words`. */
  const until = async (words: string) => {
    let cards: readonly { readonly id: string; readonly card: unknown }[] = [];
    for (let look = 0; look < 400 && !JSON.stringify(cards).includes(words); look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const answer = await fetch(`${server.url}desk/state`, { headers: { "x-desk-token": token } });
      const { messages } = (await answer.json()) as { messages: { id: string; card: unknown; kind: string | null }[] };
      cards = messages.filter(({ kind }) => kind !== null && kind !== "ack");
    }
    expect(JSON.stringify(cards)).toContain(words);
    return cards;
  };
  const [question] = await until("answer");
  const button = elementsOf(question?.card).find((element) => element["verb"] === "answer");
  const inputs = { "fact:military-design": "false", "fact:end-use-any": "none" };
  const given = { id: randomUUID(), as: "sales-engineer", pane: "sales", message: question?.id, inputs };
  await post("actions", JSON.stringify({ ...given, ...(button?.["data"] as object) }), json);
  // The card names the party: the content went through the desk, and the model was asked about it.
  await until("Canaryparty7f3a");
  expect(JSON.stringify(model.sent.map(({ body }) => body))).toContain("canary");
  // Refused too: what comes in badly is as secret as what comes in well.
  await post(
    "actions",
    JSON.stringify({ id: randomUUID(), as: "sales-engineer", pane: "sales", message: "m", token: CANARIES.request }),
    json,
  );
  await fetch(`${server.url}${CANARIES.request}?q=${CANARIES.endUse}`);
  await server.end();

  const names = new Set(collector.spans.map(({ name }) => name));
  for (const name of ["ingress", "inbox", "work", "evaluation", "model", "commit", "send"])
    expect(names).toContain(`exportdesk.${name}`);
  expect(collector.metrics()).toEqual(
    expect.arrayContaining([
      "exportdesk.commit.duration",
      "gen_ai.client.operation.duration",
      "gen_ai.client.token.usage",
    ]),
  );
  expect(server.written()).toContain("work done");
  for (const canary of Object.values(CANARIES))
    for (const word of [canary.split(" ")[0] ?? canary])
      expect({ word, log: server.written().includes(word), telemetry: collector.text().includes(word) }).toEqual({
        word,
        log: false,
        telemetry: false,
      });
  expect(collector.text()).not.toMatch(/canary/i);
  expect(server.written()).not.toMatch(/canary/i);
  // Words are one way to leak; the people's names and the tenant's are others.
  for (const name of ["sales-engineer", '"local"']) expect(collector.text()).not.toContain(name);
}, 60_000);
