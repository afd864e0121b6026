import { createHmac, createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commit, envelopeOf, openEnvelope, sealedHash } from "../../../core/evidence/envelope.ts";
import { parseBase64, toBase64 } from "../../../core/evidence/base64.ts";

describe("the sealed envelope", () => {
  const salt = Buffer.alloc(32, 7);
  const plaintext = Buffer.from("Acme Example GmbH");

  it("commits with HMAC-SHA-256 under the salt", () => {
    expect(commit(salt, plaintext)).toBe(createHmac("sha256", salt).update(plaintext).digest("hex"));
  });

  it("names a cipher by its SHA-256", () => {
    expect(sealedHash(plaintext)).toBe(createHash("sha256").update(plaintext).digest("hex"));
  });

  it("opens to the salt and plaintext that it was made of", () => {
    const opened = openEnvelope(envelopeOf(salt, plaintext));
    expect(Buffer.from(opened.salt).equals(salt)).toBe(true);
    expect(Buffer.from(opened.plaintext).toString()).toBe("Acme Example GmbH");
  });

  it("refuses a salt of 31 or 33 bytes and an envelope shorter than a salt", () => {
    expect(() => envelopeOf(new Uint8Array(31), plaintext)).toThrow("invalid");
    expect(() => envelopeOf(new Uint8Array(33), plaintext)).toThrow("invalid");
    expect(() => openEnvelope(new Uint8Array(31))).toThrow("invalid");
    expect(openEnvelope(new Uint8Array(32)).plaintext).toHaveLength(0);
  });
});

describe("base64 in evidence", () => {
  it("agrees with the platform's for every length up to 70", () => {
    for (let length = 0; length <= 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect([...parseBase64(toBase64(bytes))]).toEqual([...bytes]);
    }
  });

  it("reads no second spelling of the same bytes", () => {
    expect([...parseBase64("AQ==")]).toEqual([1]);
    for (const other of ["AR==", "AQ", "AQ=", "AQ= =", "A-==", "AQ==\n", "AB=A", "===="])
      expect(() => parseBase64(other), other).toThrow("invalid");
  });
});
