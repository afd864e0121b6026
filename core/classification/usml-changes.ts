import type { LawDate } from "../dates.ts";
import { touchesUsml, type UsmlChange } from "../rulebook/editions/usml-prints.ts";
import type { UsmlCategory } from "../rulebook/catalogue-schema.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** Whether the text of a paragraph has changed since its test was written: null, or the first change that reaches it. */
export type ChangeAt = (category: UsmlCategory, path: string) => UsmlChange | null;

const UNCHANGED: ChangeAt = () => null;

/** What imported text says of the Munitions List otherwise than our tests, on that day. A later edition of ours was written from it. */
export function usmlChangesOn({ sections }: Pick<Rulebook, "sections">, asOf: LawDate): ChangeAt {
  // Without an import no paragraph is looked at: this runs for every answer that is tried.
  const changes = sections.imports.flatMap(({ data }) => data.usml ?? []).filter(({ from }) => from <= asOf);
  if (changes.length === 0) return UNCHANGED;
  return ({ code, from }, path) =>
    changes.find((change) => from <= change.from && touchesUsml(change, code, path)) ?? null;
}

/** A paragraph whose text changed decides nothing by itself: its test is a first one. */
export const asChanged = (category: UsmlCategory, changeAt: ChangeAt): UsmlCategory =>
  changeAt === UNCHANGED
    ? category
    : {
        ...category,
        paragraphs: category.paragraphs?.map((paragraph) =>
          changeAt(category, paragraph.path) ? { ...paragraph, modelled: "partial" as const } : paragraph,
        ),
      };
