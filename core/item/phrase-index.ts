/** Words of a list that may stand in a text, in the order of the list. */
export type PhraseIndex<Row> = (plain: string) => readonly Row[];

const RUN = /[\p{L}\p{N}]+/gu;

/**
 * Looks a long list of phrases up by their first word, so that a text is compared only with phrases that begin with
 * one of its words. Finds every phrase that `findWords` would find; whether it stands there whole is for the caller.
 */
export function indexPhrases<Row>(rows: readonly Row[], phraseOf: (row: Row) => string): PhraseIndex<Row> {
  const byWord = new Map<string, number[]>();
  const always: number[] = [];
  rows.forEach((row, place) => {
    const phrase = phraseOf(row);
    const [first] = phrase.match(RUN) ?? [];
    // A phrase that begins with a sign has no first word to be looked up by.
    if (first === undefined || !phrase.startsWith(first)) always.push(place);
    else byWord.set(first, [...(byWord.get(first) ?? []), place]);
  });
  return (plain) => {
    const words = new Set(plain.match(RUN));
    const places = new Set(always);
    for (const word of words) {
      for (const place of byWord.get(word) ?? []) places.add(place);
      // A plural "s" may follow a phrase of one word.
      if (word.endsWith("s")) for (const place of byWord.get(word.slice(0, -1)) ?? []) places.add(place);
    }
    return [...places]
      .toSorted((a, b) => a - b)
      .flatMap((place) => {
        const row = rows[place];
        return row !== undefined && plain.includes(phraseOf(row)) ? [row] : [];
      });
  };
}
