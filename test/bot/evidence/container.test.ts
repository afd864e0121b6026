import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { writeContainer } from "../../../bot/evidence/container.ts";
import { loadVerifier } from "../../fakes/verifier.ts";

const member = (name: string, text = name) => ({ name, bytes: new Uint8Array(Buffer.from(text)) });

function unzip(bytes: Uint8Array): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (fault, zip) => {
      if (fault || !zip) return reject(fault ?? new Error("no zip"));
      zip.on("error", reject).on("end", () => resolve(found));
      zip.on("entry", (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem || !stream) return reject(problem ?? new Error("no stream"));
          const parts: Buffer[] = [];
          stream
            .on("data", (part: Buffer) => parts.push(part))
            .on("end", () => {
              found[entry.fileName] = `${Buffer.concat(parts).toString()} ${entry.getLastModDate().getFullYear()}`;
              zip.readEntry();
            });
        });
      });
      zip.readEntry();
    });
  });
}

describe("the container of a package", () => {
  it("opens in an ordinary zip reader, with the date 1980", async () => {
    const zip = writeContainer([member("b/two.txt"), member("a.txt"), member("empty", "")]);
    expect(await unzip(zip)).toEqual({ "a.txt": "a.txt 1980", "b/two.txt": "b/two.txt 1980", empty: " 1980" });
  });

  it("may be empty", () => {
    expect(Buffer.from(writeContainer([])).toString("hex")).toBe(`504b0506${"00".repeat(18)}`);
  });

  it.each([["", "../up", "/root", "a//b", "a/", ".hidden", "umlaut-ä", "back\\slash", "a/../b", "new\nline"]])(
    "refuses the name %j",
    (...names) => {
      for (const name of names) expect(() => writeContainer([member(name)]), name).toThrow("invalid");
    },
  );

  it("refuses two members of one name, and 65,536 members but not 65,535", () => {
    expect(() => writeContainer([member("a"), member("b"), member("a")])).toThrow("invalid");
    const many = Array.from({ length: 65_535 }, (_, index) => member(`m${index}`, ""));
    expect(writeContainer(many).length).toBeGreaterThan(65_535 * 76);
    expect(() => writeContainer([...many, member("one-more")])).toThrow("invalid");
  });

  it("has the checksum that an older Node without its own must work out", async () => {
    const verifier = await loadVerifier();
    for (const text of ["", "a", "123456789", "x".repeat(1000)])
      expect(verifier.crc32Slow(Buffer.from(text))).toBe(crc32(Buffer.from(text)));
    expect(verifier.crc32Slow(Buffer.from("123456789"))).toBe(0xcbf43926);
  });
});
