export type EcfrFaultCode =
  | "too-large"
  | "empty"
  | "is-html"
  | "declares-entities"
  | "not-well-formed"
  | "not-a-known-part"
  | "made-by-others"
  | "entries-missing"
  | "entry-twice"
  | "two-requirement-headings"
  | "rows-missing"
  | "needs-review-too-many"
  | "sentinel-missing"
  | "part-shrunk"
  | "chart-heading"
  | "chart-row"
  | "column-empty"
  | "group-row"
  | "groups-missing"
  | "place-unknown"
  | "place-twice"
  | "places-missing";

/** A rule file that cannot be imported. Nothing of it is kept; what is active stays. */
export class EcfrFault extends Error {
  readonly code: EcfrFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: EcfrFaultCode, params: Readonly<Record<string, string | number>>) {
    super(code);
    this.name = "EcfrFault";
    this.code = code;
    this.params = params;
  }
}
