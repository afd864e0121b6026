import type { Classes } from "../rulebook/classes.ts";
import type { Hit, KindWords } from "./head-noun.ts";

/** A kind that is an ordinary commercial product by its nature (rules/facts.yaml): a jacket, a cable, a screw. */
export const isMinor = (kind: string, { classes, definitions }: KindWords): boolean =>
  (definitions.get("is")?.implies ?? []).some(
    ({ when, fact }) => fact === "ordinary-commercial" && typeof when === "string" && classes.isA(kind, when) === "met",
  );

/** A material named behind a thing is what it is made of: "armor plate, UHMWPE". */
export const isMaterial = (kind: string, classes: Classes): boolean => classes.isA(kind, "material") === "met";

const MOVED = ["underwater-thruster", "ship-propulsion", "motor", "engine"] as const;
const OF_LENGTH = /\s(?:\d+(?:[.,]\d+)?)\s?-?(?:m|ft|meters?|metres?)\s(?:[\p{L}-]+\s)?$/u;
const MANY_OF = /(?<!\p{L})(?:dual|double|twin|triple|multi|doppel|zwei|deux|two)[ -]$/u;
const OF_FOCAL = /^\s(?:[\p{L}-]+ )?\d+(?:[.,]\d+)?(?:\s?-\s?\d+)?\s?(?:mm|°|deg)\s(?:[\p{L}-]+ )?$/u;
/** Two figures at least. */
const LISTED = /\d[^\d]*\s\S*\d[^\d]*\s/;
/** What a substance comes in: a bottle, a vial. */
const CONTAINERS = ["packaging", "lab-consumable"] as const;
export const isContainer = (kind: string, classes: Classes): boolean =>
  CONTAINERS.some((one) => classes.isA(kind, one) === "met");

/** What goes into what: fibers and resins into a prepreg or a part of composite, an explosive into a charge. */
const GOES_INTO = [
  { kinds: ["polymer-material", "fiber-material"], made: ["prepreg", "composite-part"] },
  { kinds: ["explosive"], made: ["explosive-article"] },
] as const;

export const goesInto = (kind: string, whole: string, classes: Classes): boolean =>
  GOES_INTO.some(
    ({ kinds, made }) =>
      made.some((one) => classes.isA(whole, one) === "met") &&
      made.every((one) => classes.isA(kind, one) !== "met") &&
      kinds.some((one) => classes.isA(kind, one) === "met"),
  );

const CARRIERS = ["unmanned-aircraft", "aircraft", "vehicle", "vessel-at-sea", "spacecraft"] as const;
const INNER = ["laser", "detector"] as const;
const OUTER = ["telecom-equipment", "analytical-instrument", "mass-spectrometer"] as const;
/** What holds nothing, so that a material behind it is no content of it. */
const TOOLS = [
  "hand-tool",
  "power-tool",
  "cutting-tool",
  "fastener",
  "drive-part",
  "ordinary-protection",
  "building-article",
  "safety-article",
  "furniture",
] as const;
const SOLIDS = ["ceramic-material", "metal-material", "fiber-material", "commodity-plastic", "ordinary-metal"] as const;
const OF_SIZE = /(?:^|\s)\d[\d.,]*[ -]?(?:l|liters?|litres?|gal|gallons?)\s+$/;

const HAS_SO_MANY = /^[ -](?:elements?|inputs?|outputs?|ports?|channels?|connectors?)(?!\p{L})/u;
const OF_FIGURE =
  /\s\d[\d.,]*\s?(?:[kmgµ]?(?:w|va|v|hz|bit|g|l|m|pa)|bar|psi|nm|hp|ps|rpm|kn|dpi|m³\/h|m3\/h|l\/min|l\/h|°c|inch|mm|cm|btu|tr)(?![\p{L}\d]).*$/u;
const BURNS = [
  ["rocket-motor", "propellant-chemical"],
  ["engine", "propellant-chemical"],
  ["firearm", "explosive"],
  ["air-gun", "explosive"],
] as const;
const isOf = ({ kind }: Hit, wanted: string, { classes }: KindWords): boolean => classes.isA(kind, wanted) === "met";

const CARRIED = /^(?:backpack|manpack|rucksack|knapsack|suitcase|briefcase)s?$/;
const hasABag = (kind: string, words: KindWords): boolean =>
  isMinor(kind, words) || ["camera", "computer"].some((one) => words.classes.isA(kind, one) === "met");

const MEMORIES = ["sram", "non-volatile-memory", "dram"] as const;
const OF_CAPACITY =
  /\d[\d.,]*\s?[kmgt]?i?(?:b|bits?|bytes?)\s(?:of\s)?(?:(?:on-chip|embedded|internal|integrated|ecc|dual-port|user)\s){0,2}$/;
const isMemoryIn = (previous: Hit, head: Hit, plain: string, { classes }: KindWords): boolean =>
  MEMORIES.some((one) => classes.isA(head.kind, one) === "met") &&
  MEMORIES.every((one) => classes.isA(previous.kind, one) !== "met") &&
  previous.kind !== "integrated-circuit" &&
  OF_CAPACITY.test(plain.slice(previous.to, head.from));

