import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileDrop } from "../../../adapters/writeback/file-drop.ts";
import { createHttpTransport } from "../../../adapters/writeback/http-transport.ts";
import { createSapProduct } from "../../../adapters/writeback/sap-product.ts";
import { createDryTransport } from "../../../adapters/writeback/transport.ts";
import { createWebhook } from "../../../adapters/writeback/webhook.ts";
import type { FieldValues } from "../../../core/ports/writeback.ts";
import { writeBackTargetContract, type OpenedTarget } from "../../contracts/write-back-target.ts";
import { startReceiver } from "../../fakes/webhook-receiver.ts";
import { HAS_REAL_EDMX, startSapGateway } from "../../fakes/sap-gateway.ts";
import { createSteadyClock } from "../../fakes/steady-clock.ts";
import { SAP_FIELDS, sapOptions, WEBHOOK } from "./options.ts";

const http = createHttpTransport({ privateNetwork: false, plainLoopback: true });

async function openWebhook(): Promise<OpenedTarget> {
  const receiver = await startReceiver();
  const options = { ...WEBHOOK, url: receiver.url, transport: http };
  const data = () =>
    [...receiver.effects().values()].map(({ body }) => JSON.parse(body).data as Record<string, FieldValues>);
  return {
    target: createWebhook(options),
    dry: createWebhook({ ...options, transport: createDryTransport(http) }),
    effects: () => receiver.effects().size,
    holds: async () => data().at(-1)?.["fields"] ?? {},
    interfere: null,
    close: receiver.stop,
  };
}

async function openDrop(format: "json" | "csv"): Promise<OpenedTarget> {
  const folder = mkdtempSync(join(tmpdir(), "desk-drop-"));
  const options = { id: "drop", folder, format, tenant: "acme-example", environment: "test", dryRun: false };
  const files = () => readdirSync(folder).filter((file) => file.endsWith(format));
  const order: string[] = [];
  const newest = (): string => {
    for (const file of files()) if (!order.includes(file)) order.push(file);
    return readFileSync(join(folder, order.at(-1) ?? ""), "utf8");
  };
  return {
    target: createFileDrop(options),
    dry: createFileDrop({ ...options, dryRun: true }),
    effects: () => files().length,
    async holds() {
      if (format === "json") return (JSON.parse(newest()) as { fields: FieldValues }).fields;
      const [head = [], cells = []] = newest()
        .trim()
        .split("\r\n")
        .map((line) => line.slice(1, -1).split('","'));
      return Object.fromEntries(head.map((name, at) => [name, cells[at] === "" ? null : cells[at]])) as FieldValues;
    },
    interfere: null,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function openSap(method: "PATCH" | "MERGE"): Promise<OpenedTarget> {
  const gateway = await startSapGateway([{ Product: "AD-7", ProductGroup: "L001" }]);
  const options = { ...sapOptions(gateway.url), method, clock: createSteadyClock() };
  const writes = () => gateway.calls.filter((call) => call.method !== "GET" && call.method !== "HEAD");
  return {
    target: createSapProduct(options),
    dry: createSapProduct({ ...options, transport: createDryTransport(options.transport) }),
    effects: () => new Set(writes().map(({ ifMatch }) => ifMatch)).size,
    async holds() {
      const row = await gateway.product("AD-7");
      return Object.fromEntries(
        Object.entries(SAP_FIELDS).map(([field, name]) => [field, row[name] === "" ? null : row[name]]),
      ) as FieldValues;
    },
    interfere: (eccn) => gateway.change("AD-7", { YY1_ECCN_PRD: eccn }),
    close: () => gateway.stop(),
  };
}

writeBackTargetContract("a webhook over HTTP", openWebhook);
writeBackTargetContract("a file drop, JSON", () => openDrop("json"));
writeBackTargetContract("a file drop, CSV", () => openDrop("csv"));
const description = HAS_REAL_EDMX ? "the vendor's description" : "our model of its description";
writeBackTargetContract(`SAP product master, PATCH, a mock server over ${description}`, () => openSap("PATCH"));
writeBackTargetContract(`SAP product master, MERGE, a mock server over ${description}`, () => openSap("MERGE"));
