import { existsSync } from "node:fs";
import { join } from "node:path";
import { createDocuments } from "../../adapters/files/documents.ts";
import { createClock } from "../../adapters/system/clock.ts";
import type { LawDate } from "../../core/dates.ts";
import type { Documents } from "../../core/ports/documents.ts";
import type { EditionPart } from "../../core/rulebook/pins.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { buildIndex } from "../../core/screening/build-index.ts";
import type { ScreeningIndex } from "../../core/screening/build-index.ts";
import type { ListEdition } from "../../core/screening/list-edition.ts";
import { toHash } from "../../core/ids.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { militaryIntelligenceEdition, starterEdition } from "../../rules/starter-lists/read-starter-list.ts";
import { readSettings } from "../config/environment.ts";
import { toTongue } from "../editions/tongue.ts";
import { readBundle } from "../rulebook-source.ts";
import type { Io } from "./io.ts";
import { activeBundle, activeLists } from "./open-desk.ts";

/** The law's zone, where a tenant sets none. */
export const LAW_ZONE = "America/New_York";

/** What the calculations stand on; each part is opened when it is first asked for, once. They write nothing. */
export type Tools = {
  readonly today: LawDate;
  /** Environment `training`: the demonstration list counts as complete and fresh. */
  readonly training: boolean;
  readonly rulebook: () => Promise<Rulebook>;
  readonly lists: () => Promise<ScreeningIndex>;
  readonly documents: Documents;
  /** The parts of the rulebook and, where parties count, of the lists, with their dates. */
  readonly editions: (what: "rulebook" | "all") => Promise<readonly EditionPart[]>;
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
};

const partOf = (edition: ListEdition): EditionPart => ({
  part: `list/${edition.list}`,
  date: edition.date,
  hash: toHash(edition.hash),
  basis: "text",
  ...(edition.status === "whole" ? {} : { note: edition.status }),
});

/** The lists active for the tenant in DESK_HOME; where none were ever imported, those that ship. */
export async function listsOf(io: Io, tenant: string | undefined): Promise<readonly ListEdition[]> {
  const held = isMade(io) ? await activeLists(io, tenant) : [];
  return held.length > 0 ? held : [starterEdition(), militaryIntelligenceEdition()];
}

/** The rules of this checkout with the texts that are active for the tenant in DESK_HOME; alone where none are. */
export const bundleOf = async (io: Io, tenant: string | undefined): Promise<string> =>
  isMade(io) ? activeBundle(io, tenant) : readBundle();

/** Whether a desk was ever opened here. */
export function isMade(io: Io): boolean {
  const settings = readSettings(io.env, io.cwd);
  return existsSync(join(settings.home, "desk.db")) || io.env["DATABASE_URL"] !== undefined;
}

/** Throws BadSettings for an environment that cannot be read. */
export function openTools(io: Io, tenant: string | undefined): Tools {
  const settings = readSettings(io.env, io.cwd);
  const rulebook = once(async () => openRulebook(await bundleOf(io, tenant)));
  const lists = once(async () => buildIndex(await listsOf(io, tenant), toTongue(), readListEffects()));
  return {
    today: createClock(io.now).lawDate(LAW_ZONE),
    training: settings.environment === "training",
    rulebook,
    lists,
    documents: createDocuments(),
    async editions(what) {
      const { parts } = await rulebook();
      return what === "rulebook" ? parts : [...parts, ...(await lists()).editions.map(partOf)];
    },
  };
}
