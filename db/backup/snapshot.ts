import { createClient } from "@libsql/client";

/**
 * Copies a database in use into the new file `path`, as it stands at one moment (SQLite VACUUM INTO); writers go on
 * meanwhile. Throws when `path` exists.
 */
export async function takeSnapshot(url: string, path: string): Promise<void> {
  const client = createClient({ url, concurrency: 1, timeout: 10_000 });
  try {
    await client.execute({ sql: "vacuum into ?", args: [path] });
  } finally {
    client.close();
  }
}
