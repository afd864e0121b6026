import { and, eq } from "drizzle-orm";
import { signCheckpoint } from "../../core/evidence/checkpoint.ts";
import { Refusal } from "../../core/refusal.ts";
import { checkpoint, tenantLog } from "../schema/evidence.ts";
import type { Scope } from "./deps.ts";
import { signingKeys } from "./log-keys.ts";

/** A checkpoint is due whenever the log passes a multiple of this many entries. */
const EVERY = 256;

export const isCheckpointDue = (before: number, after: number): boolean =>
  Math.floor(after / EVERY) > Math.floor(before / EVERY);

/** Signs the log as it is now, once per size: the note of a size never changes. */
export function signNow(scope: Scope): Promise<{ readonly size: number; readonly note: string }> {
  const { tenant, database, deps } = scope;
  return database.write(async (tx) => {
    const [head] = await tx.select().from(tenantLog).where(eq(tenantLog.tenant, tenant));
    if (!head) throw new Refusal("not-found", { what: "tenant" });
    const { size, root } = head;
    const [known] = await tx
      .select()
      .from(checkpoint)
      .where(and(eq(checkpoint.tenant, tenant), eq(checkpoint.size, size)));
    if (known) return { size, note: known.note };
    const { all } = await signingKeys(tx, scope);
    const note = signCheckpoint({ tenant, size, root }, all);
    await tx.insert(checkpoint).values({ tenant, size, root, note, at: deps.clock.now() });
    return { size, note };
  });
}

/** After a commit, outside its transaction: the commit stands even when this fails, and the next one tries again. */
export async function signWhenDue(scope: Scope, before: number, after: number): Promise<void> {
  if (!isCheckpointDue(before, after)) return;
  await signNow(scope).catch((error: unknown) => scope.deps.onFault?.("checkpoint-failed", error));
}