const PARTS_OF_COMPUTER = ["electronic-component", "storage-system", "network-card", "computer-peripheral"] as const;
/** "Laptop 14 inch Core i5 16 GB RAM 512 GB SSD": behind a computer and a figure stand its chips and drives. */
function isComputerWithParts([first, ...others]: readonly Hit[], plain: string, { classes }: KindWords): boolean {
  const [next] = others;
  return (
    first !== undefined &&
    next !== undefined &&
    classes.isA(first.kind, "computer") === "met" &&
    classes.isA(first.kind, "storage-system") !== "met" &&
    /\d/.test(plain.slice(first.to, next.from)) &&
    others.every(({ kind }) => PARTS_OF_COMPUTER.some((part) => classes.isA(kind, part) === "met"))
  );
}
/** Behind a figure the material of a part: "40 mm bore cast iron (housing)". */
const OF_MATERIAL =
  /\d.*\s(?:(?:cast )?iron|(?:stainless |mild |galvani[sz]ed )?steel|alumini?um|brass|bronze|metal|plastic|abs|pvc|pp|nylon|rubber|silicone|wooden|wood|leather|glass|polycarbonate|polyamide|composite|zinc|fabric)\s+$/u;
const isPart = ({ kind, from, to }: Hit, plain: string, { classes }: KindWords): boolean =>
  kind === "accessory" && classes.heads.get(plain.slice(from, to).replace(/s$/, "")) === kind;

const SIZED = /^\s\d[\d.,]*\s?(?:[mµu]?l|[mkµu]?g|lit(?:er|re)s?|gal|oz|pcs)\s(?:\p{L}+\s)?$/u;
const FIXED = /^(?:wall|ceiling|rack|pole|panel|surface|din[- ]rail)[ -]mount$/;
const HAS_SOME = /\s(?:single|dual|twin|two|double|three|triple|four|six)\s$/;

