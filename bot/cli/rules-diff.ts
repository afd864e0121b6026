import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createClock } from "../../adapters/system/clock.ts";
import { provisionsOfPart } from "../../core/rulebook/editions/part-provisions.ts";
import { diffEditions, type EditionDiff, type ProvisionChange } from "../../core/rulebook/editions/diff-editions.ts";
import { touchesOf } from "../../core/rulebook/editions/touches.ts";
import { readPart } from "../editions/rule-texts.ts";
import { activeRulebook } from "../register/active-rulebook.ts";
import { impactOf, type Touched } from "../rules/impact.ts";
import { importedParts } from "../rules/imported-parts.ts";
import { openEdition, sharedParts, type OpenedEdition } from "../rules/open-edition.ts";
import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { withDesk, type OpenDesk } from "./open-desk.ts";
import { refused } from "./rules-files.ts";
import { isMade, LAW_ZONE } from "./tools.ts";

/** A file, or an imported edition by the beginning of its hash. */
async function open(call: Call, word: string, desk: OpenDesk | null): Promise<readonly OpenedEdition[]> {
  const path = resolve(call.io.cwd, word);
  if (existsSync(path)) return openEdition(path).catch((error: unknown) => refused(word, error));
  if (!desk || !/^[0-9a-f]{6,64}$/i.test(word))
    throw new FailedJob(`there is no file ${word}, and no imported edition of that hash`);
  const held = await importedParts(desk.home.stores.for(desk.tenant));
  const found = held.find(({ hash }) => hash.startsWith(word.toLowerCase()));
  if (!found) throw new FailedJob(`there is no file ${word}, and no imported edition of that hash`);
  const { data } = await readPart(desk.home.stores.admin, found.hash);
  return [{ part: data.part, provisions: provisionsOfPart(data), unreliable: new Set() }];
}

async function diff(call: Call, desk: OpenDesk | null): Promise<number> {
  const [a, b, ...more] = call.words;
  if (!a || !b || more.length > 0)
    throw new BadUsage("rules diff takes two editions: files, or hashes of imported ones");
  const before = await open(call, a, desk);
  const after = await open(call, b, desk);
  const result = joined(pairsOf(before, after).map(compared));
  await say(call, result, desk ? await touchedBy(call, desk, result) : null);
  return 0;
}

type Pair = ReturnType<typeof sharedParts>[number];

function pairsOf(before: readonly OpenedEdition[], after: readonly OpenedEdition[]): readonly Pair[] {
  try {
    return sharedParts(before, after);
  } catch {
    throw new FailedJob("the two files are not editions of one text");
  }
}

/** A source that others made holds entries alone: what stands between them is then not compared. */
function compared([one, other]: Pair): EditionDiff {
  const unreliable = new Set([...one.unreliable, ...other.unreliable]);
  const held = ({ provisions }: OpenedEdition): OpenedEdition["provisions"] =>
    unreliable.size === 0 ? provisions : provisions.filter(({ key }) => /^\d[A-E]\d{3}$/.test(key));
  return diffEditions(held(one), held(other), unreliable);
}

const joined = (diffs: readonly EditionDiff[]): EditionDiff => ({
  changes: diffs.flatMap(({ changes }) => changes),
  notComparable: diffs.flatMap(({ notComparable }) => notComparable),
  compared: diffs.reduce((sum, diff) => sum + diff.compared, 0),
});

async function touchedBy(
  call: Call,
  { home, tenant }: OpenDesk,
  { changes }: EditionDiff,
): Promise<readonly Touched[]> {
  const { rulebook } = await activeRulebook(home.stores, tenant);
  const clock = createClock(call.io.now);
  const at = { rulebook, asOf: clock.lawDate(LAW_ZONE), now: clock.now() };
  return impactOf(home.stores.for(tenant), touchesOf(changes), at);
}

async function say(
  call: Call,
  { changes, compared, notComparable }: EditionDiff,
  touched: readonly Touched[] | null,
): Promise<void> {
  const count = (what: Touched["touches"]): number | null =>
    touched && touched.filter(({ touches }) => touches === what).length;
  const [items, cases] = [count("item"), count("case")];
  if (call.json) {
    for (const row of [...changes, ...(touched ?? [])]) await call.io.out(`${JSON.stringify(row)}\n`);
    await call.io.out(`${JSON.stringify({ compared, changed: changes.length, notComparable, items, cases })}\n`);
    return;
  }
  for (const change of changes) await call.io.out(`${changeLines(change).join("\n")}\n`);
  const left = notComparable.length > 0 ? `; not comparable here: ${notComparable.join(", ")}` : "";
  await call.io.out(`${compared} compared, ${changes.length} changed in meaning${left}\n`);
  if (!touched) {
    await call.io.out("no desk was opened here yet: there are no items or cases to look at\n");
    return;
  }
  for (const one of touched) await call.io.out(`${touchedLine(one)}\n`);
  await call.io.out(`touched: ${items} items on file, ${cases} open or recent cases\n`);
}

function touchedLine({ name, state, eccn, paragraph, provisions, controlled, facts }: Touched): string {
  const again = facts.map(({ fact, onFile }) => `${fact}${onFile ? " (on file)" : ""}`);
  const none = controlled ? "no test of ours: a person reads it" : "what it is stays; its license is worked out again";
  const asked = again.length > 0 ? `would be asked again: ${again.join(", ")}` : none;
  return `  ${name}  ${paragraph ?? eccn ?? ""}  ${state}  by ${provisions.join(", ")}; ${asked}`;
}

const changeLines = ({ key, what, parts }: ProvisionChange): readonly string[] => [
  `${key}: ${what}`,
  ...parts.flatMap(({ part, gone, come }) => [
    ...gone.slice(0, 5).map((line) => `  ${part}  - ${line.slice(0, 240)}`),
    ...come.slice(0, 5).map((line) => `  ${part}  + ${line.slice(0, 240)}`),
  ]),
];

/** `rules diff A B`: two editions of one text, compared in meaning, with the items and cases that a change reaches. */
export const rulesDiff: Command = {
  name: "rules diff",
  help: "A B: two editions of the control list or of a part, compared in meaning, and the items and cases a change touches",
  flags: {},
  run: (call) => (isMade(call.io) ? withDesk(call, (desk) => diff(call, desk)) : diff(call, null)),
};
