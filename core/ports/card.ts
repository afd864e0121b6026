import type { Verb } from "../cases/verbs.ts";

/** The neutral card. Adapters render it: Block Kit, Adaptive Card 1.5; the web desk shows the Adaptive Card. Text is plain; adapters escape. */
export type Card = {
  readonly kind:
    | "ack"
    | "question"
    | "answer"
    | "review"
    | "decision"
    | "hold"
    | "notice"
    | "help"
    | "refusal"
    | "digest"
    | "panel";
  /** Small line above the headline: begins `Not released` before a decision. */
  readonly status: string;
  readonly tone: "neutral" | "good" | "attention" | "warning";
  /** The decisive line in plain words. */
  readonly headline: string;
  readonly blocks: readonly CardBlock[];
  readonly actions: readonly CardAction[];
  /** Quiet: case number, revision, editions, who proposed or decided. */
  readonly footer: readonly string[];
  /** Push and screen-reader text; begins `Not released` before a decision. Case number, verb and due time only where it may reach a lock screen. */
  readonly fallback: string;
};

export type CardBlock =
  | { readonly block: "text"; readonly text: string; readonly weight?: "strong" | "plain" | "quiet" }
  /** Label and value, e.g. `Why` / `14 bit: in the range 14 to under 16`. `mark` is a word, never only a colour. */
  | {
      readonly block: "facts";
      readonly rows: readonly {
        readonly label: string;
        readonly value: string;
        readonly mark?: "met" | "not met" | "unknown";
      }[];
    }
  /** Words of a customer or a file, with their origin: quoted, no links, no mentions. */
  | { readonly block: "quote"; readonly text: string; readonly source: string }
  /** An address of a chat platform, under words of ours. */
  | { readonly block: "link"; readonly label: string; readonly url: string }
  | { readonly block: "list"; readonly title?: string; readonly items: readonly string[] }
  | { readonly block: "input"; readonly input: CardInput }
  /** Bars by label; drawn as the platform draws charts, as text bars where it draws none. At most 8 labels, 2 series. */
  | {
      readonly block: "chart";
      readonly title: string;
      readonly labels: readonly string[];
      readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
    }
  /** Buttons that each open a list in a view of its own: the right to see it is checked when it is opened. */
  | {
      readonly block: "lists";
      readonly lists: readonly { readonly id: string; readonly label: string; readonly token: string }[];
    }
  /** Folded until opened: the trace. `link`: opens as a page of its own, the `part`-th of its card. */
  | {
      readonly block: "more";
      readonly title: string;
      readonly blocks: readonly CardBlock[];
      readonly link?: { readonly token: string; readonly part: number };
    };

export type CardInput =
  | {
      readonly type: "text";
      readonly id: string;
      readonly label: string;
      readonly value?: string;
      readonly multiline?: boolean;
      readonly required?: boolean;
      readonly minLength?: number;
      readonly hint?: string;
    }
  | {
      readonly type: "number";
      readonly id: string;
      readonly label: string;
      readonly value?: string;
      readonly unit?: string;
      readonly required?: boolean;
      readonly hint?: string;
    }
  | {
      readonly type: "choice";
      readonly id: string;
      readonly label: string;
      readonly value?: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      readonly required?: boolean;
    }
  /** One civil date, `2026-12-01`. */
  | {
      readonly type: "date";
      readonly id: string;
      readonly label: string;
      readonly value?: string;
      readonly required?: boolean;
      readonly hint?: string;
    }
  /** Files beside the words; a platform whose forms take none says where to put them instead. */
  | {
      readonly type: "files";
      readonly id: string;
      readonly label: string;
      readonly most: number;
      readonly required?: false;
    }
  | {
      readonly type: "toggle";
      readonly id: string;
      readonly label: string;
      readonly value?: boolean;
      readonly required?: boolean;
    };

export type CardAction = {
  readonly verb: Verb;
  /** The verb's consequence: "Approve: no license required". */
  readonly label: string;
  readonly style?: "primary" | "danger";
  /** base64url(JSON).mac over tenant, case, revision, verb, copy, key id, expiry. */
  readonly token: string;
  /** `none`: the click is all; `card`: the card's inputs go along; `form`: opens these inputs first (Slack modal, Teams ShowCard). */
  readonly takes: "none" | "card" | "form";
  readonly form?: CardForm;
};

/** Inputs that are opened on their own: a Slack modal, a Teams dialog, a side panel. */
export type CardForm = { readonly title: string; readonly submit: string; readonly inputs: readonly CardInput[] };

/** A Teams dialog, a side panel of the web desk: a form, or one page of a folded part. */
export type Dialog = {
  readonly title: string;
  readonly blocks: readonly CardBlock[];
  /** `token` null: a new request. Null: nothing to send. */
  readonly submit: { readonly label: string; readonly token: string | null } | null;
  /** Where other pages are; null: there is one. */
  readonly pages: { readonly token: string; readonly part: number; readonly page: number; readonly of: number } | null;
};
