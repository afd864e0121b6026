import { lookup as resolve } from "node:dns";
import { request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { TargetFault } from "../../core/ports/writeback.ts";
import { checkUrl, isAllowedAddress, type AddressRules } from "./address-rules.ts";
import type { TargetAnswer, Transport } from "./transport.ts";

export type TransportOptions = AddressRules & {
  /** For a whole exchange, from the first byte to the last: a slow drip does not stretch it. Default 20 s. */
  readonly timeoutMs?: number;
  /** The longest answer that is read. Default 1 MB; a service description is larger. */
  readonly mostBytes?: number;
  /** How names are resolved; tests give a resolver that lies. */
  readonly resolve?: typeof resolve;
};

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 1_000_000;

/**
 * HTTP to one address, once. The name is resolved here and the connection goes to the very address that was checked,
 * so that a name cannot point elsewhere between check and connect; redirects are answers like any other.
 */
export function createHttpTransport(options: TransportOptions): Transport {
  const { timeoutMs = TIMEOUT_MS } = options;
  const lookup = checkedLookup(options);
  return async (request) => {
    checkUrl(request.url, options);
    return new Promise((settle, fail) => {
      const { method, url, headers, body } = request;
      const send = url.protocol === "https:" ? secureRequest : plainRequest;
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const how: RequestOptions = { method, headers: { ...headers, ...length }, lookup, agent: false };
      const call = send(url, how, (answer) => void readAnswer(answer, options).then(end, lost));
      const timer = setTimeout(() => call.destroy(new TargetFault("unknown-read-back", "no-answer")), timeoutMs);
      const end = (answer: TargetAnswer): void => {
        clearTimeout(timer);
        call.destroy();
        settle(answer);
      };
      const lost = (error: unknown): void => {
        clearTimeout(timer);
        call.destroy();
        fail(error instanceof TargetFault ? error : new TargetFault("unknown-read-back", "no-answer"));
      };
      call.on("error", lost);
      call.end(body);
    });
  };
}

/** Every address of a name must be allowed; the first is connected to. One bad one among them is a name that lies. */
function checkedLookup(options: TransportOptions): LookupFunction {
  const ask = options.resolve ?? resolve;
  return (hostname, _how, done) => {
    ask(hostname, { all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      const isFine = addresses.length > 0 && addresses.every(({ address }) => isAllowedAddress(address, options));
      if (!isFine) return done(new TargetFault("dead-letter-admin", "address-refused"), "", 0);
      if (_how.all) return done(null, addresses.slice(0, 1));
      return done(null, addresses[0]?.address ?? "", addresses[0]?.family ?? 4);
    });
  };
}

async function readAnswer(
  answer: IncomingMessage,
  { mostBytes = MOST_BYTES }: TransportOptions,
): Promise<TargetAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isCut = false;
  try {
    for await (const chunk of answer) {
      const bytes = toBuffer(chunk);
      size += bytes.length;
      if (size > mostBytes) {
        isCut = true;
        break;
      }
      chunks.push(bytes);
    }
  } catch {
    isCut = true;
  }
  const headers = new Map(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
  return {
    status: answer.statusCode ?? 0,
    headers,
    cookies: answer.headers["set-cookie"] ?? [],
    body: Buffer.concat(chunks).toString("utf8"),
    isCut: isCut || !answer.complete,
  };
}

const toBuffer = (chunk: unknown): Buffer => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
