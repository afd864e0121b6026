import type { WebClient } from "@slack/web-api";
import { at, textAt } from "./payload.ts";
import type { InboundFile } from "../../core/ports/inbound.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

const DOWNLOAD_TIMEOUT = 60_000;
const REDIRECTS = 3;
/** Slack's own names; the bot token goes nowhere else. */
const SLACK_HOSTS = [".slack.com", ".slack-gov.com", ".slack-files.com"];

export type Download = {
  readonly client: WebClient;
  readonly token: string;
  readonly apiUrl: string;
  readonly fetch: typeof fetch;
  /** At most so many bytes are read. */
  readonly limit: number;
};

/** Whether the token may be sent there: Slack over https, or the very origin that SLACK_API_URL names. */
export function isSlackAddress(url: URL, apiUrl: string): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === "https:" && url.port === "" && SLACK_HOSTS.some((name) => url.hostname.endsWith(name));
}

/**
 * The bytes of a file that was shared in Slack. Throws AdapterFault: `too-large` (said before and while reading),
 * `not-a-file` (kept elsewhere), `wrong-host`, `login-page` (Slack answers 200 with its sign-in page when a scope is
 * missing), `lost-answer`.
 */
export async function fetchSlackFile(file: InboundFile, how: Download): Promise<Uint8Array> {
  const info: unknown = await how.client.files.info({ file: file.id });
  const details = at(info, "file");
  if (at(details, "is_external") === true || textAt(details, "mode") === "external")
    throw new AdapterFault("not-a-file", true);
  const size = at(details, "size");
  if (typeof size === "number" && size > how.limit) throw new AdapterFault("too-large", true);
  const address = textAt(details, "url_private_download") ?? textAt(details, "url_private");
  if (address === null) throw new AdapterFault("not-a-file", true);
  const response = await download(address, how);
  const mediaType = textAt(details, "mimetype") ?? file.mediaType;
  refuseLoginPage(response, mediaType);
  const bytes = await readUpTo(response, how.limit);
  refuseLoginBytes(bytes, mediaType);
  return bytes;
}

async function download(address: string, how: Download): Promise<Response> {
  let next = address;
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!URL.canParse(next)) throw new AdapterFault("wrong-host", true);
    const url = new URL(next);
    if (!isSlackAddress(url, how.apiUrl)) throw new AdapterFault("wrong-host", true);
    const response = await request(url, how);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return settled(response);
    await response.body?.cancel();
    next = URL.canParse(location, url) ? new URL(location, url).href : "";
  }
  throw new AdapterFault("wrong-host", true);
}

async function request(url: URL, how: Download): Promise<Response> {
  try {
    return await how.fetch(url, {
      headers: { authorization: `Bearer ${how.token}` },
      redirect: "manual",
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT),
    });
  } catch {
    throw new AdapterFault("lost-answer", false, 5000);
  }
}

function settled(response: Response): Response {
  if (response.ok) return response;
  if (response.status === 429)
    throw new AdapterFault("ratelimited", false, 1000 * (Number(response.headers.get("retry-after")) || 30));
  const gone = response.status < 500;
  throw new AdapterFault(`http-${response.status}`, gone, gone ? null : 5000);
}

const isHtml = (mediaType: string | null): boolean => mediaType !== null && mediaType.startsWith("text/html");

function refuseLoginPage(response: Response, mediaType: string | null): void {
  const got = response.headers.get("content-type");
  if (isHtml(got) && !isHtml(mediaType)) throw new AdapterFault("login-page", true);
}

async function readUpTo(response: Response, limit: number): Promise<Uint8Array> {
  if (Number(response.headers.get("content-length") ?? "0") > limit) throw new AdapterFault("too-large", true);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw new AdapterFault("too-large", true);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AdapterFault ? error : new AdapterFault("lost-answer", false, 5000);
  }
  return Buffer.concat(chunks);
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).trimStart().toLowerCase().startsWith(text);

/**
 * The sign-in page comes under other media types too. What else a file is against its name, the reader says: it knows
 * an encrypted workbook from a program, which a first look at the bytes does not.
 */
function refuseLoginBytes(bytes: Uint8Array, mediaType: string | null): void {
  const html = startsWith(bytes, "<!doctype html") || startsWith(bytes, "<html");
  if (html && !isHtml(mediaType)) throw new AdapterFault("login-page", true);
}
