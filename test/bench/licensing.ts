import { toLawDate } from "../../core/dates.ts";
import { determineLicence } from "../../core/licensing/determine-licence.ts";
import { readCases, toInput } from "../core/licensing/case-file.ts";
import { rulebook } from "../rulebook.ts";
import { timed, type Figure } from "./figure.ts";

const ROUNDS = 3;

export const licensing: Figure = {
  name: "licence",
  what: "license determination for the golden cases, warm, without lists",
  async run() {
    const inputs = ["decided", "unclear"]
      .flatMap(readCases)
      .map((one) => ({ input: toInput(one.input), asOf: toLawDate(one.as_of) }));
    const run = ({ input, asOf }: (typeof inputs)[number]) => determineLicence(input, { rulebook, asOf, lists: null });
    timed(inputs, run);
    return [{ what: "determination", ms: Array.from({ length: ROUNDS }, () => timed(inputs, run)).flat() }];
  },
};
