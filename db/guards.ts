import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import type { Queries, Tx } from "./connect.ts";
import { setting } from "./schema/tenants.ts";

type Guard = { readonly name: string; readonly text: string };

const GUARDS = new URL("./guards.sql", import.meta.url);
/** Name of the setting that keeps the guards as they were made, so that an upgrade can tell a missing one. */
const KEPT = "guards";

const worded = (text: string): string => text.replaceAll(/\s+/g, " ").trim().toLowerCase();

/** Name and text of each guard, comments taken out. */
async function readGuards(): Promise<readonly Guard[]> {
  const file = await readFile(GUARDS, "utf8");
  return file.split("--> statement-breakpoint").map((part) => {
    const text = part.replaceAll(/^--.*$/gm, "").trim();
    const name = /^create (?:trigger|unique index) (\w+)/.exec(text)?.[1];
    if (name === undefined) throw new Error("db/guards.sql holds a statement that is no guard");
    return { name, text };
  });
}

/** The guards as the last migration made them; none for a database older than the note. */
function parseKept(text: string | undefined): readonly Guard[] {
  return text === undefined ? [] : (JSON.parse(text) as readonly Guard[]);
}

async function verify(queries: Queries, guards: readonly Guard[]): Promise<void> {
  const rows = await queries.all<{ name: string; sql: string | null }>(sql`select name, sql from sqlite_master`);
  const present = new Map(rows.map((row) => [row.name, row.sql ?? ""]));
  for (const { name, text } of guards)
    if (worded(present.get(name) ?? "") !== worded(text))
      throw new Error(`the database guard "${name}" is missing or changed: restore a backup, or ask who changed it`);
}

/** Throws when a guard is missing or reads differently: append-only would be a promise without a lock. */
export const verifyGuards = async (queries: Queries): Promise<void> => verify(queries, await readGuards());

/** The same for a database about to be migrated, by its own guards: making them anew must not hide a missing one. */
export async function verifyKeptGuards(queries: Queries): Promise<void> {
  const [row] = await queries
    .select()
    .from(setting)
    .where(sql`${setting.name} = ${KEPT}`);
  await verify(queries, parseKept(row?.value));
}

/** Makes all guards anew, in the migration's transaction: a table rebuild drops them silently. */
export async function makeGuards(tx: Tx): Promise<void> {
  const guards = await readGuards();
  for (const { name, text } of guards) {
    await tx.run(sql.raw(`drop ${text.startsWith("create trigger") ? "trigger" : "index"} if exists ${name}`));
    await tx.run(sql.raw(text));
  }
  const value = JSON.stringify(guards);
  await tx.insert(setting).values({ name: KEPT, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}
