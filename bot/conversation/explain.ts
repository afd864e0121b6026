import type { Desk, Reply } from "./deps.ts";
import { evaluationInput } from "./evaluation-input.ts";
import { readSources } from "./read-sources.ts";
import { recordShown } from "./record-shown.ts";
import type { ReplyInbound } from "./reply.ts";
import { proposeWithRegister } from "../register/propose.ts";
import { viewOf } from "../cards/render-copy.ts";
import { holdsBack, lawWords } from "../words/law-answer.ts";
import type { CaseState } from "../../core/cases/state.ts";
import type { PersonId, TenantId } from "../../core/ids.ts";
import type { Determination } from "../../core/ports/evaluator.ts";
import type { StatedDeal } from "../../core/releases/stated-deal.ts";
import { withoutList } from "../bom/list-source.ts";

/**
 * A question on the law: the trace in plain words, of the case as it stands or as it would be with another deal. It
 * opens nothing and decides nothing; what the requester may not see yet is not said by this way either.
 */
export async function explain(
  desk: Desk,
  inbound: ReplyInbound,
  asked: {
    readonly state: CaseState;
    readonly person: PersonId;
    readonly speaker: "requester" | "reviewer";
    readonly deal: StatedDeal | null;
  },
): Promise<Reply> {
  const { state, deal, person, speaker } = asked;
  const view = await viewOf(desk, inbound.tenant, state);
  const supposed = deal && view.determination ? await suppose(desk, inbound.tenant, { state, deal }) : null;
  await recordShown(desk, inbound, { state, person, detail: deal ? "what-if" : "why" });
  const shown = supposed ? { ...view, determination: supposed } : view;
  const held = speaker === "requester" && (holdsBack(view, view.determination) || holdsBack(view, supposed));
  return { kind: "tell", text: lawWords(shown, { deal, held }) };
}

/** The determination the case would have; nothing of it is kept. Null: its list has to be worked out anew first. */
async function suppose(
  desk: Desk,
  tenant: TenantId,
  what: { readonly state: CaseState; readonly deal: StatedDeal },
): Promise<Determination | null> {
  const { state, deal } = what;
  const pins = await desk.pinsOf(tenant);
  const found = { read: await readSources(desk, tenant, state), editions: pins.editions };
  const listed = await withoutList(desk, state, found);
  if (listed.state === "open") return null;
  const input = evaluationInput(desk, state, listed.read);
  // An answer about the present deal (its end use, its destination) says nothing of another one.
  const stated = input.stated.filter((fact) => fact.name !== "destination" && !fact.name.startsWith("end-use"));
  const proposal = await proposeWithRegister(desk, tenant, {
    pins,
    state,
    input: {
      ...input,
      stated,
      transaction: { ...input.transaction, ...deal },
      ...(listed.contents ? { contents: listed.contents } : {}),
    },
  });
  return desk.evaluator.conclude(proposal, null, pins);
}
