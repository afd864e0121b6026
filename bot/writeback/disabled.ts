import type { Actor, Ledger } from "../../core/ports/ledger.ts";
import { Refusal } from "../../core/refusal.ts";

/** Entries of the stream `policy`: a receiver that said it is gone (410) is called again only when a person says so. */
const DISABLED = "target-disabled";
const ENABLED = "target-enabled";

async function standing(ledger: Ledger, target: string) {
  const entries = await ledger.read("policy");
  const last = entries.findLast(
    ({ type, payload }) => (type === DISABLED || type === ENABLED) && payload?.["target"] === target,
  );
  return { version: entries.at(-1)?.version ?? 0, isDisabled: last?.type === DISABLED };
}

export const isDisabled = async (ledger: Ledger, target: string): Promise<boolean> =>
  (await standing(ledger, target)).isDisabled;

const TRIES = 5;

/** Records the change; what stands already is not said twice. */
export async function setDisabled(
  ledger: Ledger,
  change: { readonly target: string; readonly disabled: boolean; readonly code: string; readonly actor: Actor },
): Promise<void> {
  const { target, disabled, code, actor } = change;
  for (let tries = 1; ; tries += 1) {
    const now = await standing(ledger, target);
    if (now.isDisabled === disabled) return;
    const entry = { type: disabled ? DISABLED : ENABLED, v: 1, payload: { target, code }, actor };
    try {
      await ledger.commit([{ stream: "policy", expected: now.version, events: [entry] }], []);
      return;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "stale" || tries === TRIES) throw error;
    }
  }
}
