import { createClock } from "../../../adapters/system/clock.ts";
import type { TargetConfig } from "../../../bot/config/target-schema.ts";
import { writeBackEffects } from "../../../bot/conversation/write-back-effects.ts";
import type { TargetEntry } from "../../../bot/writeback/access.ts";
import type { CaseEvent } from "../../../core/cases/events.ts";
import { evolve } from "../../../core/cases/evolve.ts";
import { toPayload } from "../../../core/cases/parse-event.ts";
import { caseProjector } from "../../../core/cases/project.ts";
import { weightOf } from "../../../core/cases/revises.ts";
import type { CaseState } from "../../../core/cases/state.ts";
import { coveredWriteBacks, stepOf } from "../../../core/cases/write-back.ts";
import { canonicalBytes } from "../../../core/evidence/canonical.ts";
import { caseStream } from "../../../core/ids.ts";
import type { Determination } from "../../../core/ports/evaluator.ts";
import type { FieldValues } from "../../../core/ports/writeback.ts";
import { idempotencyKey, previewOf } from "../../../core/writeback/diff.ts";
import { plannedRecords } from "../../../core/writeback/plan.ts";
import { aSummary, LEGAL, NOW, opened, inReview } from "../../factories/case.ts";
import { ACME, newCase, openTestDesk, type TestDesk } from "../../fakes/open-desk.ts";

export type Expected = {
  readonly target: string;
  readonly record: string;
  readonly key: string;
  readonly eccn: string;
  readonly number: string;
};

const ECCNS = ["3A001", "3A991", "5A002", "EAR99", "7A994"];

const determinationOf = (records: readonly string[]): Determination =>
  ({
    input: {
      lines: records.map((partNumber, at) => ({ id: String(at + 1), item: { partNumber, sources: [] } })),
      parties: [],
    },
    result: {
      lines: records.map((_, at) => ({
        id: String(at + 1),
        classification: { outcome: "classified", eccn: ECCNS[at % 5], jurisdiction: "EAR", paragraph: null },
        licence: null,
      })),
    },
    readings: [],
  }) as unknown as Determination;

/** A home with decided cases: each record of each line approved for each target by hash, its row waiting. */
export async function seedCases(
  of: { readonly cases: number; readonly lines: number },
  targets: readonly TargetConfig[],
): Promise<{ readonly desk: TestDesk; readonly expected: readonly Expected[] }> {
  const desk = await openTestDesk({ deps: { projector: caseProjector, clock: createClock() } });
  const expected: Expected[] = [];
  for (let n = 1; n <= of.cases; n += 1)
    expected.push(...(await seedCase(desk, { number: n, lines: of.lines, targets })));
  return { desk, expected };
}

async function seedCase(
  desk: TestDesk,
  what: { readonly number: number; readonly lines: number; readonly targets: readonly TargetConfig[] },
): Promise<readonly Expected[]> {
  const { ledger, blobs } = desk.stores.for(ACME);
  const { id, stream } = newCase();
  const records = Array.from({ length: what.lines }, (_, at) => `P-${what.number}-${at + 1}`);
  const determination = determinationOf(records);
  const blob = await blobs.put(stream, canonicalBytes(JSON.parse(JSON.stringify(determination))), "application/json");
  const fold = (before: CaseState | null, event: CaseEvent): CaseState =>
    evolve(before, event, {
      id,
      at: NOW,
      version: (before?.version ?? 0) + 1,
      revision: (before?.revision ?? 0) + (weightOf(event.type) === "revises" ? 1 : 0),
      person: LEGAL,
      via: "console",
    });
  const events: CaseEvent[] = [
    { ...opened, number: what.number, requestKey: `k${what.number}` } as CaseEvent,
    { type: "determined", determination: blob.hash, summary: aSummary({ ticks: [] }), asOf: "2026-11-24" as never },
    inReview,
  ];
  let state = events.reduce<CaseState | null>(fold, null)!;
  const decided: CaseEvent = {
    type: "decided",
    decision: "approved",
    outcome: "no-licence-required",
    released: true,
    by: [LEGAL],
    reading: null,
    reason: null,
    validUntil: null,
  };
  const planned = plannedRecords(fold(state, decided), determination);
  const previews = what.targets.flatMap((target) =>
    planned.map(({ record, fields }) => {
      const { current, wanted } = startOf(target, fields);
      const { diff, hash } = previewOf(
        { target: target.id, record, purpose: "outcome" },
        { current, version: null },
        wanted,
      );
      const parts = {
        tenant: ACME,
        case: id,
        revision: state.revision,
        target: target.id,
        record,
        purpose: "outcome" as const,
      };
      return stepOf(
        { ...diff, diff: hash, key: idempotencyKey({ ...parts, fields }), code: null, holder: null },
        "previewed",
      );
    }),
  );
  state = previews.reduce(fold, state);
  const hashes = previews.flatMap(({ diff }) => (diff === null ? [] : [diff]));
  const given = {
    type: "approval-given",
    as: "legal",
    grant: 3,
    cardSeen: null,
    ticked: [],
    conditions: [],
    writeBacks: hashes,
  } as unknown as CaseEvent;
  const last = [given, decided, ...coveredWriteBacks(state, { writeBacks: hashes, released: true })];
  const after = last.reduce(fold, state);
  const entries = what.targets.map(({ id: target }) => ({ id: target }) as unknown as TargetEntry);
  const all = [...events, ...previews, ...last].map((event) => ({
    ...toPayload(event),
    actor: { system: "dispatcher" } as const,
    ...(event.type === "determined" ? { blobs: [blob] } : {}),
  }));
  await ledger.commit([{ stream: caseStream(id), expected: 0, events: all }], writeBackEffects(entries, state, after));
  return (after.writeBacks ?? []).map(({ target, record, key }) => ({
    target,
    record,
    key,
    eccn: ECCNS[(Number(record.split("-")[2]) - 1) % 5] ?? "",
    number: `ED-${what.number}`,
  }));
}

/** What the recording target holds at first, and which fields it is given. */
function startOf(
  target: TargetConfig,
  fields: FieldValues,
): { readonly current: FieldValues; readonly wanted: FieldValues } {
  if (target.kind !== "sap-product") return { current: {}, wanted: fields };
  const wanted = Object.fromEntries(Object.entries(fields).filter(([field]) => Object.hasOwn(target.fields, field)));
  return { current: { eccn: "EAR99", caseNumber: null }, wanted };
}
