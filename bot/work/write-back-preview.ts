import { openDetermination } from "../conversation/determination.ts";
import { placeHolds } from "./write-back-hold.ts";
import { readForPreview, type Look } from "./write-back-look.ts";
import type { WriteBackRun } from "./write-back.ts";
import { commitStep } from "./write-back-commit.ts";
import type { CaseEvent } from "../../core/cases/events.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { mayWrite } from "../../core/cases/write-back.ts";
import { plannedRecords } from "../../core/writeback/plan.ts";
import { standingHolds } from "../../core/writeback/hold.ts";

/** Steps that a new preview must not undo: people approved them and they are on their way or done. */
const UNDER_WAY: ReadonlySet<string> = new Set(["approved", "sent", "confirmed"]);

/** Reads every record of a target and puts what would be written on the case, before anyone approves it. */
export async function previewTarget(run: WriteBackRun): Promise<void> {
  const { desk, item, state, entry } = run;
  if (state.stage !== "in-review" && !mayWrite(state)) return;
  if (askedHolds(state, entry.id)) await placeHolds(run);
  const determination = await openDetermination(desk.stores.for(item.tenant), state);
  if (!determination) return;
  const looks = [...plannedRecords(state, determination).map(outcomeLook), ...releaseLooks(state, entry.id)];
  const events: CaseEvent[] = [];
  for (const look of looks) if (!isUnderWay(state, entry.id, look)) events.push(await readForPreview(run, look));
  await commitStep(desk, {
    tenant: item.tenant,
    state,
    // A newer proposal brings its own previews.
    events: (now) => (now.revision === state.revision && now.stage === state.stage ? events : []),
    cause: item.id,
  });
}

const outcomeLook = ({ record, fields, code }: ReturnType<typeof plannedRecords>[number]): Look => ({
  record,
  purpose: "outcome",
  fields,
  code,
});

/** A hold is released by its id, with the approval that releases the case, and never by itself. */
const releaseLooks = (state: CaseState, target: string): readonly Look[] =>
  state.decided && !state.decided.released
    ? []
    : standingHolds(state, target).map(({ record }) => ({
        record,
        purpose: "hold-release",
        fields: { hold: null },
        code: null,
      }));

const askedHolds = (state: CaseState, target: string): boolean =>
  (state.writeBacks ?? []).some((item) => item.target === target && item.purpose === "hold" && item.step === "asked");

const isUnderWay = (state: CaseState, target: string, { record, purpose }: Look): boolean =>
  (state.writeBacks ?? []).some(
    (item) => item.target === target && item.record === record && item.purpose === purpose && UNDER_WAY.has(item.step),
  ) && state.decided !== null;
