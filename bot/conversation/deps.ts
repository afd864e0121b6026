import type { TenantId } from "../../core/ids.ts";
import type { Clock, Ids } from "../../core/ports/clock.ts";
import type { Documents } from "../../core/ports/documents.ts";
import type { Evaluator } from "../../core/ports/evaluator.ts";
import type { Card, Dialog } from "../../core/ports/card.ts";
import type { Platform } from "../../core/ports/inbox.ts";
import type { NewWork } from "../../core/ports/ledger.ts";
import type { Messenger } from "../../core/ports/messenger.ts";
import type { Stores } from "../../core/ports/stores.ts";
import type { Policy } from "../../core/routing/policy.ts";
import type { LawDate } from "../../core/dates.ts";
import type { ReadForm } from "../../core/releases/read-form.ts";
import type { ReplyContext, ReplyMeaning } from "../../core/releases/read-reply.ts";
import type { FactValue } from "../../core/item/fact.ts";
import type { Pins } from "../../core/rulebook/pins.ts";
import type { DigestPlan } from "../digest/managers.ts";
import type { Log } from "../log.ts";
import type { DealWords } from "../words/deal-words.ts";
import type { ModelAccess } from "../work/model-access.ts";
import type { WriteBackAccess } from "../writeback/access.ts";

/** What the desk's use cases stand on; compose.ts makes it once. */
export type Desk = {
  readonly stores: Stores;
  readonly messengers: Readonly<Partial<Record<Platform, Messenger>>>;
  readonly documents: Documents;
  readonly evaluator: Evaluator;
  /** The edition set the tenant works with now, read anew each time: an activation counts from the next evaluation. */
  readonly pinsOf: (tenant: TenantId) => Promise<Pins>;
  /** Null: no model; the rules answer alone. */
  readonly model: ModelAccess | null;
  /** Absent: no tenant names a system of record. */
  readonly writeBack?: WriteBackAccess;
  readonly policyOf: (tenant: TenantId) => Policy;
  /** Reads what a person typed as the value of a fact ("3 GSPS", "yes"); null: not a value of that fact. */
  readonly readValue: (fact: string, text: string) => FactValue | null;
  /** Reads a filled new-request form (core/releases/read-form.ts). Throws Refusal("invalid") with the input at fault. */
  readonly readForm: (inputs: Readonly<Record<string, string>>, today: LawDate) => ReadForm;
  /** The places a form offers, and the one that words name. */
  readonly deal: DealWords;
  /** Says what a reply in a thread means for its case (core/releases/read-reply.ts). */
  readonly readReply: (text: string, context: ReplyContext) => ReplyMeaning;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** When digests go out and to whom; null: the tenant's configuration names none. */
  readonly digestOf: (tenant: TenantId) => DigestPlan | null;
  /** Sets work that no entry causes. */
  readonly setWork: (tenant: TenantId, work: NewWork) => Promise<void>;
  /** Tells the dispatcher that work was committed. */
  readonly kick: () => void;
  readonly training: boolean;
  /** Folder of the immutable editions, each named by its hash. */
  readonly editions: string;
};

/** `input`: the input of a form that the words are about. What the platform answers inside the HTTP reply of a `now` delivery, or says to the sender of a later one. */
export type Reply =
  | { readonly kind: "none" }
  | { readonly kind: "tell"; readonly text: string; readonly input?: string }
  | { readonly kind: "card"; readonly card: Card }
  /** In the clicked card's place, or beside it: for the one who clicked. */
  | { readonly kind: "panel"; readonly card: Card }
  | { readonly kind: "dialog"; readonly dialog: Dialog };
