import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { refuse } from "./refuse.ts";

export type GateOptions = {
  /** The port this desk listens on; 0 until it does. */
  readonly port: () => number;
  /** The random token of this start, which only the page has. */
  readonly token: string;
};

const PROXY = /^(forwarded$|x-forwarded-|via$|x-real-ip$)/i;
const CONTENT_POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/**
 * "Loopback only" is no boundary (engineering-decisions §12): any site can post to 127.0.0.1, and a tunnel makes the
 * internet loopback. So: our own Host (no DNS rebinding), no proxy header, no foreign Origin; 403 for the rest.
 */
export function loopbackGate(options: GateOptions): MiddlewareHandler {
  return async (c, next) => {
    const port = options.port();
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    if (!hosts.includes(c.req.header("host") ?? "")) return refuse(c, 403, "host");
    for (const name of Object.keys(c.req.header())) if (PROXY.test(name)) return refuse(c, 403, "forwarded");
    const origin = c.req.header("origin");
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return refuse(c, 403, "origin");
    const site = c.req.header("sec-fetch-site");
    const typed = c.req.path === "/" && c.req.header("sec-fetch-mode") === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !typed) return refuse(c, 403, "origin");
    await next();
    c.header("Content-Security-Policy", CONTENT_POLICY);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("X-Frame-Options", "DENY");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Cross-Origin-Opener-Policy", "same-origin");
    c.header("Cache-Control", "no-store");
    return undefined;
  };
}

/** Everything below `/desk` needs the token: as a header, or for assets as a part of the path. */
export function tokenGate(options: GateOptions): MiddlewareHandler {
  return async (c, next) => {
    const asset = /^\/desk\/assets\/([^/]+)\//.exec(c.req.path)?.[1];
    const given = c.req.header("x-desk-token") ?? asset ?? "";
    if (!sameText(given, options.token)) return refuse(c, 403, "token");
    return next();
  };
}
