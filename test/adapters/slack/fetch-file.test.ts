import { describe, expect, it } from "vitest";
import { isSlackAddress } from "../../../adapters/slack/fetch-file.ts";
import { createSlackMessenger } from "../../../adapters/slack/messenger.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import { createFakeSlack, silent } from "./fake-slack-api.ts";

const API = "https://slack.com/api/";
const PDF = "%PDF-1.7 …";
const place: PlaceRef = {
  platform: "slack",
  installation: "T00FAKE",
  channel: "C00FAKE",
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
};
const file = { id: "F00FAKE", name: "a.pdf", size: null, mediaType: "application/pdf" };

type Hop = (url: URL, init: RequestInit | undefined) => Response | Promise<Response>;
function download(hops: Hop, info: Record<string, unknown> = {}, limit = 1000) {
  const asked: { readonly host: string; readonly token: string | null }[] = [];
  const details = {
    id: "F00FAKE",
    mimetype: "application/pdf",
    size: 10,
    url_private_download: "https://files.slack.com/files-pri/T00FAKE-F00FAKE/download/a.pdf",
    ...info,
  };
  const slack = createFakeSlack({ "files.info": { file: details } });
  const call: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push({ host: url.host, token: new Headers(init?.headers).get("authorization") });
    return hops(url, init);
  };
  const messenger = createSlackMessenger({ access: slack.access, apiUrl: API, fetch: call, log: silent });
  return { asked, bytes: messenger.fetchFile(place, file, limit) };
}
const answer = (body: string, type = "application/pdf", headers: Record<string, string> = {}): Response =>
  new Response(body, { headers: { "content-type": type, ...headers } });
const redirect = (location: string): Response => new Response(null, { status: 302, headers: { location } });

describe("a file shared in Slack", () => {
  it("is fetched with the bot's token from Slack's own host", async () => {
    const { asked, bytes } = download(() => answer(PDF));
    expect(new TextDecoder().decode(await bytes)).toBe(PDF);
    expect(asked).toEqual([{ host: "files.slack.com", token: "Bearer xoxb-fake" }]);
  });

  it("is fetched whatever it is: what it is against its name, the reader says", async () => {
    const { bytes } = download(() => answer("MZ not a document"));
    expect(new TextDecoder().decode(await bytes)).toBe("MZ not a document");
  });

  it.each([
    ["login-page", () => answer("<html>", "text/html; charset=utf-8"), {}],
    ["login-page", () => answer("  <!DOCTYPE html><title>Sign in</title>"), {}],
    ["too-large", () => answer(PDF), { size: 1001 }],
    [
      "too-large",
      () => answer("%PDF-".padEnd(1001, "x"), "application/pdf", { "content-length": "1001" }),
      { size: 0 },
    ],
    ["not-a-file", () => answer(PDF), { is_external: true }],
    ["not-a-file", () => answer(PDF), { url_private_download: undefined }],
    ["wrong-host", () => answer(PDF), { url_private_download: "https://files.slack.com.evil.example/a.pdf" }],
    ["wrong-host", () => answer(PDF), { url_private_download: "http://files.slack.com/a.pdf" }],
    ["wrong-host", () => answer(PDF), { url_private_download: "https://169.254.169.254/latest" }],
    ["wrong-host", () => answer(PDF), { url_private_download: "file:///etc/hosts" }],
    ["wrong-host", () => answer(PDF), { url_private_download: "nonsense" }],
    ["wrong-host", () => redirect("https://evil.example/a.pdf"), {}],
    ["wrong-host", () => redirect("http://127.0.0.1:3978/desk"), {}],
    ["wrong-host", () => redirect("https://files.slack.com/again"), {}],
    ["http-404", () => new Response(null, { status: 404 }), {}],
  ] as const)("is refused: %s (%#)", async (code, hops, info) => {
    const { asked, bytes } = download(hops, info);
    await expect(bytes).rejects.toMatchObject({ code, terminal: true });
    expect(asked.every(({ host }) => host === "files.slack.com")).toBe(true);
  });

  it("is read up to the limit even when its size was not said", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 500;
        controller.enqueue(new Uint8Array(500));
      },
    });
    const { bytes } = download(() => new Response(endless), { size: undefined });
    await expect(bytes).rejects.toMatchObject({ code: "too-large" });
    expect(sent).toBeLessThan(5000);
  });

  it("follows Slack to another of its hosts, with the token", async () => {
    const { asked, bytes } = download((url) =>
      url.host === "files.slack.com" ? redirect("https://files-origin.slack.com/a.pdf") : answer(PDF),
    );
    expect((await bytes).byteLength).toBeGreaterThan(0);
    expect(asked.map(({ host }) => host)).toEqual(["files.slack.com", "files-origin.slack.com"]);
  });

  it.each([
    ["lost-answer", () => Promise.reject(new TypeError("reset")), 5000],
    ["http-503", () => new Response(null, { status: 503 }), 5000],
    ["ratelimited", () => new Response(null, { status: 429, headers: { "retry-after": "9" } }), 9000],
  ] as const)("is tried again after %s", async (code, hops, retryAfterMs) => {
    await expect(download(hops).bytes).rejects.toMatchObject({ code, terminal: false, retryAfterMs });
  });
});

describe("where the bot's token may go", () => {
  it.each([
    ["https://files.slack.com/a", true],
    ["https://slack-files.com.evil.example/a", false],
    ["https://evilslack.com/a", false],
    ["https://files.slack.com:8443/a", false],
    ["https://user:pass@files.slack.com/a", false],
    ["http://127.0.0.1:4820/files-pri/a", true],
    ["http://127.0.0.1:4821/files-pri/a", false],
  ])("%s: %s", (url, allowed) => {
    expect(isSlackAddress(new URL(url), "http://127.0.0.1:4820/api/")).toBe(allowed);
  });
});
