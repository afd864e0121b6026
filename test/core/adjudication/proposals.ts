import { openReadings, propose } from "../../../core/cases/propose.ts";
import { adjudicate, type Adjudication } from "../../../core/adjudication/adjudicate.ts";
import { toLawDate } from "../../../core/dates.ts";
import type { SourceText } from "../../../core/item/document.ts";
import type { StatedFact } from "../../../core/item/fact.ts";
import type { Proposal } from "../../../core/ports/evaluator.ts";
import type { Extraction, Opinion } from "../../../core/ports/model.ts";
import { rulebook } from "../../rulebook.ts";

export const asOf = toLawDate("2026-11-23");
export const context = { rulebook, lists: null, asOf, training: true };

/** What the rules alone make of a request, its words and its files. */
export const proposalOf = (
  text: string,
  files: readonly SourceText[] = [],
  stated: readonly StatedFact[] = [],
): Proposal =>
  propose(
    {
      asOf,
      text,
      sources: [{ name: "message", kind: "message", pages: [{ page: 1, text }] }, ...files],
      stated,
      transaction: {},
    },
    context,
  );

type Claim = Extraction["facts"][number];
export const claim = (name: string, value: string, quote: string, more: Partial<Claim> = {}): Claim => ({
  name,
  value,
  quote,
  source: "text-1",
  page: 1,
  ...more,
});
export const saying = (facts: readonly Claim[], opinion: Opinion | null = null): Adjudication => ({
  extraction: { facts },
  opinion,
  calls: ["call-1"],
});
export const opining = (
  choice: string | null,
  findings: readonly [candidate: string, verdict: Opinion["findings"][number]["verdict"], ...cites: string[]][],
): Adjudication => ({
  extraction: null,
  opinion: {
    choice,
    findings: findings.map(([candidate, verdict, ...citations]) => ({ candidate, verdict, citations })),
  },
  calls: ["call-2"],
});
export const withModel = (proposal: Proposal, adjudication: Adjudication) => {
  const result = adjudicate(proposal, adjudication, context);
  return { result, readings: openReadings(proposal.input, result, context), line: result.lines[0]!.classification! };
};
export const ADC = (place: string): string =>
  `Can I send samples of a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C, to Acme Example Ltd. in ${place}?`;
export const CAMERA =
  "Can I send the thermal camera TC-1, uncooled microbolometer, 640x480, to Acme Example Ltd. in China? The picture its screen runs at 60 Hz.";
/** The other questions about the camera, as a person answered them. */
export const CAMERA_ANSWERS: readonly StatedFact[] = [
  { name: "lens-fixed", value: false },
  { name: "direct-view", value: false },
  { name: "civil-vehicle-camera", value: false },
  { name: "encrypts-data", value: false },
];
export const VPN =
  "Can I send the VPN appliance with AES-256 to Acme Example Ltd. in China? We only sell it to ministries.";
