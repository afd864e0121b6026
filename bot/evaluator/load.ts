import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Loaded } from "./evaluate.ts";
import { hashBytes, parseEditionSet, partsOf, setHash, type EditionSet } from "../editions/edition-set.ts";
import { toTongue } from "../editions/tongue.ts";
import { decodeEdition } from "../../adapters/lists/edition-bytes.ts";
import { ENGINE } from "../../core/engine.ts";
import type { Hash } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { buildIndex, type ScreeningIndex } from "../../core/screening/build-index.ts";
import type { ListEdition, ListRules } from "../../core/screening/list-edition.ts";

export type LoaderOptions = {
  /** Folder of the immutable editions, each named by its hash. */
  readonly folder: string;
  readonly training: boolean;
};
export type Loader = {
  /** Loads a set whole, or throws: a set that does not load never replaces one that runs. Returns its hash. */
  readonly load: (set: Json) => Promise<Hash>;
  readonly get: (set: Hash) => Loaded | undefined;
};

/** Sets kept at once: tenants share rulebooks and list indexes, so a set costs little beside its first. */
const KEPT = 8;
const toListRules = (bytes: Uint8Array): ListRules => JSON.parse(Buffer.from(bytes).toString("utf8")) as ListRules;

/** Loads edition sets beside each other; parts that two sets name alike are loaded once. */
export function createLoader(options: LoaderOptions): Loader {
  const sets = new Map<Hash, Loaded>();
  const rulebooks = new Map<Hash, Rulebook>();
  const indexes = new Map<string, ScreeningIndex | null>();
  const read = (hash: Hash): Promise<Uint8Array> => readEdition(options.folder, hash);
  return {
    get: (set) => sets.get(set),
    async load(json) {
      const set = parseEditionSet(json);
      const hash = setHash(set);
      if (sets.has(hash)) return hash;
      const rulebook =
        rulebooks.get(set.rulebook) ?? openRulebook(Buffer.from(await read(set.rulebook)).toString("utf8"));
      const key = [set.listRules, ...set.lists.map((row) => `${row.hash} ${row.status}`)].join("\n");
      const known = indexes.get(key);
      const lists = known === undefined ? await loadIndex(set, read) : known;
      keep(rulebooks, set.rulebook, rulebook);
      keep(indexes, key, lists);
      keep(sets, hash, assembleFrom(set, { rulebook, lists, training: options.training }));
      return hash;
    },
  };
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}

/** Reads one edition and checks that its bytes are what the set names. Throws an Error naming the hash when they are not. */
async function readEdition(folder: string, hash: Hash): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, hash));
  if (hashBytes(bytes) !== hash) throw new Error(`the file of edition ${hash} is not what was stored`);
  return bytes;
}

async function loadIndex(set: EditionSet, read: (hash: Hash) => Promise<Uint8Array>): Promise<ScreeningIndex | null> {
  if (set.lists.length === 0) return null;
  const rules = toListRules(await read(set.listRules));
  const editions = await Promise.all(set.lists.map(async (row) => decodeEdition(await read(row.hash), row.status)));
  return buildIndex(editions, toTongue(), rules);
}

type Parts = { readonly rulebook: Rulebook; readonly lists: ScreeningIndex | null; readonly training: boolean };

const assembleFrom = (set: EditionSet, parts: Parts): Loaded => ({
  pins: { engine: ENGINE, editions: setHash(set) },
  parts: partsOf(set, parts.rulebook.parts),
  context: parts,
});

export type Materials = {
  /** The bundle text. */
  readonly rulebook: string;
  readonly listRules: ListRules;
  readonly lists: readonly ListEdition[];
  readonly training: boolean;
};

/** A set from materials at hand (a package, a test), for the command line and a replay. */
export const assemble = (set: EditionSet, materials: Materials): Loaded =>
  assembleFrom(set, {
    rulebook: openRulebook(materials.rulebook),
    lists: materials.lists.length > 0 ? buildIndex(materials.lists, toTongue(), materials.listRules) : null,
    training: materials.training,
  });
