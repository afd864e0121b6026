import type { Usage, UsageKind } from "./usage-of.ts";

/** Prices of one version, per million tokens, as the tenant's own contract says them. Nothing ships: prices move. */
export type PriceTable = {
  readonly version: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly models: Readonly<
    Record<string, { readonly input: number; readonly cachedInput: number; readonly output: number }>
  >;
};
export type Cost = { readonly micros: number; readonly currency: string; readonly version: string };

const MEMBER: Readonly<Partial<Record<UsageKind, "input" | "cachedInput" | "output">>> = {
  "model-input": "input",
  "model-cached-input": "cachedInput",
  "model-output": "output",
};

/**
 * What tokens cost at the price of the moment, in millionths of the currency's unit: tokens × price per million.
 * Null: nothing that has a price, or a model without one. An unknown price is never 0.
 */
export function costOf(usage: Usage, prices: PriceTable | null): Cost | null {
  const member = MEMBER[usage.kind];
  if (!prices || !member || usage.model === null || !Object.hasOwn(prices.models, usage.model)) return null;
  const price = prices.models[usage.model]?.[member];
  if (price === undefined) return null;
  return { micros: Math.round(usage.amount * price), currency: prices.currency, version: prices.version };
}
