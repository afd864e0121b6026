import { describe, expect, it } from "vitest";
import { parseConsole } from "../../../adapters/console/parse.ts";
import { toTenantId } from "../../../core/ids.ts";
import type { Delivery } from "../../../core/ports/inbox.ts";

const ID = "0b9c1f5e-6d2c-4a53-9a53-7d1f0f6a2c11";
const delivery = (body: object): Delivery => ({
  platform: "console",
  installation: "local",
  tenant: toTenantId("local"),
  deliveryKey: ID,
  kind: "message",
  mode: "later",
  via: "http",
  raw: new TextEncoder().encode(JSON.stringify(body)),
  claims: null,
});
const MESSAGE = {
  kind: "message",
  id: ID,
  as: "sales-engineer",
  pane: "sales",
  thread: null,
  text: "an ADC",
  files: [],
  asks: true,
};
const parse = (change: object) => parseConsole(delivery({ ...MESSAGE, ...change }), "inbox-1");

describe("what a delivery of the web desk means", () => {
  it("a message opens a thread of its own and is one request", () => {
    const file = { id: "f-1", name: "a.pdf", size: 9 };
    expect(parse({ files: [file] })).toMatchObject({
      kind: "request",
      source: "message",
      requestKey: `local/sales/${ID}`,
      text: "an ADC",
      files: [{ ...file, mediaType: null }],
      place: { channel: "sales", thread: ID, boundary: "internal", kind: "channel" },
      from: { user: "sales-engineer", person: null, standing: "member", via: "console" },
    });
  });

  it("a message in a thread is a reply to the request that opened it", () => {
    expect(parse({ thread: "root-1", text: "2 GSPS" })).toMatchObject({
      kind: "reply",
      requestKey: "local/sales/root-1",
      messageKey: ID,
      place: { thread: "root-1" },
    });
  });

  it("help is help only when nothing else is said", () => {
    for (const text of ["help", " Help\n", "?"]) expect(parse({ text }).kind).toBe("help");
    expect(parse({ text: "help me ship this" }).kind).toBe("request");
    expect(parse({ text: "help", files: [{ id: "f", name: "a", size: 1 }] }).kind).toBe("request");
  });

  it("words in a reviewers' pane address nobody", () => {
    expect(parse({ pane: "reviewers-legal", asks: false }).kind).toBe("nothing");
  });

  it("a click carries the token and the inputs; the one filled later wins over its namesake", () => {
    const inputs = { "tick:a": "true", "text~2": "from the form", text: "from the card" };
    const action = {
      kind: "action",
      id: ID,
      as: "legal-reviewer",
      pane: "reviewers-legal",
      message: "m-1",
      token: "t.m",
      inputs,
    };
    expect(parseConsole(delivery(action), "inbox-1")).toMatchObject({
      kind: "click",
      token: "t.m",
      inputs: { "tick:a": "true", text: "from the form" },
      remote: { id: "m-1", pane: "reviewers-legal" },
    });
  });

  it("bytes that no route of ours stored are refused", () => {
    for (const bad of [{}, { ...MESSAGE, more: 1 }, { ...MESSAGE, as: "../x" }, { kind: "action" }])
      expect(() => parseConsole(delivery(bad), "inbox-1")).toThrow(/./);
  });
});
