import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import type { MockserverConfiguration } from "@sap-ux/fe-mockserver-core";

const PATH = "/sap/opu/odata/sap/API_PRODUCT_SRV";
export const SAP_USER = { ITEM_MASTER_USER: "DESK", ITEM_MASTER_PASSWORD: "not-a-real-password" };
const AUTHORIZATION = `Basic ${Buffer.from(`${SAP_USER.ITEM_MASTER_USER}:${SAP_USER.ITEM_MASTER_PASSWORD}`).toString("base64")}`;

/** The tenant's own fields, as an extension adds them to the service. One has no `sap:creatable` beside it. */
const CUSTOM = [
  '<Property Name="YY1_ECCN_PRD" Type="Edm.String" MaxLength="20"/>',
  '<Property Name="YY1_Paragraph_PRD" Type="Edm.String" MaxLength="40"/>',
  '<Property Name="YY1_ExportCase_PRD" Type="Edm.String" MaxLength="12"/>',
  '<Property Name="YY1_ValidUntil_PRD" Type="Edm.DateTime" Precision="0"/>',
  '<Property Name="YY1_Hold_PRD" Type="Edm.String" MaxLength="40"/>',
  '<Property Name="YY1_Short_PRD" Type="Edm.String" MaxLength="3"/>',
  '<Property Name="YY1_Fixed_PRD" Type="Edm.String" MaxLength="20" sap:updatable="false"/>',
].join("");

const real = process.env["DESK_TEST_DATA"] ? join(process.env["DESK_TEST_DATA"], "writeback/API_PRODUCT_SRV.edmx") : "";
/** The vendor's own description where it lies beside the tests, else our model of it. */
export const HAS_REAL_EDMX = real !== "" && existsSync(real);
const OWN = new URL("./product-master.edmx", import.meta.url);

export const edmxWithCustomFields = (): string =>
  readFileSync(HAS_REAL_EDMX ? real : OWN, "utf8").replace(
    /(<EntityType Name="A_ProductType"[\s\S]*?)(<NavigationProperty|<\/EntityType>)/,
    `$1${CUSTOM}$2`,
  );

