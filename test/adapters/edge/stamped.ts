import { createStamp, type StampTimes } from "../../../adapters/edge/stamp.ts";

export const EDGE_SECRET = "not-a-real-edge-secret-0123456789";

/** A request as the edge forwards it; `forwarded` is the time of arrival while the sender waits. */
export async function stamped(
  request: Request,
  times: { readonly received: number; readonly forwarded?: number },
  secret = EDGE_SECRET,
): Promise<Request> {
  const raw = new Uint8Array(await request.clone().arrayBuffer());
  const both: StampTimes = { received: times.received, forwarded: times.forwarded ?? times.received };
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(await createStamp(secret).write(both, raw))) headers.set(name, value);
  return new Request(request.url, { method: "POST", headers, body: raw });
}
