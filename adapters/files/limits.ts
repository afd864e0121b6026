/** Bounds of the file reader (engineering-decisions §13, data-layer §5). Bytes unless a name says otherwise. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
/** File names: longer ones are refused, as no platform sends them. */
export const MAX_NAME_CHARS = 255;
/** The zip guard judges the central directory before anything is inflated. */
export const MAX_ENTRIES = 2_000;
export const MAX_ENTRY_BYTES = 150 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
/** Inflated over deflated size of one entry. */
export const MAX_RATIO = 200;
/** The reader child: old generation heap in MB, resident memory in bytes, wall clock in ms, at most so many at once. */
export const CHILD_HEAP_MB = 256;
export const CHILD_RSS_BYTES = 700 * 1024 * 1024;
export const CHILD_TIME_MS = 20_000;
export const CHILDREN_AT_ONCE = 2;
/** What the child may answer: the text of one file and its wrapping. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;
