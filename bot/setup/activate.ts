import { markDue } from "../register/mark-due.ts";
import { bundleWith } from "../editions/rule-texts.ts";
import { hashBytes, parseEditionSet, setHash, toSetJson, type EditionSet } from "../editions/edition-set.ts";
import { militaryIntelligenceEdition, starterEdition } from "../../rules/starter-lists/read-starter-list.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { createClock } from "../../adapters/system/clock.ts";
import { encodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { canonicalBytes } from "../../core/evidence/canonical.ts";
import { toHash, type Hash, type TenantId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Policy } from "../../core/routing/policy.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

const toJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/**
 * The set a tenant works with: the lists and imported texts it had, with this program's rulebook and the policy in force. A change is
 * one activation, an entry of the tenant's log; nothing changes silently. Returns the active set.
 */
export async function activateFor(stores: OpenedStores, tenant: TenantId, policy: Policy): Promise<EditionSet> {
  const editions = stores.for(tenant).editions;
  const active = await editions.active();
  const before = active ? parseEditionSet(active.json) : null;
  const texts = before?.texts ?? [];
  const set: EditionSet = {
    v: 1,
    rulebook: await put(stores, "rulebook", Buffer.from(await bundleWith(stores, texts), "utf8")),
    texts,
    listRules: await put(stores, "list-rules", canonicalBytes(toJson(readListEffects()))),
    policy: await put(stores, "policy", canonicalBytes(toJson(policy))),
    lists:
      before && before.lists.every((row) => row.status !== "demonstration") ? before.lists : await starterLists(stores),
  };
  await editions.activate(setHash(set), toSetJson(set));
  if (before && before.rulebook !== set.rulebook)
    await markDue(stores, tenant, { asOf: createClock().lawDate("America/New_York"), actor: { system: "sync" } });
  return set;
}

async function put(stores: OpenedStores, kind: string, bytes: Uint8Array): Promise<Hash> {
  const hash = hashBytes(bytes);
  await stores.admin.putEdition(kind, hash, bytes);
  return hash;
}

/** The lists that ship: a demonstration, and the bodies that 15 CFR 744.22(f)(2) names in its own text. */
async function starterLists(stores: OpenedStores): Promise<EditionSet["lists"]> {
  const rows: EditionSet["lists"] = [];
  for (const edition of [starterEdition(), militaryIntelligenceEdition()]) {
    const { bytes, hash } = encodeEdition(edition);
    await stores.admin.putEdition("list", toHash(hash), bytes);
    rows.push({
      list: edition.list,
      hash: toHash(hash),
      date: edition.date,
      entries: edition.entries.length,
      status: edition.status,
    });
  }
  return rows;
}
