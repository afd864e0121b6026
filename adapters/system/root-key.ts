import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type RootKey = {
  readonly key: Uint8Array;
  /** Where it came from: said at start. */
  readonly from: "DESK_KEY" | "DESK_KEY_FILE" | "made" | "found";
  /** The key file, when it is one. */
  readonly path: string | null;
};

const KEY_BYTES = 32;

/** Strict base64 of 32 bytes. Never says the text: it is a secret. */
function parseKey(text: string, name: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length !== KEY_BYTES || bytes.toString("base64") !== text.trim())
    throw new Error(`${name} must be 32 bytes in base64, e.g. from: openssl rand -base64 32`);
  return new Uint8Array(bytes);
}

async function readKeyFile(path: string, name: string): Promise<Uint8Array> {
  return parseKey(await readFile(path, "utf8"), name);
}

/**
 * Where the next root key of a rotation comes from: DESK_KEY_NEXT or DESK_KEY_NEXT_FILE. Throws a sentence when both
 * or neither are set, or when it is malformed.
 */
export async function loadNextRootKey(env: Readonly<Record<string, string | undefined>>): Promise<Uint8Array> {
  const [text, file] = [env["DESK_KEY_NEXT"] ?? "", env["DESK_KEY_NEXT_FILE"] ?? ""];
  if ((text === "") === (file === "")) throw new Error("set DESK_KEY_NEXT or DESK_KEY_NEXT_FILE to the new root key");
  return text === "" ? readKeyFile(file, "DESK_KEY_NEXT_FILE") : parseKey(text, "DESK_KEY_NEXT");
}

const isMissing = (error: unknown): boolean => error instanceof Error && Reflect.get(error, "code") === "ENOENT";

/** `<home>/keys/root`, mode 0600, made at first use; two processes that start at once end with one key. */
async function homeKey(home: string): Promise<RootKey> {
  const path = join(home, "keys", "root");
  try {
    return { key: await readKeyFile(path, path), from: "found", path };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await mkdir(join(home, "keys"), { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch {
    return { key: await readKeyFile(path, path), from: "found", path };
  }
  return { key: await readKeyFile(path, path), from: "made", path };
}

/**
 * The root key: DESK_KEY (base64 of 32 bytes), DESK_KEY_FILE, or with `localOnly` one made in `<home>/keys/root`.
 * Throws a sentence when both variables are set, when a key is malformed, or when there is none and a chat platform
 * is configured: a key beside the database protects nothing there.
 */
export async function loadRootKey(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  options: { readonly localOnly: boolean },
): Promise<RootKey> {
  const [text, file] = [env["DESK_KEY"] ?? "", env["DESK_KEY_FILE"] ?? ""];
  if (text !== "" && file !== "") throw new Error("set DESK_KEY or DESK_KEY_FILE, not both");
  if (text !== "") return { key: parseKey(text, "DESK_KEY"), from: "DESK_KEY", path: null };
  if (file !== "") return { key: await readKeyFile(file, "DESK_KEY_FILE"), from: "DESK_KEY_FILE", path: file };
  if (!options.localOnly)
    throw new Error("DESK_KEY is missing: with a chat platform configured the desk needs its own root key");
  return homeKey(home);
}
