import { findEarlier } from "./find-earlier.ts";
import { recordsFor } from "./records.ts";
import type { Desk } from "../conversation/deps.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toSeq, type Seq, type TenantId } from "../../core/ids.ts";
import type { Determination, EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";
import { keyOf, isSameKey } from "../../core/register/identity.ts";
import { identityOf } from "../../core/register/item-identity.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

/**
 * Proposes with what the desk remembers: the earlier case that the words refer to ("same as last time"), and what the
 * register holds of the item and of what is near it. Both stand in the determination's input, so a replay has what this
 * answer had.
 */
export async function proposeWithRegister(
  desk: Desk,
  tenant: TenantId,
  asked: { readonly input: EvaluationInput; readonly pins: Pins; readonly state: CaseState },
): Promise<Proposal> {
  const { pins, state } = asked;
  const stores = desk.stores.for(tenant);
  const alone = await desk.evaluator.propose(asked.input, pins);
  const earlier = await findEarlier(stores, state, alone);
  const input = earlier ? { ...asked.input, earlier } : asked.input;
  const known = earlier ? await desk.evaluator.propose(input, pins) : alone;
  const register = await recordsFor(stores.items, known.input);
  return register.length === 0 ? known : desk.evaluator.propose({ ...input, register }, pins);
}

/** The entries of the register that a determination rests on: those of the very items, never of similar ones. */
export function registerRefs({ input }: Determination): readonly Seq[] {
  const keys = input.lines.flatMap(({ item }) => {
    const identity = "eccn" in item ? null : identityOf(item);
    return identity ? [keyOf(identity)] : [];
  });
  const same = (input.register ?? []).filter(({ identity, aliases }) =>
    [identity, ...aliases].some((name) => keys.some((key) => isSameKey(key, keyOf(name)))),
  );
  return same.flatMap(({ determinations }) => determinations.map(({ seq }) => toSeq(seq))).toSorted((a, b) => a - b);
}
