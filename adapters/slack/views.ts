import type { KnownBlock, ModalView } from "@slack/web-api";
import { actionId } from "./action-ids.ts";
import { createDrawing, takeBlocks } from "./blocks.ts";
import { foldedValue, type FoldedRef } from "./buttons.ts";
import { drawBlock } from "./card-blocks.ts";
import { label, quiet, section, strong } from "./elements.ts";
import { formModal } from "./form-modal.ts";
import { ACCESSIBILITY_LABEL, BUTTON_TEXT, PAGE_BLOCKS, PAGE_JSON, VIEW_TITLE } from "./limits.ts";
import { CLOSE, LOADING, LOADING_TITLE, NEXT_PAGE, NOTICE_TITLE, pageOf, PREVIOUS_PAGE } from "./phrases.ts";
import { isCut } from "./text.ts";
import type { CardAction, CardBlock } from "../../core/ports/card.ts";

/** Name of a form's view: its submission is a click. */
export const FORM = "form";

/** Where a form was opened from; travels in the view, which Slack signs when it comes back. */
export type ViewOrigin = {
  readonly token: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly message: string | null;
};

/** A modal of two lines. */
export const noticeView = (notice: { readonly title: string; readonly text: string }): ModalView => ({
  type: "modal",
  title: label(notice.title, VIEW_TITLE),
  close: label(CLOSE, VIEW_TITLE),
  blocks: [...section(notice.text)],
});

/** Opened at once, so that the trigger is spent in time; filled by views.update. */
export const loadingView = (): ModalView => noticeView({ title: LOADING_TITLE, text: LOADING });
export const sayView = (text: string): ModalView => noticeView({ title: NOTICE_TITLE, text });

/** The inputs of an action, with its token. Throws AdapterFault when the token leaves no room. */
export const formView = (action: CardAction, origin: ViewOrigin): ModalView =>
  formModal(action.form ?? { title: action.label, submit: action.label, inputs: [] }, { callback: FORM, origin });

/** A folded part, page by page: a view holds 100 blocks. */
export function foldedView(
  part: { readonly title: string; readonly blocks: readonly CardBlock[] },
  ref: FoldedRef,
  origin: ViewOrigin,
): ModalView {
  const drawing = createDrawing(null);
  const all = part.blocks.filter((block) => block.block !== "input").flatMap((block) => drawBlock(block, drawing));
  const pages = toPages(all);
  const page = Math.min(ref.page, pages.length - 1);
  return {
    type: "modal",
    private_metadata: JSON.stringify(origin),
    title: label(part.title, VIEW_TITLE),
    close: label(CLOSE, VIEW_TITLE),
    blocks: [
      ...(isCut(part.title, VIEW_TITLE) ? strong(part.title) : []),
      ...(pages[page] ?? []),
      ...turnPages({ ...ref, page }, pages.length),
    ],
  };
}

function toPages(blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] {
  const pages: (readonly KnownBlock[])[] = [];
  for (let at = 0; at < blocks.length; at += pages.at(-1)?.length ?? 1)
    pages.push(takeBlocks(blocks.slice(at), { count: PAGE_BLOCKS, json: PAGE_JSON }));
  return pages.length === 0 ? [[]] : pages;
}

function turnPages(ref: FoldedRef, pages: number): readonly KnownBlock[] {
  if (pages === 1) return [];
  const turns = [
    ...(ref.page > 0 ? [turn(PREVIOUS_PAGE, { ...ref, page: ref.page - 1 })] : []),
    ...(ref.page < pages - 1 ? [turn(NEXT_PAGE, { ...ref, page: ref.page + 1 })] : []),
  ];
  return [...quiet(pageOf(ref.page + 1, pages)), { type: "actions", elements: turns }];
}

const turn = (text: string, ref: FoldedRef) => ({
  type: "button" as const,
  action_id: actionId("page", `${ref.index}:${ref.page}`),
  text: label(text, BUTTON_TEXT),
  value: foldedValue(ref),
  accessibility_label: label(text, ACCESSIBILITY_LABEL).text,
});
