import type { Instant } from "../dates.ts";
import type { PersonId, PlaceId, RoleId, Seq } from "../ids.ts";
import type { Platform } from "./inbox.ts";
import type { PlaceRef } from "./inbound.ts";

export type Person = { readonly id: PersonId; readonly display: string };
export type RoleGrant = {
  readonly person: PersonId;
  readonly role: RoleId;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  /** Entry of the grant: decisions cite it. */
  readonly seq: Seq;
};
export type Place = { readonly id: PlaceId; readonly ref: PlaceRef };

/** Who is who, and where things go, for one tenant; always read at the act. */
export interface Directory {
  /** The person linked to this platform identity, or null. Never by e-mail. */
  personOf(platform: Platform, installation: string, user: string): Promise<Person | null>;
  person(id: PersonId): Promise<Person | null>;
  people(): Promise<readonly Person[]>;
  /** Grants of a person, ended ones too. */
  grants(person: PersonId): Promise<readonly RoleGrant[]>;
  holders(role: RoleId, at: Instant): Promise<readonly PersonId[]>;
  /** How to mention a person on a platform, or null. */
  userOf(person: PersonId, platform: Platform, installation: string): Promise<string | null>;
  /** A person's accounts on a platform, in any installation. */
  accounts(
    person: PersonId,
    platform: Platform,
  ): Promise<readonly { readonly installation: string; readonly user: string }[]>;
  place(id: PlaceId): Promise<Place | null>;
  /** Remembers what the platform told of a place (a Teams conversation reference). */
  learn(id: PlaceId, ref: PlaceRef): Promise<void>;
  /** Several places may share one channel. */
  placesByChannel(platform: Platform, installation: string, channel: string): Promise<readonly Place[]>;
}
