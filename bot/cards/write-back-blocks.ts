import type { ActionDraft, CaseView } from "./view.ts";
import type { WriteBack } from "../../core/cases/state.ts";
import { lookableAgain, mayWrite, restorable } from "../../core/cases/write-back.ts";
import type { CardBlock } from "../../core/ports/card.ts";
import type { WrittenField } from "../../core/ports/writeback.ts";
import { fieldWords, valueWords, writeBackCodeWords } from "../words/write-back.ts";

type Row = Extract<CardBlock, { block: "facts" }>["rows"][number];

/** What a card shows; the rest is in the package and on the command line. */
const MOST = 6;

/** What approving would write, folded under its first line, and what could not be looked at. */
export function previewBlocks(view: CaseView): readonly CardBlock[] {
  const items = (view.state.writeBacks ?? []).filter(({ purpose }) => purpose !== "restore").slice(0, MOST);
  return items.map((item): CardBlock => {
    if (item.step !== "previewed")
      return { block: "facts", rows: [{ label: "System of record", value: standing(view, item) }] };
    const title = `On approval: ${previewLine(view, item)}`;
    const changes = item.changes.map(({ field, from, to }) => changeWords(field, from, to));
    // Two texts, not rows: what is cut for its size keeps them, and whoever approves sees each change.
    const lines = [changes.slice(0, 3).join(" · "), [...changes.slice(3), item.record].join(" · ")];
    const blocks = lines.filter((line) => line !== "").map((text): CardBlock => ({ block: "text", text }));
    // The hash is what an approval names, so it stands on the card itself.
    return { block: "more", title: `${title} · diff ${(item.diff ?? "").slice(0, 12)}`, blocks };
  });
}

const changeWords = (field: WrittenField, from: string | null, to: string | null): string =>
  `${fieldWords(field)} ${valueWords(field, from)} → ${valueWords(field, to)}`;

/** `writes ECCN to the item master (now: blank)`. */
function previewLine(view: CaseView, { target, record, purpose, changes }: WriteBack): string {
  const name = view.targetName(target);
  const [first, ...more] = changes;
  if (!first) return `${name} already says so`;
  if (purpose === "hold-release") return `takes hold ${first.from ?? ""} of ${record} off in ${name}`;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return `writes ${fieldWords(first.field)}${others} to ${name} (now: ${valueWords(first.field, first.from)})`;
}

/** How each record stands, as rows of the decided card: `item master written 11:03 ✓`. */
export const writeBackRows = (view: CaseView): readonly Row[] =>
  (view.state.writeBacks ?? [])
    .slice(0, MOST)
    .map((item) => ({ label: "System of record", value: standing(view, item) }));

function standing(view: CaseView, item: WriteBack): string {
  const { target, record, step, purpose, at } = item;
  const name = `${view.targetName(target)} ${record}`.trim();
  const time = at.slice(11, 16);
  switch (step) {
    case "previewed":
      return `${name}: ${previewLine(view, item)}; not approved yet, nothing was written`;
    case "asked":
      return `${name}: is being looked at again`;
    case "approved":
      return `${name}: ${item.code === "locked" ? writeBackCodeWords(item) : "on its way"}`;
    case "sent":
      return `${name}: sent ${time}, not confirmed yet`;
    case "confirmed":
      return `${name} ${DONE[purpose]} ${time} UTC ✓`;
    case "conflicted":
      return `${name}: needs a person: ${writeBackCodeWords(item)}`;
    case "failed":
      return `${name}: not written: ${writeBackCodeWords(item)}`;
  }
}

const DONE: Readonly<Record<WriteBack["purpose"], string>> = {
  outcome: "written",
  hold: "held",
  "hold-release": "hold taken off",
  restore: "restored",
};

/** Look again wherever something is stuck; after the decision also: approve what came late, restore what was written. */
export function writeBackActions(view: CaseView): readonly ActionDraft[] {
  const { state } = view;
  const again: readonly ActionDraft[] =
    lookableAgain(state).length > 0 ? [{ verb: "preview-again", label: "Preview again", takes: "none" }] : [];
  if (!mayWrite(state)) return again;
  const open = (state.writeBacks ?? []).filter(({ step }) => step === "previewed");
  const [first] = open;
  const names = [...new Set(open.map(({ target }) => view.targetName(target)))].join(" and ");
  const write: readonly ActionDraft[] = first
    ? [{ verb: "approve-write-back", label: `Write to ${names}`.slice(0, 75), style: "primary", takes: "none" }]
    : [];
  return [...write, ...again, ...restoreAction(view)];
}

function restoreAction(view: CaseView): readonly ActionDraft[] {
  const items = restorable(view.state);
  if (items.length === 0) return [];
  const names = [...new Set(items.map(({ target }) => view.targetName(target)))].join(" and ");
  return [
    {
      verb: "restore-write-back",
      label: `Restore the earlier values in ${names}…`.slice(0, 75),
      style: "danger",
      takes: "form",
      form: {
        title: "Restore earlier values",
        submit: "Restore",
        inputs: [
          {
            type: "text",
            id: "text",
            label: "Why (at least 20 characters); only what still holds our value is put back",
            multiline: true,
            required: true,
            minLength: 20,
          },
        ],
      },
    },
  ];
}
