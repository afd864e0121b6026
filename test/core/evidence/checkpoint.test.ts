import { createHash, generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  checkpointText,
  originOf,
  parseCheckpoint,
  parseCheckpointNote,
  signCheckpoint,
} from "../../../core/evidence/checkpoint.ts";
import type { NoteSigner, VerifySignature } from "../../../core/evidence/note.ts";
import { noteKeyId, parseNote, signNote, verifyNote } from "../../../core/evidence/note.ts";
import { toTenantId } from "../../../core/ids.ts";

const tenant = toTenantId("local");
const checkpoint = { tenant, size: 7, root: new Uint8Array(32).fill(9) };

function aKey(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  const signer: NoteSigner = {
    name,
    publicKey: raw,
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
  const check: VerifySignature = (key, message, signature) =>
    Buffer.from(key).equals(raw) && verify(null, message, publicKey, signature);
  return { signer, check };
}

describe("a checkpoint", () => {
  it("is origin, size and root on a line each", () => {
    expect(checkpointText(checkpoint)).toBe(`export-desk/local\n7\n${Buffer.alloc(32, 9).toString("base64")}\n`);
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
  });

  it("is refused with a leading zero, an extension line, another origin or a short root", () => {
    const text = checkpointText(checkpoint);
    expect(() => parseCheckpoint(text.replace("\n7\n", "\n07\n"))).toThrow("invalid");
    expect(() => parseCheckpoint(`${text}more\n`)).toThrow("invalid");
    expect(() => parseCheckpoint(text.replace("export-desk", "another"))).toThrow("invalid");
    expect(() => parseCheckpoint(text.replace("CQ", ""))).toThrow("invalid");
    expect(() => checkpointText({ ...checkpoint, size: -1 })).toThrow("invalid");
    expect(() => checkpointText({ ...checkpoint, root: new Uint8Array(31) })).toThrow("invalid");
  });

  it("carries the key id of the signed-note form", () => {
    const { signer } = aKey("export-desk/local");
    const expected = createHash("sha256").update("export-desk/local\n\u0001").update(signer.publicKey).digest();
    expect(Buffer.from(noteKeyId(signer)).equals(expected.subarray(0, 4))).toBe(true);
  });

  it("verifies under its own key and under no other", () => {
    const [own, other] = [aKey(originOf(tenant)), aKey(originOf(tenant))];
    const { note } = parseCheckpointNote(signCheckpoint(checkpoint, [own.signer]));
    expect(verifyNote(note, own.signer, own.check)).toBe(true);
    expect(verifyNote(note, other.signer, other.check)).toBe(false);
  });

  it("carries both signatures while keys rotate", () => {
    const [old, next] = [aKey(originOf(tenant)), aKey(originOf(tenant))];
    const { note } = parseCheckpointNote(signCheckpoint(checkpoint, [old.signer, next.signer]));
    expect(note.signatures).toHaveLength(2);
    expect(verifyNote(note, old.signer, old.check)).toBe(true);
    expect(verifyNote(note, next.signer, next.check)).toBe(true);
  });

  it("no longer verifies once its size was changed", () => {
    const { signer, check } = aKey(originOf(tenant));
    const text = signCheckpoint(checkpoint, [signer]).replace("\n7\n", "\n8\n");
    expect(verifyNote(parseNote(text), signer, check)).toBe(false);
  });

  it("has one spelling: the last character of the signature cannot be changed without a refusal", () => {
    const { signer } = aKey(originOf(tenant));
    const text = signCheckpoint(checkpoint, [signer]);
    const before = text.at(-3) ?? "";
    for (const other of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
      if (other === before) continue;
      const respelled = `${text.slice(0, -3)}${other}${text.slice(-2)}`;
      const outcome = ((): string => {
        try {
          const note = parseNote(respelled);
          return Buffer.from(note.signatures[0]?.signature ?? []).toString("hex");
        } catch {
          return "refused";
        }
      })();
      expect(outcome).not.toBe(Buffer.from(parseNote(text).signatures[0]?.signature ?? []).toString("hex"));
    }
  });

  it("refuses a note without signature, with a broken line or with a blank line in its text", () => {
    const { signer } = aKey("export-desk/local");
    expect(() => parseNote("a\n")).toThrow("invalid");
    expect(() => parseNote("a\n\n")).toThrow("invalid");
    expect(() => parseNote("a\n\n- export-desk/local AAAA\n")).toThrow("invalid");
    expect(() => signNote("a\n\nb\n", [signer])).toThrow("invalid");
    expect(() => signNote("a", [signer])).toThrow("invalid");
    expect(() => signNote("a\n", [])).toThrow("invalid");
    expect(() => signNote("a\n", [{ ...signer, name: "two words" }])).toThrow("invalid");
  });
});
