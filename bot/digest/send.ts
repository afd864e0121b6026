import { createHash } from "node:crypto";
import { digestCard } from "../cards/digest-card.ts";
import type { Desk } from "../conversation/deps.ts";
import { keepDigest, openDigest, personStream, sentTo, type KeptDigest } from "./kept.ts";
import type { DigestPlan, Manager } from "./managers.ts";
import { listTokens } from "./open-list.ts";
import { ownPlace } from "./own-place.ts";
import { digestTimer, NOW } from "./timer.ts";
import { workOutDigest } from "./work-out.ts";
import { toHash } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { Card } from "../../core/ports/card.ts";
import type { PlaceRef } from "../../core/ports/inbound.ts";
import type { BlobRef } from "../../core/ports/ledger.ts";
import { AdapterFault, type Messenger } from "../../core/ports/messenger.ts";
import type { WorkItem, WorkRows } from "../../core/ports/work.ts";

type Run = { readonly desk: Desk; readonly work: WorkRows; readonly item: WorkItem };

/**
 * Sends one person's digest of the last whole week, once a week whatever happened meanwhile: after a time without the
 * desk there is one, of the newest week. The next timer is set even when this one had nothing to send. What was counted
 * is kept before it is sent, so that a second attempt sends the same figures and a lost answer is looked for first.
 */
export async function sendDigest(desk: Desk, work: WorkRows, item: WorkItem): Promise<void> {
  const plan = desk.digestOf(item.tenant);
  const manager = plan?.managers.find(({ person }) => person === item.ref["digest"]);
  const schedule = item.ref["schedule"];
  // Somebody who is no manager any more, or a timer of hours that were changed: another row has taken its place.
  if (!plan || !manager || (schedule !== NOW && schedule !== plan.schedule)) return;
  const nowMs = desk.clock.now();
  const week = plan.lastWeek(nowMs);
  const asked = schedule === NOW;
  const sent = asked ? [] : await sentTo(desk, item.tenant, manager.person);
  if (asked || !sent.some((one) => one.week === week.id && !one.asked))
    await deliver({ desk, work, item }, { plan, manager, asked });
  if (!asked) await work.put(item.tenant, digestTimer(manager, plan, nowMs));
}

type What = { readonly plan: DigestPlan; readonly manager: Manager; readonly asked: boolean };

async function deliver(run: Run, { plan, manager, asked }: What): Promise<void> {
  const { desk, item } = run;
  const { tenant } = item;
  const place = await ownPlace(desk, tenant, manager);
  const messenger = place && desk.messengers[place.platform];
  if (!place || !messenger) throw new AdapterFault("place-unknown", false, 30_000);
  const kept = (await keptBefore(run)) ?? (await makeDigest(run, plan, manager));
  const { person } = manager;
  const key = keyOf(tenant, person, asked ? item.id : kept.digest.week.id);
  const card = await digestCard(kept.digest, listTokens(desk, { tenant, person, key }));
  await send(run, { place, messenger, card, key, ref: kept.ref });
  await desk.stores.for(tenant).ledger.observe(personStream(person), [
    {
      type: "digest-sent",
      v: 1,
      payload: { week: kept.digest.week.id, key, digest: kept.ref.hash, place: place.platform, asked },
      actor: { system: "timer" },
      cause: item.id,
      blobs: [kept.ref],
    },
  ]);
}

/** Opaque: it stands in the message's metadata, which everyone in a place can read. */
const keyOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

async function makeDigest({ desk, item }: Run, plan: DigestPlan, manager: Manager): Promise<KeptDigest> {
  const nowMs = desk.clock.now();
  const { scope, person } = manager;
  const digest = await workOutDigest(desk.stores.for(item.tenant), {
    scope,
    week: plan.lastWeek(nowMs),
    zone: plan.zone,
    nowMs,
  });
  return { digest, ref: await keepDigest(desk, item.tenant, person, digest) };
}

/** What an earlier attempt of this row was about to send. */
async function keptBefore({ desk, item }: Run): Promise<KeptDigest | null> {
  const ref = parseRef(item.remoteRef);
  return ref && { ref, digest: await openDigest(desk, item.tenant, ref.hash) };
}

function parseRef(json: Json): BlobRef | null {
  if (json === null || typeof json !== "object" || Array.isArray(json)) return null;
  const { hash, key, commitment } = json as JsonObject;
  return typeof hash === "string" && typeof key === "string" && typeof commitment === "string"
    ? { hash: toHash(hash), key, commitment: toHash(commitment) }
    : null;
}

async function send(
  run: Run,
  what: {
    readonly place: PlaceRef;
    readonly messenger: Messenger;
    readonly card: Card;
    readonly key: string;
    readonly ref: BlobRef;
  },
): Promise<void> {
  const { place, messenger, card, key, ref } = what;
  const tried = run.item.intentAt !== null && messenger.settleOf(place) === "readable";
  if (tried && (await messenger.find(place, key)) !== null) return;
  await run.work.intend(run.item.lease, { ...ref });
  await messenger.post(place, card, key);
}
