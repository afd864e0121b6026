import type { PersonId, TenantId } from "../../core/ids.ts";
import type { ButtonKeys } from "../../core/ports/button-keys.ts";
import { Refusal } from "../../core/refusal.ts";

/** Whose button it is: known to whoever signs and to whoever opens, so it is under the MAC and not in the token. */
export type Whose = { readonly tenant: TenantId; readonly person: PersonId };
/** What a button of a digest carries. Worth nothing without its MAC. */
export type DigestToken = {
  /** The digest's delivery key. */
  readonly digest: string;
  /** A figure's id, or `all`: the digest itself. */
  readonly figure: string;
  readonly page: number;
};
/** A button lives 30 days (engineering-decisions §16). */
const LIFE_MS = 30 * 86_400_000;
/** The first part: never mistaken for a case's button. The whole is short, because a card holds many. */
const PREFIX = "digest";
const FORM = /^digest\.([0-9a-f]{32})\.([a-z0-9+-]{1,120})\.(\d{1,6})\.([0-9a-z]{1,11})\.([\w-]{43})$/;

export const isDigestToken = (token: string): boolean => token.startsWith(`${PREFIX}.`);

const toSign = (whose: Whose, body: string): Uint8Array =>
  Buffer.from(JSON.stringify([PREFIX, whose.tenant, whose.person, body]), "utf8");

export async function signDigestToken(
  token: DigestToken,
  whose: Whose,
  signing: { readonly keys: ButtonKeys; readonly nowMs: number },
): Promise<string> {
  const until = (signing.nowMs + LIFE_MS).toString(36);
  const body = `${PREFIX}.${token.digest}.${token.figure}.${token.page}.${until}`;
  const mac = await signing.keys.mac(toSign(whose, body));
  return `${body}.${Buffer.from(mac).toString("base64url")}`;
}

/**
 * Opens a token under the last two keys, for the person who pressed. Throws Refusal("not-found") for anything forged,
 * malformed or another's (the answer is the same), Refusal("stale") when it has expired.
 */
export async function openDigestToken(
  token: string,
  whose: Whose,
  opening: { readonly keys: ButtonKeys; readonly nowMs: number },
): Promise<DigestToken> {
  const [, digest, figure, page, until, mac = ""] = FORM.exec(token) ?? [];
  if (digest === undefined || figure === undefined || until === undefined) throw new Refusal("not-found");
  const given = Buffer.from(mac, "base64url");
  const body = token.slice(0, -mac.length - 1);
  const genuine = await opening.keys.verifyUnderLastTwo(toSign(whose, body), given);
  if (!genuine || given.toString("base64url") !== mac) throw new Refusal("not-found");
  if (Number.parseInt(until, 36) < opening.nowMs) throw new Refusal("stale", { what: "button" });
  return { digest, figure, page: Number(page) };
}
