import { readFileSync } from "node:fs";

type ShippedSample = {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

const file = (name: string) => ({ name, bytes: readFileSync(new URL(name, import.meta.url)) });

/** Requests that the web desk offers to a newcomer, each with the files that lie beside this one. Read once, at start. */
export const openSamples = (): readonly ShippedSample[] => [
  {
    id: "converter-israel",
    title: "AD-7 converter to Acme Example Ltd. in Israel",
    hint: "a chip, with its data sheet",
    text: "Can I send 40 samples of the AD-7 converter chip to Acme Example Ltd. in Israel? The end use is civil.",
    files: [file("ad-7-converter.pdf")],
  },
  {
    id: "board-germany",
    title: "AQ-70 board to Acme Example GmbH in Germany",
    hint: "the same converter on a board",
    text: "Can I quote an AQ-70 acquisition board to Acme Example GmbH in Germany? The end use is civil.",
    files: [file("aq-70-acquisition-board.pdf")],
  },
  {
    id: "router-switzerland",
    title: "WR-6 router to Example Handel AG in Switzerland",
    hint: "encryption, sold in shops",
    text: "Can we ship 20 WR-6 Wi-Fi routers to Example Handel AG in Switzerland? The WR-6 is sold in shops to anyone without restriction and set up by the buyer; the encryption cannot be changed by the user.",
    files: [file("wr-6-router.txt")],
  },
  {
    id: "scale-france",
    title: "KS-3 kitchen scale to Exemple Cuisine SARL in France",
    hint: "is it controlled at all?",
    text: "Is the KS-3 kitchen scale controlled? We want to send ten to Exemple Cuisine SARL in France.",
    files: [file("ks-3-kitchen-scale.csv")],
  },
];
