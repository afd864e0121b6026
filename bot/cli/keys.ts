import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { openDesk, requirePerson } from "./open-desk.ts";
import { loadNextRootKey } from "../../adapters/system/root-key.ts";
import { toBase64 } from "../../core/evidence/base64.ts";
import { countKeys } from "../../db/stores/rewrap.ts";

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

/** `keys status`: how many keys of each purpose, and how old the newest is. Never a secret. */
export const keysStatus: Command = {
  name: "keys status",
  help: "keys by purpose: in use, retired, destroyed, and when the newest was made",
  flags: {},
  async run({ io, json, tenant }) {
    const desk = await openDesk(io, tenant);
    try {
      if (!json) await io.out(`root key: ${desk.home.keySays}\n`);
      for (const { newest, ...count } of await countKeys(desk.home.database, desk.tenant)) {
        const made = new Date(newest).toISOString();
        await io.out(
          json
            ? `${JSON.stringify({ ...count, newest: made })}\n`
            : `${count.purpose.padEnd(10)} ${count.active} in use, ${count.retired} retired, ${count.shredded} destroyed; newest of ${made.slice(0, 10)}\n`,
        );
      }
      return 0;
    } finally {
      await desk.close();
    }
  },
};

const WHAT = ["log", "buttons", "tokens", "root"] as const;

/** `keys rotate log|buttons|tokens|root`: one commit, one entry; what the old key signed stays good for its time. */
export const keysRotate: Command = {
  name: "keys rotate",
  help: `${WHAT.join("|")}: a new key in one commit (root: the new one in DESK_KEY_NEXT or DESK_KEY_NEXT_FILE)`,
  flags: {},
  async run(call) {
    const [what, ...more] = call.words;
    if (more.length > 0 || !WHAT.some((one) => one === what))
      throw new BadUsage(`keys rotate takes one of: ${WHAT.join(", ")}`);
    const desk = await openDesk(call.io, call.tenant);
    try {
      requirePerson(desk);
      const { stores } = desk.home;
      if (what === "root") {
        const next = await loadNextRootKey(call.io.env).catch((error: unknown) => {
          throw new FailedJob(error instanceof Error ? error.message : "the new root key cannot be read");
        });
        const keys = await stores.admin.rewrapKeys(next, desk.actor);
        await say(
          call,
          { what, keys },
          `${keys} keys are wrapped by the new root key. Set DESK_KEY to it and start every process again: the old one opens nothing now.`,
        );
        return 0;
      }
      if (what === "tokens") {
        const installations = await stores.admin.rotateTokens(desk.tenant, desk.actor);
        await say(
          call,
          { what, installations },
          `The tokens of ${installations} installations are sealed under a new key.`,
        );
        return 0;
      }
      await stores.admin.rotateKey(desk.tenant, what === "log" ? "sign" : "mac", desk.actor);
      await say(
        call,
        { what },
        what === "log"
          ? "The log has a new key; checkpoints carry both signatures for 90 days. Publish the new fingerprint: keys public."
          : "Buttons are made under a new key; those of the key before still work.",
      );
      return 0;
    } finally {
      await desk.close();
    }
  },
};

const say = (call: Call, said: object, words: string): Promise<void> =>
  call.io.out(call.json ? `${JSON.stringify(said)}\n` : `${words}\n`);
