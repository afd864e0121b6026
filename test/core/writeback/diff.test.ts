import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCaseId, toTenantId } from "../../../core/ids.ts";
import { WRITTEN_FIELDS, type FieldValues } from "../../../core/ports/writeback.ts";
import {
  checkHash,
  diffHash,
  idempotencyKey,
  inverted,
  previewOf,
  readBackOf,
  type KeyParts,
} from "../../../core/writeback/diff.ts";

const OF = { target: "item-master", record: "AD-7", purpose: "outcome" } as const;
const value = fc.option(
  fc.string({ maxLength: 12 }).filter((text) => text.isWellFormed()),
  { nil: null },
);
const fields = fc.record(Object.fromEntries(WRITTEN_FIELDS.map((field) => [field, value])), {
  requiredKeys: [],
}) as fc.Arbitrary<FieldValues>;
const blank = (text: string | null | undefined): string | null => (text === "" ? null : (text ?? null));

describe("a preview", () => {
  it("names exactly the wanted fields that differ, and a blank is a blank however it is written", () => {
    fc.assert(
      fc.property(fields, fields, (current, wanted) => {
        const { diff } = previewOf(OF, { current, version: null }, wanted);
        const differs = WRITTEN_FIELDS.filter(
          (field) => wanted[field] !== undefined && blank(wanted[field]) !== blank(current[field]),
        );
        expect(diff.changes.map(({ field }) => field)).toEqual(differs);
      }),
    );
  });

  it("hashes the same whatever the record's version is, and differently for another start or another wish", () => {
    const preview = (current: FieldValues, version: string | null, wanted: FieldValues) =>
      previewOf(OF, { current, version }, wanted).hash;
    const one = preview({ eccn: null }, 'W/"1"', { eccn: "3A001" });
    expect(preview({ eccn: "" }, 'W/"2"', { eccn: "3A001" })).toBe(one);
    expect(preview({ eccn: "EAR99" }, 'W/"1"', { eccn: "3A001" })).not.toBe(one);
    expect(preview({ eccn: null }, 'W/"1"', { eccn: "3A991" })).not.toBe(one);
    expect(previewOf({ ...OF, record: "AD-8" }, { current: {}, version: null }, { eccn: "3A001" }).hash).not.toBe(one);
    expect(previewOf({ ...OF, target: "crm" }, { current: {}, version: null }, { eccn: "3A001" }).hash).not.toBe(one);
  });

  it("applied is written, untouched is absent, and the way back leads back", () => {
    fc.assert(
      fc.property(fields, fields, (current, wanted) => {
        const { diff } = previewOf(OF, { current, version: null }, wanted);
        const after = { ...current, ...Object.fromEntries(diff.changes.map(({ field, to }) => [field, to])) };
        expect(readBackOf(after, diff)).toBe("written");
        if (diff.changes.length > 0) expect(readBackOf(current, diff)).toBe("absent");
        const back = inverted(diff);
        expect(readBackOf(current, back)).toBe("written");
        expect(inverted(back).changes).toEqual(diff.changes);
      }),
    );
  });

  it("half written, or written by somebody else, is neither", () => {
    const { diff } = previewOf(OF, { current: {}, version: null }, { eccn: "3A001", caseNumber: "ED-1" });
    expect(readBackOf({ eccn: "3A001" }, diff)).toBe("other");
    expect(readBackOf({ eccn: "EAR99", caseNumber: "ED-1" }, diff)).toBe("other");
  });

  it("a hash that is another diff's is refused", () => {
    const { diff, hash } = previewOf(OF, { current: {}, version: null }, { eccn: "3A001" });
    expect(() => checkHash(diff, hash)).not.toThrow();
    expect(() => checkHash({ ...diff, record: "AD-8" }, hash)).toThrow("invalid");
    expect(diffHash(diff)).toBe(hash);
  });
});

describe("an idempotency key", () => {
  const parts: KeyParts = {
    tenant: toTenantId("acme-example"),
    case: toCaseId("01920000-0000-7000-8000-000000000001"),
    revision: 3,
    target: "item-master",
    record: "AD-7",
    purpose: "outcome",
    fields: { eccn: "3A001", paragraph: null },
  };
  it("is the same however the fields are ordered, and fits a header", () => {
    const key = idempotencyKey(parts);
    expect(idempotencyKey({ ...parts, fields: { paragraph: null, eccn: "3A001" } })).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["tenant", { tenant: toTenantId("other-example") }],
    ["case", { case: toCaseId("01920000-0000-7000-8000-000000000002") }],
    ["decision", { revision: 4 }],
    ["target", { target: "crm" }],
    ["record", { record: "AD-8" }],
    ["purpose", { purpose: "hold" as const }],
    ["a value", { fields: { eccn: "3A991", paragraph: null } }],
    ["a field more", { fields: { ...parts.fields, caseNumber: "ED-1" } }],
  ])("another %s is another key", (_what, change) => {
    expect(idempotencyKey({ ...parts, ...change })).not.toBe(idempotencyKey(parts));
  });
});
