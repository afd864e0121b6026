import type { TenantPolicy } from "../config/tenant-schema.ts";
import type { Settings } from "../config/environment.ts";
import type { AccessPolicy } from "../../db/stores/access-policy.ts";
import type { OpenedStores } from "../../db/stores/open.ts";
import { toInstant } from "../../core/dates.ts";
import { toPersonId, toPlaceId, toRoleId, toTenantId } from "../../core/ids.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";

const LOCAL = "local";

/** Makes the tenants of the configuration and applies who is who; each difference is one entry. */
export async function applyTenants(
  stores: OpenedStores,
  tenants: readonly TenantPolicy[],
  settings: Settings,
): Promise<void> {
  for (const tenant of tenants) {
    const id = toTenantId(tenant.id);
    await stores.admin.createTenant(id, tenant.mode);
    for (const [platform, installation] of installationsOf(tenant, settings))
      await stores.admin.bindInstallation(id, platform, installation);
    await stores.admin.applyPolicy(id, accessOf(tenant), { system: "sync" });
    await stores.admin.refold(id);
  }
}

function installationsOf(
  tenant: TenantPolicy,
  settings: Settings,
): readonly (readonly ["slack" | "teams" | "console", string])[] {
  return [
    ...(tenant.slack ? ([["slack", tenant.slack.team]] as const) : []),
    ...(tenant.teams ? ([["teams", tenant.teams.tenant]] as const) : []),
    ...(tenant.id === LOCAL && settings.local
      ? ([
          ["console", LOCAL],
          ["teams", LOCAL],
        ] as const)
      : []),
  ];
}

function accessOf(tenant: TenantPolicy): AccessPolicy {
  return {
    people: tenant.people.map(({ id, name, division }) => ({
      id: toPersonId(id),
      display: name,
      ...(division === undefined ? {} : { division }),
    })),
    identities: tenant.people.flatMap((person) => identitiesOf(tenant, person)),
    grants: tenant.people.flatMap((person) =>
      person.roles.map((role) => ({
        person: toPersonId(person.id),
        role: toRoleId(role),
        ...(person.until ? { validTo: toInstant(`${person.until}T23:59:59.999Z`) } : {}),
      })),
    ),
    places: Object.entries(tenant.places).map(([id, place]) => ({ id: toPlaceId(id), ref: placeRef(tenant, place) })),
  };
}

function identitiesOf(tenant: TenantPolicy, person: TenantPolicy["people"][number]): AccessPolicy["identities"] {
  const id = toPersonId(person.id);
  return [
    ...(person.slack && tenant.slack
      ? [{ person: id, platform: "slack" as const, installation: tenant.slack.team, user: person.slack }]
      : []),
    ...(person.teams
      ? [{ person: id, platform: "teams" as const, installation: tenant.teams?.tenant ?? LOCAL, user: person.teams }]
      : []),
    ...(person.console && tenant.id === LOCAL
      ? [{ person: id, platform: "console" as const, installation: LOCAL, user: person.console }]
      : []),
  ];
}

function placeRef(tenant: TenantPolicy, place: TenantPolicy["places"][string]): PlaceRef {
  const installation =
    place.platform === "slack" ? tenant.slack?.team : place.platform === "teams" ? tenant.teams?.tenant : LOCAL;
  return {
    platform: place.platform,
    installation: installation ?? LOCAL,
    channel: place.channel,
    thread: null,
    kind: "channel",
    boundary: "internal",
    reference: null,
  };
}
