import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parseAnswer } from "../../../adapters/files/answer.ts";
import { READER_BOUNDS, readerArguments, runReader } from "../../../adapters/files/reader-process.ts";

const SCRIPT = fileURLToPath(new URL("./ways-out.mjs", import.meta.url));
const FOLDER = fileURLToPath(new URL("./", import.meta.url));

/** Runs ways-out.mjs with a counting loopback listener; says what was open and how often somebody came. */
async function tryWaysOut(args: readonly string[], ownNetwork: boolean) {
  let came = 0;
  const listener = createServer((socket) => {
    came += 1;
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  try {
    const run = await runReader(args, Buffer.from(String(port)), { ...READER_BOUNDS, ownNetwork });
    const { tried, open } = JSON.parse("out" in run ? run.out : `{"open":["${run.fault}"]}`) as {
      tried: number;
      open: string[];
    };
    return { tried, open, came };
  } finally {
    listener.close();
  }
}

it("no way out of the reader child is open, and the listener counts 0", async () => {
  const args = readerArguments(SCRIPT, [FOLDER]);
  const locked = await tryWaysOut(args, false);
  expect(locked).toEqual({ tried: locked.tried, open: [], came: 0 });
  expect(locked.tried).toBeGreaterThan(40);
});

it("the same ways are open without the lockdown, so the test would see them", async () => {
  const args = readerArguments(SCRIPT, [FOLDER]).filter((argument) => !argument.startsWith("--import="));
  const bare = await tryWaysOut(args, false);
  expect(bare.open).toEqual(
    expect.arrayContaining(["fetch", "import node:net", "require http2", "getBuiltinModule", "later hooks"]),
  );
  expect(bare.came).toBeGreaterThan(5);
});

it("what a child writes that is no answer is an unreadable file", () => {
  for (const text of [
    "",
    "[]",
    '{"ok":true}',
    '{"ok":true,"pages":[{"page":0,"text":""}]}',
    '{"ok":false,"fault":"released"}',
  ])
    expect(parseAnswer(text)).toEqual({ ok: false, fault: "unreadable-file" });
});
