import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { backupSchema, MANIFEST, parseShredded, SHREDDED, type Backup, type ShreddedLine } from "./backup-file.ts";
import { examineCopy } from "../../db/backup/examine.ts";

/** Why a file cannot be restored; nothing was written where the desk would start. */
export class RestoreFault extends Error {}

export type Restored = { readonly backup: Backup; readonly shredded: readonly ShreddedLine[] };

/**
 * Unpacks a backup into an empty home and proves it: every file by its hash, every log by its head. Nothing stands in
 * `home` until all of it was checked. Throws RestoreFault: not a backup, damaged, a home in use, no `shredded.jsonl`
 * beside the file (a key destroyed since would come back).
 */
export async function unpackBackup(file: string, home: string): Promise<Restored> {
  const shredded = await readShredded(file);
  const kept = await readdir(home).catch(() => []);
  if (kept.length > 0) throw new RestoreFault(`${home} is not empty: restore into a new DESK_HOME`);
  const half = `${home.replace(/\/+$/, "")}.restoring`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  try {
    const backup = await unpack(file, half);
    const held = await examineCopy(join(half, "desk.db")).catch((error: unknown) => {
      throw new RestoreFault(error instanceof Error ? error.message : "the copy cannot be read");
    });
    if (JSON.stringify(held.logs) !== JSON.stringify(backup.logs))
      throw new RestoreFault("the logs of the copy are not those that the backup names");
    await writeFile(join(half, "environment"), `${backup.environment}\n`, { mode: 0o600 });
    await rm(home, { recursive: true, force: true });
    await rename(half, home);
    return { backup, shredded };
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

async function readShredded(file: string): Promise<readonly ShreddedLine[]> {
  const path = join(dirname(file), SHREDDED);
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null)
    throw new RestoreFault(`${SHREDDED} is missing beside the backup: without it a destroyed key could come back`);
  try {
    return parseShredded(text);
  } catch {
    throw new RestoreFault(`${SHREDDED} has a line that cannot be read`);
  }
}

async function unpack(file: string, half: string): Promise<Backup> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new RestoreFault(`${file} is not a backup of this desk`);
  });
  try {
    let backup: Backup | null = null;
    const seen = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      if (!backup) backup = await readManifest(zip, entry);
      else await unpackMember(zip, { entry, backup, half });
      seen.add(entry.fileName);
    }
    if (!backup) throw new RestoreFault("this file is not a backup of this desk");
    const missing = backup.files.find(({ name }) => !seen.has(name));
    if (missing) throw new RestoreFault(`${missing.name} is missing in the backup`);
    return backup;
  } catch (error) {
    if (error instanceof RestoreFault) throw error;
    throw new RestoreFault("the backup is damaged");
  } finally {
    zip.close();
  }
}

async function unpackMember(
  zip: ZipFile,
  { entry, backup, half }: { readonly entry: Entry; readonly backup: Backup; readonly half: string },
): Promise<void> {
  const { fileName } = entry;
  const member = backup.files.find(({ name }) => name === fileName);
  if (!member || entry.uncompressedSize !== member.size)
    throw new RestoreFault(`${fileName.slice(0, 80)} is not what the backup names`);
  await mkdir(dirname(join(half, fileName)), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  const stream = await zip.openReadStreamPromise(entry);
  stream.on("data", (chunk: Buffer) => hash.update(chunk));
  await pipeline(stream, createWriteStream(join(half, fileName), { mode: 0o600 }));
  if (hash.digest("hex") !== member.sha256) throw new RestoreFault(`${fileName} is damaged`);
}

const MOST_MANIFEST = 200_000_000;

/** The first member says what the others must be. */
async function readManifest(zip: ZipFile, entry: Entry): Promise<Backup> {
  const foreign = new RestoreFault("this file is not a backup of this desk, or of a newer one");
  if (entry.fileName !== MANIFEST || entry.uncompressedSize > MOST_MANIFEST) throw foreign;
  const read = backupSchema.safeParse(JSON.parse(await text(await zip.openReadStreamPromise(entry))));
  if (!read.success) throw foreign;
  return read.data;
}
