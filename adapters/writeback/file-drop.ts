import { access, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { csvTable } from "./csv.ts";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { TargetFault, WRITTEN_FIELDS, type Diff, type WriteBackTarget } from "../../core/ports/writeback.ts";
import { checkHash, previewOf } from "../../core/writeback/diff.ts";

export type FileDropOptions = {
  readonly id: string;
  readonly folder: string;
  readonly format: "json" | "csv";
  readonly tenant: string;
  readonly environment: string;
  readonly dryRun: boolean;
};

/** A full or absent disk: someone has to free or mount it. */
export const FILE_SCHEDULE: readonly number[] = [5, 60, 300, 1800, 7200].map((seconds) => seconds * 1000);

/** A folder that another system empties: one file per key, whole or not there, so that a retry changes nothing. */
export function createFileDrop(options: FileDropOptions): WriteBackTarget {
  const { id, folder, format } = options;
  const fileOf = (key: string): string => join(folder, `${toFileName(key)}.${format}`);

  return {
    settle: "keyed",
    preview: async (record, fields, { purpose, known }) =>
      previewOf({ target: id, record, purpose }, { current: known, version: null }, fields),
    async send(diff, hash, key) {
      checkHash(diff, hash);
      if (options.dryRun) throw new TargetFault("dead-letter-admin", "dry-run");
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeOnce(fileOf(key), textOf(diff, key, options));
      } catch (error) {
        throw new TargetFault("unknown-read-back", codeOf(error));
      }
    },
    async readBack(diff, key) {
      try {
        return (await readFile(fileOf(key), "utf8")) === textOf(diff, key, options) ? "written" : "other";
      } catch (error) {
        // A file that was taken by the other system was there; only the one who wrote it knows.
        if (codeOf(error) === "file-not-there") return "unreadable";
        throw new TargetFault("unknown-read-back", codeOf(error));
      }
    },
  };
}

/** Keys are hex (and `:restore`): nothing of a record or a name reaches a path. */
const toFileName = (key: string): string => key.replaceAll(/[^0-9a-z]/g, "-").slice(0, 120);

/**
 * Temporary file, fsync, rename, fsync of the folder: a reader sees the whole file or none. What is there already
 * stays as it is; two processes that write one key at once write the same bytes.
 */
async function writeOnce(file: string, text: string): Promise<void> {
  if (await isThere(file)) return;
  const temporary = `${file}.${process.pid}.part`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const folder = await open(join(file, ".."), "r");
  await folder.sync().finally(() => folder.close());
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

function textOf(diff: Diff, key: string, { format, tenant, environment }: FileDropOptions): string {
  const { record, purpose, changes } = diff;
  const values = new Map(changes.map(({ field, to }) => [field, to]));
  const hold = changes.find(({ field }) => field === "hold");
  const holdId = hold ? (hold.to ?? hold.from) : null;
  if (format === "json")
    return `${canonicalText({ v: 1, key, tenant, environment, record, purpose, holdId, fields: Object.fromEntries(values) })}\n`;
  const head = ["key", "tenant", "environment", "record", "purpose", "holdId", ...WRITTEN_FIELDS];
  const cells = WRITTEN_FIELDS.map((field) => values.get(field) ?? "");
  return csvTable([head, [key, tenant, environment, record, purpose, holdId ?? "", ...cells]]);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "file-not-there";
  return code === "EACCES" || code === "EROFS" || code === "EPERM" ? "folder-refused" : "file-fault";
}
