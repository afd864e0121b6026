import { defineConfig } from "vitest/config";

const faults = process.env["DESK_TEST_SUITE"] === "faults";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: faults ? ["test/faults/**/*.test.ts"] : ["test/**/*.test.ts"],
    exclude: ["test/lint/bad/**", ...(faults ? [] : ["test/faults/**"])],
    expect: { requireAssertions: true },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Kills and storms need the machine to themselves.
    maxWorkers: faults ? 1 : 2,
    fileParallelism: !faults,
  },
});
