import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { BadSettings } from "./environment.ts";
import type { TenantPolicy } from "./tenant-schema.ts";
import { toRoleId, type RoleId } from "../../core/ids.ts";
import { policyFaults, policySchema, type Policy } from "../../core/routing/policy.ts";

const SHIPPED = fileURLToPath(new URL("../../rules/policy/default-review.yaml", import.meta.url));

/** A tenant's review policy, checked for holes and deadlocks: an exception nobody can decide refuses to load. */
export function loadPolicy(tenant: TenantPolicy, configFile: string | null): Policy {
  const file = tenant.policy ? resolve(dirname(configFile ?? "."), tenant.policy) : SHIPPED;
  const read = policySchema.safeParse(parse(readFileSync(file, "utf8")));
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new BadSettings(
      `The review policy ${file} is not usable: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}.`,
    );
  }
  const faults = policyFaults(read.data, holdersOf(tenant));
  const places = read.data.rules.flatMap((rule) => rule.places).filter((place) => !(place in tenant.places));
  if (faults.length > 0)
    throw new BadSettings(
      `The review policy of tenant ${tenant.id} has a hole: ${faults.map((fault) => `${fault.code} ${fault.what}`).join(", ")}.`,
    );
  if (places.length > 0)
    throw new BadSettings(
      `Tenant ${tenant.id} names no channel for ${[...new Set(places)].join(", ")}. Add them under "places".`,
    );
  return read.data;
}

/** How many people hold each role: a need that nobody can meet is a deadlock. */
function holdersOf(tenant: TenantPolicy): ReadonlyMap<RoleId, number> {
  const counts = new Map<RoleId, number>();
  for (const role of tenant.people.flatMap((person) => person.roles).map(toRoleId))
    counts.set(role, (counts.get(role) ?? 0) + 1);
  return counts;
}
