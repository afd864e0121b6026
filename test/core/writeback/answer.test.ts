import { describe, expect, it } from "vitest";
import {
  bodyKindOf,
  retryAfterMs,
  treatmentOf,
  type BodyKind,
  type Treatment,
} from "../../../core/writeback/answer.ts";

type Row = readonly [status: number | null, body: BodyKind, expects: "json" | "any", treatment: Treatment];
const TABLE: readonly Row[] = [
  [200, "json", "json", "done-after-read-back"],
  [200, "empty", "json", "done-after-read-back"],
  [201, "json", "json", "done-after-read-back"],
  [204, "empty", "json", "done-after-read-back"],
  [200, "text", "any", "done-after-read-back"],
  [200, "text", "json", "failure"],
  [200, "xml", "json", "failure"],
  [200, "xml", "any", "done-after-read-back"],
  [200, "html", "json", "failure"],
  [200, "html", "any", "failure"],
  [204, "html", "any", "failure"],
  [200, "cut", "any", "unknown-read-back"],
  [202, "empty", "any", "unknown-read-back"],
  [207, "json", "json", "per-item"],
  [300, "json", "json", "stop-person"],
  [301, "empty", "any", "failure"],
  [302, "html", "any", "failure"],
  [304, "empty", "json", "failure"],
  [307, "empty", "any", "failure"],
  [399, "empty", "any", "failure"],
  [400, "json", "json", "dead-letter-mapping"],
  [401, "json", "json", "refresh-once"],
  [402, "json", "json", "dead-letter-admin"],
  [403, "html", "json", "dead-letter-admin"],
  [404, "json", "json", "person"],
  [405, "json", "json", "dead-letter-mapping"],
  [407, "json", "json", "dead-letter-admin"],
  [408, "empty", "json", "unknown-read-back"],
  [409, "json", "json", "re-preview"],
  [410, "empty", "any", "person"],
  [412, "json", "json", "re-preview"],
  [413, "empty", "any", "dead-letter-mapping"],
  [418, "empty", "any", "dead-letter-mapping"],
  [422, "json", "json", "dead-letter-mapping"],
  [423, "json", "json", "wait-owner"],
  [425, "empty", "any", "wait"],
  [428, "json", "json", "bug"],
  [429, "empty", "any", "wait"],
  [499, "empty", "any", "dead-letter-mapping"],
  [500, "json", "json", "unknown-read-back"],
  [502, "html", "any", "unknown-read-back"],
  [503, "empty", "any", "wait"],
  [504, "empty", "json", "unknown-read-back"],
  [599, "empty", "json", "unknown-read-back"],
  [null, "empty", "any", "unknown-read-back"],
  [100, "empty", "any", "unknown-read-back"],
];

describe("the answer table", () => {
  it.each(TABLE)("%s with a body that is %s, where %s counts, is %s", (status, body, expects, treatment) => {
    expect(treatmentOf({ status, body, expects })).toBe(treatment);
  });

  it("takes nothing for done but an answer from 200 to 299", () => {
    for (let status = 100; status < 1000; status++)
      for (const body of ["empty", "json", "xml", "text", "html", "cut"] as const)
        if (status < 200 || status > 299)
          expect(treatmentOf({ status, body, expects: "any" })).not.toBe("done-after-read-back");
  });
});

describe("the kind of a body", () => {
  it.each([
    ["application/json", '{"d":{}}', "json"],
    ["application/json;odata=verbose", "[1]", "json"],
    ["application/json", "true", "json"],
    ["application/json", "<html><body>log in</body></html>", "html"],
    ["text/html", '{"not":"json"}', "html"],
    ["text/html; charset=utf-8", "  ", "empty"],
    [null, "<!DOCTYPE html><title>x", "html"],
    ["text/plain", "ok", "text"],
    ["text/plain", '{"ok":true}', "json"],
    ["application/xml", "<entry/>", "xml"],
    [null, '<?xml version="1.0"?>', "xml"],
    [null, "", "empty"],
  ] as const)("%s and %s is %s", (type, start, kind) => {
    expect(bodyKindOf(type, start, false)).toBe(kind);
  });

  it("is cut when it did not end, whatever it began with", () => {
    expect(bodyKindOf("application/json", "{}", true)).toBe("cut");
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-24T10:00:00Z");
  it.each([
    ["0", 0],
    ["120", 120_000],
    ["3600", 3_600_000],
    ["3601", 3_600_000],
    ["999999999", 3_600_000],
    ["Tue, 24 Nov 2026 10:00:30 GMT", 30_000],
    ["Tue, 24 Nov 2026 09:00:00 GMT", 0],
    ["Tue, 24 Nov 2099 09:00:00 GMT", 3_600_000],
    ["-5", null],
    ["1e9", null],
    ["soon", null],
    [null, null],
  ] as const)("%s waits %s ms", (header, wait) => {
    const dateMs = (text: string): number => (/[a-z]{3},/i.test(text) ? Date.parse(text) : Number.NaN);
    expect(retryAfterMs(header, dateMs, now)).toBe(wait);
  });
});
