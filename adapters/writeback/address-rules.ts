import { BlockList, isIP } from "node:net";
import { TargetFault } from "../../core/ports/writeback.ts";

/** What a tenant's configuration lets a target's address be. */
export type AddressRules = {
  /** Networks of the organisation itself (RFC 1918, RFC 4193, loopback). */
  readonly privateNetwork: boolean;
  /** Plain HTTP, to this machine alone: for tests. */
  readonly plainLoopback: boolean;
};

/** Never called, whatever is configured: link-local (cloud metadata lives there), multicast, documentation, unroutable. */
const NEVER = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  NEVER.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 128],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  NEVER.addSubnet(network, prefix, "ipv6");

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
PRIVATE.addSubnet("fc00::", 7, "ipv6");

/** `::ffff:10.0.0.1` is 10.0.0.1, whichever way it is written. */
function plain(address: string): { readonly address: string; readonly family: "ipv4" | "ipv6" } | null {
  const bare = address.replace(/^\[|\]$/g, "").split("%")[0] ?? "";
  if (isIP(bare) === 4) return { address: bare, family: "ipv4" };
  if (isIP(bare) !== 6) return null;
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (dotted) return { address: dotted, family: "ipv4" };
  const hex = /^(?:0*:){0,5}:?ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(
    new URL(`http://[${bare}]`).hostname.slice(1, -1),
  );
  const [high, low] = [hex?.[1], hex?.[2]].map((part) => (part ? Number.parseInt(part, 16) : null));
  if (typeof high === "number" && typeof low === "number")
    return { address: `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, family: "ipv4" };
  return { address: bare, family: "ipv6" };
}

/** Whether this very address may be connected to; what is no address may not. */
export function isAllowedAddress(address: string, rules: AddressRules): boolean {
  const read = plain(address);
  if (!read || NEVER.check(read.address, read.family)) return false;
  const isLoopback = LOOPBACK.check(read.address, read.family);
  if (isLoopback) return rules.privateNetwork || rules.plainLoopback;
  return rules.privateNetwork || !PRIVATE.check(read.address, read.family);
}

export const isLoopbackHost = (hostname: string): boolean => {
  const read = plain(hostname);
  return read !== null && LOOPBACK.check(read.address, read.family);
};

/** Throws TargetFault("dead-letter-admin", "address-refused"): another scheme, user info, a forbidden literal address. */
export function checkUrl(url: URL, rules: AddressRules): void {
  const refused = (): TargetFault => new TargetFault("dead-letter-admin", "address-refused");
  if (url.username !== "" || url.password !== "") throw refused();
  const isPlain = url.protocol === "http:" && rules.plainLoopback && isLoopbackHost(url.hostname);
  if (url.protocol !== "https:" && !isPlain) throw refused();
  if (plain(url.hostname) && !isAllowedAddress(url.hostname, rules)) throw refused();
}
