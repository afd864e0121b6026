import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TeamsEndpoints } from "../../../adapters/teams/settings.ts";
import { signToken } from "../../adapters/teams/fake-microsoft.ts";

const ISSUER = "https://api.botframework.com";
type Body = Record<string, unknown>;
/** A message in a channel: `conversation` is the thread it began or stands in. */
export type TeamsMessage = {
  readonly channel: string;
  readonly conversation: string;
  readonly id: string;
  readonly activity: Body;
};

export type TeamsWorld = { readonly appId: string; readonly tenant: string; readonly people: readonly string[] };

/** Microsoft's identity service and Bot Connector on loopback: keeps every message; nobody can look for one there. */
export async function startFakeTeams(world: TeamsWorld) {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const posted: TeamsMessage[] = [];
  const shown = new Map<string, Body>();
  const memberOf = (id: string) => ({
    id: id.startsWith("29:") ? id : `29:${id}`,
    name: "Reviewer",
    aadObjectId: id.replace(/^29:/, ""),
    tenantId: world.tenant,
    userRole: "user",
  });
  const keep = (channel: string, conversation: string, activity: Body): string => {
    const id = String(1_796_000_000_000 + posted.length);
    const thread = conversation === "" ? `${channel};messageid=${id}` : conversation;
    posted.push({ channel, conversation: thread, id, activity });
    shown.set(`${thread}|${id}`, activity);
    return id;
  };

  function connector(method: string, path: string, body: Body): readonly [number, unknown] {
    const member = /\/members\/([^/]+)$/.exec(path)?.[1];
    if (member !== undefined) return [200, memberOf(member)];
    if (path.endsWith("/pagedmembers")) return [200, { members: world.people.map(memberOf), continuationToken: "" }];
    if (path === "/teams/v3/conversations") {
      const channel = (body["channelData"] as { channel?: { id: string } }).channel?.id ?? "chat";
      const id = keep(channel, "", (body["activity"] as Body | undefined) ?? {});
      return [201, { id: `${channel};messageid=${id}`, activityId: id }];
    }
    const [, conversation = "", activity] =
      /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/(.+))?$/.exec(path) ?? [];
    if (method === "PUT") {
      shown.set(`${conversation}|${activity}`, body);
      return [200, { id: activity }];
    }
    return [200, { id: keep(conversation.split(";")[0] ?? "", conversation, body) }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const jwk = { ...keys.publicKey.export({ format: "jwk" }), kid: "good", use: "sig", endorsements: ["msteams"] };
    const known: Record<string, unknown> = {
      "/openid": { issuer: ISSUER, jwks_uri: `${base()}/jwks` },
      "/jwks": { keys: [jwk] },
      "/token": { access_token: "fake-token", expires_in: 3600, token_type: "Bearer" },
    };
    const [status, body] =
      path in known
        ? ([200, known[path]] as const)
        : connector(request.method ?? "", path, text === "" ? {} : (JSON.parse(text) as Body));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints: TeamsEndpoints = {
    tokenUrl: `${base()}/token`,
    loginUrl: base(),
    oauthScope: ISSUER,
    tokenIssuer: ISSUER,
    oauthUrl: base(),
    openIdMetadataUrl: `${base()}/openid`,
    emulatorMetadataUrl: `${base()}/openid`,
    callerId: "urn:botframework:azure",
  };
  return {
    posted,
    endpoints,
    serviceUrl: `${base()}/teams/`,
    /** What a message shows now. */
    shown: (conversation: string, id: string) => shown.get(`${conversation}|${id}`),
    bearer(): string {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: ISSUER, aud: world.appId, nbf: now - 60, exp: now + 3600, serviceurl: `${base()}/teams/` };
      return `Bearer ${signToken(claims, keys.privateKey)}`;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>;
