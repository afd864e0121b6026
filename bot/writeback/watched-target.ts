import type { Gate } from "./gate.ts";
import type { WriteBackTarget } from "../../core/ports/writeback.ts";

/** A target whose every answer counts for its gate. */
export const watchedTarget = (target: WriteBackTarget, gate: Gate): WriteBackTarget => ({
  settle: target.settle,
  preview: (record, fields, of) => gate.watch(() => target.preview(record, fields, of)),
  send: (diff, hash, key, version) => gate.watch(() => target.send(diff, hash, key, version)),
  readBack: (diff, key) => gate.watch(() => target.readBack(diff, key)),
});
