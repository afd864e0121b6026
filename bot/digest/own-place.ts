import type { Desk } from "../conversation/deps.ts";
import type { Manager } from "./managers.ts";
import type { TenantId } from "../../core/ids.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";

const PLATFORMS: readonly Platform[] = ["slack", "teams", "console"];

/**
 * Where a manager's digest goes: the place the configuration names, else the chat with the person alone, on the first
 * platform they have an account of. Null: neither is known (yet).
 */
export async function ownPlace(desk: Desk, tenant: TenantId, manager: Manager): Promise<PlaceRef | null> {
  const { directory } = desk.stores.for(tenant);
  if (manager.place !== null) return (await directory.place(manager.place))?.ref ?? null;
  for (const platform of PLATFORMS) {
    if (!desk.messengers[platform]) continue;
    for (const { installation, user } of await directory.accounts(manager.person, platform))
      return {
        platform,
        installation,
        channel: user,
        thread: null,
        kind: "direct",
        boundary: "internal",
        reference: null,
      };
  }
  return null;
}
