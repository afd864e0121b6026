import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { newHome } from "./run-desk.ts";

const LAUNCH = fileURLToPath(new URL("../../../bot/launch.mjs", import.meta.url));

function desk(argv: readonly string[], stdin = ""): Promise<{ exit: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [LAUNCH, "cli", ...argv], {
      env: { ...process.env, DESK_HOME: newHome(), DESK_ENV: "", INIT_CWD: undefined },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("close", (exit) => resolve({ exit, out, err }));
    child.stdin.end(stdin);
  });
}

describe("the real command", () => {
  it("answers a batch from standard input on standard output, and nothing else there", async () => {
    const ran = await desk(["screen", "--batch", "-"], '{"id":"x","name":"Beijing Example Institute"}\nnonsense\n');
    expect(ran).toMatchObject({ exit: 0, err: "" });
    const lines = ran.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: "x", disposition: "hold" },
      { id: null, error: { code: "bad-json" } },
    ]);
  });
  it("ends with 2 and one line on standard error when it is called wrongly", async () => {
    const ran = await desk(["screen", "--nam", "x"]);
    expect(ran).toMatchObject({ exit: 2, out: "" });
    expect(ran.err.trim().split("\n")).toHaveLength(1);
  });
});
