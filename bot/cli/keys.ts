import type { Command } from "./command.ts";
import { openDesk } from "./open-desk.ts";
import { toBase64 } from "../../core/evidence/base64.ts";

/** `keys public`: what a stranger compares a package's key with. Never a secret. */
export const keysPublic: Command = {
  name: "keys public",
  help: "the log's public key and its fingerprint, to publish beside your address",
  flags: {},
  async run({ io, json, tenant }) {
    const desk = await openDesk(io, tenant);
    try {
      const { name, publicKey, fingerprint } = await desk.home.stores.for(desk.tenant).evidence.logKey();
      const key = { name, algorithm: "Ed25519", publicKey: toBase64(publicKey), fingerprint };
      await io.out(
        json ? `${JSON.stringify(key)}\n` : `${name}\nEd25519 ${key.publicKey}\nfingerprint ${fingerprint}\n`,
      );
      return 0;
    } finally {
      await desk.close();
    }
  },
};
