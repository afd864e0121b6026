import type { DeterminationSummary } from "../../core/cases/parts.ts";
import { screeningPointWords } from "./screening.ts";

type Tick = DeterminationSummary["ticks"][number];
type Block = DeterminationSummary["blocks"][number];

const POINTS: Readonly<Record<string, string>> = {
  parties: "No party was given, so none was screened",
  "party/end-user": "No end user was named",
  "in-transit": "The countries on the way were not given",
  "denial-orders": "Denial orders could not be checked",
  "orders-and-conditions": "No order, license condition or term stands against it",
  "known-violation": "Nothing is known of an earlier violation with these goods",
  "us-person-support": "No US person supports a weapons use with it",
  "de-minimis": "The share of US content was not computed",
  "subject-to-the-ear": "The item is foreign-made; that it is subject to the EAR was taken as given",
  headquarters: "Headquarters and parent of the parties",
  "itar-registration": "The exporter's registration with DDTC (22 CFR 122.1)",
  "itar-instrument": "The instrument: DSP-5, -61, -73, agreement or exemption",
  "itar-defense-service": "Whether a defense service is involved",
  "itar-brokering": "Whether brokering is involved",
};

/** The line beside a box on the review card: what the reviewer confirms by ticking it. */
export function tickWords(tick: Tick): string {
  const { params } = tick;
  switch (tick.code) {
    case "not-checked":
      return `Not checked by the desk: ${pointWords(params["what"] ?? "", params["why"] ?? "")}`;
    case "open-condition":
      return `${params["symbol"] ?? ""}: ${params["text"] ?? ""}${params["cite"] ? ` · ${params["cite"]}` : ""}`;
    case "summary-classification":
      return `${params["eccn"] ?? ""}: entry and reasons for control are our summary, not checked against the text`;
    case "note-not-run":
      return `${params["note"] ?? ""}: no test of the desk runs this note; it was read`;
    case "summary-chart":
      return `Country Chart of ${params["date"] ?? "an unknown date"}: our summary, not checked against the text`;
    case "summary-groups":
      return `Country Groups of ${params["date"] ?? "an unknown date"}: our summary, not checked against the text`;
    case "summary-embargo":
      return `Embargoes, text of ${params["date"] ?? "an unknown date"}: our summary, not checked against the text`;
    case "summary-exception":
      return `License Exception ${params["symbol"] ?? ""}: its conditions are our summary, not checked against the text`;
    case "contents-open":
      return `List: whether it contains what ${params["entry"] ?? ""} is about is open (${listLines(params)})`;
    case "de-minimis":
      return `List: made abroad, the share of US content counts${params["atMost"] ? `: at most ${params["atMost"]} percent of its value` : ""} · ${params["cite"] ?? ""}`;
    case "claim-differs":
      return `List: it claims another classification than the tests come to (${listLines(params)})`;
    case "lines-not-known":
      return `List: ${params["count"] ?? ""} of its lines have no classification; what they are is not ruled out`;
    default:
      return [tick.code.replaceAll("-", " "), ...Object.values(params)].join(" · ");
  }
}

const listLines = (params: Tick["params"]): string => {
  const [lines, count] = [params["lines"] ?? "", Number(params["count"] ?? 0)];
  const more = count - (lines === "" ? 0 : lines.split(", ").length);
  return `lines ${lines}${more > 0 ? ` and ${more} more` : ""}`;
};

/** What was not checked, as a reader says it: `No end user was named`. */
export function pointWords(what: string, why: string): string {
  const named = POINTS[what];
  if (named) return named;
  const [kind = "", ...name] = what.split("/");
  const about = name.length > 0 ? ` of “${name.join("/")}”` : "";
  return `${kind.replaceAll("-", " ")}${about}${why ? `: ${screeningPointWords(why)}` : ""}`;
}

/** Why nothing can be released yet, whatever is ticked. */
export function blockWords(block: Block): string {
  const { params } = block;
  switch (block.code) {
    case "list-not-usable":
      return params["list"]
        ? `List ${params["list"]}${params["date"] ? ` of ${params["date"]}` : ""}: ${screeningPointWords(params["why"] ?? "")}`
        : "No screening list is held, so no party was checked";
    case "open-hit":
      return `“${params["party"] ?? ""}” is close to “${params["entry"] ?? ""}” (${params["list"] ?? ""}), and nobody has judged that`;
    case "owner-listed":
      return `Listed parties own half or more of “${params["party"] ?? ""}”`;
    case "end-use-unanswered":
      return params["why"] === "not-known"
        ? "Nobody knows whether a barred end use is involved (part 744)"
        : "The end-use question is not answered (part 744)";
    default:
      return [block.code.replaceAll("-", " "), ...Object.values(params)].join(" · ");
  }
}
