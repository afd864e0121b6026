import { openRulebook } from "../../core/rulebook/rulebook.ts";
import { provisionsCited } from "../../core/rulebook/editions/cited-provisions.ts";
import { provisionsOfPart } from "../../core/rulebook/editions/part-provisions.ts";
import { bundleWith, readPart } from "../editions/rule-texts.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { activeSet, withDesk, type OpenDesk } from "./open-desk.ts";

/** Lines shown where nothing is searched for; a list of 3,000 rows is no answer on a screen. */
const MOST_LINES = 400;

async function show(call: Call, desk: OpenDesk): Promise<number> {
  const [cite, ...words] = call.words;
  if (cite === undefined) throw new BadUsage("rules show takes a provision as answers cite it: 772.1, 3A001, 744.11");
  const { stores } = desk.home;
  const texts = (await activeSet(desk)).texts ?? [];
  const parts = await Promise.all(texts.map(({ hash }) => readPart(stores.admin, hash)));
  const found = parts.flatMap(({ hash, data }) =>
    provisionsCited(cite, { part: data.part, provisions: provisionsOfPart(data) }).map(({ key, lines }) => ({
      provision: key,
      part: data.part,
      date: data.date,
      hash,
      lines: lines.filter((line) => words.every((word) => line.toLowerCase().includes(word.toLowerCase()))),
    })),
  );
  if (found.length === 0) throw new FailedJob(await missing(cite, desk));
  for (const one of found) {
    if (call.json) await call.io.out(`${JSON.stringify(one)}\n`);
    else
      await call.io.out(
        `${one.provision} · ${one.part} of ${one.date} · official text ${one.hash.slice(0, 12)}\n${shown(one.lines)}`,
      );
  }
  return 0;
}

function shown(lines: readonly string[]): string {
  const left = lines.length - MOST_LINES;
  const more = left > 0 ? [`… ${left} more lines: say a word that they hold`] : [];
  return [...lines.slice(0, MOST_LINES), ...more].map((line) => `  ${line}\n`).join("");
}

/** What is held of it instead: our own reading, or nothing. */
async function missing(cite: string, desk: OpenDesk): Promise<string> {
  const rulebook = openRulebook(await bundleWith(desk.home.stores, (await activeSet(desk)).texts ?? []));
  const own = rulebook.entries.has(cite.slice(0, 5)) ? "; our own summary of it is in use, which is not its words" : "";
  return `no imported text in use holds ${cite}${own}; see: desk rules sync, desk rules import PATH`;
}

/** `rules show CITE [WORD …]`: the official words of a provision, as far as its text was imported. */
export const rulesShow: Command = {
  name: "rules show",
  help: "CITE [WORD …]: the official words of a section, supplement or entry as imported (772.1, 744.11, 3A001.a.5, '744 Supp. 4'), all lines or those with the words",
  flags: {},
  run: (call) => withDesk(call, (desk) => show(call, desk)),
};
