import type { JsonObject } from "./json.ts";

export type RefusalCode =
  | "not-found"
  | "stale"
  | "closed"
  | "own-request"
  | "deal-team"
  | "wrong-role"
  | "out-of-scope"
  | "authority-expired"
  | "unlinked"
  | "wrong-place"
  | "invalid"
  | "already-decided";

/**
 * A use case will not proceed. `not-found` is also the answer to "not yours".
 * The sentence a person reads is made by Words, which decides by the reader's rights what is said.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly params: JsonObject;
  constructor(code: RefusalCode, params: JsonObject = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.params = params;
  }
}
