import type { Settings } from "./environment.ts";
import { readConfigFile } from "./read-file.ts";
import type { TenantId } from "../../core/ids.ts";
import type { PriceTable } from "../../core/usage/price.ts";

/** Each tenant's price table, as its configuration names it: tokens are priced when they are used. */
export function pricesOf(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
): (tenant: TenantId) => PriceTable | null {
  const read = settings.configFile ? readConfigFile(settings.configFile, env) : null;
  const tables = new Map<string, PriceTable>();
  if (read?.ok) for (const { id, prices } of read.config.tenants) if (prices) tables.set(id, prices);
  return (tenant) => tables.get(tenant) ?? null;
}
