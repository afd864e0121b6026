/** A part that was imported, as far as choosing goes. */
export type Choosable = { readonly part: string; readonly date: string; readonly hash: string };
export type Chosen<Part extends Choosable> = {
  readonly edition: Part;
  readonly use: "used" | "superseded";
  /** `older-than-rules`: the rules that ship were written from a later text. */
  readonly why: "newest" | "newer-held" | "older-than-rules";
};

/**
 * Which of the editions held of each part is used: the newest by its own date, of one date the one imported last.
 * `rules`: dates of the parts that ship, which an older text never replaces.
 */
export function chooseTexts<Part extends Choosable>(
  held: readonly Part[],
  rules: Readonly<Record<string, string>>,
): readonly Chosen<Part>[] {
  const newest = new Map<string, Part>();
  for (const edition of held) {
    const known = newest.get(edition.part);
    if (!known || edition.date >= known.date) newest.set(edition.part, edition);
  }
  return held.map((edition) => {
    const own = rules[edition.part];
    if (own !== undefined && edition.date < own) return { edition, use: "superseded", why: "older-than-rules" };
    if (newest.get(edition.part) === edition) return { edition, use: "used", why: "newest" };
    return { edition, use: "superseded", why: "newer-held" };
  });
}
