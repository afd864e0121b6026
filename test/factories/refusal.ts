import { Refusal } from "../../core/refusal.ts";

/** The refusal that an act ends in. Throws what else it throws, and when it is not refused at all. */
export function refusal(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
