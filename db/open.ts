import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { MigrationMeta } from "drizzle-orm/migrator";
import { connect, underLock } from "./connect.ts";
import type { ConnectOptions, Database, Queries, Tx } from "./connect.ts";
import { claimEnvironment } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { makeGuards, verifyGuards, verifyKeptGuards } from "./guards.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

export type OpenOptions = ConnectOptions & {
  /** DESK_HOME: the lock file and the environment's mark stand here. */
  readonly home: string;
  /** DESK_ENV. A home that belongs to another one is refused. Default `training`. */
  readonly environment?: Environment;
};

/** When the newest applied migration was made (ms), or null for an empty file. */
async function appliedUntil(queries: Queries): Promise<number | null> {
  const known = await queries.all(sql`select 1 from sqlite_master where name = '__drizzle_migrations'`);
  if (known.length === 0) return null;
  const rows = await queries.all<{ last: number | null }>(
    sql`select max(created_at) as last from __drizzle_migrations`,
  );
  return rows[0]?.last ?? null;
}

/** Drizzle's own bookkeeping, but in one transaction with the guards: no moment with the one and without the other. */
async function migrateWithin(tx: Tx, pending: readonly MigrationMeta[]): Promise<void> {
  await tx.run(
    sql`create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)`,
  );
  for (const { sql: statements, hash, folderMillis } of pending) {
    for (const statement of statements) await tx.run(sql.raw(statement));
    await tx.run(sql`insert into __drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`);
  }
  await makeGuards(tx);
}

/** Whether the file has exactly the migrations of this program: a newer process may have gone on. */
export async function isSchemaCurrent(queries: Queries): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.folderMillis ?? 0;
  return (await appliedUntil(queries)) === newest;
}

async function bringUpToDate(database: Database): Promise<void> {
  const all = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const newest = all.at(-1)?.folderMillis ?? 0;
  const until = await appliedUntil(database.read);
  if (until !== null && until > newest) throw new Error("the database was written by a newer version of this program");
  const pending = all.filter((one) => until === null || one.folderMillis > until);
  if (pending.length > 0 && until !== null) await verifyKeptGuards(database.read);
  if (pending.length > 0) await database.write((tx) => migrateWithin(tx, pending));
  await verifyGuards(database.read);
}

/**
 * Opens the database of a home: migrates under the lock file `<home>/lock`, verifies every guard. `url` as of libSQL,
 * e.g. `file:/…/desk.db`. Throws, with a sentence for the log, when the schema is newer than this program, a guard is
 * missing or changed, the home belongs to another environment, or the lock stays taken.
 */
export async function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  const { home, environment = "training", ...rest } = options;
  await mkdir(home, { recursive: true, mode: 0o700 });
  return underLock(join(home, "lock"), async () => {
    await claimEnvironment(home, environment);
    const database = await connect(url, rest);
    try {
      await bringUpToDate(database);
    } catch (error) {
      await database.close();
      throw error;
    }
    return database;
  });
}
