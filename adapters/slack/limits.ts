/**
 * Limits of Slack and of this adapter, each with its source: docs.slack.dev, Block Kit reference (blocks, elements and
 * composition objects), `views.open`, `chat.postMessage`; the JSDoc of @slack/types 3.2 says the same. Lengths are
 * counted as UTF-16 code units, which is never less than Slack counts.
 */

/** Blocks of a message (chat.postMessage). */
export const MESSAGE_BLOCKS = 50;
/**
 * Characters of a message's blocks as JSON: `msg_blocks_too_long` has no published figure; the text of a message ends
 * at 40,000, so its blocks do too.
 */
export const MESSAGE_JSON = 40_000;
/** Blocks of a modal (views). */
export const VIEW_BLOCKS = 100;
/** Bytes of a whole view; Slack refuses above 250 KB (views.open). */
export const VIEW_BYTES = 250_000;
/** Characters of a text object (composition object `text`; section). At least 1. */
export const TEXT = 3000;
/** Characters of a section's field, and fields of a section. */
export const FIELD = 2000;
export const FIELDS = 10;
/** Characters of a header. */
export const HEADER = 150;
/** Elements of a context block. */
export const CONTEXT_ELEMENTS = 10;
/** Elements of an actions block. */
export const ACTIONS = 25;
/** A button: label, value, label for screen readers. */
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2000;
export const ACCESSIBILITY_LABEL = 75;
/** Ids of actions and blocks. */
export const ID = 255;
/** Options: text, value (the lower of two published figures), number in one list, number in one group. */
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 75;
export const OPTIONS = 100;
/** Radio buttons or checkboxes of one element. */
export const RADIO_OPTIONS = 10;
/** Inputs: label and hint of the block, placeholder and greatest length of a text. */
export const INPUT_LABEL = 2000;
export const INPUT_HINT = 2000;
export const PLACEHOLDER = 150;
export const INPUT_VALUE = 3000;
/** A modal's title and its buttons. */
export const VIEW_TITLE = 24;
export const PRIVATE_METADATA = 3000;
/** Characters of a message's `text`: 40,000 are kept, above 4,000 Slack advises against. */
export const MESSAGE_TEXT = 4000;
/** Characters of one rich text block. Slack names none; this stays where its section texts end. */
export const RICH_TEXT = 3000;
/** Items of one bulleted list: ours, so that a list stays one screen. */
export const LIST_ITEMS = 40;
/** Characters of one item: ours. */
export const LIST_ITEM = 600;

/** A chart: title, labels and names, categories, series (data visualization block). */
export const CHART_TITLE = 50;
export const CHART_LABEL = 20;
export const CHART_CATEGORIES = 20;
export const CHART_SERIES = 6;

/** Choices up to this many stand open as radio buttons; more fold into a menu. */
export const OPEN_CHOICES = 5;
/** Blocks of one page of a folded part, below VIEW_BLOCKS to leave room for the page's own buttons. */
export const PAGE_BLOCKS = 60;
/** Characters of such a page as JSON: at three bytes each still below VIEW_BYTES. */
export const PAGE_JSON = 75_000;

/** Files of one file input (block reference, `file_input`: 1 to 10). */
export const FILES = 10;
