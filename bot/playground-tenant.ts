import { LOCAL_TENANT } from "./local-tenant.ts";
import type { TenantPolicy } from "./config/tenant-schema.ts";

/** The one user that Agents Playground acts as, unless its own configuration says otherwise. */
export const PLAYGROUND_USER = "user-id-0";

/**
 * The local tenant with its reviewers in the Playground's chat: asked in the web desk by the sales engineer, decided
 * in the Teams client by one person who holds every reviewer role.
 */
export function playgroundTenant(conversation: string): TenantPolicy {
  const roles = [...new Set(LOCAL_TENANT.people.flatMap((person) => person.roles))];
  const reviewer = { id: "playground-reviewer", name: "reviewer in Agents Playground", roles, teams: PLAYGROUND_USER };
  return {
    ...LOCAL_TENANT,
    people: [...LOCAL_TENANT.people, reviewer],
    places: Object.fromEntries(
      Object.keys(LOCAL_TENANT.places).map((place) => [place, { platform: "teams" as const, channel: conversation }]),
    ),
  };
}
