import { TargetFault } from "../../core/ports/writeback.ts";

/** One request to a target. `cookies` and tokens are the caller's: a transport keeps nothing. */
export type TargetRequest = {
  readonly method: "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};
export type TargetAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: readonly string[];
  readonly body: string;
  /** The body did not end: the connection broke, it was too long, or the time was over. */
  readonly isCut: boolean;
};

/** Sends a request once; follows nothing. Throws TargetFault: no answer in time, or an address it may not call. */
export type Transport = (request: TargetRequest) => Promise<TargetAnswer>;

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** Dry run by construction: whatever the code above it does, nothing but a read leaves. */
export const createDryTransport =
  (inner: Transport): Transport =>
  (request) => {
    if (!READS.has(request.method)) throw new TargetFault("dead-letter-admin", "dry-run");
    return inner(request);
  };
