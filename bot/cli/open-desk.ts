import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { decodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { toPersonId, toTenantId } from "../../core/ids.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Items } from "../../core/ports/items.ts";
import type { Actor } from "../../core/ports/ledger.ts";
import type { EditionStatus, ListEdition } from "../../core/screening/list-edition.ts";
import { edition } from "../../db/schema/editions.ts";
import { readSettings } from "../config/environment.ts";
import type { Settings } from "../config/environment.ts";
import { loadPolicy } from "../config/policy-file.ts";
import { readConfigFile } from "../config/read-file.ts";
import type { TenantPolicy } from "../config/tenant-schema.ts";
import { parseEditionSet } from "../editions/edition-set.ts";
import type { EditionSet } from "../editions/edition-set.ts";
import { bundleWith } from "../editions/rule-texts.ts";
import { LOCAL_TENANT } from "../local-tenant.ts";
import { createLog } from "../log.ts";
import { activateFor } from "../setup/activate.ts";
import { openHome } from "../setup/open-home.ts";
import type { Home } from "../setup/open-home.ts";
import { applyTenants } from "../setup/tenants.ts";
import type { Call } from "./command.ts";
import { BadUsage } from "./faults.ts";
import type { Io } from "./io.ts";

export type OpenDesk = {
  readonly settings: Settings;
  readonly home: Home;
  readonly tenant: TenantId;
  readonly policy: TenantPolicy;
  /** Who acts: the operating system's user, who in tenant `local` is the administrator. */
  readonly actor: Actor;
  readonly close: () => Promise<void>;
};

/** The tenants of the configuration file; without one the local tenant. Throws BadUsage naming each mistake. */
export function tenantsOf(settings: Settings): readonly TenantPolicy[] {
  if (!settings.configFile) return [LOCAL_TENANT];
  const read = readConfigFile(settings.configFile);
  if (read.ok) return read.config.tenants;
  throw new BadUsage(read.mistakes.map(({ file, line, at, says }) => `${file}:${line}: ${at} ${says}`).join("\n"));
}

function pickTenant(tenants: readonly TenantPolicy[], named: string | undefined): TenantPolicy {
  const [only, ...others] = named === undefined ? tenants : tenants.filter((tenant) => tenant.id === named);
  if (!only)
    throw new BadUsage(
      `there is no tenant "${named ?? ""}"; there are: ${tenants.map((tenant) => tenant.id).join(", ")}`,
    );
  if (others.length > 0)
    throw new BadUsage(`say which tenant: --tenant ${tenants.map((tenant) => tenant.id).join(" | ")}`);
  return only;
}

/**
 * Opens DESK_HOME for one command, beside a running server or without one; makes it where it is new. Only tenant
 * `local` may change state here as long as no configuration maps the operating system's users to people.
 */
export async function openDesk(io: Io, named: string | undefined): Promise<OpenDesk> {
  const settings = readSettings(io.env, io.cwd);
  const tenants = tenantsOf(settings);
  const policy = pickTenant(tenants, named);
  const home = await openHome(settings, io.env, createLog(io.env["LOG_LEVEL"] ?? "warn"));
  try {
    await applyTenants(home.stores, tenants, settings);
    const tenant = toTenantId(policy.id);
    await activateFor(home.stores, tenant, loadPolicy(policy, settings.configFile));
    return { settings, home, tenant, policy, actor: actorOf(policy), close: () => home.database.close() };
  } catch (error) {
    await home.database.close();
    throw error;
  }
}

/** The person of the operating system's user: of the same id in the configuration, or the local administrator. */
function actorOf(policy: TenantPolicy): Actor {
  const user = userInfo().username.toLowerCase();
  const person = policy.people.find(({ id }) => id === user)?.id ?? (policy.id === "local" ? "administrator" : null);
  return person ? { person: toPersonId(person), via: "cli" } : { system: "sync" };
}

/** Throws BadUsage where the operating system's user is no person of the tenant. */
export function requirePerson(desk: OpenDesk): void {
  if (!("person" in desk.actor))
    throw new BadUsage(
      `the user ${userInfo().username} is no person of tenant ${desk.policy.id}: add one with this id to the configuration`,
    );
}

const toStatus = (status: string): EditionStatus => status as EditionStatus;

export async function activeSet(desk: OpenDesk): Promise<EditionSet> {
  const active = await desk.home.stores.for(desk.tenant).editions.active();
  if (!active) throw new Error("no edition set is active");
  return parseEditionSet(active.json);
}

/** Every list edition ever imported, whole; their standing is worked out anew by who asks. */
export async function heldLists(desk: OpenDesk): Promise<readonly ListEdition[]> {
  const rows = await desk.home.database.read
    .select({ hash: edition.hash })
    .from(edition)
    .where(eq(edition.kind, "list"));
  return Promise.all(
    rows.map(async ({ hash }) => decodeEdition((await desk.home.stores.admin.getEdition(hash)).bytes)),
  );
}

/** The lists of the tenant's active set, read from DESK_HOME and nothing written; none where no set is active yet. */
export const activeLists = (io: Io, named: string | undefined): Promise<readonly ListEdition[]> =>
  reading(io, named, async ({ stores }, set) => {
    const rows = set?.lists ?? [];
    const bytes = await Promise.all(rows.map((row) => stores.admin.getEdition(row.hash)));
    return rows.map((row, i) => decodeEdition(bytes[i]?.bytes ?? new Uint8Array(), toStatus(row.status)));
  });

/** This checkout's rules with the texts of the tenant's active set; nothing written. */
export const activeBundle = (io: Io, named: string | undefined): Promise<string> =>
  reading(io, named, ({ stores }, set) => bundleWith(stores, set?.texts ?? []));

async function reading<T>(
  io: Io,
  named: string | undefined,
  work: (home: Home, set: EditionSet | null) => Promise<T>,
): Promise<T> {
  const settings = readSettings(io.env, io.cwd);
  const tenant = toTenantId(pickTenant(tenantsOf(settings), named).id);
  const home = await openHome(settings, io.env, createLog(io.env["LOG_LEVEL"] ?? "warn"));
  try {
    const active = await home.stores.for(tenant).editions.active();
    return await work(home, active ? parseEditionSet(active.json) : null);
  } finally {
    await home.database.close();
  }
}

/** The item register in DESK_HOME, nothing written; null where no desk has been there yet. `close` after it. */
export async function openRegister(
  io: Io,
  named: string | undefined,
): Promise<{ readonly items: Items; readonly close: () => Promise<void> } | null> {
  const settings = readSettings(io.env, io.cwd);
  if (!existsSync(join(settings.home, "desk.db")) && io.env["DATABASE_URL"] === undefined) return null;
  const tenant = toTenantId(pickTenant(tenantsOf(settings), named).id);
  const home = await openHome(settings, io.env, createLog(io.env["LOG_LEVEL"] ?? "warn"));
  return { items: home.stores.for(tenant).items, close: () => home.database.close() };
}

/** A command's work on its tenant's desk, which is closed after it whatever happened. */
export async function withDesk(call: Call, work: (desk: OpenDesk) => Promise<number>): Promise<number> {
  const desk = await openDesk(call.io, call.tenant);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
