import type { Activity, ConversationReference } from "botbuilder";
import type { JsonObject } from "../../core/json.ts";
import type { TeamsActivity } from "./activity.ts";
import type { Reference } from "./reference.ts";

/** An outgoing message as plain JSON. */
export type OutActivity = {
  readonly type: "message";
  readonly text?: string;
  readonly textFormat?: "plain" | "xml";
  readonly summary?: string;
  readonly attachments?: readonly JsonObject[];
  readonly entities?: readonly JsonObject[];
};

/** What the roster says of one member. `tenantId` null: it did not say. */
export type Member = {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string | null;
  readonly tenantId: string | null;
  readonly role: string | null;
  readonly principal: string | null;
};

/** The SDK writes into what it is given (caller id, dates), so it gets a copy. */
export const toBotActivity = (activity: TeamsActivity | OutActivity): Activity =>
  structuredClone(activity) as unknown as Activity;

export const toBotReference = (reference: Reference): Partial<ConversationReference> =>
  structuredClone(reference) as unknown as Partial<ConversationReference>;

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A roster entry. Fields the SDK's types lack (`objectId`) are read where Teams sends them. */
export function toMember(account: object): Member {
  const known = account as Readonly<Record<string, unknown>>;
  return {
    id: textOf(known["id"]) ?? "",
    name: textOf(known["name"]) ?? "",
    aadObjectId: textOf(known["aadObjectId"]) ?? textOf(known["objectId"]),
    tenantId: textOf(known["tenantId"]),
    role: textOf(known["userRole"]) ?? textOf(known["role"]),
    principal: textOf(known["userPrincipalName"]),
  };
}
