import type { CardDraft } from "./view.ts";
import type { Verb } from "../../core/cases/verbs.ts";
import type { CaseId, CopyId, TenantId } from "../../core/ids.ts";
import { toCaseId, toCopyId, toTenantId } from "../../core/ids.ts";
import type { ButtonKeys } from "../../core/ports/button-keys.ts";
import type { Card, CardBlock } from "../../core/ports/card.ts";
import { Refusal } from "../../core/refusal.ts";

/** What a button carries: engineering-decisions §16. A click is worth nothing without a valid MAC over all of it. */
export type ButtonToken = {
  readonly tenant: TenantId;
  readonly case: CaseId;
  readonly revision: number;
  readonly verb: Verb;
  readonly copy: CopyId;
  /** The write-back previews that stood on the card beside this button; null: none. */
  readonly previews: string | null;
  readonly key: string;
  /** Milliseconds; a button lives 30 days. */
  readonly expires: number;
};
const LIFE_MS = 30 * 86_400_000;
const VERBS: ReadonlySet<string> = new Set<Verb>([
  "approve",
  "approve-classification",
  "override",
  "confirm-override",
  "ask",
  "answer",
  "correct",
  "comment",
  "escalate",
  "reject",
  "withdraw",
  "reopen",
  "judge-same",
  "judge-different",
  "approve-write-back",
  "preview-again",
  "restore-write-back",
  "reply-fact",
  "reply-request",
  "reply-nothing",
  "approve-with-conditions",
  "reassign",
  "delegate",
  "retract",
  "confirm-read",
  "need-by",
  "add",
  "remind",
  "take-record",
  "take-list",
  "show-trace",
]);

export type Signing = {
  readonly keys: ButtonKeys;
  readonly tenant: TenantId;
  readonly caseId: CaseId;
  readonly copy: CopyId;
  readonly revision: number;
  /** `previewsMark` of the case that the card shows. */
  readonly previews: string | null;
  readonly nowMs: number;
};

/** Signs every action of a card. */
export async function signCard(draft: CardDraft, signing: Signing): Promise<Card> {
  const actions = await Promise.all(
    draft.actions.map(async (action) => ({ ...action, token: await tokenFor(action.verb, signing) })),
  );
  const blocks = draft.blocks.some((block) => block.block === "more")
    ? linked(draft.blocks, await tokenFor("show-trace", signing))
    : draft.blocks;
  return { ...draft, actions, blocks };
}

/** Each folded part of a card can be opened on its own, by whoever may see it at that moment. */
function linked(blocks: readonly CardBlock[], token: string): readonly CardBlock[] {
  let part = -1;
  return blocks.map((block) => {
    if (block.block !== "more") return block;
    part += 1;
    return { ...block, link: { token, part } };
  });
}

async function tokenFor(verb: Verb, signing: Signing): Promise<string> {
  const { keys, tenant, caseId, copy, revision, previews, nowMs } = signing;
  const key = await keys.keyId();
  const text = JSON.stringify({
    t: tenant,
    c: caseId,
    r: revision,
    v: verb,
    m: copy,
    ...(previews === null ? {} : { p: previews }),
    k: key,
    e: nowMs + LIFE_MS,
  });
  const body = Buffer.from(text, "utf8").toString("base64url");
  const mac = await keys.mac(Buffer.from(body, "utf8"));
  return `${body}.${Buffer.from(mac).toString("base64url")}`;
}

/**
 * Opens a token under the last two keys. Throws Refusal("not-found") for anything forged, foreign or malformed (the
 * answer is the same), Refusal("stale") when it has expired.
 */
export async function openToken(
  token: string,
  tenant: TenantId,
  keys: ButtonKeys,
  nowMs: number,
): Promise<ButtonToken> {
  const [body, mac, ...more] = token.split(".");
  if (!body || !mac || more.length > 0 || token.length > 2000) throw new Refusal("not-found");
  const genuine = await keys.verifyUnderLastTwo(Buffer.from(body, "utf8"), Buffer.from(mac, "base64url"));
  if (!genuine || Buffer.from(mac, "base64url").toString("base64url") !== mac) throw new Refusal("not-found");
  const opened = parseToken(Buffer.from(body, "base64url").toString("utf8"));
  if (opened.tenant !== tenant) throw new Refusal("not-found");
  if (opened.expires < nowMs) throw new Refusal("stale", { what: "button" });
  return opened;
}

function parseToken(text: string): ButtonToken {
  const raw = JSON.parse(text) as Record<string, unknown>;
  const { t, c, r, v, m, p, k, e } = raw;
  if (typeof r !== "number" || typeof e !== "number" || typeof v !== "string" || !VERBS.has(v))
    throw new Refusal("not-found");
  return {
    tenant: toTenantId(String(t)),
    case: toCaseId(String(c)),
    revision: r,
    verb: v as Verb,
    copy: toCopyId(String(m)),
    previews: typeof p === "string" ? p : null,
    key: String(k),
    expires: e,
  };
}
