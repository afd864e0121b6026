import { access, constants } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { TargetEntry, WriteBackAccess } from "./access.ts";
import { createGate, type Slots } from "./gate.ts";
import { watchedTarget } from "./watched-target.ts";
import { secret, type Settings } from "../config/environment.ts";
import type { TargetConfig } from "../config/target-schema.ts";
import type { TenantPolicy } from "../config/tenant-schema.ts";
import type { Home } from "../setup/open-home.ts";
import { createFileDrop, FILE_SCHEDULE } from "../../adapters/writeback/file-drop.ts";
import { createHttpTransport, type TransportOptions } from "../../adapters/writeback/http-transport.ts";
import { createSapProduct, SAP_SCHEDULE } from "../../adapters/writeback/sap-product.ts";
import { createDryTransport, type Transport } from "../../adapters/writeback/transport.ts";
import { createWebhook, WEBHOOK_SCHEDULE } from "../../adapters/writeback/webhook.ts";
import { readSecret } from "../../adapters/writeback/webhook-signature.ts";
import { toTenantId, type TenantId } from "../../core/ids.ts";
import { TargetFault, type WriteBackTarget } from "../../core/ports/writeback.ts";

export type TargetsFrom = {
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: Pick<Home, "stores" | "clock">;
};

const METADATA_BYTES = 10_000_000;

/** The targets of the configuration, each behind one gate. A tenant in mode `shadow` has none: it writes nothing. */
export function createTargets(tenants: readonly TenantPolicy[], from: TargetsFrom): WriteBackAccess {
  const slots: Slots = { taken: 0 };
  const made = new Map<TenantId, readonly TargetEntry[]>(
    tenants.map((tenant) => {
      const id = toTenantId(tenant.id);
      const targets = tenant.mode === "shadow" ? [] : (tenant.targets ?? []);
      return [id, targets.map((target) => entryOf(id, target, { ...from, slots }))];
    }),
  );
  return { of: (tenant) => made.get(tenant) ?? [] };
}

function entryOf(tenant: TenantId, config: TargetConfig, from: TargetsFrom & { readonly slots: Slots }): TargetEntry {
  const { id, name, kind, owner, holds, rate } = config;
  const dryRun = isDry(config, from.settings);
  const gate = createGate(from.home.clock, { perSecond: rate }, from.slots);
  const target = watchedTarget(targetOf(tenant, config, { ...from, dryRun }), gate);
  return {
    id,
    name,
    kind,
    owner,
    holds,
    dryRun,
    schedule: SCHEDULES[kind],
    target,
    run: gate.run,
    probe: probeOf(config, from.settings),
  };
}

const SCHEDULES: Readonly<Record<TargetConfig["kind"], readonly number[]>> = {
  webhook: WEBHOOK_SCHEDULE,
  file: FILE_SCHEDULE,
  "sap-product": SAP_SCHEDULE,
};

/** A training desk decides on demonstration lists: it writes only where the configuration says "a test system". */
const isDry = (config: TargetConfig, { environment }: Settings): boolean =>
  config["dry-run"] || (environment === "training" && !config.training);

/** A web server that answers anything is there; a folder has to take files. */
function probeOf(config: TargetConfig, settings: Settings): TargetEntry["probe"] {
  if (config.kind === "file")
    return () =>
      access(folderOf(config, settings), constants.W_OK).catch(() => {
        throw new TargetFault("unknown-read-back", "folder-refused");
      });
  const transport = transportOf(config, { settings, dryRun: true });
  return async () => void (await transport({ method: "HEAD", url: new URL(config.url), headers: {} }));
}

const folderOf = ({ folder }: { readonly folder: string }, { configFile, home }: Settings): string =>
  resolve(configFile === null ? home : dirname(configFile), folder);

type Making = TargetsFrom & { readonly dryRun: boolean };

function targetOf(tenant: TenantId, config: TargetConfig, making: Making): WriteBackTarget {
  const { settings, env, home, dryRun } = making;
  const { id } = config;
  const { environment } = settings;
  switch (config.kind) {
    case "webhook":
      return createWebhook({
        id,
        url: new URL(config.url),
        secrets: config.secrets.flatMap((name) => readSecret(secret(env, name) ?? "") ?? []),
        thin: config.thin,
        tenant,
        environment,
        transport: transportOf(config, making),
        clock: home.clock,
        checkpoint: async () => (await home.stores.for(tenant).evidence.checkpoint()).note,
      });
    case "file":
      return createFileDrop({
        id,
        folder: folderOf(config, settings),
        format: config.format,
        tenant,
        environment,
        dryRun,
      });
    case "sap-product": {
      const user = `${secret(env, config.user) ?? ""}:${secret(env, config.password) ?? ""}`;
      return createSapProduct({
        id,
        root: config.url.replace(/\/+$/, ""),
        authorization: `Basic ${Buffer.from(user, "utf8").toString("base64")}`,
        client: config.client ?? null,
        entity: config.entity,
        key: config.key,
        keys: config.keys,
        fields: config.fields,
        method: config.method,
        transport: transportOf(config, making),
        metadataTransport: transportOf(config, making, { mostBytes: METADATA_BYTES }),
        clock: home.clock,
      });
    }
  }
}

function transportOf(
  config: Extract<TargetConfig, { url: string }>,
  { settings, dryRun }: Pick<Making, "settings" | "dryRun">,
  more: Pick<TransportOptions, "mostBytes"> = {},
): Transport {
  const http = createHttpTransport({
    privateNetwork: config["private-network"],
    plainLoopback: settings.environment !== "production",
    ...more,
  });
  return dryRun ? createDryTransport(http) : http;
}
