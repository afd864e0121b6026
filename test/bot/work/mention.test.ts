import { describe, expect, it } from "vitest";
import { settle } from "../../../adapters/queue/settle.ts";
import { newCopy } from "../../../bot/conversation/effects.ts";
import type { Desk } from "../../../bot/conversation/deps.ts";
import { mentionBall } from "../../../bot/work/mention.ts";
import { createIds } from "../../../adapters/system/ids.ts";
import { toPlaceId, toTenantId } from "../../../core/ids.ts";
import type { WorkItem, WorkRows } from "../../../core/ports/work.ts";
import { aCase, aPlace, CASE, determined, inReview, opened } from "../../factories/case.ts";

const copy = newCopy(createIds(), CASE, "review", toPlaceId("reviewers-legal"));
const stores = {
  copies: { byId: async () => copy },
  cases: { byId: async () => ({ json: aCase([opened, determined(), inReview]) }) },
  directory: { place: async () => ({ ref: aPlace({ channel: "reviewers-legal" }) }) },
};
const desk = { stores: { for: () => stores }, messengers: { console: {} } } as unknown as Desk;
const item = { tenant: toTenantId("local"), ref: { copy: copy.id, version: 3 } } as unknown as WorkItem;

/** Attempts before the row is dead (db/stores/work.ts). */
const ATTEMPTS = 8;
const MINUTE = 60_000;

describe("the mention of whoever has the ball", () => {
  it("outlives a card that its platform holds back for a minute: its shortest waits are longer together", async () => {
    const fault: unknown = await mentionBall(desk, {} as WorkRows, item).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "copy-not-posted", terminal: false });
    const waits = Array.from({ length: ATTEMPTS - 1 }, (_, tried) => settle(fault, tried + 1, 1));
    const together = waits.reduce((sum, one) => sum + (one.next === "retry" ? one.afterMs : 0), 0);
    expect(together).toBeGreaterThan(MINUTE);
  });
});
