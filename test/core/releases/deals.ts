import type { EvaluationContext } from "../../../core/releases/evaluate-transaction.ts";
import type { StatedFact } from "../../../core/item/fact.ts";
import type { TransactionInput, TransactionLine } from "../../../core/releases/transaction.ts";
import { rulebook } from "../../rulebook.ts";
import { facts } from "../licensing/case-file.ts";
import { TODAY, fullIndex } from "../screening/factories.ts";

export const aContext = (over: Partial<EvaluationContext> = {}): EvaluationContext => ({
  rulebook,
  asOf: TODAY,
  lists: fullIndex(),
  ...over,
});

export const aLine = (
  item: Partial<{ eccn: string; paragraph: string; facts: readonly StatedFact[] }> = {},
  id = "1",
): TransactionLine => ({
  id,
  item:
    item.eccn === undefined
      ? { eccn: "3A001", paragraph: "3A001.a.5.a.4", facts: facts({ "military-design": false }), ...item }
      : { facts: [], ...item, eccn: item.eccn },
});

/** The converter to Israel, for a firm whose owner is known; every end-use question answered. */
export const aDeal = (over: Partial<TransactionInput> = {}): TransactionInput => ({
  destination: "Israel",
  act: "sample",
  transit: [],
  lines: [aLine()],
  parties: [
    {
      role: "end-user",
      name: "Acme Example Ltd",
      country: "Israel",
      owners: [{ name: "Jane Doe-Example", share: 100 }],
    },
  ],
  endUse: { answers: { "end-use-any": "none" } },
  ...over,
});
