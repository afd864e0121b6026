import { randomBytes } from "node:crypto";
import type { Ids } from "../../core/ports/clock.ts";

const MOST_IN_A_MS = 0xfff;

/**
 * UUIDv7 (RFC 9562 §5.7, §6.2 method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ascending within
 * the process: when the clock stands or goes back, the counter goes on, and then the last time moves by a millisecond.
 */
export function createIds(now: () => number = Date.now): Ids {
  let last = 0;
  let counter = 0;
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));

  return {
    next() {
      const time = now();
      if (time > last) [last, counter] = [time, 0];
      else if (counter < MOST_IN_A_MS) counter += 1;
      else [last, counter] = [last + 1, 0];
      const tail = randomBytes(8);
      tail.writeUInt8((tail.readUInt8(0) & 0x3f) | 0x80, 0);
      const hex = last.toString(16).padStart(12, "0");
      const rest = tail.toString("hex");
      const middle = `7${counter.toString(16).padStart(3, "0")}`;
      return `${hex.slice(0, 8)}-${hex.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`;
    },
    random,
  };
}
