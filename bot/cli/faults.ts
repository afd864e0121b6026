import { Refusal } from "../../core/refusal.ts";

/** Codes of a bad batch line (CONTRACT). */
export type LineCode =
  | "bad-json"
  | "unknown-key"
  | "missing-key"
  | "bad-value"
  | "too-large"
  | "unknown-eccn"
  | "unknown-country"
  | "ambiguous-country"
  | "missing-file"
  | "unsupported-file"
  | "unreadable-file"
  | "protected-file"
  | "lying-file-type"
  | "empty-file"
  | "not-a-rule-file"
  | "not-ready"
  | "internal";

/** One line of input that cannot be answered; the batch goes on. */
export class LineFault extends Error {
  readonly code: LineCode;
  constructor(code: LineCode, message: string) {
    super(message);
    this.name = "LineFault";
    this.code = code;
  }
}

/** The command was called wrongly: one sentence, exit 2. */
export class BadUsage extends Error {}
/** The command ran and could not do its work: one sentence, exit 1 (or the exit code of what it ran). */
export class FailedJob extends Error {
  readonly exit: number;
  constructor(message: string, exit = 1) {
    super(message);
    this.exit = exit;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A refusal of core as the fault of a line. Anything else is `internal`, without its message: it may hold content. */
export function toLineFault(error: unknown): LineFault {
  if (error instanceof LineFault) return error;
  if (!(error instanceof Refusal)) return new LineFault("internal", "this line could not be worked out");
  const [what, value] = [text(error.params["what"]), text(error.params["value"])];
  if (what === "eccn")
    return new LineFault("unknown-eccn", `"${value}" is no ECCN: five characters, EAR99 or "USML XI"`);
  return new LineFault(
    "bad-value",
    `${what || error.code}${value ? `: "${value}" cannot be read` : " cannot be used"}`,
  );
}
