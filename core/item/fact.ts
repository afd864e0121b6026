import type { Hash, PersonId } from "../ids.ts";
import type { Interval, Quantity } from "../quantity.ts";

/** A name of rules/facts.yaml, e.g. `is`, `sample-rate`, `resolution`. */
export type FactName = string;

/** Where a fact was read: offsets count UTF-16 code units of the source's text. */
export type Span = {
  /** Name of the source shown to people: a file name, or `message`. */
  readonly source: string;
  readonly blob?: Hash;
  readonly page?: number;
  readonly cell?: string;
  readonly from: number;
  readonly to: number;
  /** The words between the offsets, verbatim. A fact whose quote is not in its source is dropped. */
  readonly quote: string;
};

export type FactValue = Quantity | Interval | string | boolean;

/** One technical fact of an item. `by` says who supplied it; `register`: it is on file for this very item. */
export type Fact = {
  readonly name: FactName;
  readonly value: FactValue;
  readonly by: "grammar" | "model" | "stated" | "register" | PersonId;
  readonly span?: Span;
};

/** A fact as a person or a program states it. Null: asked and not known (it routes to a person, it is never "no"). */
export type StatedFact = { readonly name: FactName; readonly value: FactValue | null };
