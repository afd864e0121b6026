import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createArrivalCheck } from "../../../adapters/edge/received.ts";
import { createStamp, EDGE_SECRET_MIN, RECEIVED_HEADER, STAMP_HEADER } from "../../../adapters/edge/stamp.ts";
import { EDGE_SECRET } from "./stamped.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const DAY = 86_400_000;
const RAW = new TextEncoder().encode('{"type":"event_callback"}');
const check = createArrivalCheck(EDGE_SECRET);
const { write } = createStamp(EDGE_SECRET);

const arrival = async (times: { received: number; forwarded: number }, at = NOW, raw = RAW) =>
  check({ headers: new Headers(await write(times, RAW)), raw, at });

describe("a request that an edge forwarded", () => {
  it("is judged, and its deadline counted, from its first byte at the edge", async () => {
    const received = NOW - 40;
    expect(await arrival({ received, forwarded: received })).toEqual({
      via: "edge",
      receivedAt: received,
      startedAt: received,
    });
  });

  it("from an edge whose clock is ahead has no longer deadline than one that came directly", async () => {
    const received = NOW + 700;
    expect(await arrival({ received, forwarded: received })).toMatchObject({ receivedAt: received, startedAt: NOW });
  });

  it("that waited for days is judged by the time it came, and its deadline starts here: nobody waits", async () => {
    const times = { received: NOW - 3 * DAY, forwarded: NOW - 20 };
    expect(await arrival(times)).toEqual({ via: "edge", receivedAt: times.received, startedAt: NOW });
  });

  it.each([
    [-300_000, "edge"],
    [-300_001, "refused"],
    [300_000, "edge"],
    [300_001, "refused"],
    [-DAY, "refused"],
  ] as const)("forwarded %i ms from now: %s", async (offset, via) => {
    const forwarded = NOW + offset;
    const said = await arrival({ received: forwarded, forwarded });
    expect(said.via).toBe(via);
    expect("code" in said ? said.code : "stale-edge").toBe("stale-edge");
  });

  it("before it was received is nothing that an edge writes", async () => {
    expect(await arrival({ received: NOW, forwarded: NOW - 1 })).toEqual({ via: "refused", code: "forged-edge" });
  });
});

const genuine = await write({ received: NOW, forwarded: NOW }, RAW);
const stamp = genuine[STAMP_HEADER] ?? "";
const other = await createStamp("another-secret-of-thirty-two-characters").write(
  { received: NOW, forwarded: NOW },
  RAW,
);
const mac = stamp.slice(stamp.indexOf("v1="));

describe("headers that are not the edge's own", () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ["another secret", other],
    ["another time of arrival", { ...genuine, [RECEIVED_HEADER]: String(NOW - 1) }],
    ["another time of forwarding", { ...genuine, [STAMP_HEADER]: `t=${NOW + 1},${mac}` }],
    ["no stamp", { [RECEIVED_HEADER]: String(NOW) }],
    ["no time", { [STAMP_HEADER]: stamp }],
    ["an empty stamp", { ...genuine, [STAMP_HEADER]: "" }],
    ["a bare MAC", { ...genuine, [STAMP_HEADER]: mac.slice(3) }],
    ["text behind the MAC", { ...genuine, [STAMP_HEADER]: `${stamp}0` }],
    ["a MAC in capitals", { ...genuine, [STAMP_HEADER]: stamp.toUpperCase() }],
    ["a time in seconds", { ...genuine, [RECEIVED_HEADER]: String(NOW / 1000) }],
    ["a time that is no number", { ...genuine, [RECEIVED_HEADER]: "0x1a2b3c4d5e6f7" }],
  ])("%s: refused", async (_, headers) => {
    expect(await check({ headers: new Headers(headers), raw: RAW, at: NOW })).toEqual({
      via: "refused",
      code: "forged-edge",
    });
  });

  it("over another body: refused", async () => {
    const raw = new TextEncoder().encode('{"type":"event_callbacK"}');
    expect((await arrival({ received: NOW, forwarded: NOW }, NOW, raw)).via).toBe("refused");
  });

  it("no digit can move from one part of the stamp to another", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5 }), fc.uint8Array({ maxLength: 40 }), async (moved, tail) => {
        const body = new Uint8Array([...new TextEncoder().encode(String(NOW).slice(0, moved)), ...tail]);
        const headers = new Headers(await write({ received: NOW, forwarded: NOW }, body));
        expect((await check({ headers, raw: body, at: NOW })).via).toBe("edge");
        expect((await check({ headers, raw: new Uint8Array([...body, 58]), at: NOW })).via).toBe("refused");
      }),
      { numRuns: 50 },
    );
  });
});

describe("who speaks for an edge", () => {
  it("without the secret nobody does: its headers are ignored", async () => {
    const headers = new Headers(await write({ received: NOW - DAY, forwarded: NOW - DAY }, RAW));
    const direct = { via: "http", receivedAt: NOW, startedAt: NOW };
    expect(await createArrivalCheck(null)({ headers, raw: RAW, at: NOW })).toEqual(direct);
  });

  it("a request without the headers came directly, secret or not", async () => {
    const direct = { via: "http", receivedAt: NOW, startedAt: NOW };
    expect(await check({ headers: new Headers(), raw: RAW, at: NOW })).toEqual(direct);
  });

  it("a secret that could be guessed is refused at the start", () => {
    expect(() => createArrivalCheck("")).toThrow(/at least 32/);
    expect(() => createArrivalCheck("x".repeat(EDGE_SECRET_MIN - 1))).toThrow(/at least 32/);
    expect(() => createArrivalCheck("x".repeat(EDGE_SECRET_MIN))).not.toThrow();
  });
});
