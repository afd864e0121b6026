import type { Instant } from "../../core/dates.ts";
import type { PersonId, PlaceId, RoleId } from "../../core/ids.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import { Refusal } from "../../core/refusal.ts";

/** Who is who and where things go, as the configuration says it: the whole truth, so what is left out ends. */
export type AccessPolicy = {
  readonly people: readonly {
    readonly id: PersonId;
    readonly display: string;
    readonly division?: string;
  }[];
  readonly identities: readonly {
    readonly person: PersonId;
    readonly platform: Platform;
    readonly installation: string;
    readonly user: string;
  }[];
  readonly grants: readonly {
    readonly person: PersonId;
    readonly role: RoleId;
    /** Absent: from the moment it is first applied. */
    readonly validFrom?: Instant;
    readonly validTo?: Instant | null;
  }[];
  readonly places: readonly { readonly id: PlaceId; readonly ref: PlaceRef }[];
};

const refuseTwice = (what: string, keys: readonly string[]): void => {
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw new Refusal("invalid", { what, twice });
};

/** Throws Refusal("invalid") for a person, identity or place named twice, or a link or grant of an unknown person. */
export function checkPolicy(policy: AccessPolicy): void {
  const { people, identities, grants, places } = policy;
  const ids = people.map((one) => one.id);
  refuseTwice("person", ids);
  refuseTwice(
    "place",
    places.map((one) => one.id),
  );
  refuseTwice(
    "identity",
    identities.map((one) => `${one.platform} ${one.installation} ${one.user}`),
  );
  refuseTwice(
    "grant",
    grants.map((one) => `${one.person} ${one.role} ${one.validFrom ?? ""}`),
  );
  for (const { person } of [...identities, ...grants])
    if (!ids.includes(person)) throw new Refusal("invalid", { what: "person", unknown: person });
}
