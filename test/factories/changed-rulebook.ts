import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import type { SectionKey, Sections } from "../../core/rulebook/sections.ts";

type Data<Key extends SectionKey> = Sections[Key][number]["data"];

/** The rulebook with the files of one section other than they are; what was indexed from them stays. */
export const withSection = <Key extends SectionKey>(
  rulebook: Rulebook,
  key: Key,
  change: (data: Data<Key>) => Data<Key>,
): Rulebook => ({
  ...rulebook,
  sections: {
    ...rulebook.sections,
    [key]: rulebook.sections[key].map(({ file, data }) => ({ file, data: change(data) })),
  },
});
