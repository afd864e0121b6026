import type { Desk, Reply } from "./deps.ts";
import type { RequestInbound } from "./open-case.ts";
import { digestNow } from "../digest/timer.ts";
import type { PersonId } from "../../core/ids.ts";

/** The one word, from a manager: anybody else's is a request like any other. */
const WORD = /^\s*digest\s*$/i;

/** A manager who asks for the digest gets it where the weekly one goes; null: this is no such question. */
export async function askDigest(desk: Desk, inbound: RequestInbound, person: PersonId): Promise<Reply | null> {
  if (!WORD.test(inbound.text) || inbound.files.length > 0) return null;
  const manager = desk.digestOf(inbound.tenant)?.managers.find((one) => one.person === person);
  if (!manager) return null;
  await desk.setWork(inbound.tenant, digestNow(manager));
  desk.kick();
  return { kind: "none" };
}
