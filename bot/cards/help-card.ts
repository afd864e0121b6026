import type { CardDraft } from "./view.ts";

/** What the desk can do, in the words one types. Shown for `help`, an unknown command and an empty message. */
export function helpCard(): CardDraft {
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
    ],
    actions: [],
    footer: ["Files: PDF, DOCX, XLSX, CSV, text, up to 25 MB"],
    fallback: "Not released · how to ask the export desk",
  };
}
