import { and, eq, isNull } from "drizzle-orm";
import { canonicalText } from "../../core/evidence/canonical.ts";
import type { Seq } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { Tx } from "../connect.ts";
import { identity, person, place, roleGrant } from "../schema/people.ts";
import type { AccessPolicy } from "./access-policy.ts";
import type { Scope } from "./deps.ts";
import { instantOf, millisOf, parsePlaceRef } from "./directory.ts";

/** One difference: what its entry says, and the row that its entry makes. */
export type Change = {
  readonly type: "person-changed" | "identity-linked" | "role-granted" | "role-ended" | "place-changed";
  readonly payload: JsonObject;
  readonly apply: (tx: Tx, entrySeq: Seq) => Promise<unknown>;
};

export async function diffPeople(
  tx: Tx,
  { tenant, deps }: Scope,
  wanted: AccessPolicy["people"],
): Promise<readonly Change[]> {
  const rows = await tx.select().from(person).where(eq(person.tenant, tenant));
  const stored = new Map(rows.map((row) => [row.id, row]));
  const changed = wanted.filter(({ id, display, division = null }) => {
    const row = stored.get(id);
    return row?.display !== display || row.division !== division || row.endedAt !== null;
  });
  const gone = rows.filter((row) => row.endedAt === null && !wanted.some((one) => one.id === row.id));
  return [
    ...changed.map(({ id, display, division = null }): Change => ({
      type: "person-changed",
      payload: { person: id, display, ...(division === null ? {} : { division }), ended: false },
      apply: (inside, entrySeq) =>
        inside
          .insert(person)
          .values({ tenant, id, display, division, entrySeq })
          .onConflictDoUpdate({
            target: [person.tenant, person.id],
            set: { display, division, endedAt: null, entrySeq },
          }),
    })),
    ...gone.map(({ id, display }): Change => ({
      type: "person-changed",
      payload: { person: id, display, ended: true },
      apply: (inside, entrySeq) =>
        inside
          .update(person)
          .set({ endedAt: deps.clock.now(), entrySeq })
          .where(and(eq(person.tenant, tenant), eq(person.id, id))),
    })),
  ];
}

export async function diffIdentities(
  tx: Tx,
  { tenant }: Scope,
  wanted: AccessPolicy["identities"],
): Promise<readonly Change[]> {
  const rows = await tx.select().from(identity).where(eq(identity.tenant, tenant));
  const keyOf = (platform: string, installation: string, user: string) => `${platform} ${installation} ${user}`;
  const stored = new Map(rows.map((row) => [keyOf(row.platform, row.installation, row.externalId), row]));
  const kept = new Set(wanted.map((one) => keyOf(one.platform, one.installation, one.user)));
  const target = [identity.tenant, identity.platform, identity.installation, identity.externalId];
  return [
    ...wanted
      .filter((one) => stored.get(keyOf(one.platform, one.installation, one.user))?.person !== one.person)
      .map(({ platform, installation, user, person: id }): Change => ({
        type: "identity-linked",
        payload: { platform, installation, user, person: id },
        apply: (inside, entrySeq) =>
          inside
            .insert(identity)
            .values({ tenant, platform, installation, externalId: user, person: id, entrySeq })
            .onConflictDoUpdate({ target, set: { person: id, entrySeq } }),
      })),
    ...rows
      .filter((row) => !kept.has(keyOf(row.platform, row.installation, row.externalId)))
      .map(({ platform, installation, externalId }): Change => ({
        type: "identity-linked",
        // Nobody: the link is taken back.
        payload: { platform, installation, user: externalId, person: null },
        apply: (inside) =>
          inside
            .delete(identity)
            .where(
              and(
                eq(identity.tenant, tenant),
                eq(identity.platform, platform),
                eq(identity.installation, installation),
                eq(identity.externalId, externalId),
              ),
            ),
      })),
  ];
}

