import { describe, expect, it } from "vitest";
import { createIds } from "../../../adapters/system/ids.ts";
import { toCaseId } from "../../../core/ids.ts";

const many = (next: () => string, count: number) => Array.from({ length: count }, next);
const isAscending = (ids: readonly string[]) => ids.every((id, at) => at === 0 || ids[at - 1]! < id);

describe("ids", () => {
  it("are UUIDv7 that begin with the time", () => {
    const id = createIds(() => 0x0123456789ab).next();
    expect(id.startsWith("01234567-89ab-7000-")).toBe(true);
    expect(toCaseId(id)).toBe(id);
  });

  it("ascend within a millisecond, past its 4,096 numbers too, and never repeat", () => {
    const ids = createIds(() => 1_800_000_000_000);
    const made = many(() => ids.next(), 10_000);
    expect(isAscending(made)).toBe(true);
    expect(new Set(made).size).toBe(10_000);
    expect(made.every((id) => toCaseId(id) === id)).toBe(true);
  });

  it("ascend when the clock goes back an hour", () => {
    let now = 1_800_000_000_000;
    const ids = createIds(() => now);
    const before = many(() => ids.next(), 3);
    now -= 3_600_000;
    const after = many(() => ids.next(), 3);
    expect(isAscending([...before, ...after])).toBe(true);
  });

  it("give as many random bytes as asked for", () => {
    const ids = createIds();
    expect(ids.random(12)).toHaveLength(12);
    expect(ids.random(0)).toHaveLength(0);
    expect(Buffer.from(ids.random(16)).equals(ids.random(16))).toBe(false);
  });
});
