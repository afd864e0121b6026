import type { Mention } from "./mentions.ts";
import type { Page } from "./passages.ts";

/**
 * The name of an item is mostly cut out of the request: "Centrifuge" of "Centrifuge for testing accelerometers". Returns the
 * place where another page of the person's own words has the name of this page; null where none has.
 */
export function placeOfName(name: Page, own: readonly Page[]): { readonly page: Page; readonly from: number } | null {
  const words = name.plain.trim();
  if (name.source !== "name" || words === "") return null;
  for (const page of own) {
    const from = page === name ? -1 : page.plain.indexOf(words);
    if (from !== -1) return { page, from };
  }
  return null;
}

/** Pages without a name that stands in full in the request: its figures may be cut ("9 kHz" of "9 kHz to 110 GHz"). */
export const withoutRepeatedName = (pages: readonly Page[]): readonly Page[] =>
  pages.filter(
    (page) =>
      placeOfName(
        page,
        pages.filter(({ own }) => own),
      ) === null,
  );

/** Mentions without those of a name where the request itself surely names a thing at that very place. */
export function withoutRepeatedMentions(named: readonly Mention[], own: readonly Page[]): readonly Mention[] {
  const [name] = own.filter((page) => placeOfName(page, own) !== null);
  const place = name && placeOfName(name, own);
  if (!name || !place) return named;
  const end = place.from + name.plain.trim().length;
  const isThere = named.some(
    ({ strong, passage, from, to }) =>
      strong && passage.page === place.page && passage.from + from < end && passage.from + to > place.from,
  );
  return isThere ? named.filter(({ passage }) => passage.page !== name) : named;
}
