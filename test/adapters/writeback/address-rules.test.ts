import { describe, expect, it, onTestFinished } from "vitest";
import { checkUrl, isAllowedAddress } from "../../../adapters/writeback/address-rules.ts";
import { createHttpTransport, type TransportOptions } from "../../../adapters/writeback/http-transport.ts";
import { startReceiver } from "../../fakes/webhook-receiver.ts";

const PUBLIC = { privateNetwork: false, plainLoopback: false };
const OWN = { privateNetwork: true, plainLoopback: false };
const TEST = { privateNetwork: false, plainLoopback: true };

describe("an address the desk may call", () => {
  it.each([
    ["8.8.8.8", true, true],
    ["2606:4700::1111", true, true],
    ["10.0.0.1", false, true],
    ["172.16.0.1", false, true],
    ["172.15.255.255", true, true],
    ["172.31.255.255", false, true],
    ["172.32.0.0", true, true],
    ["192.168.1.1", false, true],
    ["100.64.0.1", false, true],
    ["fd00::1", false, true],
    ["127.0.0.1", false, true],
    ["::1", false, true],
    ["169.254.169.254", false, false],
    ["fe80::1", false, false],
    ["0.0.0.0", false, false],
    ["::", false, false],
    ["224.0.0.1", false, false],
    ["255.255.255.255", false, false],
    ["::ffff:10.0.0.1", false, true],
    ["::ffff:a00:1", false, true],
    ["::ffff:169.254.169.254", false, false],
    ["::ffff:a9fe:a9fe", false, false],
    ["64:ff9b::a9fe:a9fe", false, false],
    ["2002:a9fe:a9fe::1", false, false],
    ["example.com", false, false],
    ["", false, false],
  ])("%s: from outside %s, within the own network %s", (address, outside, own) => {
    expect([isAllowedAddress(address, PUBLIC), isAllowedAddress(address, OWN)]).toEqual([outside, own]);
  });

  it.each([
    ["https://erp.example.com/hook", PUBLIC, true],
    ["http://erp.example.com/hook", PUBLIC, false],
    ["http://erp.example.com/hook", OWN, false],
    ["https://user:word@erp.example.com/", PUBLIC, false],
    ["https://10.0.0.1/", PUBLIC, false],
    ["https://0x7f000001/", PUBLIC, false],
    ["https://2130706433/", PUBLIC, false],
    ["https://[::ffff:127.0.0.1]/", PUBLIC, false],
    ["https://[fe80::1]/", OWN, false],
    ["http://127.0.0.1:8080/", TEST, true],
    ["http://localhost:8080/", TEST, false],
    ["http://10.0.0.1/", TEST, false],
    ["ftp://erp.example.com/", OWN, false],
    ["file:///etc/passwd", OWN, false],
  ])("%s", (address, rules, isFine) => {
    const check = (): void => checkUrl(new URL(address), rules);
    if (isFine) expect(check).not.toThrow();
    else expect(check).toThrow("address-refused");
  });
});

type Resolve = NonNullable<TransportOptions["resolve"]>;
/** A resolver that gives these addresses, one list a question. */
const resolver = (
  answers: readonly (readonly string[])[],
): { readonly resolve: Resolve; readonly asked: () => number } => {
  let asked = 0;
  const resolve = ((_host: string, _how: object, done: (error: null, all: object[]) => void) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as Resolve;
  return { resolve, asked: () => asked };
};

describe("a name that points where the desk may not go", () => {
  const get = (transport: ReturnType<typeof createHttpTransport>, url: string) =>
    transport({ method: "GET", url: new URL(url), headers: {} });

  it.each([
    ["to this machine", ["127.0.0.1"]],
    ["to the network", ["10.1.2.3"]],
    ["to the cloud's metadata", ["169.254.169.254"]],
    ["outside and inside at once", ["93.184.216.34", "10.1.2.3"]],
    ["nowhere", []],
  ])("%s: refused before a byte leaves", async (_what, addresses) => {
    const { resolve } = resolver([addresses]);
    const transport = createHttpTransport({ ...PUBLIC, resolve, timeoutMs: 2000 });
    await expect(get(transport, "https://erp.example.com/")).rejects.toMatchObject({ code: "address-refused" });
  });

  it("is resolved once: the connection goes to the very address that was checked", async () => {
    const receiver = await startReceiver();
    onTestFinished(receiver.stop);
    const { resolve, asked } = resolver([["127.0.0.1"], ["10.1.2.3"]]);
    const transport = createHttpTransport({ privateNetwork: true, plainLoopback: true, resolve, timeoutMs: 2000 });
    // TLS to a plain server fails after the connection, so that it was made is seen by the number of questions.
    await expect(get(transport, `https://erp.example.com:${receiver.url.port}/`)).rejects.toMatchObject({
      code: "no-answer",
    });
    expect(asked()).toBe(1);
    await expect(get(transport, `https://erp.example.com:${receiver.url.port}/`)).rejects.toMatchObject({
      code: "no-answer",
    });
    expect(asked()).toBe(2);
  });
});
