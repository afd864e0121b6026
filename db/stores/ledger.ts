import type { Ledger, MessageCopy } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Tx } from "../connect.ts";
import { messageCopy } from "../schema/cases.ts";
import { append } from "./append.ts";
import { signWhenDue } from "./checkpoints.ts";
import { saveCopy } from "./copies.ts";
import type { Scope } from "./deps.ts";
import { openStream } from "./entries.ts";
import { projectPart } from "./project.ts";
import { recordUsage } from "./usage.ts";
import { finishWork, insertWork } from "./work-rows.ts";

const MOST_ROWS = 2000;

async function insertCopies(tx: Tx, scope: Scope, copies: readonly MessageCopy[]): Promise<void> {
  for (const { remote, ...copy } of copies)
    await tx
      .insert(messageCopy)
      .values({ tenant: scope.tenant, ...copy, remoteJson: remote === null ? null : JSON.stringify(remote) });
}

/** The only writer of evidence, projections and work (see the port). One write transaction each. */
export function createLedger(scope: Scope): Ledger {
  const { tenant, database, deps } = scope;
  return {
    tenant,

    async commit(parts, effects, options = {}) {
      const { done, copies = [] } = options;
      const rows = parts.reduce((sum, part) => sum + part.events.length, effects.length + copies.length);
      if (rows > MOST_ROWS) throw new Refusal("invalid", { what: "commit", rows });
      const appended = await database.write(async (tx) => {
        const result = await append(tx, scope, parts);
        for (const part of result.parts) {
          await projectPart(tx, scope, part);
          await recordUsage(tx, scope, part);
        }
        for (const work of effects) await insertWork(tx, deps, { tenant, work });
        await insertCopies(tx, scope, copies);
        if (done && !(await finishWork(tx, done, tenant))) throw new Refusal("stale", { what: "lease" });
        return result;
      });
      await signWhenDue(scope, appended.before, appended.after);
      return {
        entries: appended.parts.flatMap((part) =>
          part.entries.map(({ seq, stream, pos, version, revision }) => ({ seq, stream, pos, version, revision })),
        ),
      };
    },

    async observe(stream, entries, copy) {
      const other = entries.find((entry) => deps.projector.weight(entry.type) !== "observation");
      if (other) throw new Refusal("invalid", { what: "observation", type: other.type });
      const appended = await database.write(async (tx) => {
        const result = await append(tx, scope, [{ stream, events: entries }]);
        for (const part of result.parts) await recordUsage(tx, scope, part);
        if (copy) await saveCopy(tx, scope, copy);
        return result;
      });
      await signWhenDue(scope, appended.before, appended.after);
    },

    read: (stream, purposes = ["case"]) => openStream(database.read, scope, { stream, purposes }),
  };
}
