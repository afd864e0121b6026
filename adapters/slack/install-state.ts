import { textAt, at } from "./payload.ts";
import type { TenantId } from "../../core/ids.ts";
import { toTenantId } from "../../core/ids.ts";

/** An installation that was begun here: for which tenant, until when (milliseconds), and its one-time number. */
export type InstallState = { readonly tenant: TenantId; readonly nonce: string; readonly expires: number };

/** An attempt takes a person through a sign-in and a page of Slack's. */
export const STATE_LIFE_MS = 10 * 60_000;

const encoder = new TextEncoder();
const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Signs and opens the `state` of an installation. `secret`: 32 bytes that all processes of the desk share. */
export function createInstallStates(secret: Uint8Array) {
  const key = crypto.subtle.importKey("raw", new Uint8Array(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
  return {
    seal: async (state: InstallState): Promise<string> => {
      const said = toBase64Url(encoder.encode(JSON.stringify({ t: state.tenant, n: state.nonce, e: state.expires })));
      const mac = await crypto.subtle.sign("HMAC", await key, encoder.encode(said));
      return `${said}.${toBase64Url(new Uint8Array(mac))}`;
    },
    /** Null: not ours, or a letter of it is another. Whether it is over is the caller's to ask. */
    open: async (text: string): Promise<InstallState | null> => {
      const [said = "", mac = "", ...more] = text.split(".");
      if (more.length > 0 || text.length > 1000) return null;
      const bytes = Buffer.from(mac, "base64url");
      // Decoding forgives letters that change no bit; only the very text that was signed counts.
      if (toBase64Url(bytes) !== mac) return null;
      const genuine = await crypto.subtle.verify("HMAC", await key, bytes, encoder.encode(said));
      if (!genuine) return null;
      const read: unknown = JSON.parse(Buffer.from(said, "base64url").toString("utf8"));
      const [tenant, nonce, expires] = [textAt(read, "t"), textAt(read, "n"), at(read, "e")];
      if (tenant === null || nonce === null || typeof expires !== "number") return null;
      return { tenant: toTenantId(tenant), nonce, expires };
    },
  };
}
export type InstallStates = ReturnType<typeof createInstallStates>;
