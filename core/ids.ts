import type { Brand } from "./brand.ts";
import { Refusal } from "./refusal.ts";

export type TenantId = Brand<"TenantId">;
export type CaseId = Brand<"CaseId">;
export type PersonId = Brand<"PersonId">;
export type RoleId = Brand<"RoleId">;
export type PlaceId = Brand<"PlaceId">;
export type CopyId = Brand<"CopyId">;
export type WorkId = Brand<"WorkId">;
export type ItemId = Brand<"ItemId">;
/** Lower-case hex SHA-256. */
export type Hash = Brand<"Hash">;
/** Position in a tenant's log, from 0. */
export type Seq = Brand<"Seq", number>;

/** One event stream: a prefix and an id, or one of the tenant-wide streams. */
export type Stream =
  | `case:${string}`
  | `item:${string}`
  | `authorisation:${string}`
  | `party:${string}`
  | `matter:${string}`
  | `person:${string}`
  | `list:${string}`
  | "rulebook"
  | "policy"
  | "access"
  | "log";

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

const checked = (text: string, pattern: RegExp, what: string): string => {
  if (!pattern.test(text)) throw new Refusal("invalid", { what, value: text.slice(0, 80) });
  return text;
};

/** A slug of a-z, 0-9 and hyphens, at most 63 characters. Throws Refusal("invalid"). */
export const toTenantId = (text: string): TenantId => checked(text, SLUG, "tenant") as TenantId;
/** A slug; people have ids of the organisation's own choosing. Throws Refusal("invalid"). */
export const toPersonId = (text: string): PersonId => checked(text, SLUG, "person") as PersonId;
/** A slug such as `trade-compliance`. Throws Refusal("invalid"). */
export const toRoleId = (text: string): RoleId => checked(text, SLUG, "role") as RoleId;
/** A slug such as `reviewers-legal`. Throws Refusal("invalid"). */
export const toPlaceId = (text: string): PlaceId => checked(text, SLUG, "place") as PlaceId;
/** A UUIDv7. Throws Refusal("not-found"), so that a malformed id tells no more than an unknown one. */
export const toCaseId = (text: string): CaseId => {
  if (!UUID.test(text)) throw new Refusal("not-found");
  return text as CaseId;
};
export const toCopyId = (text: string): CopyId => checked(text, UUID, "message copy") as CopyId;
export const toWorkId = (text: string): WorkId => checked(text, UUID, "work item") as WorkId;
/** A UUIDv7. Throws Refusal("not-found"). */
export const toItemId = (text: string): ItemId => {
  if (!UUID.test(text)) throw new Refusal("not-found");
  return text as ItemId;
};
/** 64 lower-case hex digits. Throws Refusal("invalid"). */
export const toHash = (text: string): Hash => checked(text, HASH, "hash") as Hash;
/** A whole number from 0. Throws Refusal("invalid"). */
export const toSeq = (value: number): Seq => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Refusal("invalid", { what: "sequence number" });
  return value as Seq;
};

export const caseStream = (id: CaseId): Stream => `case:${id}`;
/** The case a stream belongs to, or null for any other stream. */
export const caseOf = (stream: Stream): CaseId | null =>
  stream.startsWith("case:") ? toCaseId(stream.slice(5)) : null;
export const itemStream = (id: ItemId): Stream => `item:${id}`;
/** The item of the register a stream belongs to, or null for any other stream. */
export const itemOf = (stream: Stream): ItemId | null =>
  stream.startsWith("item:") ? toItemId(stream.slice(5)) : null;
