import { recordsFor } from "./records.ts";
import type { Desk } from "../conversation/deps.ts";
import { toSeq, type Seq, type TenantId } from "../../core/ids.ts";
import type { Determination, EvaluationInput, Proposal } from "../../core/ports/evaluator.ts";
import { keyOf, isSameKey } from "../../core/register/identity.ts";
import { identityOf } from "../../core/register/item-identity.ts";
import type { Pins } from "../../core/rulebook/pins.ts";

/**
 * Proposes, and where the item's part number is known and the register holds it or something near it, proposes again
 * with those records. They stand in the determination's input, so a replay has what this answer had.
 */
export async function proposeWithRegister(
  desk: Desk,
  tenant: TenantId,
  asked: { readonly input: EvaluationInput; readonly pins: Pins },
): Promise<Proposal> {
  const { input, pins } = asked;
  const alone = await desk.evaluator.propose(input, pins);
  const register = await recordsFor(desk.stores.for(tenant).items, alone.input);
  return register.length === 0 ? alone : desk.evaluator.propose({ ...input, register }, pins);
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
