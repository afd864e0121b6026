import { describe, expect, it } from "vitest";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadSettings, readSettings } from "../../../bot/config/environment.ts";
import { greeting } from "../../../bot/greeting.ts";

const home = mkdtempSync(join(tmpdir(), "desk-settings-"));
const read = (env: Record<string, string>) => readSettings(env, home);
const greet = (env: Record<string, string>) =>
  greeting(read(env), { rulebook: "r", lists: "l", key: "k", tenants: 1 }, 1).find((line) => line.startsWith("queue"));

describe("REDIS_URL", () => {
  it("unset or empty leaves the work in the process, and the greeting says so", () => {
    for (const env of [{}, { REDIS_URL: "" }]) {
      expect("redisUrl" in read(env)).toBe(false);
      expect(greet(env)).toBe("queue     in this process");
    }
  });

  it("set names the queue; the greeting shows where, not the password", () => {
    const env = { REDIS_URL: "rediss://desk:not-a-secret@redis.example:6380/2" };
    expect(read(env).redisUrl).toBe(env.REDIS_URL);
    expect(greet(env)).toBe("queue     Redis at redis.example:6380/2, ids only");
    expect(greet({ REDIS_URL: "redis://127.0.0.1:6379" })).toBe("queue     Redis at 127.0.0.1:6379, ids only");
  });

  it("may stand in a file of its own, as every secret", () => {
    const file = join(home, "redis-url");
    writeFileSync(file, "redis://127.0.0.1/1\n");
    expect(read({ REDIS_URL_FILE: file }).redisUrl).toBe("redis://127.0.0.1/1");
  });

  it("that is no Redis address stops the start, and is not repeated", () => {
    for (const wrong of ["localhost:6379", "http://desk:not-a-secret@redis.example", "redis://", "6379"]) {
      const start = () => read({ REDIS_URL: wrong });
      expect(start).toThrow(BadSettings);
      expect(start).toThrow(/^REDIS_URL must be an address like redis:/);
      expect(start).not.toThrow(/not-a-secret/);
    }
  });

  it("keeps the greeting at ten lines", () => {
    expect(greeting(read({}), { rulebook: "r", lists: "l", key: "k", tenants: 1 }, 1)).toHaveLength(10);
  });
});
