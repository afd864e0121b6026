import { readFileSync } from "node:fs";
import { join } from "node:path";

export type InclusionVector = {
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
  proof: string[] | null;
  case: string;
  wantErr: boolean;
};
export type ConsistencyVector = {
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  case: string;
  wantErr: boolean;
};

/** Where the reference data lies, or undefined: the tests that need it are then skipped and say so. */
export const referenceData = process.env["DESK_TEST_DATA"];

export const bytesOf = (base64: string | null): Uint8Array => new Uint8Array(Buffer.from(base64 ?? "", "base64"));

function linesOf<T>(file: string): T[] {
  const text = readFileSync(join(referenceData ?? "", "vectors", file), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
export const inclusionVectors = (): InclusionVector[] => linesOf("rfc6962-inclusion.jsonl");
export const consistencyVectors = (): ConsistencyVector[] => linesOf("rfc6962-consistency.jsonl");
