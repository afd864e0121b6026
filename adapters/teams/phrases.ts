// The few words a rendered card adds by itself: names of what was cut, and what an input still needs.

export const moreItems = (count: number): string => `… and ${count} more`;
export const moreParts = (count: number): string => `… and ${count} more ${count === 1 ? "part" : "parts"}`;
export const neededMessage = (label: string): string => `Still needed: ${label}`;
export const shortMessage = (label: string, least: number): string => `${label}: at least ${least} characters`;
/** In place of a file input, which this platform's forms do not have. */
export const filesElsewhere = (label: string): string => `${label}: attach them to a message in the thread afterwards.`;
/** Above a tick that must be set. */
export const CONFIRM = "Please confirm";
/** The word a coloured status never goes without. */
export const TONE_WORDS = { neutral: "", good: "Done", attention: "Attention", warning: "Waiting" } as const;

/** To the one who clicked, when the answer takes longer than Teams waits. */
export const STANDING = "Received. This takes a moment: the card will change here when it is done.";
/** To the one who clicked, when the click could not be stored. */
export const NOT_RECEIVED = "Not received, please try again. Nothing was changed.";
/** In a shared place, to one person whose own chat with the desk cannot be opened. */
export const ASK_IN_PRIVATE =
  "I have an answer for you that does not belong in this place. Open a chat with me and ask again.";

export const ASK_WITH_FORM = "Ask with a form…";
export const PREVIOUS_PAGE = "Previous page";
export const NEXT_PAGE = "Next page";
export const pageOf = (page: number, of: number): string => `Page ${page} of ${of}`;
/** Title of a dialog that only says something. */
export const NOTICE_TITLE = "Export Desk";
/** A message action's name in Teams; the manifest holds the same. */
export const CLASSIFY_THIS = "Classify this";
