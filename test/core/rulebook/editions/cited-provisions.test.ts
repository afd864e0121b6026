import { describe, expect, it } from "vitest";
import { provisionsCited } from "../../../../core/rulebook/editions/cited-provisions.ts";

const part772 = {
  part: "us-ear/part-772",
  provisions: [
    { key: "§ 772.1", parts: { text: ["“Made-up.” A made-up term.", "“Other.” Another one."] } },
    { key: "§ 772.10", parts: { text: ["No such section."] } },
    { key: "Supplement No. 4 to Part 744", parts: { text: ["Made-up row."] } },
  ],
};
const list = {
  part: "us-ear/ccl-text",
  provisions: [
    {
      key: "3A001",
      parts: {
        heading: ["Made-up."],
        rows: ["NS applies"],
        items: ["a. One", "a.5. Five", "a.5.a. Under five", "a.50. Not under it"],
      },
    },
  ],
};

describe("the provisions that a citation names", () => {
  it.each([
    ["772.1", ["§ 772.1"]],
    ["§ 772.1", ["§ 772.1"]],
    ["15 CFR 772.1(b)(2)", ["§ 772.1"]],
    ["15 CFR 744 Supp. 4", ["Supplement No. 4 to Part 744"]],
    ["Supplement No. 4 to part 744", ["Supplement No. 4 to Part 744"]],
    ["744 Supp. 14", []],
    ["73.1", []],
    ["something", []],
  ])("%s", (cite, keys) => {
    expect(provisionsCited(cite, part772).map(({ key }) => key)).toEqual(keys);
  });

  it("an entry is shown whole, a paragraph with what stands under it", () => {
    expect(provisionsCited("3A001", list)[0]?.lines).toHaveLength(6);
    expect(provisionsCited("15 CFR 774 Supp. 1, 3A001.a.5", list)).toEqual([
      { key: "3A001.a.5", lines: ["Made-up.", "a.5. Five", "a.5.a. Under five"] },
    ]);
    expect(provisionsCited("3A002", list)).toEqual([]);
  });
});
