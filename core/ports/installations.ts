import type { TenantId } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Platform } from "./inbox.ts";

/** A workspace or organisation as a tenant of the configuration names it. */
export type InstallationRef = { readonly tenant: TenantId; readonly platform: Platform; readonly externalId: string };

/**
 * Where an installation stands. `bound`: the configuration names it and no tokens are kept here; `installed`: tokens are
 * kept; `ended`: the platform took them away.
 */
export type InstallationStanding = InstallationRef & { readonly standing: "bound" | "installed" | "ended" };

/** Tokens of installations, encrypted under each tenant's token key. */
export interface Installations {
  /** The kept tokens; null: none are kept, or the installation ended. */
  tokens(platform: Platform, externalId: string): Promise<Json | null>;
  /**
   * Keeps tokens, replacing older ones; one entry on stream `access`, without them. Throws Refusal("not-found") unless
   * the configuration bound the installation to that very tenant.
   */
  keep(installed: InstallationRef, tokens: Json): Promise<void>;
  /** Takes the tokens away and says why; one entry. False: it had ended already, or is another tenant's. */
  end(installed: InstallationRef, because: string): Promise<boolean>;
  /** Marks an attempt as come back. False: it had come back before. `expiresAt`: milliseconds. */
  takeAttempt(nonce: string, expiresAt: number): Promise<boolean>;
  standings(platform: Platform): Promise<readonly InstallationStanding[]>;
}
