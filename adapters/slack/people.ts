import type { SlackAccess } from "./client.ts";
import { calling } from "./faults.ts";
import { at, listAt, textAt } from "./payload.ts";
import type { Sender } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

export type Standing = Sender["standing"];

/** One person, read at the act and remembered for so long. */
const ONE_FOR = 60_000;
/** Everyone of a workspace, for the guests of a channel. */
const ALL_FOR = 600_000;
const PAGE = 500;
const PAGES = 100;

/**
 * What a Slack user is to the installation. Only someone who is expressly no guest and of this workspace (or of its
 * organisation) is a member: what Slack does not say is `unknown`, and unknown is refused.
 */
export function standingOf(user: unknown, installation: string): Standing {
  if (at(user, "deleted") === true) return "deactivated";
  if (at(user, "is_bot") === true || textAt(user, "id") === "USLACKBOT") return "bot";
  if (at(user, "is_stranger") === true) return "external";
  const enterprise = at(user, "enterprise_user");
  const homes = [textAt(user, "team_id"), textAt(enterprise, "enterprise_id"), ...listAt(enterprise, "teams")];
  if (homes[0] === null) return "unknown";
  if (!homes.includes(installation)) return "external";
  const [restricted, ultra] = [at(user, "is_restricted"), at(user, "is_ultra_restricted")];
  if (restricted === true || ultra === true) return "guest";
  return restricted === false && ultra === false ? "member" : "unknown";
}

export type SlackPeople = {
  /** One person. Throws AdapterFault when Slack cannot be asked; unknown to Slack is `unknown`. */
  readonly standing: (installation: string, user: string) => Promise<Standing>;
  /** Everyone of the installation by user id. */
  readonly everyone: (installation: string) => Promise<ReadonlyMap<string, Standing>>;
};

type Kept<T> = { readonly value: T; readonly until: number };

/** Reads people from Slack. `now`: milliseconds since the epoch. */
export function createSlackPeople(deps: { readonly access: SlackAccess; readonly now: () => number }): SlackPeople {
  const ones = new Map<string, Kept<Standing>>();
  const alls = new Map<string, Kept<ReadonlyMap<string, Standing>>>();
  return {
    standing: async (installation, user) => {
      const key = `${installation}:${user}`;
      const kept = ones.get(key);
      if (kept && kept.until > deps.now()) return kept.value;
      const value = await readOne(deps.access, installation, user);
      if (ones.size > 5000) ones.clear();
      ones.set(key, { value, until: deps.now() + ONE_FOR });
      return value;
    },
    everyone: async (installation) => {
      const kept = alls.get(installation);
      if (kept && kept.until > deps.now()) return kept.value;
      const value = await readAll(deps.access, installation);
      alls.set(installation, { value, until: deps.now() + ALL_FOR });
      return value;
    },
  };
}

async function readOne(access: SlackAccess, installation: string, user: string): Promise<Standing> {
  const client = await access.client(installation);
  try {
    const found: unknown = await calling(() => client.users.info({ user }));
    return standingOf(at(found, "user"), installation);
  } catch (error) {
    if (error instanceof AdapterFault && (error.code === "user_not_found" || error.code === "user_not_visible"))
      return "unknown";
    throw error;
  }
}

async function readAll(access: SlackAccess, installation: string): Promise<ReadonlyMap<string, Standing>> {
  const client = await access.client(installation);
  const all = new Map<string, Standing>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const more: { readonly cursor?: string } = cursor === null ? {} : { cursor };
    const found: unknown = await calling(() => client.users.list({ limit: PAGE, ...more }));
    for (const user of listAt(found, "members")) {
      const id = textAt(user, "id");
      if (id !== null) all.set(id, standingOf(user, installation));
    }
    cursor = textAt(found, "response_metadata", "next_cursor");
    if (cursor === null) break;
  }
  return all;
}
