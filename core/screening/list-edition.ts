import type { LawDate } from "../dates.ts";
import type { HitEffect, PartyType } from "./screening.ts";

/** A publisher's own grading of an alias: a `weak` one is broad or generic and scores less. */
export type AliasStrength = "strong" | "weak";
export type Alias = { readonly name: string; readonly strength: AliasStrength };

/** One party on one list, as published; null or empty where the publisher says nothing. */
export type ListEntry = {
  /** Unique in its edition: the publisher's number, or a hash of name and country where it gives none. */
  readonly id: string;
  readonly list: string;
  readonly name: string;
  readonly aliases: readonly Alias[];
  readonly type: PartyType | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countries: readonly string[];
  readonly addresses: readonly string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDates: readonly string[];
  readonly ids: readonly { readonly kind: string; readonly value: string }[];
  readonly programs: readonly string[];
  /** The entry's own words on what needs a licence, or null. */
  readonly requirement: string | null;
  readonly reviewPolicy: string | null;
  /** Numbers of the footnotes that stand at the entry, e.g. `3`. */
  readonly footnotes: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  /** The publisher marks it lifted or expired without saying when. */
  readonly ended: boolean;
  /** A denial order with terms of its own: a person reads them. */
  readonly nonStandard: boolean;
  readonly cite: string;
  /** A company's own list says the effect per row; null: the table of effects decides. */
  readonly effect: HitEffect | null;
};

/** `short`: fewer entries than the last one or than the list ever has. `superseded`: old, closed or a newer one is held. */
export type EditionStatus = "whole" | "short" | "superseded" | "demonstration";

/** One list as published on one day: immutable, named by the hash of its bytes. */
export type ListEdition = {
  readonly list: string;
  readonly publisher: string;
  /** The publisher's date, never the day of import; null: the file does not say. */
  readonly date: LawDate | null;
  readonly entries: readonly ListEntry[];
  readonly status: EditionStatus;
  /** SHA-256 of the edition's bytes (adapters/lists/edition-bytes.ts). */
  readonly hash: string;
  /** The published form it was read from, e.g. `csl-csv`: counts are compared within one form only. */
  readonly format: string;
};

/** What a list's hits mean from a date on; rows in ascending order of `from`, the last one not after `asOf` counts. */
export type EffectValue = {
  readonly from: string;
  readonly effect: HitEffect;
  readonly cite: string;
  readonly basis: "text" | "summary";
};

export type ListRule = {
  readonly list: string;
  readonly title: string;
  readonly publisher: string;
  readonly effects: readonly EffectValue[];
  /** Without it nothing is clear. */
  readonly required: boolean;
  /** Fewer entries than this: the edition is short. */
  readonly minimum: number;
  /** Ownership by parties of this list is added up to 50 percent: always (`ofac`), or while the affiliates rule stands (`bis`). */
  readonly ownership: "ofac" | "bis" | null;
  /** Goes stale some days after its date; a list that stands in the text of a rule, or a company's own, does not. */
  readonly ages: boolean;
  /** The publisher has closed the list on this day. */
  readonly closed: string | null;
};

/** The affiliates (50 percent) rule as a dated switch; `assumed`: the text after that day is not held. */
export type SwitchValue = {
  readonly from: string;
  readonly state: "in-force" | "stayed";
  readonly cite: string;
  readonly assumed: boolean;
};

/** rules/list-effects, read at a date. */
export type ListRules = { readonly lists: readonly ListRule[]; readonly affiliates: readonly SwitchValue[] };
