import type { Call, Command } from "./command.ts";
import { BadUsage, FailedJob } from "./faults.ts";
import { findCase } from "./find-case.ts";
import { requirePerson, withDesk, type OpenDesk } from "./open-desk.ts";
import { readingDesk } from "./reading-desk.ts";
import { commitCase } from "../conversation/commit-case.ts";
import { writeBackCodeWords } from "../words/write-back.ts";
import { createTargets } from "../writeback/create-targets.ts";
import { isDisabled, setDisabled } from "../writeback/disabled.ts";
import { replayWork } from "../conversation/write-back-effects.ts";
import type { WriteBackStep } from "../../core/cases/events.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState, WriteBack } from "../../core/cases/state.ts";
import { replayed } from "../../core/cases/write-back.ts";
import type { CaseRow } from "../../core/ports/stores.ts";
import { Refusal } from "../../core/refusal.ts";

const UNFINISHED: readonly WriteBackStep[] = ["asked", "previewed", "approved", "sent", "conflicted", "failed"];
const ALL: readonly WriteBackStep[] = [...UNFINISHED, "confirmed"];
const MOST = 200;

const ownerOf = (desk: OpenDesk, target: string): string | null =>
  desk.policy.targets?.find(({ id }) => id === target)?.owner ?? null;

function lineOf(desk: OpenDesk, state: CaseState, item: WriteBack) {
  const { target, record, purpose, step, code, holder, at, key } = item;
  const ageMinutes = Math.max(0, Math.floor((desk.home.clock.now() - Date.parse(at)) / 60_000));
  const isDead = step === "failed";
  return {
    case: `ED-${state.number}`,
    target,
    record,
    purpose,
    step,
    deadLetter: isDead,
    code,
    reason: isDead || step === "conflicted" ? writeBackCodeWords({ code, holder }) : null,
    owner: ownerOf(desk, target),
    at,
    ageMinutes,
    key,
  };
}

const age = (minutes: number): string =>
  minutes < 120
    ? `${minutes} min`
    : minutes < 2880
      ? `${Math.floor(minutes / 60)} h`
      : `${Math.floor(minutes / 1440)} d`;

export const writeBackList: Command = {
  name: "writeback list",
  help: "what is on its way to the systems of record, what conflicts, and the dead letters with reason, owner and age",
  flags: { all: "switch", step: "text" },
  run: (call) =>
    withDesk(call, async (desk) => {
      const steps = stepsOf(call);
      const rows = await desk.home.stores.for(desk.tenant).cases.list({ writeBack: steps, limit: MOST });
      const lines = rows.flatMap((row) => {
        const state = toCaseState(row.json);
        return (state.writeBacks ?? [])
          .filter(({ step }) => steps.includes(step))
          .map((item) => lineOf(desk, state, item));
      });
      for (const line of lines.toSorted((one, other) => (one.at < other.at ? -1 : 1)))
        await call.io.out(
          call.json
            ? `${JSON.stringify(line)}\n`
            : `${line.case}  ${line.step.padEnd(10)} ${line.target}/${line.record || "?"} ${line.purpose}, ${age(line.ageMinutes)}, owner ${line.owner ?? "nobody"}${line.reason ? `: ${line.reason}` : ""}\n`,
        );
      if (lines.length === 0 && !call.json) await call.io.out("nothing to show\n");
      return 0;
    }),
};

function stepsOf({ values }: Call): readonly WriteBackStep[] {
  if (values["all"] === true) return ALL;
  const named = values["step"];
  if (named === undefined) return UNFINISHED;
  const step = ALL.find((known) => known === named);
  if (!step) throw new BadUsage(`--step takes one of: ${ALL.join(", ")}`);
  return [step];
}

export const writeBackShow: Command = {
  name: "writeback show",
  help: "CASE: each record of a case with what was there, what was to be written, its diff hash and key",
  flags: {},
  run: (call) =>
    withDesk(call, async (desk) => {
      const state = toCaseState((await findCase(desk, call.words[0])).json);
      const items = state.writeBacks ?? [];
      for (const item of items) {
        const line = { ...lineOf(desk, state, item), holder: item.holder, diff: item.diff, changes: item.changes };
        const changes = item.changes.map(
          ({ field, from, to }) => `  ${field}: ${from ?? "blank"} -> ${to ?? "blank"}\n`,
        );
        await call.io.out(
          call.json
            ? `${JSON.stringify(line)}\n`
            : `${line.case}  ${line.target}/${line.record || "?"}  ${line.purpose}  ${line.step} ${line.at}${line.reason ? `: ${line.reason}` : ""}\n${changes.join("")}  diff ${line.diff ?? "none"}\n  key  ${line.key}\n`,
        );
      }
      if (items.length === 0 && !call.json) await call.io.out("nothing is written for this case\n");
      return 0;
    }),
};

export const writeBackReplay: Command = {
  name: "writeback replay",
  help: "CASE [KEY]: sends the dead letters of a case again; --enable first switches a target on that said it is gone",
  flags: { enable: "switch" },
  run: (call) =>
    withDesk(call, async (desk) => {
      requirePerson(desk);
      const row = await findCase(desk, call.words[0]);
      const chosen = chosenItems(toCaseState(row.json), call.words[1]);
      for (const { target } of chosen) await openTarget(call, desk, target);
      const state = await resend(call, desk, row, chosen);
      const lines = (state.writeBacks ?? [])
        .filter(({ key }) => chosen.some((item) => item.key === key))
        .map((item) => lineOf(desk, state, item));
      for (const line of lines)
        await call.io.out(
          call.json ? `${JSON.stringify(line)}\n` : `${line.case}  ${line.target}/${line.record || "?"}: goes again\n`,
        );
      return 0;
    }),
};

/** The dead letters of the case; with a key, that record, also where its row died on the way. */
function chosenItems(state: CaseState, key: string | undefined): readonly WriteBack[] {
  const items = (state.writeBacks ?? []).filter((item) =>
    key === undefined ? item.step === "failed" : key.length >= 8 && item.key.startsWith(key),
  );
  if (items.length === 0)
    throw new FailedJob(`case ED-${state.number} has no dead letter${key === undefined ? "" : ` with key ${key}`}`);
  return items;
}

async function openTarget(call: Call, desk: OpenDesk, target: string): Promise<void> {
  const { ledger } = desk.home.stores.for(desk.tenant);
  if (!(await isDisabled(ledger, target))) return;
  if (call.values["enable"] !== true)
    throw new FailedJob(`target ${target} is switched off, because it said it is gone; --enable switches it on`);
  await setDisabled(ledger, { target, disabled: false, code: "person", actor: desk.actor });
}

async function resend(call: Call, desk: OpenDesk, row: CaseRow, chosen: readonly WriteBack[]): Promise<CaseState> {
  const state = toCaseState(row.json);
  const writeBack = createTargets([desk.policy], { settings: desk.settings, env: call.io.env, home: desk.home });
  try {
    return await commitCase(
      { ...readingDesk(desk), writeBack },
      {
        tenant: desk.tenant,
        state,
        events: chosen.map((item) => replayed(state, item)),
        actor: desk.actor,
        cause: "writeback replay",
        also: replayWork(state, chosen),
      },
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === "stale")
      throw new FailedJob(`case ED-${state.number} changed meanwhile: look again with writeback show`);
    throw error;
  }
}
