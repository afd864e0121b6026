import type { Settings } from "./config/environment.ts";
import type { EditionSet } from "./editions/edition-set.ts";
import type { SetDates } from "../core/rulebook/editions/set-dates.ts";
import { modelOf, type DeskFacts } from "./greeting.ts";
import { setStateLine } from "./rules/set-state-words.ts";
import type { Home } from "./setup/open-home.ts";

/** What the start and the page's head say of the desk. */
export function factsOf(what: {
  readonly home: Home;
  readonly set: EditionSet;
  readonly tenants: number;
  readonly entries: number;
  readonly dates: SetDates;
}): DeskFacts {
  const { set } = what;
  const lists = set.lists.map(
    (row) =>
      `${row.list} ${row.date ?? "undated"} (${row.entries} entries${row.status === "whole" ? "" : `, ${row.status}`})`,
  );
  return {
    rulebook: `edition ${set.rulebook.slice(0, 12)}, ${what.entries} ECCN entries with tests${what.dates.state === "mixed-open" ? `; ${setStateLine(what.dates)}` : ""}`,
    lists:
      lists.length > 0
        ? lists.slice(0, 3).join("; ") + (lists.length > 3 ? `; ${lists.length - 3} more` : "")
        : "none: no party can be screened",
    key: what.home.keySays,
    tenants: what.tenants,
  };
}

export const aboutRows = (
  facts: DeskFacts,
  settings: Settings,
): readonly { readonly label: string; readonly value: string }[] => [
  { label: "Environment", value: settings.environment },
  { label: "Rulebook", value: facts.rulebook },
  { label: "Lists", value: facts.lists },
  { label: "Model", value: modelOf(settings) },
];
