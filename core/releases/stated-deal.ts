import type { TransactionInput } from "./transaction.ts";

/** What people said of the deal outright (a form, a reply, an answer). `item`: the words that name it. Wins over words that are only read. */
export type StatedDeal = Partial<TransactionInput> & { readonly item?: string };
