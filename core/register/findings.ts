import type { FiledDetermination } from "./filed.ts";
import { resultOfFiling, sourceOf } from "./filed.ts";
import type { Finding } from "../finding.ts";
import type { ItemId } from "../ids.ts";
import type { JsonObject } from "../json.ts";

type Filed = {
  /** `ED-1042`, or the document's reference. */
  readonly source: string;
  readonly kind: string;
  readonly result: string;
  readonly date: string;
  /** The roles that decided, or the approver the document names; empty: not known. */
  readonly by: string;
};
type OfItem = Filed & { readonly item: string };

/** Every code the register can add to a classification, with its params. bot/words/register.ts has one sentence each. */
export type RegisterFindings = {
  readonly "register-same": OfItem;
  readonly "register-agrees": { readonly result: string };
  readonly "register-tests-open": { readonly result: string };
  readonly "register-disagrees": { readonly filed: string; readonly tests: string };
  readonly "register-due": OfItem & { readonly because: string; readonly provisions: readonly string[] };
  readonly "register-similar": OfItem & {
    readonly differences: readonly {
      readonly what: string;
      readonly asked: string | null;
      readonly filed: string | null;
    }[];
  };
  readonly "register-behind": Filed;
  readonly "register-jurisdiction-open": { readonly result: string };
  readonly "register-jurisdiction": { readonly source: string; readonly kind: string; readonly jurisdiction: string };
  readonly "register-which": { readonly items: number };
  readonly "same-as-which": { readonly cases: number };
};
export type RegisterCode = keyof RegisterFindings;

export const toRegisterFinding = <Code extends RegisterCode>(
  code: Code,
  params: RegisterFindings[Code] & JsonObject,
  about: { readonly cite?: string; readonly rule?: string } = {},
): Finding => ({ code, params, ...about });

/** What a sentence needs of a determination on file. */
export const filedParams = (filed: FiledDetermination): Filed => ({
  source: sourceOf(filed),
  kind: filed.kind,
  result: resultOfFiling(filed),
  date: filed.date,
  by: [...new Set(filed.by.flatMap(({ role }) => (role ? [role] : [])))].join(" and ") || (filed.approver ?? ""),
});

/** The entry that a finding of the register rests on: `ED-1042`, and the item with the log's entry as the rule's id. */
export const aboutFiled = (item: ItemId, filed: FiledDetermination) => ({
  cite: sourceOf(filed),
  rule: `item:${item}#${filed.seq}`,
});
