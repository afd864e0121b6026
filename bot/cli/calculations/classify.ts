import { z } from "zod";
import { classify as classifyItem } from "../../../core/classification/classify.ts";
import type { ItemInput } from "../../../core/classification/classification.ts";
import type { Calculation } from "../calculation.ts";
import { presentClassification } from "../present-classification.ts";
import { itemKeys } from "../shapes.ts";
import { present, toStatedFacts } from "../to-core.ts";
import type { Tools } from "../tools.ts";
import { readFiles } from "./read-files.ts";

const item = z.strictObject(itemKeys);

/** The keys of an item as core takes them, its files read. */
export async function toItem(input: z.infer<typeof item>, tools: Tools, folder: string): Promise<ItemInput> {
  const { facts, files, ...said } = input;
  return { ...present(said), facts: toStatedFacts(facts), sources: await readFiles(files, tools, folder) };
}

export const classify: Calculation<z.infer<typeof item>> = {
  name: "classify",
  help: "what an item is under the control lists",
  flags: {
    name: "text",
    manufacturer: "text",
    partNumber: "text",
    revision: "text",
    kind: "text",
    description: "text",
    facts: "json",
    files: "texts",
  },
  shape: item,
  async answer(input, tools, folder) {
    const result = classifyItem(await toItem(input, tools, folder), await tools.rulebook(), tools.today);
    return presentClassification(result, await tools.editions("rulebook"));
  },
};
