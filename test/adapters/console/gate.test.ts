import { beforeAll, describe, expect, it } from "vitest";
import { MAX_UPLOAD_BYTES } from "../../../adapters/console/limits.ts";
import { openFakeDesk, TOKEN } from "../../flows/web-desk/fake-desk.ts";

type Fake = Awaited<ReturnType<typeof openFakeDesk>>;
let fake: Fake;
beforeAll(async () => {
  fake = await openFakeDesk();
  fake.setPort(3978);
});

const OWN = { host: "127.0.0.1:3978", "x-desk-token": TOKEN };
const get = (path: string, headers: Record<string, string> = OWN) => fake.app.request(path, { headers });
const post = (path: string, body: string, headers: Record<string, string>) =>
  fake.app.request(path, { method: "POST", body, headers: { ...OWN, ...headers } });
const codeOf = async (response: Response): Promise<string> => {
  const body = (await response.json()) as { error: { code: string } };
  return `${response.status} ${body.error.code}`;
};
const JSON_TYPE = { "content-type": "application/json" };

describe("who may use the web desk", () => {
  it("only its own address: another Host, also one that resolves to this machine, is refused", async () => {
    for (const host of ["example.com:3978", "127.0.0.1", "127.0.0.1:3979", "localhost", "[::1]:3978", ""])
      expect(await codeOf(await get("/", { host }))).toBe("403 host");
    expect((await get("/", { host: "localhost:3978" })).status).toBe(200);
  });

  it("nothing that came through a proxy or a tunnel", async () => {
    for (const name of ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "via", "x-real-ip"])
      expect(await codeOf(await get("/", { ...OWN, [name]: "1" }))).toBe("403 forwarded");
  });

  it("no other site: a foreign or opaque Origin, or a cross-site fetch, is refused", async () => {
    for (const origin of ["https://example.com", "http://127.0.0.1:3979", "https://127.0.0.1:3978", "null"])
      expect(await codeOf(await get("/desk/state", { ...OWN, origin }))).toBe("403 origin");
    expect(await codeOf(await get("/desk/state", { ...OWN, "sec-fetch-site": "cross-site" }))).toBe("403 origin");
    expect((await get("/desk/state", { ...OWN, origin: "http://localhost:3978" })).status).toBe(200);
  });

  it("a link on another page may open the desk, it may not reach what lies below", async () => {
    const link = { ...OWN, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await get("/", link)).status).toBe(200);
    expect(await codeOf(await get("/desk/state", link))).toBe("403 origin");
  });

  it("everything below /desk needs the token of this start, assets in their path", async () => {
    const { host } = OWN;
    for (const path of ["/desk/state", "/desk/events", "/desk/package/ED-1041", "/desk/cases/ED-1041", "/desk/none"]) {
      expect(await codeOf(await get(path, { host }))).toBe("403 token");
      expect(await codeOf(await get(path, { host, "x-desk-token": `${TOKEN}x` }))).toBe("403 token");
    }
    expect(await codeOf(await get("/desk/assets/wrong/main.js", { host }))).toBe("403 token");
    expect((await get(`/desk/assets/${TOKEN}/main.js`, { host })).status).toBe(200);
  });

  it("the page alone has the token, and allows no script, style or frame but its own", async () => {
    const page = await get("/", { host: OWN.host });
    const html = await page.text();
    expect(html).toContain(`<meta name="desk-token" content="${TOKEN}" />`);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'self'; .*frame-ancestors 'none'/);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|https?:\/\//);
  });
});

describe("what the routes take", () => {
  it("JSON only as application/json, with the keys they know", async () => {
    const body = JSON.stringify({ id: crypto.randomUUID(), as: "sales-engineer", pane: "sales", text: "hello" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"])
      expect(await codeOf(await post("/desk/messages", body, { "content-type": type }))).toBe("415 json");
    for (const bad of ["", "{", "[]", "{}", body.replace("hello", "hello\ud800").replace("}", ',"x":1}')])
      expect(await codeOf(await post("/desk/messages", bad, JSON_TYPE))).toBe("400 body");
    for (const [from, to] of [
      ["sales-engineer", "nobody-here"],
      ['"sales"', '"elsewhere"'],
      ["}", ',"files":["unknown"]}'],
    ] as const)
      expect(await codeOf(await post("/desk/messages", body.replace(from, to), JSON_TYPE))).toBe("400 body");
  });

  it("a body over the limit is refused by its length, and one that hides its length while it is read", async () => {
    const octets = { "content-type": "application/octet-stream", "x-file-name": "big.pdf" };
    const said = { ...octets, "content-length": String(MAX_UPLOAD_BYTES + 1) };
    expect(await codeOf(await post("/desk/files", "x", said))).toBe("413 too-large");
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array((pulled += 1_000_000) > 0 ? 1_000_000 : 0)),
    });
    const init = { method: "POST", body: endless, headers: { ...OWN, ...octets }, duplex: "half" } as RequestInit;
    expect(await codeOf(await fake.app.request("/desk/files", init))).toBe("413 too-large");
    expect(pulled).toBeLessThan(MAX_UPLOAD_BYTES + 4_000_000);
  });

  it("a file needs a name without a path, and a sample must be one that ships", async () => {
    const octets = { "content-type": "application/octet-stream" };
    for (const name of ["", "%00.pdf", "%E0%A4%A", "dir%2F"])
      expect(await codeOf(await post("/desk/files", "x", { ...octets, "x-file-name": name }))).toBe("400 body");
    const named = await post("/desk/files", "x", { ...octets, "x-file-name": "..%2F..%2Fetc%2Fpasswd" });
    expect(await named.json()).toMatchObject({ file: { name: "passwd", size: 1 } });
    const sample = { "x-desk-sample": "converter-israel", "x-file-name": "ad-7-converter.pdf" };
    expect(await (await post("/desk/files", "", sample)).json()).toMatchObject({ file: { size: 7081 } });
    const other = { ...sample, "x-file-name": "make-samples.mjs" };
    expect(await codeOf(await post("/desk/files", "", other))).toBe("404 not-found");
  });

  it("every other route is 404, assets come from a closed list", async () => {
    for (const path of ["/index.html", "/desk", "/desk/other", `/desk/assets/${TOKEN}/tsconfig.json`])
      expect((await get(path)).status).toBe(404);
    for (const name of ["..%2Fgate.ts", "%2e%2e", "globals.d.ts", "index.html"])
      expect((await get(`/desk/assets/${TOKEN}/${name}`)).status).toBe(404);
    for (const bad of ["ED-", "1041", "ED-1041x", "ED-99999999999999"])
      expect(await codeOf(await get(`/desk/package/${bad}?as=legal-reviewer`))).toBe("404 not-found");
  });
});

describe("nothing is acknowledged that is not stored", () => {
  it("a message that could not be stored is 503 and not shown; the same id works later, twice is once", async () => {
    const message = { id: crypto.randomUUID(), as: "sales-engineer", pane: "sales", text: "waiting: a board" };
    const send = () => post("/desk/messages", JSON.stringify(message), JSON_TYPE);
    fake.setFailing(true);
    expect(await codeOf(await send())).toBe("503 not-received");
    expect(fake.desk.message(message.id)).toBeNull();
    fake.setFailing(false);
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(fake.desk.changedSince(0).filter((kept) => kept.id === message.id)).toHaveLength(1);
  });
});
