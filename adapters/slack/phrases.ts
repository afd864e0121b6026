// The few words this adapter adds by itself: names of what was cut, what an input still needs, and standing answers.

export const moreCharacters = (count: number): string =>
  `… (${count} more ${count === 1 ? "character" : "characters"})`;
export const moreItems = (count: number): string => `… and ${count} more`;
export const moreParts = (count: number): string => `… and ${count} more ${count === 1 ? "part" : "parts"}`;
export const pageOf = (page: number, pages: number): string => `Page ${page} of ${pages}`;
export const neededMessage = (label: string): string => `Still needed: ${label}`;
export const shortMessage = (least: number, is: number): string => `At least ${least} characters (${is} so far)`;
export const NUMBER_MESSAGE = "Write a number, for example 3.0";

export const FILES_HINT = "PDF, DOCX, XLSX, CSV or text, up to 25 MB each";
export const TAKEN_WHOLE =
  "This message is longer than a form holds, so I took it as it is. What I make of it follows on a card; add to it there.";
export const TYPE_AGAIN = "That took too long to open. Type the command once more.";
export const YES = "Yes";
export const CLOSE = "Close";
export const NEXT_PAGE = "Next page";
export const PREVIOUS_PAGE = "Previous page";
export const LOADING_TITLE = "One moment";
export const LOADING = "Loading…";
export const NOTICE_TITLE = "Export desk";

export const NOT_RECEIVED = "Not received, please try again.";
/** The act is stored and goes on; only its answer comes later. */
export const RECEIVED = "Received. The card changes in a moment.";
export const NOT_OPENED = "This could not be opened. Close it and press the button once more.";
