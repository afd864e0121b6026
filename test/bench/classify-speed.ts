import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { createDocuments } from "../../adapters/files/documents.ts";
import { openSamples } from "../../bot/samples/samples.ts";
import type { ItemInput } from "../../core/classification/classification.ts";
import { classify } from "../../core/classification/classify.ts";
import { toLawDate } from "../../core/dates.ts";
import type { SourceText } from "../../core/item/document.ts";
import { rulebook } from "../rulebook.ts";
import { timed, type Figure } from "./figure.ts";

const ROUNDS = 3;
const AS_OF = toLawDate("2026-11-24");
const GOLDEN = new URL("../cases/classification/", import.meta.url);

/** The samples as the desk takes them: words and what was read of their files. */
async function samples(): Promise<readonly ItemInput[]> {
  const documents = createDocuments();
  return Promise.all(
    openSamples().map(async ({ text, files }) => {
      const sources: SourceText[] = [{ name: "message", kind: "message", pages: [{ page: 1, text }] }];
      for (const { name, bytes } of files) {
        const read = await documents.read(name, bytes);
        if (!read.ok) throw new Error(`${name} cannot be read: ${read.fault}`);
        sources.push(read.source);
      }
      return { sources };
    }),
  );
}

const golden = (): readonly ItemInput[] =>
  readdirSync(GOLDEN, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => parse(readFileSync(new URL(file, GOLDEN), "utf8")) as { readonly item: Partial<ItemInput> }[])
    .map(({ item }) => ({ sources: [], ...item }));

export const classifySpeed: Figure = {
  name: "classify-speed",
  what: "classification by rules, warm: texts are read already, facts are not",
  async run() {
    const run = (input: ItemInput) => classify(input, rulebook, AS_OF);
    const again = (inputs: readonly ItemInput[]) => {
      timed(inputs, run);
      return Array.from({ length: ROUNDS }, () => timed(inputs, run)).flat();
    };
    return [
      { what: "the shipped samples with their files", ms: again(await samples()) },
      { what: "the texts of the golden cases", ms: again(golden()) },
    ];
  },
};
