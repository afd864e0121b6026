import type { Hit } from "./head-noun.ts";

/** Metals whose bare name is said of many articles ("aluminum housing"); with a form of stock behind it the metal is sold. */
const METALS: Readonly<Record<string, string>> = {
  aluminum: "aluminum-alloy",
  aluminium: "aluminum-alloy",
  aw: "aluminum-alloy",
  aa: "aluminum-alloy",
  calcium: "calcium-material",
  niobium: "metal-material",
  tantalum: "metal-material",
  copper: "metal-material",
  brass: "metal-material",
  steel: "metal-material",
};
/** Grades and tempers (a word with a figure in it), and how mills say the stock was made. */
const BETWEEN = String.raw`(?:[ -](?:[\p{L}./]{0,4}-?\d[\p{L}\d./+-]{0,12}|alloy|grade|temper|extruded|forged|rolled|drawn|seamless|welded|cast|wrought|annealed|tempered|machined|polished|turned|ground|sawn|precision|cold|hot|hollow|solid|round|flat|square|hexagonal|hex|vacuum|melted|sintered|pressed|distilled|redistilled|dendritic|pure|metal|high|purity)){1,7}`;
const FORMS = String.raw`(?:bar|rod|tube|pipe|sheet|plate|strip|foil|billet|ingot|slab|block|disc|disk|wire|forging|extrusion|profile|granule|piece|shot|rundstange|rundstab|rohr|blech|platte|barre|tôle)(?:s|en)?(?: stock)?`;
const STOCK = new RegExp(
  String.raw`(?<![\p{L}\d-])(${Object.keys(METALS).join("|")})(?:(?<=aa|aw)\d{4}[\p{L}\d./-]{0,8})?${BETWEEN} ${FORMS}(?![\p{L}\d-])`,
  "gu",
);

/** "Aluminium 7075-T6511 extruded round bar", "EN AW-2024 T351 plate": metal, grade and form read as one name. */
export const stockHits = (plain: string): readonly Hit[] =>
  [...plain.matchAll(STOCK)].map((match) => ({
    kind: METALS[match[1] ?? ""] ?? "metal-material",
    from: match.index,
    to: match.index + match[0].length,
  }));
