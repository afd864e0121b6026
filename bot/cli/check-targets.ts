import type { Io } from "./io.ts";
import { openDesk } from "./open-desk.ts";
import { createTargets } from "../writeback/create-targets.ts";
import { writeBackCodeWords } from "../words/write-back.ts";
import { TargetFault } from "../../core/ports/writeback.ts";

/** The tenant's systems of record: how many, what waits for a person, and with `live` which do not answer. */
export async function checkTargets(
  io: Io,
  tenant: string | undefined,
  live: boolean,
): Promise<{ readonly state: "ok" | "look" | "fault"; readonly says: string }> {
  const desk = await openDesk(io, tenant);
  try {
    const targets = createTargets([desk.policy], { settings: desk.settings, env: io.env, home: desk.home }).of(
      desk.tenant,
    );
    const stuck = await desk.home.stores.for(desk.tenant).cases.list({ writeBack: ["failed", "conflicted"] });
    const waiting = stuck.length > 0 ? `; ${stuck.length} cases wait for a person (writeback list)` : "";
    if (targets.length === 0) return { state: "ok", says: `none: outcomes are written nowhere${waiting}` };
    const silent: string[] = [];
    if (live)
      for (const { id, probe } of targets)
        await probe().catch((error: unknown) => {
          const code = error instanceof TargetFault ? error.code : "no-answer";
          silent.push(`${id}: ${writeBackCodeWords({ code, holder: null })}`);
        });
    if (silent.length > 0) return { state: "fault", says: `${silent.join("; ")}${waiting}` };
    const asked = live ? "all answer" : "not called (--live calls them)";
    return { state: waiting === "" ? "ok" : "look", says: `${targets.length}, ${asked}${waiting}` };
  } finally {
    await desk.close();
  }
}