/** One kind of a phrase; two where other words stand between the nouns and nothing says which is the head. */
export function kindsOfPhrase(inside: readonly Hit[], plain: string, words: KindWords): readonly string[] {
  const { classes } = words;
  const head = inside.at(-1);
  if (!head) return [];
  const before = inside.slice(0, -1);
  const rule = classes.compounds.find(
    (entry) =>
      head.kind === entry.head && before.some(({ kind }) => entry.of.some((of) => classes.isA(kind, of) === "met")),
  );
  if (rule) return [rule.is];
  if (isComputerWithParts(inside, plain, words)) return inside.slice(0, 1).map(({ kind }) => kind);
  // "NPU chip", "HBM memory": the wider word behind the narrower one names the same thing.
  const narrower = before.findLast(({ kind }) => kind !== head.kind && classes.isA(kind, head.kind) === "met");
  if (narrower) return [narrower.kind];
  const previous = before.at(-1);
  // "Autopilot for general aviation" as one name: what is named behind it is what it is for.
  if (
    previous &&
    /\s(?:for|of)\s/.test(plain.slice(previous.from, previous.to)) &&
    /^\s$/.test(plain.slice(previous.to, head.from))
  )
    return [previous.kind];
  // "Thruster, permanent magnet, 150 kW": how a motor works, not a magnet by itself.
  if (previous && head.kind === "permanent-magnet" && MOVED.some((one) => classes.isA(previous.kind, one) === "met"))
    return [previous.kind];
  // "Thermal module 160x120 8 Hz phone accessory", "submarine 48 passengers 50 m deep battery electric": behind a list of
  // figures stands what it is besides or what drives it.
  const listed = ["accessory", "battery", "optics"].includes(head.kind)
    ? before.find(({ kind, to }) => !isMinor(kind, words) && LISTED.test(plain.slice(to, head.from)))
    : undefined;
  if (listed) return [listed.kind];
  // "Drop camera 100 m cable": so much of it comes with the thing.
  if (
    previous &&
    head.kind === "connector" &&
    OF_LENGTH.test(plain.slice(previous.to, head.from)) &&
    !isMinor(previous.kind, words)
  )
    return [previous.kind];
  // "Récepteur GNSS double antenne", "heading receiver dual antenna": how many it works with.
  if (previous && head.kind === "accessory" && MANY_OF.test(plain.slice(previous.to, head.from)))
    return [previous.kind];
  // "Thermal camera 25 mm lens" has it; "thermal camera lens" is one.
  if (
    previous &&
    head.kind === "optics" &&
    OF_FOCAL.test(plain.slice(previous.to, head.from)) &&
    classes.isA(previous.kind, "camera") === "met"
  )
    return [previous.kind];
  // "Canned motor pump Hastelloy C": right behind an article of plant stands what it is made of.
  if (previous && isMaterial(head.kind, classes) && classes.isA(previous.kind, "process-equipment") === "met")
    return [previous.kind];
  // "Spacecraft thruster MMH/NTO", "muzzleloader rifle .50 black powder": what it burns or fires.
  if (previous && BURNS.some(([one, fuel]) => isOf(previous, one, words) && isOf(head, fuel, words)))
    return [previous.kind];
  // "RF jammer backpack": how a thing is carried, unless people carry it so anyway ("camera backpack").
  if (previous && CARRIED.test(plain.slice(head.from, head.to)) && !hasABag(previous.kind, words))
    return [previous.kind];
  // "Receiver 4 antenna elements": a number of ports or elements is what it has.
  if (previous && /\d\s$/.test(plain.slice(previous.to, head.from)) && HAS_SO_MANY.test(plain.slice(head.to)))
    return [previous.kind];
  if (previous && goesInto(head.kind, previous.kind, classes)) return [previous.kind];
  if (!previous || /^[\s-]*$/.test(plain.slice(previous.to, head.from))) return [head.kind];
  // "Glass bottle 500 ml sarin": what a container of that size holds.
  if (
    isContainer(previous.kind, classes) &&
    !isMinor(head.kind, words) &&
    SIZED.test(plain.slice(previous.to, head.from))
  )
    return [head.kind];
  // "First aid kit 90 pcs wall mount": how it is fixed. "Mask tempered glass two lens": how many of a part it has.
  if (FIXED.test(plain.slice(head.from, head.to))) return [previous.kind];
  if (HAS_SOME.test(plain.slice(previous.to, head.from)) && classes.heads.has(plain.slice(head.from, head.to)))
    return [previous.kind];
  const unrelated =
    classes.isA(previous.kind, head.kind) === "not-met" && classes.isA(head.kind, previous.kind) === "not-met";
  // "Bearing UCP 208 40 mm bore cast iron housing", "meter 6000 counts rubber case": what a part of it is made of.
  if (unrelated && OF_MATERIAL.test(plain.slice(previous.to, head.from)) && isPart(head, plain, words))
    return [previous.kind];
  if (!unrelated || classes.heads.get(plain.slice(head.from, head.to)) !== undefined) return [head.kind];
  // "Tower PC 16 GB 512 GB SSD": the drive is in it.
  if (classes.isA(head.kind, "storage-system") === "met" && classes.isA(previous.kind, "computer") === "met")
    return [previous.kind];
  // "MCU 512 kB flash 64 kB SRAM", "switch chip 2 Mbit SRAM": a memory behind its size is what a chip or a thing has in it.
  if (isMemoryIn(previous, head, plain, words)) return [previous.kind];
  // "Flow cytometer 3 lasers": a number of them is what it has.
  if (/\d\s$/.test(plain.slice(previous.to, head.from)) && plain[head.to - 1] === "s") return [previous.kind];
  // "Spraying drone 10 L tank": behind a figure stands what a vehicle carries.
  const carries = CARRIERS.some((one) => classes.isA(previous.kind, one) === "met");
  const whole = CARRIERS.some((one) => classes.isA(head.kind, one) === "met");
  if (carries && !whole && OF_SIZE.test(plain.slice(previous.to, head.from))) return [previous.kind];
  // "Thermal camera uncooled microbolometer": a component behind a whole thing says what is in it.
  if (
    classes.isA(head.kind, "electronic-component") === "met" &&
    classes.isA(previous.kind, "electronic-component") !== "met"
  )
    return [previous.kind];
  // "SFP transceiver 850 nm VCSEL", "HPLC system, UV detector": the laser and the detector are in it.
  if (
    INNER.some((one) => classes.isA(head.kind, one) === "met") &&
    OUTER.some((one) => classes.isA(previous.kind, one) === "met")
  )
    return [previous.kind];
  // "Vacuum pump dry screw": an everyday word further on takes nothing away from a thing that may be controlled.
  const everyday = isMinor(head.kind, words) && !isMinor(previous.kind, words) && !isMaterial(previous.kind, classes);
  // "Pressure washer 150 bar hose 8 m", "fire extinguisher 6 kg powder": behind an everyday thing an everyday word or a
  // bare material is what it has.
  if (isMinor(previous.kind, words) && !isMaterial(previous.kind, classes))
    if (isMinor(head.kind, words) || head.kind === "material" || head.kind === "article") return [previous.kind];
  // "Flap disc 125 mm grit 60 zirconia": behind the size of a tool stands what it is made of.
  if (
    TOOLS.some((one) => classes.isA(previous.kind, one) === "met") &&
    SOLIDS.some((one) => classes.isA(head.kind, one) === "met") &&
    /\d/.test(plain.slice(previous.to, head.from))
  )
    return [previous.kind];
  // "Bellows valve 8 mm nickel alloy": a material behind a thing is what it is made of.
  const made = isMaterial(head.kind, classes) && classes.isA(previous.kind, "article") === "met";
  if (made && !isMinor(previous.kind, words)) return [previous.kind];
  // "Chiller 120 kW screw compressor": an everyday word behind a figure of a whole thing is what that has.
  if (everyday && OF_FIGURE.test(plain.slice(previous.to, head.from))) return [previous.kind];
  const both = everyday || /\d/.test(plain.slice(previous.to, head.from));
  return both ? [previous.kind, head.kind] : [head.kind];
}
