import type { Actor, NewEntry } from "../../core/ports/ledger.ts";
import { diffGrants, diffIdentities, diffPeople, diffPlaces } from "./access-diff.ts";
import { checkPolicy } from "./access-policy.ts";
import type { AccessPolicy } from "./access-policy.ts";
import { append } from "./append.ts";
import { signWhenDue } from "./checkpoints.ts";
import type { Scope } from "./deps.ts";

/**
 * Brings people, identities, grants and places to what the policy says: one entry on stream `access` per difference
 * and the rows, in one transaction; the same policy again writes nothing. Returns how many differences there were.
 * Throws Refusal("invalid") for a policy that contradicts itself; nothing is changed then.
 */
export async function applyPolicy(scope: Scope, policy: AccessPolicy, actor: Actor): Promise<number> {
  checkPolicy(policy);
  const appended = await scope.database.write(async (tx) => {
    const changes = [
      ...(await diffPeople(tx, scope, policy.people)),
      ...(await diffIdentities(tx, scope, policy.identities)),
      ...(await diffGrants(tx, scope, policy.grants)),
      ...(await diffPlaces(tx, scope, policy.places)),
    ];
    if (changes.length === 0) return null;
    const events = changes.map(({ type, payload }): NewEntry => ({ type, v: 1, payload, actor }));
    const result = await append(tx, scope, [{ stream: "access", events }]);
    const written = result.parts[0]?.entries ?? [];
    for (const [at, change] of changes.entries()) {
      const entry = written[at];
      if (!entry) throw new Error("a policy change wrote no entry");
      await change.apply(tx, entry.seq);
    }
    return result;
  });
  if (!appended) return 0;
  await signWhenDue(scope, appended.before, appended.after);
  return appended.after - appended.before;
}
