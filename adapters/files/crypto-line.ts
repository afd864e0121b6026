import { toLine } from "./table-line.ts";

/** What an inventory says of one algorithm, in its own words. */
export type CryptoUse = {
  /** `AES`, `RSA`, `ML-KEM-768`. */
  readonly algorithm: string;
  /** As written; digits of it are the key length in bits. */
  readonly keyLength?: string;
  /** `GCM`, `OAEP`. */
  readonly mode?: string;
  /** What it is used for: `data in transit`, `firmware signature`. */
  readonly purpose?: string;
  readonly rest?: readonly string[];
};

/**
 * One algorithm as a row that reads like a sentence of a data sheet: `Algorithm`, the name with its key
 * length (`AES-256-GCM`), and what it is used for in the same cell, so that a signature is never read as encryption.
 */
export function cryptoLine({ algorithm, keyLength = "", mode = "", purpose = "", rest = [] }: CryptoUse): string {
  const bits = /\d{2,5}/.exec(keyLength)?.[0];
  const named = bits === undefined || algorithm.includes(bits) ? algorithm : `${algorithm}-${bits}`;
  const whole = mode === "" || named.toLowerCase().includes(mode.toLowerCase()) ? named : `${named}-${mode}`;
  return toLine(["Algorithm", purpose === "" ? whole : `${whole} for ${purpose}`, ...rest]);
}
