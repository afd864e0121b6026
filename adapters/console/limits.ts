/** Bounds of the web desk's routes. Bytes unless a name says otherwise. */
export const MAX_JSON_BYTES = 1024 * 1024;
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
export const MAX_PACKAGE_BYTES = 256 * 1024 * 1024;
/** Characters of one message; what is longer is told to be a file by the desk itself. */
export const MAX_TEXT_CHARS = 300_000;
export const MAX_FILES = 10;
/** Messages kept for the page; older ones are evidence, not furniture. */
export const KEPT_MESSAGES = 400;
/** Uploads are handed to the case when its message is read; a day covers every retry. */
export const UPLOAD_LIFE_MS = 86_400_000;
/** A comment line keeps the event stream open. */
export const HEARTBEAT_MS = 20_000;
