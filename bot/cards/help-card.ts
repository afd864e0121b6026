import type { CardDraft } from "./view.ts";
import type { Platform } from "../../core/ports/inbox.ts";

/** What else can be typed where, beside one's own words. */
const ALSO: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  slack: [
    "/classify alone opens a form; /license asks for the destination first.",
    "/classify status: your open cases and who has the ball. /classify find WORDS: the cases you may see.",
    "“Classify this” in the menu of a message takes its words and files.",
  ],
};

/** What the desk can do, in the words one types. Shown for `help`, an unknown command and an empty message. */
export function helpCard(platform: Platform): CardDraft {
  const also = ALSO[platform] ?? [];
  return {
    kind: "help",
    status: "Not released · nothing was asked yet",
    tone: "neutral",
    headline: "Ask in your own words; attach the datasheet if there is one.",
    blocks: [
      {
        block: "list",
        title: "For example",
        items: [
          "Can I send samples of the AD-7 converter to Acme Example GmbH in Germany? (with the datasheet)",
          "Quote 40 Wi-Fi routers for Example Trading in Israel",
          "Is a kitchen scale controlled?",
        ],
      },
      {
        block: "list",
        title: "What happens",
        items: [
          "The desk classifies the item, screens the parties and works out what license the rules ask for.",
          "It asks only what decides. You can answer “I don't know”: a person takes it then.",
          "A reviewer decides. Until a card says released, send nothing.",
        ],
      },
      ...(also.length > 0 ? [{ block: "list" as const, title: "Also", items: also }] : []),
    ],
    actions: [],
    footer: ["Files: PDF, DOCX, XLSX, CSV, text, CycloneDX or SPDX JSON, up to 25 MB"],
    fallback: "Not released · how to ask the export desk",
  };
}
