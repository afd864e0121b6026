import type { FactValue } from "../../core/item/fact.ts";

/** A fact's value as people write it: `3 GSPS`, `-40 to 85 °C`, `yes`. */
export function showFact(value: FactValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if ("value" in value) return `${value.value} ${value.unit}`;
  if (value.from === null) return `${value.beyond ? "under" : "up to"} ${value.to ?? "?"} ${value.unit}`;
  if (value.to === null) return `${value.beyond ? "over" : "from"} ${value.from} ${value.unit}`;
  return `${value.from} to ${value.to} ${value.unit}`;
}
