import type { ModalView } from "@slack/web-api";
import { label, strong } from "./elements.ts";
import { createBlockIds, toInputBlock } from "./inputs.ts";
import { PRIVATE_METADATA, VIEW_TITLE } from "./limits.ts";
import { CLOSE } from "./phrases.ts";
import { isCut } from "./text.ts";
import type { CardForm } from "../../core/ports/card.ts";
import { AdapterFault } from "../../core/ports/messenger.ts";

/** A neutral form as a modal; the origin travels in it. Throws AdapterFault when the origin leaves no room. */
export function formModal(
  form: CardForm,
  { callback, origin }: { readonly callback: string; readonly origin: object },
): ModalView {
  const metadata = JSON.stringify(origin);
  if (metadata.length > PRIVATE_METADATA) throw new AdapterFault("view-metadata-too-long", true);
  const ids = createBlockIds();
  return {
    type: "modal",
    callback_id: callback,
    private_metadata: metadata,
    title: label(form.title, VIEW_TITLE),
    submit: label(form.submit, VIEW_TITLE),
    close: label(CLOSE, VIEW_TITLE),
    blocks: [
      ...(isCut(form.title, VIEW_TITLE) ? strong(form.title) : []),
      ...form.inputs.map((input) => toInputBlock(input, ids)),
    ],
  };
}
