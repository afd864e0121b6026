import { openBuiltInRulebook } from "../rulebook-source.ts";
import type { Command } from "./command.ts";

/** `rules status`: each part with its date and basis, then what the rulebook does not model. */
export const rulesStatus: Command = {
  name: "rules status",
  help: "the rulebook's parts with date and basis, and what is not modelled",
  flags: {},
  async run({ io, json }) {
    const rulebook = openBuiltInRulebook();
    const gaps = rulebook.sections.coverage.flatMap(({ data }) => data.gaps);
    const dates = rulebook.parts.flatMap(({ date }) => (date ? [date.toString()] : []));
    const newest = dates.toSorted().at(-1) ?? null;
    if (json) {
      await io.out(`${JSON.stringify({ rulebook: rulebook.hash, entries: rulebook.entries.size, newest })}\n`);
      for (const part of rulebook.parts) await io.out(`${JSON.stringify(part)}\n`);
      for (const gap of gaps)
        await io.out(`${JSON.stringify({ part: gap.part, notModelled: gap.what, since: gap.since })}\n`);
      return 0;
    }
    await io.out(
      `rulebook ${rulebook.hash.slice(0, 12)} · ${rulebook.entries.size} entries with tests · newest part ${newest ?? "undated"}\n`,
    );
    for (const part of rulebook.parts)
      await io.out(
        `  ${part.part}  ${part.date ?? "undated"}  ${part.basis === "text" ? "official text" : "summary, not checked against the text"}  ${part.hash.slice(0, 12)}\n`,
      );
    if (gaps.length > 0) await io.out("not modelled (asking about it is answered not-covered, never silently):\n");
    for (const gap of gaps) await io.out(`  ${gap.part}: ${gap.what}\n`);
    return 0;
  },
};
