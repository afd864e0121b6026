import { describe, expect, it } from "vitest";
import { classify } from "../../../core/classification/classify.ts";
import { toLawDate } from "../../../core/dates.ts";
import { rulebook } from "../../rulebook.ts";

const ask = (description: string) => classify({ description, sources: [] }, rulebook, toLawDate("2026-11-23"));

describe("a thing called military by its own name (15 CFR 774 Supp. 4: the 600 series goes first)", () => {
  it.each(["Military GPS receiver", "GPS receiver, military", "Receiver GPS military"])(
    "%s: what it was designed for is asked before an AT-only entry is the answer",
    (text) => {
      const answer = ask(text);
      expect(answer.outcome).toBe("needs-facts");
      expect(answer.missing.map(({ fact }) => fact)).toContain("military-design");
    },
  );

  it.each(["Military grade GPS receiver", "GPS receiver, meets military standard 810", "Non-military GPS receiver"])(
    "%s: how good a thing is says nothing of whose it is",
    (text) => {
      expect(ask(text).facts.map(({ name }) => name)).not.toContain("called-military");
    },
  );
});
