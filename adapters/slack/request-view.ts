import type { ModalView } from "@slack/web-api";
import { INPUT_BLOCK } from "./action-ids.ts";
import { formModal } from "./form-modal.ts";
import { at, listAt, textAt } from "./payload.ts";
import type { CardForm } from "../../core/ports/card.ts";

/** Name of the request form's view: its submission is a request. */
export const REQUEST = "request";
/** The input of the neutral form that takes files. */
const FILES_INPUT = "files";

/** Where a request form was opened; travels in the view, which Slack signs when it comes back. */
export type RequestOrigin = {
  /** Null: from anywhere (a global shortcut). */
  readonly channel: string | null;
  /** The message it was opened on, else null. */
  readonly message: string | null;
  readonly thread: string | null;
  /** Ids of that message's files. */
  readonly files: readonly string[];
};

/** The request form. Throws AdapterFault when its origin leaves no room. */
export const requestView = (form: CardForm, origin: RequestOrigin): ModalView =>
  formModal(form, { callback: REQUEST, origin });

/** The files put into the form, as Slack describes them. */
export const filesIn = (view: unknown): readonly unknown[] =>
  listAt(view, "state", "values", `${INPUT_BLOCK}${FILES_INPUT}`, "files", "files");

/** Null: not a request form of ours, or cut short. */
export function parseRequestOrigin(view: unknown): RequestOrigin | null {
  if (textAt(view, "callback_id") !== REQUEST) return null;
  try {
    const read: unknown = JSON.parse(textAt(view, "private_metadata") ?? "");
    if (at(read, "files") === undefined) return null;
    const files = listAt(read, "files").filter((file) => typeof file === "string");
    return {
      channel: textAt(read, "channel"),
      message: textAt(read, "message"),
      thread: textAt(read, "thread"),
      files,
    };
  } catch {
    return null;
  }
}
