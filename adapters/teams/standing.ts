import type { PlaceRef, Sender } from "../../core/ports/inbound.ts";
import { ROSTER_MAX, ROSTER_TTL_MS } from "./limits.ts";
import type { TeamsTurn } from "./port.ts";
import type { Member } from "./sdk-shapes.ts";

/**
 * What a member is to the tenant. A guest account carries `#EXT#` in its principal name or the role `guest`; in shared
 * channels and federated chats people act from their own tenant. What the roster does not say is `unknown`, never
 * `member`.
 */
function standingOf(member: Member, tenantId: string): Sender["standing"] {
  if (member.role === "bot") return "bot";
  if (member.tenantId === null) return "unknown";
  if (member.tenantId !== tenantId) return "external";
  if (member.role === "guest" || member.principal?.includes("#EXT#") === true) return "guest";
  if (member.role === "user" || member.role === "owner") return "member";
  return member.role === "anonymous" ? "external" : "unknown";
}

/** Reads the roster of a conversation; answers hold for ten minutes, failures are not kept. */
export type Roster = {
  standing(turn: TeamsTurn, who: { readonly tenantId: string; readonly user: string }): Promise<Sender["standing"]>;
  boundary(
    turn: TeamsTurn,
    where: { readonly tenantId: string; readonly conversation: string },
  ): Promise<PlaceRef["boundary"]>;
};

export function createRoster(now: () => number): Roster {
  const held = new Map<string, { readonly until: number; readonly value: unknown }>();
  const keep = async <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = held.get(key);
    if (known && known.until > now()) return toHeld<T>(known.value);
    const value = await ask();
    if (held.size > 10_000) held.clear();
    held.set(key, { until: now() + ROSTER_TTL_MS, value });
    return value;
  };
  return {
    standing: (turn, { tenantId, user }) =>
      keep(`standing\n${tenantId}\n${user}`, async () => standingOf(await turn.member(user), tenantId)),
    boundary: (turn, { tenantId, conversation }) =>
      keep(`boundary\n${tenantId}\n${conversation}`, () => boundaryOf(turn, tenantId)),
  };
}
const toHeld = <T>(value: unknown): T => value as T;

/** Internal only when every member was read and is a member of this tenant; one outsider makes it external. */
async function boundaryOf(turn: TeamsTurn, tenantId: string): Promise<PlaceRef["boundary"]> {
  let read = 0;
  let unsure = false;
  for (let next: string | null = null, first = true; first || next !== null; first = false) {
    const page: Awaited<ReturnType<TeamsTurn["members"]>> = await turn.members(next);
    for (const member of page.members) {
      const standing = standingOf(member, tenantId);
      if (standing === "guest" || standing === "external") return "external";
      if (standing === "unknown") unsure = true;
    }
    read += page.members.length;
    if (read > ROSTER_MAX) return "unknown";
    next = page.next;
  }
  return read === 0 || unsure ? "unknown" : "internal";
}
