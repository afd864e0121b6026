import type { Disposition } from "../classification/classification.ts";
import type { CheckPoint, Owner } from "../licensing/determination.ts";
import type { Finding } from "../finding.ts";

export type PartyType = "person" | "organization" | "vessel" | "aircraft" | "address";
export type HitEffect =
  | "block"
  | "licence"
  | "statement"
  | "itar-bar"
  | "sanction-terms"
  | "import-or-procurement"
  | "foreign-list";

export type ScreenInput = {
  readonly name: string;
  readonly type?: PartyType;
  /** Name or ISO code, as typed. */
  readonly country?: string;
  readonly address?: string;
  readonly birthDate?: string;
  readonly ids?: Readonly<Record<string, string | readonly string[]>>;
  readonly owners?: readonly Owner[];
};

export type Hit = {
  readonly list: string;
  readonly entryId: string;
  /** SHA-256 of the entry's meaning: a changed listing is a new fingerprint (a judgement of the old one does not cover it). */
  readonly fingerprint: string;
  readonly name: string;
  readonly matched: string;
  /** 0 to 1. */
  readonly score: number;
  readonly effect: HitEffect;
  /** The entry's own words, or null. */
  readonly requirement: string | null;
  readonly reviewPolicy: string | null;
  readonly footnotes: readonly string[];
  readonly inForce: { readonly from: string | null; readonly to: string | null };
  readonly cite: string;
  /** False: the listing has ended or not begun on the day asked about; it is shown and changes nothing. */
  readonly counted?: boolean;
  readonly because: readonly Finding[];
};

export type Screening = {
  readonly hits: readonly Hit[];
  readonly ownership: {
    readonly status: "listed" | "aggregate-50" | "below" | "unknown" | "not-asked";
    readonly chain: readonly { readonly name: string; readonly share: number | null; readonly hit: string | null }[];
    /** Which owners count and in which state the affiliates rule was read. */
    readonly because?: readonly Finding[];
  };
  readonly notChecked: readonly CheckPoint[];
  readonly disposition: Disposition;
  readonly lists: readonly {
    readonly list: string;
    readonly date: string | null;
    readonly entries: number;
    readonly status: string;
  }[];
};
