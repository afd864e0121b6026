/** "RadCam", "PosiTrak": a word with a capital inside it. */
const MIXED = String.raw`\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+`;
const MIXED_WORD = new RegExp(String.raw`(?<![\p{L}\p{N}])${MIXED}(?![\p{L}\p{N}])`, "gu");
/** "Survey vehicle Gavialis": right behind a word in small letters. */
const PROPER = /^(\s)(\p{Lu}\p{Ll}{2,})(?![\p{L}\p{N}-])/u;
/** Words that end like a doer, a doing or a thing may name another thing: "laser Engraver". */
const NAMES_THING =
  /(?:er|ers|or|ors|ing|ings|ion|ions|ment|ance|ence|ics|ware|graph|scope|meter|gun|machine|system|systems|kit|set)$/u;

/**
 * The words behind a thing in their own spelling, those that are only what its maker calls it as spaces: "CCTV camera
 * RadCam 3" is a camera. `head` is how the thing itself is spelled: where it has a capital (a title, German) a capital
 * behind it tells nothing. Offsets stay.
 */
export function withoutProductNames(behind: string, head: string, isHead: (word: string) => boolean): string {
  const blank = (word: string): string => " ".repeat(word.length);
  const rest = behind.replaceAll(MIXED_WORD, (word) => (isHead(word.toLowerCase()) ? word : blank(word)));
  const [, space = "", name = ""] = /^\p{Ll}+$/u.test(head.split(/[\s-]/u).at(-1) ?? "")
    ? (PROPER.exec(rest) ?? [])
    : [];
  return name === "" || NAMES_THING.test(name) || isHead(name.toLowerCase())
    ? rest
    : space + blank(name) + rest.slice(space.length + name.length);
}
