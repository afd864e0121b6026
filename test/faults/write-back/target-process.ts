// A system of record that remembers: a webhook's receiver and a small product master, in a process of its own, so that
// no kill of a desk touches it. Argument: SEED. Prints "listening PORT". `GET /effects` tells what was done to it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { seeded } from "../desk/seeded.ts";

const random = seeded(Number(process.argv[2] ?? "1"));
const EDMX = `<?xml version="1.0"?><edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><edmx:DataServices m:DataServiceVersion="2.0"><Schema Namespace="P" xmlns="http://schemas.microsoft.com/ado/2008/09/edm"><EntityType Name="ProductType"><Key><PropertyRef Name="Product"/></Key><Property Name="Product" Type="Edm.String" MaxLength="40"/><Property Name="YY1_ECCN" Type="Edm.String" MaxLength="20"/><Property Name="YY1_Case" Type="Edm.String" MaxLength="20"/></EntityType><EntityContainer Name="C" m:IsDefaultEntityContainer="true"><EntitySet Name="A_Product" EntityType="P.ProductType"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;

type Product = { YY1_ECCN: string; YY1_Case: string; version: number; changes: number };
const products = new Map<string, Product>();
/** Messages by id: how often one came, and what its first said. A second of one id has no effect. */
const messages = new Map<string, { came: number; subject: string; data: unknown }>();
let lost = 0;

const productOf = (id: string): Product => {
  const known = products.get(id) ?? { YY1_ECCN: "EAR99", YY1_Case: "", version: 1, changes: 0 };
  products.set(id, known);
  return known;
};
const etagOf = ({ version }: Product): string => `W/"${version}"`;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** One in fifty answers is lost after the work was done; one in a hundred is a failure before it, or a plea to wait. */
function mishap(): "lost" | "fails" | "waits" | null {
  const at = random();
  if (at < 0.02) return "lost";
  return at < 0.03 ? "fails" : at < 0.04 ? "waits" : null;
}

async function write(
  request: IncomingMessage,
  response: ServerResponse,
  apply: (text: string) => number,
): Promise<void> {
  const text = await textOf(request);
  const what = mishap();
  if (what === "fails") return void response.writeHead(500).end();
  if (what === "waits") return void response.writeHead(503, { "retry-after": "1" }).end();
  await sleep(random() * 8);
  const status = apply(text);
  if (what === "lost") {
    lost += 1;
    return void response.destroy();
  }
  await sleep(random() * 8);
  response.writeHead(status).end();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://target");
  const id = /^\/odata\/A_Product\('(.+)'\)$/.exec(decodeURIComponent(pathname))?.[1];
  if (pathname === "/effects") {
    const told = { products: Object.fromEntries(products), messages: Object.fromEntries(messages), lost };
    return void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
  }
  if (pathname === "/hook")
    return write(request, response, (text) => {
      const key = String(request.headers["webhook-id"]);
      const { subject, data } = JSON.parse(text) as { subject: string; data: unknown };
      const known = messages.get(key) ?? { came: 0, subject, data };
      messages.set(key, { ...known, came: known.came + 1 });
      return 204;
    });
  if (pathname === "/odata/$metadata")
    return void response.writeHead(200, { "content-type": "application/xml" }).end(EDMX);
  if (id === undefined)
    return void response.writeHead(200, { "x-csrf-token": "t1", "content-type": "application/json" }).end('{"d":{}}');
  const product = productOf(id);
  if (request.method === "GET") {
    const row = { Product: id, YY1_ECCN: product.YY1_ECCN, YY1_Case: product.YY1_Case };
    const headers = { "content-type": "application/json", etag: etagOf(product) };
    return void response.writeHead(200, headers).end(JSON.stringify({ d: row }));
  }
  return write(request, response, (text) => {
    if (request.headers["if-match"] !== etagOf(product)) return 412;
    Object.assign(product, JSON.parse(text));
    product.version += 1;
    product.changes += 1;
    return 204;
  });
}

const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
server.listen(0, "127.0.0.1", () => console.log(`listening ${(server.address() as AddressInfo).port}`));
