import { kindOfName } from "../../adapters/files/file-kind.ts";
import type { InboundFile } from "../../core/ports/inbound.ts";
import { Refusal } from "../../core/refusal.ts";

/** No input of a form takes more (Slack's own limit of a text input); a platform may let more through. */
const MOST_INPUT = 3000;

/** What a form may hold before it is read: lengths, and files of a kind that is read. Throws Refusal("invalid") with the input. */
export function checkForm(form: Readonly<Record<string, string>>, files: readonly InboundFile[]): void {
  for (const [input, text] of Object.entries(form))
    if (text.length > MOST_INPUT)
      throw new Refusal("invalid", { what: "reason-long", input, most: MOST_INPUT, is: text.length });
  for (const file of files)
    if (kindOfName(file.name) === null)
      throw new Refusal("invalid", { what: "file-kind", value: file.name.slice(0, 80), input: "files" });
}
