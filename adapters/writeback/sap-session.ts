import { faultOf, treat } from "./fault-of.ts";
import type { TargetAnswer, TargetRequest, Transport } from "./transport.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Answer } from "../../core/writeback/answer.ts";

export type SapAccess = {
  /** The service root, without a slash at its end. */
  readonly root: string;
  /** Value of `authorization`: our own user, of this target alone. */
  readonly authorization: string;
  /** SAP client (`sap-client`); null: the system's default. */
  readonly client: string | null;
};

type Session = { readonly token: string; readonly cookies: string };
type Call = Pick<TargetRequest, "method"> & {
  /** Path and query below the root. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expects?: Answer["expects"];
};

export type SapSession = { readonly call: (call: Call) => Promise<TargetAnswer> };

/**
 * Calls of one SAP Gateway service: writes carry a CSRF token with the cookies it was given for, fetched when needed
 * and once more when it has expired (403 with `x-csrf-token: Required`, or 401). Returns answers that are done; throws
 * TargetFault for all others.
 */
export function createSapSession(access: SapAccess, transport: Transport, clock: Clock): SapSession {
  let session: Session | null = null;
  const base = { authorization: access.authorization, "user-agent": "export-desk" };

  const send = ({ method, path, headers, body }: Call, held: Session | null): Promise<TargetAnswer> => {
    const url = new URL(`${access.root}/${path}`);
    if (access.client !== null) url.searchParams.set("sap-client", access.client);
    return transport({
      method,
      url,
      headers: {
        ...base,
        accept: "application/json",
        ...headers,
        ...(held ? { "x-csrf-token": held.token, ...(held.cookies ? { cookie: held.cookies } : {}) } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });
  };

  async function open(): Promise<Session> {
    const answer = await send({ method: "GET", path: "", headers: { "x-csrf-token": "Fetch" } }, null);
    const treatment = treat(answer, "any");
    if (treatment !== "done-after-read-back") throw faultOf(answer, treatment, clock.now());
    const cookies = answer.cookies.map((cookie) => cookie.split(";")[0] ?? "").filter((cookie) => cookie !== "");
    return { token: answer.headers.get("x-csrf-token") ?? "", cookies: cookies.join("; ") };
  }

  return {
    async call(call) {
      const isWrite = call.method !== "GET";
      if (isWrite) session ??= await open();
      let answer = await send(call, isWrite ? session : null);
      if (isWrite && isExpired(answer)) {
        session = await open();
        answer = await send(call, session);
        if (isExpired(answer)) session = null;
      }
      const treatment = treat(answer, call.expects ?? "json");
      if (treatment !== "done-after-read-back") throw faultOf(answer, treatment, clock.now());
      return answer;
    },
  };
}

const isExpired = ({ status, headers }: TargetAnswer): boolean =>
  status === 401 || (status === 403 && headers.get("x-csrf-token")?.toLowerCase() === "required");
