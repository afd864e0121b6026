/**
 * Limits of Microsoft Teams and of this adapter, each with its source.
 * Sizes of cards are counted as UTF-16 code units × 2, the way Teams measures a message.
 */

/** Wanted size of a card in bytes. Documented is about 100 KB, refusals are reported from 70 KB; far below both is safe. */
export const CARD_WANTED_BYTES = 20 * 1024;
/** No card above this leaves the desk: the incoming-webhook limit, the lowest one Microsoft documents (28 KB). */
export const CARD_HARD_BYTES = 28 * 1024;
/** More actions than this in one set go to an overflow menu (host default of the Adaptive Cards renderer). */
export const ACTIONS_PER_SET = 5;
/** A row of buttons holds labels of about this many characters at 360 px; a button's frame counts as four. */
export const ROW_CHARACTERS = 48;
export const BUTTON_CHARACTERS = 4;
/** Choices up to this many stand open as radio buttons, more fold into a list. */
export const OPEN_CHOICES = 4;

/** Code points of a title, label, choice, source or status line: more does not fit a phone. */
export const LINE_MAX = 240;
/** Code points of the text for notifications and screen readers. */
export const SPOKEN_MAX = 600;

/** An activity is refused above this. Teams messages are about 100 KB, a card's inputs come on top. */
export const ACTIVITY_MAX_BYTES = 256 * 1024;

/** The size Teams sees: UTF-16 code units of the JSON text, two bytes each. */
export const bytesOf = (json: unknown): number => JSON.stringify(json).length * 2;
