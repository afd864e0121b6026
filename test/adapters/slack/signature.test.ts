import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSignatureCheck } from "../../../adapters/slack/signature.ts";
import { NOW, SECRET, sign } from "./signed.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const headers = (at: number | string, signature: string): Headers =>
  new Headers({ "x-slack-request-timestamp": String(at), "x-slack-signature": signature });
const NOW_S = Math.floor(NOW / 1000);

describe("the signature of a Slack request", () => {
  it("accepts the vector that Slack publishes", async () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const check = createSignatureCheck(["8f742231b10e8888abcd99yyyzzz85a5"]);
    const given = headers(1531420618, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    expect(await check(given, bytes(body), 1531420618_000)).toBe("genuine");
    expect(await check(given, bytes(`${body}x`), 1531420618_000)).toBe("forged");
  });

  it.each([
    [-301, "stale"],
    [-300, "genuine"],
    [0, "genuine"],
    [300, "genuine"],
    [301, "stale"],
    [3600, "stale"],
    [315_360_000, "stale"],
  ] as const)("is %i seconds from our clock: %s", async (offset, verdict) => {
    const at = NOW_S + offset;
    expect(await createSignatureCheck([SECRET])(headers(at, sign("{}", at)), bytes("{}"), NOW)).toBe(verdict);
  });

  it("accepts exactly v0= and 64 lower-case hex digits", async () => {
    const good = sign("{}", NOW_S);
    const bad = [
      `${good}=junk`,
      `${good}0`,
      good.slice(0, -1),
      good.toUpperCase(),
      ` ${good.slice(3)}`,
      good.replace("v0", "v1"),
      "v0=",
    ];
    const check = createSignatureCheck([SECRET]);
    for (const signature of bad) expect(await check(headers(NOW_S, signature), bytes("{}"), NOW)).not.toBe("genuine");
    expect(await check(headers(NOW_S, good), bytes("{}"), NOW)).toBe("genuine");
  });

  it("accepts two secrets while one is rotated, and neither an empty one nor none", async () => {
    const check = createSignatureCheck(["the-new-secret", SECRET]);
    expect(await check(headers(NOW_S, sign("{}", NOW_S)), bytes("{}"), NOW)).toBe("genuine");
    expect(await check(headers(NOW_S, sign("{}", NOW_S, "the-new-secret")), bytes("{}"), NOW)).toBe("genuine");
    expect(await check(headers(NOW_S, sign("{}", NOW_S, "another")), bytes("{}"), NOW)).toBe("forged");
    expect(() => createSignatureCheck([])).toThrow(/signing secret/);
    expect(() => createSignatureCheck([SECRET, ""])).toThrow(/signing secret/);
  });

  it("refuses timestamps that are no whole second", async () => {
    const check = createSignatureCheck([SECRET]);
    for (const at of ["", "0x10", "1e9", ` ${NOW_S}`, `${NOW_S}.5`, "-1", `0${NOW_S}`])
      expect(await check(headers(at, sign("{}", at)), bytes("{}"), NOW), at).not.toBe("genuine");
  });

  it("refuses every body but the signed one", async () => {
    const check = createSignatureCheck([SECRET]);
    const body = bytes('{"type":"event_callback"}');
    const given = headers(NOW_S, sign('{"type":"event_callback"}', NOW_S));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: body.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = body.map((byte, index) => (index === at ? byte ^ flip : byte));
        expect(await check(given, changed, NOW)).toBe("forged");
      }),
      { numRuns: 60 },
    );
  });
});
