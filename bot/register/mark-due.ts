import { activeRulebook } from "./active-rulebook.ts";
import type { LawDate } from "../../core/dates.ts";
import { itemStream, toSeq, type TenantId } from "../../core/ids.ts";
import type { Actor } from "../../core/ports/ledger.ts";
import { changedSince } from "../../core/register/cites.ts";
import { toItemPayload, type ItemEvent } from "../../core/register/events.ts";
import { toItemState } from "../../core/register/item-state.ts";
import { countedOf } from "../../core/register/lookup.ts";
import { standingOf } from "../../core/register/precedence.ts";
import { touching, type Touch } from "../../core/rulebook/editions/touches.ts";
import type { OpenedStores } from "../../db/stores/open.ts";

const PAGE = 100;

/**
 * Marks what the active rulebook makes due: each determination that counts and cites a provision whose meaning is another
 * now, one `re-review-due` on its item. Run when a rulebook is activated; again it finds nothing new. Returns how many.
 */
export async function markDue(
  stores: OpenedStores,
  tenant: TenantId,
  at: {
    readonly asOf: LawDate;
    readonly actor: Actor;
    /** Entries whose rows are others now: rows of imported text are in no cite. */
    readonly rows?: readonly Touch[];
  },
): Promise<number> {
  const { items, ledger } = stores.for(tenant);
  const { rulebook, editions } = await activeRulebook(stores, tenant);
  let marked = 0;
  for (
    let page = await items.page(null, PAGE);
    page.length > 0;
    page = await items.page(page.at(-1)?.id ?? null, PAGE)
  ) {
    const parts = page.flatMap((row) => {
      const standing = standingOf(toItemState(row.json).determinations);
      const changed = (standing ? countedOf(standing) : []).flatMap((filed) => {
        const rows = touching({ ...filed, cites: [] }, at.rows ?? []).map(({ key }) => filed.paragraph ?? key);
        const provisions = filed.due === null ? [...new Set([...changedSince(filed, rulebook, at.asOf), ...rows])] : [];
        return provisions.length > 0 ? [{ seq: toSeq(filed.seq), provisions }] : [];
      });
      if (changed.length === 0) return [];
      const event: ItemEvent = {
        type: "re-review-due",
        determinations: changed.map(({ seq }) => seq),
        because: "rule-changed",
        provisions: [...new Set(changed.flatMap(({ provisions }) => provisions))],
        since: at.asOf,
        editions,
      };
      const entry = { ...toItemPayload(event), actor: at.actor, refs: changed.map(({ seq }) => seq) };
      return [{ stream: itemStream(row.id), expected: row.version, events: [entry] }];
    });
    if (parts.length > 0) await ledger.commit(parts, []);
    marked += parts.length;
  }
  return marked;
}
