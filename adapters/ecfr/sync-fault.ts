/**
 * Why a part could not be fetched. `offline`: the address cannot be reached at all; `busy`: it asks to come again later;
 * `cut-off`: what came is kept and the next run goes on from there; the others need a person.
 */
export type SyncFaultCode =
  | "offline"
  | "busy"
  | "cut-off"
  | "too-slow"
  | "too-large"
  | "not-found"
  | "redirected-elsewhere"
  | "not-xml"
  | "not-json"
  | "refused";

export class SyncFault extends Error {
  readonly code: SyncFaultCode;
  /** What is said beside it: the host, the seconds to wait, the status. */
  readonly about: string;
  constructor(code: SyncFaultCode, about: string) {
    super(code);
    this.name = "SyncFault";
    this.code = code;
    this.about = about;
  }
}

/** Nothing is wrong with what was asked: the same run works later. */
export const isPassing = ({ code }: SyncFault): boolean =>
  code === "offline" || code === "busy" || code === "cut-off" || code === "too-slow";
