import type { LawDate } from "../../dates.ts";
import { inForceOn } from "../in-force.ts";
import type { Rulebook } from "../rulebook.ts";
import type { Sections } from "../sections.ts";
import { SET_PARTS, type KnownDifference, type SetPart } from "./differences-schema.ts";

export type PartDate = { readonly part: SetPart; readonly date: string };
/** A known difference between the dates of a set. `open`: its overlay is absent or off, and why. */
export type LiveDifference = KnownDifference & {
  readonly older: PartDate;
  readonly newer: PartDate;
  readonly open: "no-overlay" | "overlay-off" | null;
  /** Under the overlay a person reads what the difference reaches. */
  readonly reviews: boolean;
};
/** `one-date`; `mixed-overlaid`: every known difference is read by its overlay; `mixed-open`: one of them is not. */
export type SetDates = {
  readonly state: "one-date" | "mixed-overlaid" | "mixed-open";
  readonly parts: readonly PartDate[];
  readonly differences: readonly LiveDifference[];
  /** Parts older than the newest of their title that nobody compared with a later edition. */
  readonly notCompared: readonly (PartDate & { readonly newest: string })[];
};

type Dated = { readonly from: string; readonly source: { readonly edition: string } };
const FILES: Readonly<Record<SetPart, (sections: Sections) => readonly { readonly data: Dated }[]>> = {
  "us-ear/licence-tables": ({ licenceTables }) => licenceTables,
  "us-ear/country-chart": ({ countryChart }) => countryChart,
  "us-ear/country-groups": ({ countryGroups }) => countryGroups,
  "us-ear/embargoes": ({ embargoes }) => embargoes,
  "us-itar/usml": ({ usml }) => usml,
  "us-itar/126.1": ({ itarCountries }) => itarCountries,
};

/**
 * The dates of the parts in force on `asOf` and what is known to differ between them (LAW: a set of mixed dates runs
 * only with an overlay for each known difference). A difference is live while its own part is older than the change and
 * another part of the set is not; it ends by itself when the part is replaced by a later edition.
 */
export function setDatesOn({ sections }: Pick<Rulebook, "sections">, asOf: LawDate): SetDates {
  const parts = SET_PARTS.flatMap((part): readonly PartDate[] => {
    const date = FILES[part](sections)
      .filter(({ data }) => data.from <= asOf)
      .map(({ data }) => data.source.edition)
      .toSorted()
      .at(-1);
    return date === undefined ? [] : [{ part, date }];
  });
  const differences = sections.knownDifferences.flatMap(({ data }) =>
    data.differences.flatMap((difference) => liveOf(difference, { parts, sections, asOf })),
  );
  const mixed = new Set(parts.map(({ date }) => date)).size > 1;
  const open = differences.some((one) => one.open !== null);
  return {
    state: open ? "mixed-open" : mixed ? "mixed-overlaid" : "one-date",
    parts,
    differences,
    notCompared: parts.flatMap((part) => notComparedOf(part, { parts, sections })),
  };
}

function liveOf(
  difference: KnownDifference,
  {
    parts,
    sections,
    asOf,
  }: { readonly parts: readonly PartDate[]; readonly sections: Sections; readonly asOf: LawDate },
): readonly LiveDifference[] {
  const older = parts.find(({ part, date }) => part === difference.part && date < difference.changed);
  const { beside, changed } = difference;
  const newer = parts.find(
    ({ part, date }) => (beside === undefined ? part !== difference.part : part === beside) && date >= changed,
  );
  if (!older || !newer) return [];
  const history = sections.overlays.map(({ data }) => data).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const overlay = inForceOn(history, asOf)?.overlays.find(({ id }) => id === difference.overlay);
  const state = overlay && inForceOn(overlay.values, asOf)?.state;
  const open = state === undefined ? "no-overlay" : state === "off" ? "overlay-off" : null;
  return [{ ...difference, older, newer, open, reviews: overlay?.reviews === true }];
}

const titleOf = (part: SetPart): string => part.split("/")[0] ?? part;

/** A part that a comparison carries up to the newest date of its title is known to differ in what was found alone. */
function notComparedOf(
  { part, date }: PartDate,
  { parts, sections }: { readonly parts: readonly PartDate[]; readonly sections: Sections },
): SetDates["notCompared"] {
  const own = parts.filter((one) => titleOf(one.part) === titleOf(part)).map((one) => one.date);
  const newest = own.toSorted().at(-1) ?? date;
  const compared = sections.knownDifferences.flatMap(({ data }) => data.compared);
  const known = compared.some((one) => one.part === part && one.from <= date && newest <= one.to);
  return date === newest || known ? [] : [{ part, date, newest }];
}
