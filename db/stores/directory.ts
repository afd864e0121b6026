import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { toInstant } from "../../core/dates.ts";
import type { Instant } from "../../core/dates.ts";
import type { Directory, Place, RoleGrant } from "../../core/ports/directory.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import { Refusal } from "../../core/refusal.ts";
import { identity, person, place, roleGrant } from "../schema/people.ts";
import type { Scope } from "./deps.ts";

export const instantOf = (ms: number): Instant => toInstant(new Date(ms).toISOString());
export const millisOf = (instant: Instant): number => Date.parse(instant);
/** A place as we wrote it: only `applyPolicy` and `learn` do, from checked values. */
export const parsePlaceRef = (text: string): PlaceRef => JSON.parse(text) as PlaceRef;

const toPlace = (row: typeof place.$inferSelect): Place => ({ id: row.id, ref: parsePlaceRef(row.refJson) });
const toGrant = (row: typeof roleGrant.$inferSelect): RoleGrant => ({
  person: row.person,
  role: row.role,
  seq: row.entrySeq,
  validFrom: instantOf(row.validFrom),
  validTo: row.validTo === null ? null : instantOf(row.validTo),
});

type People = Omit<Directory, "place" | "placesByChannel" | "learn">;

function createPeople({ tenant, database: { read } }: Scope): People {
  return {
    async personOf(platform, installation, user) {
      const [row] = await read
        .select({ id: person.id, display: person.display })
        .from(identity)
        .innerJoin(person, and(eq(person.tenant, tenant), eq(person.id, identity.person)))
        .where(
          and(
            eq(identity.tenant, tenant),
            eq(identity.platform, platform),
            eq(identity.installation, installation),
            eq(identity.externalId, user),
            isNull(person.endedAt),
          ),
        );
      return row ?? null;
    },
    async person(id) {
      const [row] = await read
        .select({ id: person.id, display: person.display })
        .from(person)
        .where(and(eq(person.tenant, tenant), eq(person.id, id)));
      return row ?? null;
    },
    people: () =>
      read
        .select({ id: person.id, display: person.display })
        .from(person)
        .where(and(eq(person.tenant, tenant), isNull(person.endedAt)))
        .orderBy(asc(person.id)),
    async grants(id) {
      const rows = await read
        .select()
        .from(roleGrant)
        .where(and(eq(roleGrant.tenant, tenant), eq(roleGrant.person, id)))
        .orderBy(asc(roleGrant.validFrom), asc(roleGrant.entrySeq));
      return rows.map(toGrant);
    },
    async holders(role, at) {
      const ms = millisOf(at);
      const rows = await read
        .selectDistinct({ person: roleGrant.person })
        .from(roleGrant)
        .innerJoin(person, and(eq(person.tenant, tenant), eq(person.id, roleGrant.person)))
        .where(
          and(
            eq(roleGrant.tenant, tenant),
            eq(roleGrant.role, role),
            lte(roleGrant.validFrom, ms),
            or(isNull(roleGrant.validTo), gt(roleGrant.validTo, ms)),
            isNull(person.endedAt),
          ),
        )
        .orderBy(asc(roleGrant.person));
      return rows.map((row) => row.person);
    },
    accounts: (id, platform) =>
      read
        .select({ installation: identity.installation, user: identity.externalId })
        .from(identity)
        .where(and(eq(identity.tenant, tenant), eq(identity.person, id), eq(identity.platform, platform)))
        .orderBy(asc(identity.installation), asc(identity.externalId)),
    async userOf(id, platform, installation) {
      const [row] = await read
        .select({ user: identity.externalId })
        .from(identity)
        .where(
          and(
            eq(identity.tenant, tenant),
            eq(identity.person, id),
            eq(identity.platform, platform),
            eq(identity.installation, installation),
          ),
        )
        .limit(1);
      return row?.user ?? null;
    },
  };
}

export function createDirectory(scope: Scope): Directory {
  const { tenant, database } = scope;
  return {
    ...createPeople(scope),
    async place(id) {
      const [row] = await database.read
        .select()
        .from(place)
        .where(and(eq(place.tenant, tenant), eq(place.id, id), isNull(place.endedAt)));
      return row ? toPlace(row) : null;
    },
    async learn(id, ref) {
      const { platform, installation, channel } = ref;
      const learned = await database.write((tx) =>
        tx
          .update(place)
          .set({ platform, installation, channel, refJson: JSON.stringify(ref) })
          .where(and(eq(place.tenant, tenant), eq(place.id, id), isNull(place.endedAt)))
          .returning({ id: place.id }),
      );
      if (learned.length === 0) throw new Refusal("not-found", { what: "place" });
    },
    async placesByChannel(platform, installation, channel) {
      const rows = await database.read
        .select()
        .from(place)
        .where(
          and(
            eq(place.tenant, tenant),
            eq(place.platform, platform),
            eq(place.installation, installation),
            eq(place.channel, channel),
            isNull(place.endedAt),
          ),
        );
      return rows.map(toPlace);
    },
  };
}
