import { MESSAGE_MAX } from "./limits.ts";
import { cleanText, cutText } from "./plain-text.ts";
import type { OutActivity } from "./sdk-shapes.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark);

/**
 * A plain message, with a mention of one person in front or of nobody. Sent as `xml` with everything escaped, since
 * the other format reads Markdown; nobody else can be mentioned by what the text holds.
 */
export function toMessageXml(text: string, person: { readonly id: string; readonly name: string } | null): OutActivity {
  const words = escapeXml(cutText(cleanText(text), MESSAGE_MAX)).replace(/\n/g, "<br/>");
  if (person === null) return { type: "message", textFormat: "xml", text: words };
  const at = `<at>${escapeXml(person.name)}</at>`;
  const entity = { type: "mention", text: at, mentioned: { id: person.id, name: person.name } };
  return { type: "message", textFormat: "xml", text: `${at} ${words}`, entities: [entity] };
}
