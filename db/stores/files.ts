import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/**
 * Writes a file that is whole or not there at all: temporary name, fsync, rename, fsync of the folder. Mode 0600.
 * `mark` makes the temporary name unique.
 */
export async function writeWhole(path: string, bytes: Uint8Array, mark: string): Promise<void> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.${mark}.part`);
  const handle = await open(part, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(folder));
}

/** Throws when the file is missing: its row says that it must be there. */
export async function readWhole(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}
