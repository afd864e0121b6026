import type { ListFault } from "../../adapters/lists/list-fault.ts";

const SAYS: Readonly<Record<ListFault["code"], string>> = {
  "not-a-list-file": "is no list file that the desk knows",
  "empty-file": "is empty",
  "truncated-file": "was cut off: it ends in the middle",
  "unreadable-file": "cannot be read",
  "too-large": "is too large",
  "missing-file": "is not there",
};

/** What a list file's fault says, in one line. */
export const listFaultLine = (fault: ListFault): string =>
  `${fault.file} ${SAYS[fault.code]}${fault.detail ? ` (${fault.detail})` : ""}`;
