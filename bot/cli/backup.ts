import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { RestoreFault, unpackBackup } from "../backup/restore-backup.ts";
import { writeBackup } from "../backup/write-backup.ts";
import { readSettings } from "../config/environment.ts";
import { createLog } from "../log.ts";
import { openHome } from "../setup/open-home.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { openDesk } from "./open-desk.ts";
import { createClock } from "../../adapters/system/clock.ts";
import { parseCheckpointNote } from "../../core/evidence/checkpoint.ts";
import { settleRestored } from "../../db/backup/after-restore.ts";

function fileOf({ words, io }: Call, command: string): string {
  const [file, ...more] = words;
  if (!file || more.length > 0) throw new BadUsage(`${command} takes one file`);
  return resolve(io.cwd, file);
}

/** `backup FILE`: the whole desk as one file, while it runs. */
export const backup: Command = {
  name: "backup",
  help: "FILE: database, blobs and editions as one proved file, while the desk runs; the root key is not in it",
  flags: {},
  async run(call) {
    const file = fileOf(call, "backup");
    if (await stat(file).catch(() => null)) throw new FailedJob(`${file} exists; a backup never replaces one`);
    const desk = await openDesk(call.io, call.tenant);
    const { home, databaseUrl, environment } = desk.settings;
    await desk.close();
    const now = createClock(call.io.now).instant();
    const made = await writeBackup({ home, databaseUrl, environment, now }, file).catch((error: unknown) => {
      throw new FailedJob(error instanceof Error ? error.message : "the backup could not be written");
    });
    const entries = made.logs.reduce((sum, { size }) => sum + size, 0);
    const { size } = await stat(file);
    await call.io.out(
      call.json
        ? `${JSON.stringify({ file, bytes: size, entries, files: made.files.length, logs: made.logs })}\n`
        : `${file}: ${made.files.length} files, ${size} bytes; ${entries} entries of ${made.logs.length} logs proved\n` +
            "The root key is not in it: keep DESK_KEY apart. Keep shredded.jsonl beside it.\n",
    );
    return 0;
  },
};

/** `restore FILE`: a backup into a new DESK_HOME, proved, with nothing sent twice. */
export const restore: Command = {
  name: "restore",
  help: "FILE [--root-key FILE] [--checkpoint FILE]: a backup into an empty DESK_HOME, proved before it stands there",
  flags: { rootKey: "text", checkpoint: "text" },
  async run(call) {
    const file = fileOf(call, "restore");
    const settings = readSettings(call.io.env, call.io.cwd);
    const rootKey = await rootKeyOf(call);
    const { backup: taken, shredded } = await unpackBackup(file, settings.home).catch((error: unknown) => {
      if (error instanceof RestoreFault) throw new FailedJob(error.message);
      throw error;
    });
    if (rootKey !== null) {
      await mkdir(join(settings.home, "keys"), { recursive: true, mode: 0o700 });
      await copyFile(rootKey, join(settings.home, "keys", "root"));
    }
    const home = await openHome(settings, call.io.env, createLog("warn"));
    try {
      for (const tenant of await home.stores.tenants()) await home.stores.admin.checkRootKey(tenant);
      const clock = createClock(call.io.now);
      const given = { restoredAt: clock.instant(), takenAt: taken.takenAt, shredded, now: clock.now() };
      const { setAside } = await settleRestored(home.database, given);
      const behind = await behindOf(call, taken.logs);
      const said = { home: settings.home, takenAt: taken.takenAt, logs: taken.logs, setAside, behind };
      await call.io.out(call.json ? `${JSON.stringify(said)}\n` : `${linesOf(said).join("\n")}\n`);
      return 0;
    } finally {
      await home.database.close();
    }
  },
};

type Said = {
  readonly home: string;
  readonly takenAt: string;
  readonly logs: readonly { readonly tenant: string; readonly size: number }[];
  readonly setAside: number;
  readonly behind: { readonly tenant: string; readonly entries: number } | null;
};

const linesOf = ({ home, takenAt, logs, setAside, behind }: Said): readonly string[] => [
  `${home} stands as it was at ${takenAt}; every file and every log was proved.`,
  ...logs.map(({ tenant, size }) => `  ${tenant}: ${size} entries`),
  behind === null
    ? "Not compared with a published checkpoint (--checkpoint FILE): what was written after the backup is missing here."
    : behind.entries === 0
      ? "It is as long as the checkpoint you gave."
      : `It is OLDER than the published checkpoint of ${behind.tenant}: ${behind.entries} entries are missing.`,
  setAside === 0
    ? "No work that speaks to the outside was waiting."
    : `${setAside} pieces of work that may have been done since are set aside: see them with work list, send them again with work replay.`,
];

/** The key that opens the copy must be at hand before anything is unpacked. */
async function rootKeyOf({ io, values }: Call): Promise<string | null> {
  const { rootKey } = values;
  if (typeof rootKey === "string") {
    const path = resolve(io.cwd, rootKey);
    await readFile(path).catch(() => {
      throw new FailedJob(`the root key ${path} cannot be read`);
    });
    return path;
  }
  if ((io.env["DESK_KEY"] ?? "") === "" && (io.env["DESK_KEY_FILE"] ?? "") === "")
    throw new FailedJob(
      "the backup opens under its root key only: set DESK_KEY or DESK_KEY_FILE, or give --root-key FILE",
    );
  return null;
}

async function behindOf({ io, values }: Call, logs: Said["logs"]): Promise<Said["behind"]> {
  const { checkpoint } = values;
  if (typeof checkpoint !== "string") return null;
  const text = await readFile(resolve(io.cwd, checkpoint), "utf8").catch(() => {
    throw new FailedJob(`the checkpoint ${checkpoint} cannot be read`);
  });
  const { tenant, size } = parseCheckpointNote(text).checkpoint;
  const held = logs.find((log) => log.tenant === tenant)?.size ?? 0;
  return { tenant, entries: Math.max(0, size - held) };
}
