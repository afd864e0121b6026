import type { Inbound, InboundFile } from "../../core/ports/inbound.ts";

/**
 * A request as it can be written down. Half a surrogate pair has no canonical form, so one in a text or a name would
 * make the entry unwritable and the request would be lost: it becomes the replacement character. In a file's name
 * control characters go and path separators become `_`, so that a title such as "rev 2/3.pdf" is still a PDF.
 */
export function wellFormed(inbound: Inbound): Inbound {
  switch (inbound.kind) {
    case "request":
    case "reply":
      return { ...inbound, text: inbound.text.toWellFormed(), files: inbound.files.map(namedWell) };
    case "edit":
      return { ...inbound, text: inbound.text.toWellFormed() };
    case "click": {
      const inputs = Object.entries(inbound.inputs).map(([id, text]) => [id, text.toWellFormed()]);
      return { ...inbound, inputs: Object.fromEntries(inputs) };
    }
    case "help":
    case "removal":
    case "nothing":
      return inbound;
  }
}

const namedWell = (file: InboundFile): InboundFile => ({
  ...file,
  name:
    file.name
      .toWellFormed()
      .replace(/\p{Cc}/gu, "")
      .replace(/[/\\]/g, "_") || "file",
});
