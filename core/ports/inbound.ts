import type { PersonId, TenantId } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Platform } from "./inbox.ts";
import type { Via } from "./ledger.ts";

/** Where a message stands or a card goes: plain JSON, never an SDK class. */
export type PlaceRef = {
  readonly platform: Platform;
  /** Workspace, Teams tenant or `local`. */
  readonly installation: string;
  /** Channel, conversation or desk pane. */
  readonly channel: string;
  /** Root message of the thread, else null (the channel itself). */
  readonly thread: string | null;
  readonly kind: "direct" | "channel" | "group";
  /** Whether content may be shown here: LAW §10, DESIGN §8. Unknown is not safe. */
  readonly boundary: "internal" | "external" | "unknown";
  /** What the platform needs to post here (a Teams conversation reference), else null. */
  readonly reference: Json | null;
};

export type Sender = {
  readonly platform: Platform;
  readonly installation: string;
  /** The platform's user id. */
  readonly user: string;
  /** Linked person, or null: unknown people get a status at most. */
  readonly person: PersonId | null;
  /** Guest, external, deactivated or a bot: refused. */
  readonly standing: "member" | "guest" | "external" | "deactivated" | "bot" | "unknown";
  readonly via: Via;
};

export type InboundFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number | null;
  readonly mediaType: string | null;
};

/** Why the card of a request goes to the person's own conversation instead of where they asked. */
export type Elsewhere = "not-member" | "not-safe";

/** What happened, platform-neutral. `now` kinds are answered inside the HTTP reply. */
export type Inbound = {
  readonly tenant: TenantId;
  readonly from: Sender;
  readonly place: PlaceRef;
  readonly inboxId: string;
  /** Where the platform takes an answer for this person alone, for a short time (Slack's `response_url`). Never kept. */
  readonly answerAt?: string;
} & (
  | {
      readonly kind: "request";
      /** (installation, channel, message ts): one per message over all its events. */
      readonly requestKey: string;
      readonly text: string;
      readonly files: readonly InboundFile[];
      /** What brought it: a later source of the same request key merges. */
      readonly source: "message" | "mention" | "command" | "file" | "form";
      /** A filled new-request form (core/releases/read-form.ts), by input id; `text` is empty then: the words are made of it. */
      readonly form?: Readonly<Record<string, string>>;
      readonly elsewhere?: Elsewhere;
      /** Address of the message it is about, on its platform. */
      readonly messageUrl?: string;
    }
  | {
      readonly kind: "reply";
      readonly requestKey: string;
      readonly messageKey: string;
      readonly text: string;
      readonly files: readonly InboundFile[];
    }
  | { readonly kind: "edit"; readonly requestKey: string; readonly text: string }
  | { readonly kind: "removal"; readonly requestKey: string }
  | {
      readonly kind: "click";
      readonly token: string;
      readonly inputs: Readonly<Record<string, string>>;
      readonly remote: Json | null;
      readonly trigger: string | null;
    }
  /** Somebody opens a form or a folded part; `token` null: a new request, filled with `given`. */
  | {
      readonly kind: "dialog";
      readonly token: string | null;
      readonly part: number | null;
      /** From 0. */
      readonly page: number;
      readonly given: Readonly<Record<string, string>>;
    }
  | { readonly kind: "help"; readonly about: string }
  /** The asker's open cases, or the one whose number is given. Answered to them alone. */
  | { readonly kind: "status"; readonly words: string }
  /** Cases by words, among those the asker may see. Answered to them alone. */
  | { readonly kind: "find"; readonly words: string }
  /** Addressed nobody: its raw body is erased. */
  | { readonly kind: "nothing" }
);
