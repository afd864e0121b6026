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

/** From the first byte of a request to its answer (engineering-decisions §5); Bot Service itself gives up at 10–15 s. */
export const ANSWER_BUDGET_MS = 2000;
/** Of these, what the insert into the inbox may take. */
export const INSERT_BUDGET_MS = 800;
/** One call to the Bot Connector or the token endpoint. */
export const CALL_TIMEOUT_MS = 10_000;
/** A token is renewed this long before it ends. */
export const TOKEN_MARGIN_MS = 5 * 60_000;
/** Where Teams says "slow down" and gives no time. Send limits are 7 per second and 60 per 30 s in one conversation. */
export const RETRY_DEFAULT_MS = 5000;
/** The longest wait believed from a Retry-After header. */
export const RETRY_MAX_MS = 15 * 60_000;
/** How long an answer of the member roster holds. */
export const ROSTER_TTL_MS = 10 * 60_000;
/** Members read to tell whether a place is internal; a larger place is `unknown`. */
export const ROSTER_MAX = 1000;
export const ROSTER_PAGE = 200;
/** Code points of a message that is no card. */
export const MESSAGE_MAX = 4000;
