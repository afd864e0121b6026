import { z } from "zod";
import { DETERMINATION_KINDS, type DueBecause, type Filing } from "./filed.ts";
import type { ItemIdentity } from "./identity.ts";
import type { LawDate } from "../dates.ts";
import type { Hash, Seq } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";

/** Events of an item of the register. The first one filed names the item; later ones may only add names for it. */
export type ItemEvent =
  | {
      readonly type: "determination-filed";
      readonly item: ItemIdentity;
      /** Other names of the very same item: a customer's number, an older order code. */
      readonly aliases: readonly ItemIdentity[];
      readonly filing: Filing;
    }
  | {
      readonly type: "re-review-due";
      /** The entries of the determinations that have to be looked at again. */
      readonly determinations: readonly Seq[];
      readonly because: DueBecause;
      readonly provisions: readonly string[];
      readonly since: LawDate;
      /** Edition set under which it was seen. */
      readonly editions: Hash;
    };

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const maybe = z.string().nullable();
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const identity = z.strictObject({ maker: maybe, partNumber: z.string().min(1), revision: maybe });
const filing = z.strictObject({
  kind: z.enum(DETERMINATION_KINDS),
  jurisdiction: maybe,
  eccn: maybe,
  paragraph: maybe,
  date,
  by: z.array(z.strictObject({ person: z.string().min(1), role: maybe })),
  approver: maybe,
  case: z.strictObject({ id: z.string(), number: z.int() }).nullable(),
  reference: maybe,
  notes: maybe,
  editions: hash,
  cites: z.array(z.strictObject({ provision: z.string(), hash: hash.nullable() })),
  facts: z.array(z.strictObject({ name: z.string(), value: z.unknown() })),
  reviewBy: date.nullable(),
  evidence: z.array(hash),
});
const V1: Readonly<Record<ItemEvent["type"], z.ZodType>> = {
  "determination-filed": z.strictObject({ item: identity, aliases: z.array(identity), filing }),
  "re-review-due": z.strictObject({
    determinations: z.array(z.int()),
    because: z.enum(["rule-changed", "date", "case-reopened"]),
    provisions: z.array(z.string()),
    since: date,
    editions: hash,
  }),
};
const TYPES: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(V1));
const ITEM_EVENT_V = 1;

/** Whether a type belongs to an item's stream. */
export const isItemEvent = (type: string): boolean => TYPES.has(type);

/** Opens an event's body. Throws Refusal("invalid") for an unknown type or a newer `v`: such a stream is read-only. */
export function parseItemEvent(type: string, v: number, payload: JsonObject): ItemEvent {
  const schema = TYPES.get(type);
  if (!schema || v !== ITEM_EVENT_V) throw new Refusal("invalid", { what: "event", type, v });
  const checked = schema.safeParse(payload);
  if (!checked.success)
    throw new Refusal("invalid", { what: "event body", type, at: checked.error.issues[0]?.path.join(".") ?? "" });
  return { type, ...payload } as unknown as ItemEvent;
}

/** An event as an entry's type, version and payload. */
export function toItemPayload(event: ItemEvent): {
  readonly type: ItemEvent["type"];
  readonly v: number;
  readonly payload: JsonObject;
} {
  const { type, ...rest } = event;
  return { type, v: ITEM_EVENT_V, payload: JSON.parse(JSON.stringify(rest)) as JsonObject };
}
