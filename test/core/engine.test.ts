import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { assemble } from "../../bot/evaluator/load.ts";
import { readBundle } from "../../bot/rulebook-source.ts";
import { openSamples } from "../../bot/samples/samples.ts";
import { propose } from "../../core/cases/propose.ts";
import { toLawDate } from "../../core/dates.ts";
import { ENGINE } from "../../core/engine.ts";
import { canonicalText } from "../../core/evidence/canonical.ts";
import { toHash } from "../../core/ids.ts";
import { readListEffects } from "../../rules/list-effects/read-list-effects.ts";
import { starterEdition } from "../../rules/starter-lists/read-starter-list.ts";

/** Recorded output of this engine number. When it moves, ENGINE moves with it: replay then names the difference. */
const RECORDED = { engine: 2, hash: "c3b001ca750c7b1c2a70187a51dd9ec98a0e1e3c066a8cfc93e8d6f7284095d9" };

const zero = toHash("0".repeat(64));
const loaded = assemble(
  { v: 1, rulebook: zero, listRules: zero, policy: zero, lists: [] },
  { rulebook: readBundle(), listRules: readListEffects(), lists: [starterEdition()], training: true },
);

const folder = new URL("../cases/classification/", import.meta.url).pathname;
const golden = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .toSorted()
  .flatMap(
    (file) =>
      parse(readFileSync(join(folder, file), "utf8")) as readonly {
        readonly item?: { readonly description?: string };
      }[],
  )
  .flatMap((one) => (one.item?.description ? [one.item.description] : []));

describe("the engine number", () => {
  it("moves whenever the canonical output of the golden set moves", () => {
    const texts = [...openSamples().map((sample) => sample.text), ...golden];
    expect(texts.length).toBeGreaterThan(50);
    const hash = createHash("sha256");
    for (const text of texts) {
      const sources = [{ name: "message", kind: "message" as const, pages: [{ page: 1, text }] }];
      const { result } = propose(
        { asOf: toLawDate("2026-11-24"), text, sources, stated: [], transaction: {} },
        { ...loaded.context, asOf: toLawDate("2026-11-24") },
      );
      hash.update(canonicalText(JSON.parse(JSON.stringify(result))));
    }
    expect({ engine: ENGINE, hash: hash.digest("hex") }).toEqual(RECORDED);
  });
});
