import type { ConsoleDeps } from "./deps.ts";
import { STEPS } from "./desk-model.ts";
import { stepsOf } from "./steps.ts";

/** Cases looked through for the steps of a first visit: the latest ones. */
const LATEST_CASES = 5;

/** Ticks what the latest cases show; once ticked a step stays, also when its case is long gone. */
async function tickFromEvidence({ desk, entries }: ConsoleDeps): Promise<void> {
  const open = STEPS.filter((step) => step !== "prove" && !desk.steps().has(step));
  if (open.length === 0) return;
  const numbers = desk.changedSince(0).flatMap((message) => message.caseNumber ?? []);
  for (const number of [...new Set(numbers.toReversed())].slice(0, LATEST_CASES)) {
    const shown = stepsOf((await entries(number, null)) ?? []);
    for (const step of shown) await desk.tick(step);
  }
}

/** All the page shows; messages only where they changed after `since`, a version the page has seen. */
export async function stateOf(deps: ConsoleDeps, since: string | undefined) {
  await tickFromEvidence(deps);
  const { desk } = deps;
  const asked = Number(since ?? 0);
  const from = Number.isSafeInteger(asked) && asked >= 0 && asked <= desk.version() ? asked : 0;
  const done = desk.steps();
  return {
    version: desk.version(),
    since: from,
    messages: desk.changedSince(from),
    people: await deps.people(),
    panes: deps.panes(),
    steps: STEPS.map((step) => ({ step, done: done.has(step) })),
    samples: deps.samples().map(({ id, title, hint, text, files }) => ({
      id,
      title,
      hint,
      text,
      files: files.map((file) => ({ name: file.name, size: file.bytes.length })),
    })),
    about: await deps.about(),
  };
}
