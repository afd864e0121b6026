import {
  blind,
  current,
  decisions,
  evidence,
  keyed,
  readable,
  requestsToCases,
  shown,
  undone,
  type Broken,
} from "./invariants.ts";
import { verifyPackages } from "./packages.ts";
import { openHomeOf, readCases } from "./read-home.ts";
import type { Asked } from "./requests.ts";
import type { Supervisor } from "./supervisor.ts";
import type { World } from "./world.ts";

export type Ran = { readonly asked: readonly Asked[]; readonly supervisor: Supervisor };

/** Everything that must hold afterwards, read from the database and from what the platforms received. */
export async function check(
  world: World,
  { asked, supervisor }: Ran,
  seed: number,
): Promise<{ readonly broken: readonly Broken[]; readonly cases: number; readonly decided: number }> {
  const home = await openHomeOf(world);
  const cases = await readCases(home);
  const broken = [
    ...requestsToCases(asked, cases),
    ...decisions(cases),
    ...(await undone(home)),
    ...current(cases),
    ...readable(world, cases),
    ...(await keyed(world, cases)),
    ...blind(world, cases, supervisor.windows()),
    ...shown(cases),
    ...(await evidence(home, cases)),
    ...(await verifyPackages(home, world, { cases, seed })),
  ];
  await home.database.close();
  for (const { rule, what } of broken.slice(0, 12)) console.log(`broken: ${rule}: ${what}`);
  return { broken, cases: cases.length, decided: cases.filter(({ row }) => row.state === "decided").length };
}
