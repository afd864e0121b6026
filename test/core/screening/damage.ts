/** A seeded source of chance (mulberry32), so that a run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Chance = () => number;
const words = (name: string): string[] => name.split(/\s+/).filter((word) => word !== "");
const pick = (length: number, chance: Chance): number => Math.floor(chance() * length);
const letter = (chance: Chance): string => "abcdefghijklmnopqrstuvwxyz"[pick(26, chance)] ?? "a";

function typo(word: string, chance: Chance): string {
  const at = 1 + pick(word.length - 1, chance);
  const kind = pick(4, chance);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter(chance) + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter(chance) + word.slice(at + 1);
  return word.slice(0, at - 1) + (word[at] ?? "") + (word[at - 1] ?? "") + word.slice(at + 1);
}
function oneTypo(name: string, chance: Chance): string | null {
  const list = words(name);
  const long = list.flatMap((word, i) => (/^[\p{L}]{5,}$/u.test(word) ? [i] : []));
  const at = long[pick(long.length, chance)];
  return at === undefined ? null : list.map((word, i) => (i === at ? typo(word, chance) : word)).join(" ");
}
function shuffle(name: string, chance: Chance): string | null {
  const list = words(name.replace(/,/g, " "));
  if (list.length < 2) return null;
  const at = 1 + pick(list.length - 1, chance);
  return [...list.slice(at), ...list.slice(0, at)].join(" ");
}
function glue(name: string, chance: Chance): string | null {
  const list = words(name);
  if (list.length < 2) return null;
  const at = pick(list.length - 1, chance);
  return list.flatMap((word, i) => (i === at ? [word + (list[i + 1] ?? "")] : i === at + 1 ? [] : [word])).join(" ");
}
function split(name: string, chance: Chance): string | null {
  const list = words(name);
  const long = list.flatMap((word, i) => (/^[\p{L}]{7,}$/u.test(word) ? [i] : []));
  const at = long[pick(long.length, chance)];
  if (at === undefined) return null;
  return list.map((word, i) => (i === at ? `${word.slice(0, 4)} ${word.slice(4)}` : word)).join(" ");
}
function drop(name: string, chance: Chance): string | null {
  const list = words(name.replace(/,/g, " "));
  if (list.length < 4) return null;
  const at = pick(list.length, chance);
  return list.filter((_, i) => i !== at).join(" ");
}
function initial(name: string): string | null {
  if (/LTD|INC|LLC|S\.A|LIMITED|CO\./i.test(name)) return null;
  const [last, given] = name.split(", ");
  const list = words(given ?? "");
  const [first, ...rest] = list;
  if (!last || !first || first.length < 3) return null;
  return `${first[0]}. ${[...rest, last].join(" ")}`;
}
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/ou/gi, "u"],
  [/ee/gi, "i"],
  [/y\b/gi, "i"],
  [/kh/gi, "h"],
  [/q/gi, "k"],
  [/ph/gi, "f"],
  [/ei/gi, "ey"],
  [/dh/gi, "d"],
  [/mohammed|mohammad|muhammad|mohamed/gi, "mohamad"],
  [/iy/gi, "y"],
  [/aa/gi, "a"],
  [/ss/gi, "s"],
  [/w/gi, "v"],
  [/x/gi, "ks"],
  [/c(?=[aou])/gi, "k"],
];
/** Persons only (OFAC writes them "LAST, First"): nobody transliterates "Company". */
function transliterate(name: string): string | null {
  if (!/^[\p{Lu}' -]+, /u.test(name) || /LTD|INC|LLC|S\.A|LIMITED|CO\./i.test(name)) return null;
  const changed = VARIANTS.reduce((text, [pattern, by]) => text.replace(pattern, by), name);
  return changed === name ? null : changed;
}

export type Damage = (name: string, chance: Chance) => string | null;
/** Ways a name arrives that is not as listed; null where a name cannot be damaged that way. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  exact: (name) => name,
  "lower case": (name) => name.toLowerCase(),
  order: shuffle,
  "one typo": oneTypo,
  "two typos": (name, chance) => oneTypo(oneTypo(name, chance) ?? name, chance),
  transliteration: transliterate,
  glued: glue,
  split,
  "a word dropped": drop,
  "initial for the given name": initial,
};

const FIRST =
  "Nordic Blue Silver Maple River Summit Harbor Cedar Bright Vertex Lumen Pioneer Alpine Crown Meadow Orbit Falcon Granite Willow Beacon Copper Crystal Aspen Prairie Juniper Quartz Horizon Lakeside Redwood Sterling".split(
    " ",
  );
const SECOND =
  "Labs Analytics Bakery Robotics Software Instruments Plumbing Dental Catering Sensors Optics Logistics Ventures Textiles Furniture Brewing Bikes Paper Toys Gardens Motors Foods Systems Electronics Trading Technology Engineering Medical".split(
    " ",
  );
const FORM = "GmbH Ltd Inc LLC AG BV Oy SA SpA AB Pty ApS".split(" ");
const OWNER =
  "Baumgartner Kowalczyk Lindqvist Fitzgerald Okonkwo Delacroix Pellegrini Vanderberg Haugen Castellano Thornbury Whitcombe Zimmerli Brandvold Ashdown Moravec Tanneberg Rautio Eskildsen Papadakis".split(
    " ",
  );

/** An ordinary company name that nobody has, of the kind a sales desk sees. */
export function ordinaryCompany(chance: Chance): string {
  const of = (list: readonly string[]): string => list[pick(list.length, chance)] ?? "";
  const shape = pick(4, chance);
  const form = of(FORM);
  if (shape === 0) return `${of(FIRST)} ${of(SECOND)} ${form}`;
  if (shape === 1) return `${of(OWNER)} ${of(SECOND)} ${form}`;
  if (shape === 2) return `${of(OWNER)} & ${of(OWNER)} ${form}`;
  return `${of(FIRST)} ${of(FIRST)} ${of(SECOND)} ${form}`;
}
