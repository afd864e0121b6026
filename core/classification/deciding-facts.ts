import type { Classification } from "./classification.ts";
import type { FactName } from "../item/fact.ts";

/** Every fact that a test of the candidates, a nearest limit or a reason for control names, and what kind of thing it is. */
export function decidingFacts({
  candidates,
  counterfactual,
  reasonsForControl,
}: Pick<Classification, "candidates" | "counterfactual" | "reasonsForControl">): ReadonlySet<FactName> {
  const findings = [
    ...candidates.flatMap(({ because }) => because),
    ...counterfactual,
    ...reasonsForControl.flatMap(({ because }) => because),
  ];
  const named = findings.flatMap(({ params }) => (typeof params["fact"] === "string" ? [params["fact"]] : []));
  return new Set(["is", ...named]);
}
