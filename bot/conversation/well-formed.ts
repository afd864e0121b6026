import type { Inbound, InboundFile } from "../../core/ports/inbound.ts";

/**
 * A request as it can be written down. Half a surrogate pair has no canonical form, so one in a text or a name would
 * make the entry unwritable and the request would be lost: it becomes the replacement character. In a file's name
 * control characters go and path separators become `_`, so that a title such as "rev 2/3.pdf" is still a PDF.
 */
export function wellFormed(inbound: Inbound): Inbound {
  switch (inbound.kind) {
    case "request":
      return {
        ...inbound,
        text: inbound.text.toWellFormed(),
        files: inbound.files.map(namedWell),
        ...(inbound.form ? { form: wellInputs(inbound.form) } : {}),
      };
    case "reply":
      return { ...inbound, text: inbound.text.toWellFormed(), files: inbound.files.map(namedWell) };
    case "status":
    case "find":
      return { ...inbound, words: inbound.words.toWellFormed() };
    case "edit":
      return { ...inbound, text: inbound.text.toWellFormed() };
    case "click":
      return { ...inbound, inputs: wellInputs(inbound.inputs) };
    case "dialog":
      return { ...inbound, given: wellInputs(inbound.given) };
    case "help":
    case "removal":
    case "nothing":
      return inbound;
  }
}

const wellInputs = (inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(inputs).map(([id, text]) => [id, text.toWellFormed()]));

const namedWell = (file: InboundFile): InboundFile => ({
  ...file,
  name:
    file.name
      .toWellFormed()
      .replace(/\p{Cc}/gu, "")
      .replace(/[/\\]/g, "_") || "file",
});
