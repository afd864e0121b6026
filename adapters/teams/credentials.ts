import { ServiceClientCredentialsFactory } from "botframework-connector";
import { z } from "zod";
import { AdapterFault } from "../../core/ports/messenger.ts";
import { callOnce, type Fetch } from "./call.ts";
import { RETRY_DEFAULT_MS, TOKEN_MARGIN_MS } from "./limits.ts";

export type AppCredentials = {
  readonly appId: string;
  readonly appPassword: string;
  /** OAuth 2.0 token endpoint of our own tenant, e.g. `https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token`. */
  readonly tokenUrl: string;
};

const answerSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
type Signing = Awaited<ReturnType<ServiceClientCredentialsFactory["createCredentials"]>>;
type Token = { readonly value: string; readonly until: number };

/** Client-credentials tokens (RFC 6749 §4.4) by audience: cached until shortly before they end, one request in flight. */
function createTokens(app: AppCredentials, fetch: Fetch, now: () => number): (audience: string) => Promise<string> {
  const held = new Map<string, Token>();
  const asked = new Map<string, Promise<Token>>();

  const ask = async (audience: string): Promise<Token> => {
    const answer = await callOnce(fetch, app.tokenUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: app.appId,
        client_secret: app.appPassword,
        scope: `${audience}/.default`,
      }).toString(),
    }).catch(() => {
      throw new AdapterFault("token-refused", false, RETRY_DEFAULT_MS);
    });
    const read = answerSchema.safeParse(await answer.json().catch(() => null));
    if (!read.success) throw new AdapterFault("token-refused", false, RETRY_DEFAULT_MS);
    const token = { value: read.data.access_token, until: now() + read.data.expires_in * 1000 - TOKEN_MARGIN_MS };
    held.set(audience, token);
    return token;
  };

  return async (audience) => {
    const token = held.get(audience);
    if (token && token.until > now()) return token.value;
    const running = asked.get(audience) ?? ask(audience).finally(() => asked.delete(audience));
    asked.set(audience, running);
    return (await running).value;
  };
}

/** Signs outbound calls with our own token. The stock factory refuses loopback token endpoints (MSAL wants https). */
export class FetchCredentials extends ServiceClientCredentialsFactory {
  readonly #app: AppCredentials;
  readonly #token: (audience: string) => Promise<string>;

  constructor(app: AppCredentials, fetch: Fetch, now: () => number) {
    super();
    this.#app = app;
    this.#token = createTokens(app, fetch, now);
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId !== "" && appId === this.#app.appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials(_appId: string, audience: string | undefined): Promise<Signing> {
    const token = this.#token;
    return {
      async signRequest(request) {
        request.headers.set("authorization", `Bearer ${await token(audience ?? "https://api.botframework.com")}`);
        return request;
      },
    };
  }
}

/** The unauthenticated local client: no token is checked and none is sent. Never made beside an app id. */
export class NoCredentials extends ServiceClientCredentialsFactory {
  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === "";
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return true;
  }

  override async createCredentials(): Promise<Signing> {
    return { signRequest: async (request) => request };
  }
}