type GrantRow = typeof roleGrant.$inferSelect;
type WantedGrant = AccessPolicy["grants"][number];

/** Whether a stored grant is the one that the policy names; without a start any start is. */
const isSameGrant = (row: GrantRow, one: WantedGrant): boolean =>
  row.person === one.person &&
  row.role === one.role &&
  (one.validFrom === undefined || row.validFrom === millisOf(one.validFrom)) &&
  row.validTo === (one.validTo ? millisOf(one.validTo) : null);

export async function diffGrants(
  tx: Tx,
  { tenant, deps }: Scope,
  wanted: AccessPolicy["grants"],
): Promise<readonly Change[]> {
  const now = deps.clock.now();
  const rows = await tx.select().from(roleGrant).where(eq(roleGrant.tenant, tenant));
  const kept = new Set<string>();
  const added = wanted.filter((one) => {
    const row = rows.find((stored) => isSameGrant(stored, one) && !kept.has(stored.id));
    if (row) kept.add(row.id);
    return !row;
  });
  const ended = rows.filter((row) => !kept.has(row.id) && (row.validTo === null || row.validTo > now));
  return [
    ...ended.map(({ id, person: who, role, entrySeq: grant }): Change => ({
      type: "role-ended",
      payload: { person: who, role, grant, validTo: instantOf(now) },
      // The grant's own entry stays in the row: decisions made under it cite it.
      apply: (inside) =>
        inside
          .update(roleGrant)
          .set({ validTo: now })
          .where(and(eq(roleGrant.tenant, tenant), eq(roleGrant.id, id))),
    })),
    ...added.map((one): Change => {
      const validFrom = one.validFrom ? millisOf(one.validFrom) : now;
      const validTo = one.validTo ? millisOf(one.validTo) : null;
      const { person: who, role } = one;
      const until = validTo === null ? null : instantOf(validTo);
      return {
        type: "role-granted",
        payload: { person: who, role, validFrom: instantOf(validFrom), validTo: until },
        apply: (inside, entrySeq) =>
          inside
            .insert(roleGrant)
            .values({ tenant, id: deps.ids.next(), person: who, role, validFrom, validTo, entrySeq }),
      };
    }),
  ];
}

/** What a platform told of the place (`learn`) is not the policy's: compared without it, and kept. */
const plain = (ref: PlaceRef): string => canonicalText({ ...ref, reference: null });

export async function diffPlaces(
  tx: Tx,
  { tenant, deps }: Scope,
  wanted: AccessPolicy["places"],
): Promise<readonly Change[]> {
  const rows = await tx
    .select()
    .from(place)
    .where(and(eq(place.tenant, tenant), isNull(place.endedAt)));
  const stored = new Map(rows.map((row) => [row.id, parsePlaceRef(row.refJson)]));
  const changed = wanted.filter(({ id, ref }) => {
    const known = stored.get(id);
    return !known || plain(known) !== plain(ref);
  });
  const gone = rows.filter((row) => !wanted.some((one) => one.id === row.id));
  return [
    ...changed.map(({ id, ref }): Change => {
      const { platform, installation, channel } = ref;
      const set = { platform, installation, channel, refJson: JSON.stringify(ref), endedAt: null };
      return {
        type: "place-changed",
        payload: { place: id, ref, ended: false },
        apply: (inside, entrySeq) =>
          inside
            .insert(place)
            .values({ tenant, id, ...set, entrySeq })
            .onConflictDoUpdate({ target: [place.tenant, place.id], set: { ...set, entrySeq } }),
      };
    }),
    ...gone.map(({ id }): Change => ({
      type: "place-changed",
      payload: { place: id, ref: null, ended: true },
      apply: (inside, entrySeq) =>
        inside
          .update(place)
          .set({ endedAt: deps.clock.now(), entrySeq })
          .where(and(eq(place.tenant, tenant), eq(place.id, id))),
    })),
  ];
}
