import type { MatrixFault, MatrixFaultCode } from "../../core/register/matrix.ts";
import type { Due, FiledDetermination } from "../../core/register/filed.ts";
import { resultOfFiling, sourceOf } from "../../core/register/filed.ts";
import { kindOnFile } from "./register.ts";

const FAULTS: Readonly<Record<MatrixFaultCode, (fault: MatrixFault) => string>> = {
  "no-header": () => "no line names a part number and an ECCN as columns (Part number, ECCN, Manufacturer, Revision …)",
  "no-part-number": () => "no part number",
  "no-code": ({ value }) => `no ECCN or USML category${value === "" ? "" : ` in “${value}”`}`,
  "unknown-eccn": ({ value }) => `“${value}” is no ECCN of the rulebook's edition, EAR99 or USML category`,
  "bad-paragraph": ({ value }) => `“${value}” names no paragraph of that entry`,
  "bad-jurisdiction": ({ value }) => `“${value}” is no jurisdiction I know (EAR, ITAR, NRC, DOE)`,
  "against-jurisdiction": ({ value }) => `jurisdiction and code contradict each other: ${value}`,
  "unknown-kind": ({ value }) =>
    `“${value}” is no kind of determination I know (CJ, CCATS, own, supplier, distributor)`,
  "bad-date": ({ value }) => `“${value}” reads as no date, or as two: write YYYY-MM-DD`,
  "future-date": ({ value }) => `the date ${value} is still to come`,
  "two-codes": ({ value, other }) => `two codes for one item: ${value} (line ${other ?? "?"})`,
  "other-code-on-file": ({ value }) =>
    `another code is on file: ${value}; only a line with a later date takes its place`,
  "name-of-another": ({ value, other }) =>
    `the other name ${value} is the name of another item${other === null ? " on file" : ` (line ${other})`}`,
};
/** What is wrong with a line of a matrix, for the person who has to mend it. */
export const matrixFaultWords = (fault: MatrixFault): string => FAULTS[fault.code](fault);

/** `3A001.a.5.a.4 · our own record ED-1042 of 2026-11-24`. */
export const filedWords = (filed: FiledDetermination): string => {
  const source = sourceOf(filed);
  return `${resultOfFiling(filed)} · ${kindOnFile(filed.kind)}${source === filed.kind ? "" : ` ${source}`} of ${filed.date}`;
};

const DUE: Readonly<Record<Due["because"], (due: Due) => string>> = {
  "rule-changed": ({ provisions, since }) => `${provisions.join(", ")} says something else since ${since}`,
  date: ({ since }) => `to be looked at again on ${since}`,
  "case-reopened": ({ since }) => `its case was reopened on ${since}`,
};
/** Why a determination has to be looked at again. */
export const dueWords = (due: Due): string => DUE[due.because](due);
