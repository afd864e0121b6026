/**
 * The unauthenticated client (engineering-decisions §12): "loopback only" is no boundary, for any web page can post to
 * 127.0.0.1 and a tunnel makes the internet loopback. So the Host must be our own address, nothing may have been
 * forwarded, no page of another origin may ask, and only `application/json` is read (a plain form cannot send that
 * without asking first). Null: may pass; else the status and a code for the log.
 */
export function refuseLocally(
  headers: Headers,
  port: number,
): { readonly status: 403 | 415; readonly code: string } | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.get("host") ?? "")) return { status: 403, code: "foreign-host" };
  for (const [name] of headers)
    if (name === "forwarded" || name.startsWith("x-forwarded-") || name === "x-real-ip")
      return { status: 403, code: "forwarded" };
  const origin = headers.get("origin");
  if (origin !== null && !hosts.some((host) => origin === `http://${host}`))
    return { status: 403, code: "foreign-origin" };
  const type = headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { status: 415, code: "not-json" };
  return null;
}
