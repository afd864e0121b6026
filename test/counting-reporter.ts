import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Counts for the closing line. Tests that say "reference data" in their title are not run without it, and counted apart. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const state = (wanted: string) => tests.filter((test) => test.result().state === wanted);
    const skipped = state("skipped");
    const noData = skipped.filter((test) => /reference data/.test(test.fullName));
    const broken = modules.filter(
      (module) =>
        module.state() === "failed" &&
        [...module.children.allTests()].every((test) => test.result().state !== "failed"),
    );
    const counts = {
      passed: state("passed").length,
      failed: state("failed").length + broken.length + errors.length,
      skipped: skipped.length - noData.length,
      noData: noData.length,
      skippedTitles: skipped.filter((test) => !noData.includes(test)).map((test) => test.fullName),
    };
    const file = process.env["DESK_TEST_COUNTS"];
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
