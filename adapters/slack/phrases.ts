// The few words this adapter adds by itself: names of what was cut, what an input still needs, and standing answers.

export const moreCharacters = (count: number): string =>
  `… (${count} more ${count === 1 ? "character" : "characters"})`;
export const moreItems = (count: number): string => `… and ${count} more`;
export const moreParts = (count: number): string => `… and ${count} more ${count === 1 ? "part" : "parts"}`;
export const pageOf = (page: number, pages: number): string => `Page ${page} of ${pages}`;
export const neededMessage = (label: string): string => `Still needed: ${label}`;
export const shortMessage = (least: number, is: number): string => `At least ${least} characters (${is} so far)`;
export const NUMBER_MESSAGE = "Write a number, for example 3.0";

export const FILES_HINT = "PDF, DOCX, XLSX, CSV, text, CycloneDX or SPDX JSON, up to 25 MB each";
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

/** How an installation ended, for the one who clicked: what happened, and what to do. */
export const INSTALL_WORDS = {
  installed: { status: 200, says: "Installed. Invite the desk to a channel, or write to it directly." },
  "which-tenant": {
    status: 404,
    says: "Which tenant? Open /slack/install?tenant=… with an id of the configuration that names a Slack workspace.",
  },
  forged: { status: 400, says: "This address was not made here. Begin again at /slack/install." },
  elsewhere: {
    status: 400,
    says: "This was begun in another browser. Begin again at /slack/install, in this one.",
  },
  expired: { status: 400, says: "This took longer than ten minutes. Begin again at /slack/install." },
  used: { status: 400, says: "This address was used already. Begin again at /slack/install." },
  denied: { status: 400, says: "Slack says that the installation was not allowed. Nothing changed." },
  "not-exchanged": {
    status: 400,
    says: "Slack did not give a token for this. Begin again at /slack/install; the log names Slack's reason.",
  },
  "token-rotation": {
    status: 400,
    says: "Token rotation is on for this app, so its token would run out within a day. Turn it off under OAuth & Permissions, then begin again.",
  },
  foreign: {
    status: 403,
    says: "The configuration names another workspace for this tenant, so this one was not kept. Correct desk.config.yaml, or choose the other workspace.",
  },
} as const;

export const installedWords = (missing: readonly string[]): string =>
  missing.length === 0
    ? INSTALL_WORDS.installed.says
    : `Installed, but these scopes are missing: ${missing.join(", ")}. Update the app from its manifest, then install it again.`;
