import { exportCasePackage } from "../../../bot/evidence/package-case.ts";
import { runVerifier } from "../../../bot/evidence/run-verifier.ts";
import type { Desk } from "../../../bot/conversation/deps.ts";
import { readConfigFile } from "../../../bot/config/read-file.ts";
import { loadPolicy } from "../../../bot/config/policy-file.ts";
import { createClock } from "../../../adapters/system/clock.ts";
import { join } from "node:path";
import type { Broken } from "./invariants.ts";
import type { OpenedHome, ReadCase } from "./read-home.ts";
import { seeded, shuffled } from "./seeded.ts";
import type { World } from "./world.ts";

const PACKAGES = 5;

/** Packages of a few cases, made from the stores and given to the standalone verifier under the log's own key. */
export async function verifyPackages(
  home: OpenedHome,
  world: World,
  from: { readonly cases: readonly ReadCase[]; readonly seed: number },
): Promise<readonly Broken[]> {
  const { configFile, home: folder } = world.spec.settings;
  const read = readConfigFile(configFile ?? "");
  if (!read.ok) throw new Error("the test's own configuration is not usable");
  const policies = new Map(read.config.tenants.map((tenant) => [tenant.id, loadPolicy(tenant, configFile)]));
  const desk = {
    stores: home.stores,
    clock: createClock(),
    policyOf: (tenant: string) => policies.get(tenant),
    training: false,
    editions: join(folder, "editions"),
  } as unknown as Desk;
  const broken: Broken[] = [];
  for (const { tenant, id } of shuffled(seeded(from.seed), from.cases).slice(0, PACKAGES)) {
    const bytes = await exportCasePackage(desk, tenant, id);
    const { fingerprint } = await home.stores.for(tenant).evidence.logKey();
    const { exit, lines } = await runVerifier(bytes, ["--key", fingerprint]);
    if (exit !== 0) broken.push({ rule: "evidence", what: `the package of ${id}: ${lines.join(" | ")}` });
  }
  return broken;
}
