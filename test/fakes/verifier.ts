import { fileURLToPath } from "node:url";

// The verifier is no part of the program: tests load it as a reader of a package would, by its path.
const VERIFIER = new URL("../../bot/verify/verify.mjs", import.meta.url);

type VerifierFinding = { kind: "tampered" | "incomplete"; seq: number | null; where: string; what: string };
type VerifierResult = {
  exit: 0 | 1 | 2 | 3;
  verdict: "intact" | "tampered" | "incomplete" | "not-a-package";
  origin: "checked" | "not-checked" | "another-key";
  fingerprint: string | null;
  lines: string[];
  findings: VerifierFinding[];
};
export type VerifierMember = { name: string; data: Buffer };
export type Verifier = {
  verifyPackage(
    bytes: Uint8Array,
    options?: { key?: string; checkpoint?: Uint8Array; requireOrigin?: boolean },
  ): VerifierResult;
  readContainer(file: Buffer): { members: VerifierMember[] } | { fault: VerifierFinding } | "not-a-package";
  buildContainer(members: readonly VerifierMember[]): Buffer;
  canonicalJson(value: unknown): string;
  parseCanonical(bytes: Uint8Array): unknown;
  fromBase64(text: string): Buffer | null;
  crc32Slow(bytes: Uint8Array): number;
  hashLeaf(bytes: Uint8Array): Buffer;
  parseNote(bytes: Uint8Array): { text: string } | null;
  parseArguments(args: readonly string[]): Record<string, unknown>;
  verifyInclusion(claim: {
    leafHash: Uint8Array;
    index: number;
    size: number;
    proof: readonly Uint8Array[];
    root: Uint8Array;
  }): boolean;
  verifyConsistency(claim: {
    first: number;
    second: number;
    firstRoot: Uint8Array;
    secondRoot: Uint8Array;
    proof: readonly Uint8Array[];
  }): boolean;
};

export const verifierPath = fileURLToPath(VERIFIER);
export const loadVerifier = async (): Promise<Verifier> => (await import(VERIFIER.href)) as Verifier;
