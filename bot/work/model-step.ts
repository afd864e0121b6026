import { createHash } from "node:crypto";
import { callModel, type CallSite, type Called } from "./model-call.ts";
import type { ReadSource } from "../conversation/read-sources.ts";
import type { Desk } from "../conversation/deps.ts";
import type { Adjudication } from "../../core/adjudication/adjudicate.ts";
import {
  sortSources,
  type EgressDecision,
  type EgressRules,
  type SortedSources,
} from "../../core/adjudication/egress.ts";
import { adjudicateRequest, extractRequest, isRestricted, namesOf } from "../../core/adjudication/model-question.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { Hash, TenantId } from "../../core/ids.ts";
import type { Proposal } from "../../core/ports/evaluator.ts";
import type { Extraction, ModelResult, Opinion } from "../../core/ports/model.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

export type Asking = {
  readonly tenant: TenantId;
  readonly state: CaseState;
  readonly read: readonly ReadSource[];
  readonly proposal: Proposal;
  readonly pins: Pins;
  /** The work item. */
  readonly cause: string;
};
export type Asked = { readonly adjudication: Adjudication | null; readonly state: CaseState };

/**
 * Asks the model what the tenant's egress policy lets it be asked: facts of the texts that may leave, then an opinion
 * on the candidates. Null: no model, nothing that may leave, or nothing usable came back; the rules answer alone.
 */
export async function askModel(desk: Desk, asking: Asking): Promise<Asked> {
  const { state, proposal, pins, tenant, cause } = asking;
  const silent = { adjudication: null, state };
  if (!desk.model) return silent;
  const { model } = desk.model;
  const { policy, published } = desk.model.egressOf(tenant);
  if (policy === "none") return silent;
  const brief = await desk.evaluator.brief(proposal, null, pins);
  if (brief.facts.length === 0) return silent;
  const rules: EgressRules = {
    policy,
    hosted: model.destination.hosted,
    published: await publishedBlobs(desk, asking, published),
    restricted: isRestricted(proposal.result),
    names: namesOf(proposal.input),
  };
  const sorted = sortSources(brief.sources, rules);
  const egress = decisionOf(rules, model.destination.host, sorted);
  const site: CallSite = { desk, tenant, cause, pins, model };
  const request = extractRequest(brief, sorted.sendable);
  const extracted =
    request.texts.length === 0
      ? null
      : await callModel(site, state, {
          task: "extract",
          request,
          egress,
          ask: (question) => model.extract(question),
          parse: parseExtraction,
        });
  if (extracted && isAway(extracted.result)) return { adjudication: null, state: extracted.state };
  const found = extracted?.value ?? null;
  const asked = adjudicateRequest(
    found ? await desk.evaluator.brief(proposal, found, pins) : brief,
    sorted.sendable,
    rules,
  );
  const judged = asked
    ? await callModel(site, extracted?.state ?? state, {
        task: "adjudicate",
        request: asked,
        egress,
        ask: (question) => model.adjudicate(question),
        parse: parseOpinion,
      })
    : null;
  return { adjudication: toAdjudication(extracted, judged), state: judged?.state ?? extracted?.state ?? state };
}

const AWAY: ReadonlySet<ModelResult> = new Set(["timeout", "rate-limited", "unavailable", "misconfigured"]);
/** A server that is not there is not asked a second time for the same answer. */
const isAway = (result: ModelResult): boolean => AWAY.has(result);

function toAdjudication(extracted: Called<Extraction> | null, judged: Called<Opinion> | null): Adjudication | null {
  const extraction = extracted?.value ?? null;
  const opinion = judged?.value ?? null;
  if (extraction === null && opinion === null) return null;
  const calls = [extracted, judged].flatMap((called) => (called?.value ? [called.call] : []));
  return { extraction, opinion, calls };
}

const decisionOf = (rules: EgressRules, host: string, { sendable, withheld }: SortedSources): EgressDecision => ({
  policy: rules.policy,
  host,
  hosted: rules.hosted,
  sent: sendable.map(({ alias, dataClass, redacted }) => ({ source: alias, dataClass, redacted })),
  withheld,
});

/** The case's files that the tenant declared published, by their bytes: a name proves nothing. */
async function publishedBlobs(
  desk: Desk,
  { tenant, read }: Asking,
  published: ReadonlySet<string>,
): Promise<ReadonlySet<Hash>> {
  const found = new Set<Hash>();
  if (published.size === 0) return found;
  for (const { kind, blob } of read) {
    if (kind !== "file") continue;
    const { bytes } = await desk.stores.for(tenant).blobs.get(blob);
    if (published.has(createHash("sha256").update(bytes).digest("hex"))) found.add(blob);
  }
  return found;
}

// What a finished call stored was checked against its schema before it was stored.
const parseExtraction = (stored: unknown): Extraction => stored as Extraction;
const parseOpinion = (stored: unknown): Opinion => stored as Opinion;
