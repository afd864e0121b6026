import { z } from "zod";
import { matchNames } from "../../../core/screening/match-names.ts";
import { toTongue } from "../../editions/tongue.ts";
import { because } from "../because.ts";
import type { Calculation } from "../calculation.ts";
import { partyType, props, short } from "../shapes.ts";

const line = z.strictObject({
  query: short,
  candidate: short,
  type: partyType.exactOptional(),
  queryProps: props.exactOptional(),
  candidateProps: props.exactOptional(),
});
const tongue = toTongue();

export const match: Calculation<z.infer<typeof line>> = {
  name: "match",
  help: "two names or parties compared, with score and reasons",
  flags: { query: "text", candidate: "text", type: "text", queryProps: "json", candidateProps: "json" },
  shape: line,
  async answer(pair) {
    const result = matchNames(pair, tongue);
    return { score: result.score, match: result.match, because: because(result.because) };
  },
};
