import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose, type RunningDesk } from "../../bot/compose.ts";
import { playgroundTenant } from "../../bot/playground-tenant.ts";
import { toCaseState } from "../../core/cases/project.ts";
import { toTenantId } from "../../core/ids.ts";
import { foldsAgain, settled } from "./composed-desk.ts";
import { startPlayground, type Playground, type ShownMessage } from "./playground.ts";
import { openClient } from "./web-desk/real-desk.ts";

const TEXT =
  "Can I send samples of a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example GmbH in Germany? The end use is civil.";
const LOCAL = toTenantId("local");

let desk: RunningDesk;
let server: ReturnType<typeof serve>;
let playground: Playground;
let url: string;
const home = mkdtempSync(join(tmpdir(), "desk-playground-flow-"));

beforeAll(async () => {
  const configFile = join(home, "desk.config.yaml");
  writeFileSync(configFile, stringify({ tenants: [playgroundTenant("conv-1")] }));
  const settings = {
    host: "127.0.0.1",
    port: 0,
    environment: "training" as const,
    home,
    databaseUrl: `file:${join(home, "desk.db")}`,
    configFile,
    slack: null,
    teams: null,
    local: true,
  };
  desk = await compose(settings, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "fatal" });
  server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const { port } = server.address() as AddressInfo;
  desk.listening(port);
  url = `http://127.0.0.1:${port}/`;
  playground = await startPlayground({ endpoint: `${url}api/messages` });
});
afterAll(async () => {
  await playground?.stop();
  if (server && "closeAllConnections" in server) server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await desk.stop();
  rmSync(home, { recursive: true, force: true });
});

const togglesOf = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(togglesOf);
  if (typeof node !== "object" || node === null) return [];
  const one = node as Record<string, unknown>;
  return [...(one["type"] === "Input.Toggle" ? [String(one["id"])] : []), ...Object.values(one).flatMap(togglesOf)];
};
const says = (message: ShownMessage, words: string): boolean => JSON.stringify(message.card ?? {}).includes(words);

describe("asked in the web desk, decided in Microsoft's own Teams client", () => {
  it("the review lands in the Playground as a card; Approve changes it there and in the web desk", async () => {
    await playground.install();
    await settled(desk);
    const client = await openClient(url);
    const answer = await client.ask(TEXT);
    expect(answer.kind).toBe("answer");
    const review = await playground.until((message) => says(message, "REVIEW"));
    expect(review).not.toBeNull();
    if (!review) return;
    const unticked = await playground.click(review, "approve");
    expect(JSON.stringify(unticked)).toContain("Confirm each point");

    const ticks = Object.fromEntries(togglesOf(review.card).map((id) => [id, "true"]));
    const approved = await playground.click(review, "approve", ticks);
    expect(JSON.stringify(approved)).toContain("AdaptiveCard");
    await settled(desk);
    const [row] = await desk.home.stores.for(LOCAL).cases.list({});
    expect(toCaseState(row!.json).decided).toMatchObject({
      decision: "approved",
      released: true,
      by: ["playground-reviewer"],
      via: "playground",
    });
    const decided = await playground.until((message) => message.id === review.id && says(message, "DECIDED"));
    expect(decided?.versions).toBeGreaterThan(1);
    expect((await client.messages()).some((message) => message.kind === "decision")).toBe(true);
    expect(await foldsAgain(desk, "local")).toBe(1);
  });
});
