import { createHash } from "node:crypto";
import { and, count, desc, eq, gte, lt } from "drizzle-orm";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { toHash } from "../../core/ids.ts";
import type { Editions } from "../../core/ports/stores.ts";
import type { NewEntry } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";
import type { Queries } from "../connect.ts";
import { activation, editionSet } from "../schema/editions.ts";
import { append } from "./append.ts";
import { createBlobs } from "./blobs.ts";
import { signWhenDue } from "./checkpoints.ts";
import type { Scope } from "./deps.ts";
import { parseJson } from "./json.ts";

const latestOf = async ({ tenant }: Scope, queries: Queries) => {
  const [row] = await queries
    .select({ set: activation.setHash, fromAt: activation.fromAt, json: editionSet.json })
    .from(activation)
    .innerJoin(editionSet, eq(editionSet.hash, activation.setHash))
    .where(and(eq(activation.tenant, tenant)))
    .orderBy(desc(activation.fromAt))
    .limit(1);
  return row ?? null;
};

export function createEditions(scope: Scope): Editions {
  const { tenant, database, deps } = scope;
  return {
    async active() {
      const latest = await latestOf(scope, database.read);
      return latest && { set: latest.set, json: parseJson(latest.json) };
    },

    async activationsIn(from, to) {
      const [row] = await database.read
        .select({ n: count() })
        .from(activation)
        .where(and(eq(activation.tenant, tenant), gte(activation.fromAt, from), lt(activation.fromAt, to)));
      return row?.n ?? 0;
    },

    async byHash(set) {
      const [row] = await database.read
        .select({ json: editionSet.json })
        .from(activation)
        .innerJoin(editionSet, eq(editionSet.hash, activation.setHash))
        .where(and(eq(activation.tenant, tenant), eq(activation.setHash, set)))
        .limit(1);
      return row ? parseJson(row.json) : null;
    },

    async noteImport(part, actor) {
      const entry: NewEntry = { type: "edition-imported", v: 1, payload: part, actor };
      const appended = await database.write((tx) => append(tx, scope, [{ stream: "rulebook", events: [entry] }]));
      await signWhenDue(scope, appended.before, appended.after);
    },

    async activate(set, json, actor = { system: "sync" }) {
      const bytes = canonicalBytes(json);
      if (toHash(createHash("sha256").update(bytes).digest("hex")) !== set)
        throw new Refusal("invalid", { what: "edition set" });
      if ((await latestOf(scope, database.read))?.set === set) return;
      const blob = await createBlobs(scope).put("rulebook", bytes, "application/json");
      const appended = await database.write(async (tx) => {
        const before = await latestOf(scope, tx);
        if (before?.set === set) return null;
        const payload = { set, before: before?.set ?? null };
        const entry: NewEntry = { type: "set-activated", v: 1, payload, actor, blobs: [blob] };
        const result = await append(tx, scope, [{ stream: "rulebook", events: [entry] }]);
        const [written] = result.parts[0]?.entries ?? [];
        if (!written) throw new Error("an activation wrote no entry");
        const row = { hash: set, json: new TextDecoder().decode(bytes) };
        await tx.insert(editionSet).values(row).onConflictDoNothing();
        const fromAt = Math.max(deps.clock.now(), (before?.fromAt ?? 0) + 1);
        await tx.insert(activation).values({ tenant, fromAt, setHash: set, entrySeq: written.seq });
        return result;
      });
      if (appended) await signWhenDue(scope, appended.before, appended.after);
    },
  };
}
