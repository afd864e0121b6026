import { rowsSection } from "./rows-section.ts";
import type { CaseView } from "../../cards/view.ts";
import type { PaperSection } from "../../../core/ports/paper.ts";

/** Until when the record speaks, what makes it due for another look, and how long it is kept (15 CFR 762.6). */
export function lifeSection({ state, determination }: CaseView): PaperSection {
  const provisions = [
    ...new Set((determination?.fileable ?? []).flatMap(({ cites }) => cites.map(({ provision }) => provision))),
  ];
  return rowsSection("How long it holds", [
    {
      label: "Valid until",
      value: state.decided?.validUntil ?? "nothing is released, so nothing is valid",
    },
    ...(provisions.length > 0
      ? [{ label: "Looked at again when the text changes of", value: provisions.join(", ") }]
      : []),
    {
      label: "A new record is needed for",
      value: "another part number, order code, revision, firmware or option; another party, route or end use",
    },
    {
      label: "Kept",
      value:
        "at least five years from the latest of the export, any known reexport or diversion, and the end of the transaction (15 CFR 762.6)",
    },
  ]);
}
