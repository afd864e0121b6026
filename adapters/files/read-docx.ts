import mammoth from "mammoth";
import { verifyArchive } from "./archive-guard.ts";
import { toLine } from "./table-line.ts";
import type { Page } from "./answer.ts";

/** A node of mammoth's document tree, as far as text needs it. */
type Node = { readonly type: string; readonly value: string; readonly children: readonly Node[] };

function toNode(raw: unknown): Node {
  const { type, value, children } = Object(raw) as { type?: unknown; value?: unknown; children?: unknown };
  return {
    type: typeof type === "string" ? type : "",
    value: typeof value === "string" ? value : "",
    children: Array.isArray(children) ? children.map(toNode) : [],
  };
}

function inlineText(node: Node): string {
  if (node.type === "text") return node.value;
  if (node.type === "tab") return "\t";
  if (node.type === "break") return "\n";
  return node.children.map(inlineText).join("");
}

/** The cell's paragraphs, and the rows of a table inside it, with blanks between. */
const cellText = (cell: Node): string => linesOf(cell).join(" ");

function linesOf(node: Node): readonly string[] {
  if (node.type === "paragraph") return [inlineText(node)];
  if (node.type === "tableRow") return [toLine(node.children.map(cellText))];
  return node.children.flatMap(linesOf);
}

/** One page (a DOCX has none of its own): a paragraph is a line, a table row a line with tabs. Links are not followed. */
export async function readDocx(bytes: Uint8Array): Promise<readonly Page[]> {
  await verifyArchive(bytes);
  let text = "";
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      externalFileAccess: false,
      // The tree is taken before it becomes HTML: an empty document goes on, so that no picture is read.
      transformDocument: (document: unknown) => {
        text = linesOf(toNode(document)).join("\n");
        return { ...Object(document), children: [] };
      },
    },
  );
  return [{ page: 1, text }];
}
