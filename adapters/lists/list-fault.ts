export type ListFaultCode =
  | "not-a-list-file"
  | "empty-file"
  | "truncated-file"
  | "unreadable-file"
  | "too-large"
  | "missing-file";

/** A file that cannot be taken as a list: which one, and why. Nothing of it is used. */
export class ListFault extends Error {
  readonly code: ListFaultCode;
  readonly file: string;
  readonly detail: string;
  constructor(code: ListFaultCode, file: string, detail = "") {
    super(`${file}: ${code}${detail ? ` (${detail})` : ""}`);
    this.name = "ListFault";
    this.code = code;
    this.file = file;
    this.detail = detail;
  }
}
