import { describe, expect, it } from "vitest";
import { classifyRead } from "../../../core/classification/classify.ts";
import { likelyKinds } from "../../../core/classification/likely-kinds.ts";
import { toLawDate } from "../../../core/dates.ts";
import { readItem } from "../../../core/item/read-item.ts";
import { rulebook } from "../../rulebook.ts";

const { classes } = rulebook.vocabulary;
const first = (text: string) => likelyKinds(text, classes)[0]?.kind;

describe("kinds that a text is near to", () => {
  it("goes by rare words and by how much of a trade word is there, whatever stands between", () => {
    expect(first("Listening tiny GSM hidden device")).toBe("bugging-device");
    expect(likelyKinds("Listening tiny GSM hidden device", classes)[0]?.share).toBe(1);
  });
  it("what stands behind a comma or a “for” counts less than what comes first", () => {
    expect(first("Magnetic drive pump unit, for a mass spectrometer")).not.toBe(
      first("Mass gas spectrometer, for a magnetic drive pump"),
    );
  });
  it("one common word is near to nothing", () => {
    expect(likelyKinds("a system", classes)).toEqual([]);
    expect(likelyKinds("", classes)).toEqual([]);
  });
});

describe("a thing whose kind nobody said", () => {
  const TEXT = "Listening tiny GSM hidden device, 4 g";
  const unread = { ...readItem({ sources: [] }, rulebook.vocabulary) };
  const asked = classifyRead(unread, rulebook, toLawDate("2026-11-24"), TEXT);

  it("is never classified by what it may be, and is asked what it is, with what its words are near to", () => {
    expect(unread.facts).toEqual([]);
    expect(asked.outcome).toBe("needs-facts");
    expect(asked.candidates.length).toBeGreaterThan(0);
    expect(asked.candidates.every(({ status }) => status !== "met")).toBe(true);
    expect(asked.missing[0]).toMatchObject({
      fact: "is",
      because: expect.arrayContaining([
        expect.objectContaining({
          code: "kinds-near",
          params: { kinds: expect.arrayContaining(["bugging-device"]) },
        }),
      ]),
    });
  });
  it("has the entries of what it may be among the first candidates, and nothing of the Munitions List by that alone", () => {
    const codes = asked.candidates.map(({ eccn }) => eccn);
    expect(codes.slice(0, 3)).toContain("5A980");
    expect(asked.candidates.every(({ jurisdiction }) => jurisdiction === "EAR")).toBe(true);
  });
  it("says of what stands there by an assumption alone that nobody has said so", () => {
    const mirror = classifyRead(unread, rulebook, toLawDate("2026-11-24"), "Ti:sapphire regenerative amplifier");
    const added = mirror.candidates.filter(({ because }) => because.some(({ code }) => code === "kind-assumed"));
    expect(added.map(({ status }) => status)).not.toContain("met");
    expect(added.length).toBeGreaterThan(0);
  });
});
