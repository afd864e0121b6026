import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TeamsPortSettings } from "../../../adapters/teams/settings.ts";

export const APP_ID = "00000000-0000-4000-8000-00000000a991";
export const TENANT = "00000000-0000-4000-8000-0000000007e1";
export const OTHER_TENANT = "00000000-0000-4000-8000-0000000007e2";
const ISSUER = "https://api.botframework.com";

type Call = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: Record<string, unknown>;
};
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };
type Claims = Record<string, unknown>;

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JSON web token signed with RS256, or with nothing when no key is given. */
export function signToken(claims: Claims, key: KeyObject | null, header: Record<string, unknown> = {}): string {
  const head = { alg: key ? "RS256" : "none", typ: "JWT", kid: "good", ...header };
  const text = `${b64(head)}.${b64(claims)}`;
  return `${text}.${key ? createSign("RSA-SHA256").update(text).sign(key).toString("base64url") : ""}`;
}

/** Microsoft's identity service and Bot Connector on a loopback port: OpenID document, keys, tokens, conversations. */
export async function startFakeMicrosoft() {
  const good = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const calls: Call[] = [];
  const planned: Answer[] = [];
  const members = new Map<string, Record<string, unknown>>();
  let tokens = 0;
  let sent = 0;

  const key = (kid: string, endorsements?: string[]) => ({
    ...good.publicKey.export({ format: "jwk" }),
    kid,
    use: "sig",
    ...(endorsements ? { endorsements } : {}),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const say = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    if (path === "/openid") return say(200, { issuer: ISSUER, jwks_uri: `${base()}/jwks` });
    if (path === "/jwks") return say(200, { keys: [key("good", ["msteams"]), key("webchat", ["webchat"])] });
    if (path === "/token") {
      tokens += 1;
      return say(200, { access_token: `fake-token-${tokens}`, expires_in: 3600, token_type: "Bearer" });
    }
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    const authorization = request.headers.authorization ?? null;
    calls.push({ method: request.method ?? "", path, authorization, body });
    const plan = planned.shift();
    if (plan) return say(plan.status, plan.body ?? {}, plan.headers);
    const member = /\/members\/([^/]+)$/.exec(path);
    if (member) {
      const known = members.get(member[1] ?? "");
      return known ? say(200, known) : say(404, { error: { code: "MemberNotFoundInConversation" } });
    }
    if (path.endsWith("/pagedmembers")) return say(200, { members: [...members.values()], continuationToken: "" });
    sent += 1;
    if (path === "/teams/v3/conversations") {
      const channel = (body["channelData"] as { channel?: { id: string } } | undefined)?.channel?.id;
      return say(201, { id: channel ? `${channel};messageid=9${sent}` : `a:chat-${sent}`, activityId: `9${sent}` });
    }
    return say(200, { id: `m-${sent}` });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const now = (): number => Math.floor(Date.now() / 1000);

  return {
    serviceUrl: `${base()}/teams/`,
    calls,
    members,
    tokensGiven: () => tokens,
    /** The next connector call gets this answer. */
    plan: (next: Answer) => planned.push(next),
    keys: { good: good.privateKey, other: other.privateKey },
    claims: (changes: Claims = {}): Claims => ({
      iss: ISSUER,
      aud: APP_ID,
      nbf: now() - 60,
      exp: now() + 3600,
      serviceurl: `${base()}/teams/`,
      ...changes,
    }),
    bearer(changes: Claims = {}): string {
      return `Bearer ${signToken(this.claims(changes), good.privateKey)}`;
    },
    settings: (): TeamsPortSettings => ({
      local: false,
      appId: APP_ID,
      appPassword: "not-a-secret",
      appTenantId: TENANT,
      endpoints: {
        tokenUrl: `${base()}/token`,
        loginUrl: base(),
        oauthScope: ISSUER,
        tokenIssuer: ISSUER,
        oauthUrl: base(),
        openIdMetadataUrl: `${base()}/openid`,
        emulatorMetadataUrl: `${base()}/openid`,
        callerId: "urn:botframework:azure",
      },
    }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
export type FakeMicrosoft = Awaited<ReturnType<typeof startFakeMicrosoft>>;
