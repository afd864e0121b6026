import { FailedJob } from "./faults.ts";
import type { Call } from "./command.ts";
import type { Recomputed } from "./recompute.ts";

/** Says how a recomputation came out. 0: identical, or another engine's differences named; 1: same engine, other bytes. */
export async function sayReplay(call: Call, result: Recomputed): Promise<number> {
  const { identical, engine, training, differences } = result;
  const sameEngine = engine.made === engine.now;
  if (call.json) await call.io.out(`${JSON.stringify(result)}\n`);
  else {
    await call.io.out(
      identical
        ? `identical: the same bytes, engine ${engine.now}${training ? ", read as in environment training" : ""}\n`
        : `not identical: engine ${engine.made} then, ${engine.now} now\n`,
    );
    for (const line of differences) await call.io.out(`  ${line}\n`);
    if (!identical && differences.length === 0)
      await call.io.out("  no difference in outcome, ECCN, paragraph, reasons or hits\n");
  }
  if (!identical && sameEngine)
    throw new FailedJob("the same engine gives another answer: the package or this program was changed");
  return 0;
}