type Mock = {
  readonly isReady: Promise<void>;
  readonly getRouter: () => (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  readonly dispose: () => Promise<void>;
};
export type SapCall = { readonly method: string; readonly path: string; readonly ifMatch: string | null };
/** What the gateway answers instead, once or for good; null: let the call through. */
export type Instead = (
  call: SapCall,
) => { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } | null;

async function listen(server: ReturnType<typeof createServer>) {
  server.listen(0, "127.0.0.1");
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * `@sap-ux/fe-mockserver-core` on a port of this machine, with ETags validated; before it, what it does not do: Basic
 * authentication, and the CSRF token that a write needs with the cookie it was given for.
 */
export async function startSapGateway(products: readonly Record<string, unknown>[]) {
  const folder = mkdtempSync(join(tmpdir(), "desk-sap-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "metadata.xml"), edmxWithCustomFields());
  writeFileSync(join(folder, "data", "A_Product.json"), JSON.stringify(products));
  const quiet = { info() {}, warn() {}, error() {}, debug() {}, silly() {}, verbose() {}, perf() {} };
  const { default: Mockserver } = createRequire(import.meta.url)("@sap-ux/fe-mockserver-core") as {
    readonly default: new (configuration: MockserverConfiguration) => Mock;
  };
  const mock = new Mockserver({
    services: [
      {
        urlPath: PATH,
        metadataPath: join(folder, "metadata.xml"),
        mockdataPath: join(folder, "data"),
        validateETag: true,
        strictKeyMode: true,
        logger: quiet as never,
      },
    ],
  });
  await mock.isReady;
  const calls: SapCall[] = [];
  let session = 0;
  let instead: Instead = () => null;
  let lost: (call: SapCall) => boolean = () => false;

  const inner = await listen(
    createServer((request, response) => mock.getRouter()(request, response, () => void response.writeHead(404).end())),
  );

  /** The mock puts the tag where V4 has it; a V2 gateway says it in the header and in `__metadata`. */
  async function forward(request: IncomingMessage, response: ServerResponse, isLost: boolean): Promise<void> {
    const { method = "GET", url = "", headers } = request;
    const { host: _host, connection: _connection, "content-length": _length, ...sent } = headers;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const got = await fetch(`${inner.origin}${url}`, {
      method: method === "POST" && headers["x-http-method"] === "MERGE" ? "MERGE" : method,
      headers: sent as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
    });
    const text = await got.text();
    if (isLost) return void response.destroy();
    const { d } = (text.startsWith('{"d"') ? JSON.parse(text) : {}) as { d?: Record<string, unknown> };
    const { "@odata.etag": etag, ...row } = d ?? {};
    const kept = ["content-type", "x-csrf-token"].flatMap((name) => {
      const value = got.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(got.status, { ...Object.fromEntries(kept), ...(typeof etag === "string" ? { etag } : {}) });
    const meta = (row["__metadata"] ?? {}) as object;
    response.end(d ? JSON.stringify({ d: { ...row, __metadata: { ...meta, etag } } }) : text);
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = "GET", url = "", headers } = request;
    const call: SapCall = {
      method: headers["x-http-method"] ? "MERGE" : method,
      path: url,
      ifMatch: headers["if-match"] ?? null,
    };
    calls.push(call);
    const other = instead(call);
    if (other) return void response.writeHead(other.status, other.headers).end(other.body ?? "");
    if (headers.authorization !== AUTHORIZATION) return void response.writeHead(401).end();
    const cookie = `SAP_SESSIONID=s${session}`;
    if (headers["x-csrf-token"] === "Fetch")
      response.setHeader("set-cookie", [`${cookie}; path=/; HttpOnly`, "sap-usercontext=client=100; path=/"]);
    else if (method !== "GET" && headers.cookie !== `${cookie}; sap-usercontext=client=100`)
      return void response.writeHead(403, { "x-csrf-token": "Required" }).end("CSRF token validation failed");
    void forward(request, response, lost(call));
  }
  const outer = await listen(createServer(answer));
  const { origin } = outer;
  return {
    url: `${origin}${PATH}`,
    calls,
    /** The session that tokens were given for is over. */
    expire: () => void (session += 1),
    /** The calls are done and their answers never arrive. */
    loseAnswers: (which: (call: SapCall) => boolean) => void (lost = which),
    answerInstead: (other: Instead) => void (instead = other),
    /** Clients (`sap-client`) hold data of their own; the tests' is 100. */
    async product(id: string): Promise<Record<string, unknown>> {
      const got = await fetch(`${origin}${PATH}/A_Product('${id}')?sap-client=100`, {
        headers: { authorization: AUTHORIZATION },
      });
      return ((await got.json()) as { d: Record<string, unknown> }).d;
    },
    /** Somebody else changes the record. */
    async change(id: string, values: Record<string, unknown>): Promise<void> {
      const url = `${origin}${PATH}/A_Product('${id}')?sap-client=100`;
      const headers = { authorization: AUTHORIZATION };
      const root = await fetch(`${origin}${PATH}/`, { headers: { ...headers, "x-csrf-token": "Fetch" } });
      const row = (await (await fetch(url, { headers })).json()) as { d: { __metadata: { etag: string } } };
      const done = await fetch(url, {
        method: "PATCH",
        headers: {
          ...headers,
          "content-type": "application/json",
          "if-match": row.d.__metadata.etag,
          "x-csrf-token": root.headers.get("x-csrf-token") ?? "",
          cookie: `SAP_SESSIONID=s${session}; sap-usercontext=client=100`,
        },
        body: JSON.stringify(values),
      });
      if (!done.ok) throw new Error(`the change was refused: ${done.status} ${await done.text()}`);
    },
    async stop(): Promise<void> {
      await Promise.all([inner.stop(), outer.stop()]);
      await mock.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type SapGateway = Awaited<ReturnType<typeof startSapGateway>>;
