import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

export const SECRET = "not-a-real-signing-secret";
export const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);

export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../replay/slack/${name}.json`, import.meta.url), "utf8")) as Record<
    string,
    unknown
  >;

export const sign = (body: string, seconds: number | string, secret = SECRET): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex")}`;

export type Signing = {
  readonly secret?: string;
  readonly at?: number | string;
  readonly signature?: string | null;
  readonly headers?: Record<string, string>;
};

/** A request as Slack sends it. `at`: seconds. */
export function signed(surface: "events" | "commands" | "actions", body: string, signing: Signing = {}): Request {
  const at = signing.at ?? Math.floor(NOW / 1000);
  const signature = signing.signature === undefined ? sign(body, at, signing.secret) : signing.signature;
  return new Request(`http://127.0.0.1/slack/${surface}`, {
    method: "POST",
    headers: {
      "content-type": surface === "events" ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": String(at),
      ...(signature === null ? {} : { "x-slack-signature": signature }),
      ...signing.headers,
    },
    body,
  });
}

export const eventBody = (name: string, changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...fixture(name), ...changes });
/** A fixture with one value changed, in place. */
export function put<T extends object>(payload: T, path: readonly (string | number)[], value: unknown): T {
  let here: unknown = payload;
  for (const key of path.slice(0, -1)) here = (here as Record<string | number, unknown>)[key];
  (here as Record<string | number, unknown>)[path.at(-1) ?? ""] = value;
  return payload;
}

export const commandBody = (changes: Record<string, string> = {}): string =>
  new URLSearchParams({ ...(fixture("command") as Record<string, string>), ...changes }).toString();
export const actionBody = (payload: Record<string, unknown>): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
