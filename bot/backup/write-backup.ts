import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { MANIFEST, SHREDDED, type Backup } from "./backup-file.ts";
import { SOFTWARE } from "../evidence/software.ts";
import { examineCopy } from "../../db/backup/examine.ts";
import { takeSnapshot } from "../../db/backup/snapshot.ts";

export type BackupSource = {
  readonly home: string;
  readonly databaseUrl: string;
  readonly environment: Backup["environment"];
  /** RFC 3339. */
  readonly now: string;
};

/**
 * Writes one file with the database as it stands at one moment and every file its rows name, while the desk runs. The
 * log of every tenant is proved from the copy before anything is written; the file appears whole (mode 0600) or not at
 * all, and `shredded.jsonl` stands beside it. Throws when a file that a row names is missing or is not what was stored.
 */
export async function writeBackup(source: BackupSource, file: string): Promise<Backup> {
  const folder = await mkdtemp(join(dirname(file), ".backup-"));
  try {
    const snapshot = join(folder, "desk.db");
    await takeSnapshot(source.databaseUrl, snapshot);
    const held = await examineCopy(snapshot);
    const members = [
      { name: "desk.db", path: snapshot, wanted: null },
      ...held.blobs.map((hash) => {
        const name = `blobs/${hash.slice(0, 2)}/${hash}`;
        return { name, path: join(source.home, name), wanted: hash };
      }),
      ...held.editions.map(({ hash, bytesHash }) => {
        const name = `editions/${hash}`;
        return { name, path: join(source.home, name), wanted: bytesHash };
      }),
    ];
    const files: Backup["files"] = [];
    for (const { name, path, wanted } of members) files.push({ name, ...(await hashed(path, { name, wanted })) });
    const backup: Backup = {
      format: 1,
      takenAt: source.now,
      software: SOFTWARE.version,
      environment: source.environment,
      logs: held.logs.map((log) => ({ ...log })),
      files,
    };
    const half = join(folder, "backup.zip");
    await pack(half, members, backup);
    await rename(half, file);
    await writeFile(join(dirname(file), SHREDDED), "", { flag: "a", mode: 0o600 });
    return backup;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** SHA-256 and size of a file, read as a stream. */
async function hashed(
  path: string,
  { name, wanted }: { readonly name: string; readonly wanted: string | null },
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash).catch((error: unknown) => {
    throw new Error(`${name} is named by the database and cannot be read`, { cause: error });
  });
  const sha256 = hash.digest("hex");
  if (wanted !== null && sha256 !== wanted) throw new Error(`${name} is not what was stored`);
  return { sha256, size: (await stat(path)).size };
}

async function pack(
  half: string,
  members: readonly { readonly name: string; readonly path: string }[],
  backup: Backup,
): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(backup, null, 1)), MANIFEST, { compress: false });
  for (const { name, path } of members) zip.addFile(path, name, { compress: name === "desk.db" });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(half, { mode: 0o600 }));
  const handle = await open(half, "r+");
  await handle.sync().finally(() => handle.close());
}
