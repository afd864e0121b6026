import type { DeskAnswer } from "../../../adapters/console/deps.ts";
import { toDialogCard } from "../../../adapters/teams/dialog-card.ts";
import type { Json } from "../../../core/json.ts";
import type { Card, Dialog } from "../../../core/ports/card.ts";
import type { Inbound } from "../../../core/ports/inbound.ts";

const GONE = "This card has changed. Please use the newest one.";

/** What opens behind a button or a ▸ of the cards that stand now, as the desk draws it: one form, or one folded part. */
export function dialogOf(cards: readonly Card[], asked: Extract<Inbound, { kind: "dialog" }>): DeskAnswer {
  const dialog = asked.part === null ? formBehind(cards, asked.token) : partBehind(cards, asked.token);
  if (!dialog) return { kind: "tell", text: GONE };
  return {
    kind: "dialog",
    title: dialog.title,
    card: JSON.parse(JSON.stringify(toDialogCard(dialog))) as Json,
  };
}

function formBehind(cards: readonly Card[], token: string | null): Dialog | null {
  const form = cards.flatMap((card) => card.actions).find((action) => action.token === token)?.form;
  if (!form) return null;
  return {
    title: form.title,
    blocks: form.inputs.map((input) => ({ block: "input", input })),
    submit: { label: form.submit, token },
    pages: null,
  };
}

function partBehind(cards: readonly Card[], token: string | null): Dialog | null {
  const parts = cards.flatMap((card) => card.blocks).flatMap((block) => (block.block === "more" ? [block] : []));
  const part = parts.find((one) => one.link?.token === token);
  return part ? { title: part.title, blocks: part.blocks, submit: null, pages: null } : null;
}
