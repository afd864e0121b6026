import type { Json } from "../../core/json.ts";

/** What a pressed button brings: our token and the inputs as text. */
export type Click = { readonly token: string; readonly inputs: Readonly<Record<string, string>> };

const textOf = (value: Json): string | null =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : null;

/**
 * Reads the data of an Action.Execute made by `toAdaptiveCard`: token and inputs in one object, `reason~2` being the
 * second input called `reason` on that card (an open form's wins over the card's own). Null when it holds no token. Lists and objects are left out: no input
 * of ours yields them.
 */
export function openClick(data: Json): Click | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const { token, ...rest } = data as { readonly [key: string]: Json };
  if (typeof token !== "string" || token === "") return null;
  const inputs = Object.entries(rest).flatMap(([id, value]) => {
    if (id === "verb" || id === "msteams") return [];
    const text = textOf(value);
    const parts = /^(.*)~(\d+)$/s.exec(id);
    return text === null ? [] : [{ id: parts?.[1] ?? id, copy: Number(parts?.[2] ?? 1), text }];
  });
  inputs.sort((a, b) => a.copy - b.copy);
  return { token, inputs: Object.fromEntries(inputs.map(({ id, text }) => [id, text])) };
}
