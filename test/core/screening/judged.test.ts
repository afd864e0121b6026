import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { hitId, withJudgements } from "../../../core/screening/judged.ts";
import { screen } from "../../../core/screening/screen.ts";
import { buildIndex } from "../../../core/screening/build-index.ts";
import { toTongue } from "../../../bot/editions/tongue.ts";
import { readListEffects } from "../../../rules/list-effects/read-list-effects.ts";
import { starterEdition } from "../../../rules/starter-lists/read-starter-list.ts";

const index = buildIndex([starterEdition()], toTongue(), readListEffects());
const found = screen({ name: "Beijing Example Institute", country: "China" }, index, toLawDate("2026-11-24"), {
  training: true,
});

describe("a hit judged to be somebody else", () => {
  it("is shown with the judgement and no longer counted; the screening is never clear by it", () => {
    const [hit] = found.hits;
    expect(hit?.counted).toBe(true);
    const judged = withJudgements(found, new Set([hit ? hitId(hit) : ""]));
    expect(judged.hits).toHaveLength(found.hits.length);
    expect(judged.hits[0]).toMatchObject({ counted: false });
    expect(judged.hits[0]?.because.at(-1)?.code).toBe("judged-different");
    expect(judged.disposition).toBe("review");
    expect(judged.notChecked).toEqual(found.notChecked);
  });

  it("a judgement of another listing covers nothing", () => {
    expect(withJudgements(found, new Set(["0".repeat(32)]))).toBe(found);
  });
});
