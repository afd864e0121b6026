import { createClock } from "../../adapters/system/clock.ts";
import { toLawDate } from "../../core/dates.ts";
import { inForceOn } from "../../core/rulebook/in-force.ts";
import type { EditionPart } from "../../core/rulebook/pins.ts";
import { openRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { daysBetween } from "../../core/screening/days.ts";
import { setDatesOn } from "../../core/rulebook/editions/set-dates.ts";
import { chooseTexts } from "../../core/rulebook/editions/choose-texts.ts";
import { readPart } from "../editions/rule-texts.ts";
import { unreadRows } from "../rules/count-part.ts";
import { importedParts } from "../rules/imported-parts.ts";
import { rulesDates } from "../rules/rules-dates.ts";
import { setStateLine, setStateRow } from "../rules/set-state-words.ts";
import type { Call, Command } from "./command.ts";
import { activeSet, openDesk } from "./open-desk.ts";
import { changeLine, changeRows, changesIn, importLine, importRow } from "./rules-words.ts";
import { bundleOf, isMade, LAW_ZONE } from "./tools.ts";

type Said = { readonly row: object; readonly line: string };

/** Headings of the edition in force that no test of ours decides: an item that may fall under one is not covered. */
function untestedOn({ sections, entries }: Rulebook, today: string): readonly string[] {
  const list = inForceOn(
    sections.headings.map(({ data }) => data),
    toLawDate(today),
  );
  const pointers = new Set(Object.keys(list?.pointers ?? {}));
  const codes = list?.headings.flatMap((row) => row.codes) ?? [];
  return codes.filter((code) => !entries.has(code) && !pointers.has(code));
}

function partSaid(part: EditionPart, today: string): Said {
  const age = part.date ? daysBetween(part.date, today) : null;
  const basis = part.basis === "text" ? "official text" : "summary, not checked against the text";
  const note = part.note ? ` · ${part.note}` : "";
  return {
    row: { ...part, ageDays: age },
    line: `  ${part.part}  ${part.date ?? "undated"}${age === null ? "" : ` (${age} days)`}  ${basis}${note}  ${part.hash.slice(0, 12)}`,
  };
}

/** What was imported into this desk, which of it is used and why, and the rows that only a person can read. */
async function importedSaid(call: Call, rulebook: Rulebook): Promise<readonly Said[]> {
  if (!isMade(call.io)) return [];
  const desk = await openDesk(call.io, call.tenant);
  try {
    const { stores } = desk.home;
    const active = new Set(((await activeSet(desk)).texts ?? []).map(({ hash }) => hash));
    const chosen = chooseTexts(await importedParts(stores.for(desk.tenant)), rulesDates(rulebook));
    const held = chosen.map((one): Said => {
      const use = active.has(one.edition.hash);
      const by = "person" in one.edition.by ? one.edition.by.person : one.edition.by.system;
      return {
        row: { imported: true, ...importRow(one), active: use, by, at: one.edition.at },
        line: `  ${importLine(one)} · ${use ? "in use" : "not in use"} · imported by ${by} ${one.edition.at.slice(0, 10)}`,
      };
    });
    const used = await Promise.all([...active].map((hash) => readPart(stores.admin, hash)));
    const unread = used.flatMap(({ data }) => unreadRows(data));
    return [
      ...(held.length > 0 ? [{ row: { importedParts: held.length }, line: "imported:" }] : []),
      ...held,
      ...unread.map(({ eccn, says }) => ({
        row: { needsReview: eccn, says },
        line: `  ${eccn}: a person reads this row: ${says.slice(0, 160)}`,
      })),
    ];
  } finally {
    await desk.close();
  }
}

/** `rules status`: each part with date, basis and age, what was imported, and what the rulebook does not model. */
export const rulesStatus: Command = {
  name: "rules status",
  help: "the rulebook's parts with date, basis and age, what was imported and what is in use, and what is not modelled",
  flags: {},
  async run(call) {
    const rulebook = openRulebook(await bundleOf(call.io, call.tenant));
    const today = createClock(call.io.now).lawDate(LAW_ZONE);
    const gaps = rulebook.sections.coverage.flatMap(({ data }) => data.gaps);
    const dates = rulebook.parts.flatMap(({ date }) => (date ? [date.toString()] : []));
    const newest = dates.toSorted().at(-1) ?? null;
    const untested = untestedOn(rulebook, today);
    const changes = changesIn(rulebook);
    const dated = setDatesOn(rulebook, today);
    const said: readonly Said[] = [
      {
        row: { rulebook: rulebook.hash, entries: rulebook.entries.size, newest, headingsWithoutTests: untested.length },
        line: `rulebook ${rulebook.hash.slice(0, 12)} · ${rulebook.entries.size} entries with tests · newest part ${newest ?? "undated"}`,
      },
      { row: setStateRow(dated), line: setStateLine(dated) },
      ...rulebook.parts.map((part) => partSaid(part, today)),
      ...(await importedSaid(call, rulebook)),
      ...changeRows(changes).map((row, at) => ({ row, line: changeLine(changes)[at] ?? "" })),
      {
        row: { headingsWithoutTests: untested },
        line: `${untested.length} headings without tests (an item that may fall under one is not covered): ${untested.join(" ")}`,
      },
      ...(gaps.length > 0
        ? [
            {
              row: { notModelled: gaps.length },
              line: "not modelled (asking about it is answered not-covered, never silently):",
            },
          ]
        : []),
      ...gaps.map((gap) => ({
        row: { part: gap.part, notModelled: gap.what, since: gap.since },
        line: `  ${gap.part}: ${gap.what}`,
      })),
    ];
    for (const { row, line } of said) await call.io.out(call.json ? `${JSON.stringify(row)}\n` : `${line}\n`);
    return 0;
  },
};
