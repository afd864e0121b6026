import type { LicensingRules } from "./rules-at.ts";
import type { Stage } from "./stage.ts";

/**
 * General Prohibitions 4 to 10 (736.2(b)): each stands in `checked` or in `notChecked`. Denial orders are checked with
 * the lists; orders, terms and known violations are asked of a person.
 */
export function prohibitionsStage(before: Required<Stage>, rules: LicensingRules): Stage {
  const date = rules.prohibitions.source.edition;
  const listsOpen = before.notChecked.some(({ what }) => what === "parties" || what.startsWith("list"));
  const screened = before.checked.some(({ what }) => what.startsWith("party/"));
  const denial = screened && !listsOpen;
  return {
    checked: denial ? [{ what: "denial-orders", date }] : [],
    notChecked: [
      ...(denial ? [] : [{ what: "denial-orders", date, why: screened ? "lists-not-fresh" : "no-party-screened" }]),
      { what: "orders-and-conditions", date, why: "not-asked" },
      { what: "known-violation", date, why: "not-asked" },
    ],
  };
}
