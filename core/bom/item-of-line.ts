import type { BomLine } from "./bom.ts";
import type { ItemInput } from "../classification/classification.ts";

/**
 * What a line is as an item: its words are its description, and the name of what has none. The maker's number goes
 * before the company's own; reference designators, quantity and what it goes into say nothing of what it is.
 */
export function itemOfLine(line: BomLine): ItemInput {
  const partNumber = line.makerPart ?? line.part;
  return {
    ...(partNumber === null ? {} : { partNumber }),
    ...(line.maker === null ? {} : { manufacturer: line.maker }),
    ...(line.revision === null ? {} : { revision: line.revision }),
    ...(line.description === "" ? {} : { description: line.description }),
    sources: [],
  };
}

/** The company's own number, where the maker's is another: the register may know it by either. */
export function ownNumberOf(line: BomLine): ItemInput | null {
  if (line.part === null || line.makerPart === null) return null;
  const { manufacturer: _maker, ...item } = itemOfLine(line);
  return { ...item, partNumber: line.part };
}
