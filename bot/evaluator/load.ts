import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Loaded } from "./evaluate.ts";
import { hashBytes, parseEditionSet, partsOf, setHash, type EditionSet } from "../editions/edition-set.ts";
import { toTongue } from "../editions/tongue.ts";
import { decodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { ENGINE } from "../../core/engine.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { openRulebook } from "../../core/rulebook/rulebook.ts";
import { buildIndex } from "../../core/screening/build-index.ts";
import type { ListEdition, ListRules } from "../../core/screening/list-edition.ts";

/** What a worker thread needs to load an edition set by itself. */
export type EditionSources = {
  /** The active set, as JSON. */
  readonly set: Json;
  /** Folder of the immutable editions, each named by its hash. */
  readonly folder: string;
  readonly training: boolean;
};

/** Reads one edition and checks that its bytes are what the set names. Throws an Error naming the hash when they are not. */
async function readEdition(folder: string, hash: Hash): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, hash));
  if (hashBytes(bytes) !== hash) throw new Error(`the file of edition ${hash} is not what was stored`);
  return bytes;
}

const toListRules = (bytes: Uint8Array): ListRules => JSON.parse(Buffer.from(bytes).toString("utf8")) as ListRules;

/** Loads a set whole, or throws: a set that does not load never replaces one that runs. */
export async function loadEditions(sources: EditionSources): Promise<Loaded> {
  const set = parseEditionSet(sources.set);
  const read = (hash: Hash): Promise<Uint8Array> => readEdition(sources.folder, hash);
  return assemble(set, {
    rulebook: Buffer.from(await read(set.rulebook)).toString("utf8"),
    listRules: toListRules(await read(set.listRules)),
    lists: await Promise.all(set.lists.map(async (row) => decodeEdition(await read(row.hash), row.status))),
    training: sources.training,
  });
}

export type Materials = {
  /** The bundle text. */
  readonly rulebook: string;
  readonly listRules: ListRules;
  readonly lists: readonly ListEdition[];
  readonly training: boolean;
};

/** The same for the server, the command line and a replay: rulebook opened, lists indexed. */
export function assemble(set: EditionSet, materials: Materials): Loaded {
  const rulebook = openRulebook(materials.rulebook);
  return {
    pins: { engine: ENGINE, editions: setHash(set) },
    parts: partsOf(set, rulebook.parts),
    context: {
      rulebook,
      lists: materials.lists.length > 0 ? buildIndex(materials.lists, toTongue(), materials.listRules) : null,
      training: materials.training,
    },
  };
}
