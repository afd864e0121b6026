import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { BadSettings, type Settings } from "../config/environment.ts";
import { pricesOf } from "../config/prices.ts";
import type { Log } from "../log.ts";
import { faultOf } from "../log.ts";
import { createClock } from "../../adapters/system/clock.ts";
import { createIds } from "../../adapters/system/ids.ts";
import { loadRootKey } from "../../adapters/system/root-key.ts";
import { parseCaseEvent } from "../../core/cases/parse-event.ts";
import { caseProjector } from "../../core/cases/project.ts";
import { weightOf } from "../../core/cases/revises.ts";
import { isItemEvent, parseItemEvent } from "../../core/register/events.ts";
import { itemProjector } from "../../core/register/item-state.ts";
import type { Clock, Ids } from "../../core/ports/clock.ts";
import type { Database } from "../../db/connect.ts";
import { openDatabase } from "../../db/open.ts";
import { openStores, type OpenedStores } from "../../db/stores/open.ts";

export type Home = {
  readonly database: Database;
  readonly stores: OpenedStores;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Folder of the immutable editions. */
  readonly editions: string;
  /** 32 bytes; other keys are derived from it or wrapped by it. */
  readonly rootKey: Uint8Array;
  /** What the start says of the root key. */
  readonly keySays: string;
};

/**
 * Opens DESK_HOME: root key, database, stores; for the server and the command line alike. Throws BadSettings with one
 * sentence: no key beside a chat platform, a foreign environment, a newer schema, a missing guard.
 */
export async function openHome(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<Home> {
  try {
    mkdirSync(settings.home, { recursive: true, mode: 0o700 });
    const rootKey = await loadRootKey(env, settings.home, {
      localOnly: settings.slack === null && settings.teams === null,
    });
    const database = await openDatabase(settings.databaseUrl, {
      home: settings.home,
      environment: settings.environment,
    });
    const clock = createClock();
    const ids = createIds();
    const stores = openStores(database, {
      rootKey: rootKey.key,
      projector: caseProjector,
      items: itemProjector,
      clock,
      ids,
      blobsFolder: join(settings.home, "blobs"),
      editionsFolder: join(settings.home, "editions"),
      schemaOfTypes: (type, v, payload) => {
        if (isItemEvent(type)) parseItemEvent(type, v, payload);
        else if (weightOf(type) !== "observation") parseCaseEvent(type, v, payload);
        return payload;
      },
      prices: pricesOf(settings, env),
      onFault: (code, error) => log.error("store", { code, fault: faultOf(error) }),
    });
    const keySays =
      rootKey.path === null
        ? `from ${rootKey.from}`
        : `${rootKey.from} at ${rootKey.path} (beside the data: for trying it out only)`;
    return { database, stores, clock, ids, rootKey: rootKey.key, editions: join(settings.home, "editions"), keySays };
  } catch (error) {
    if (error instanceof Error && !(error instanceof BadSettings))
      throw new BadSettings(`The desk cannot open ${settings.home}: ${error.message}.`);
    throw error;
  }
}
