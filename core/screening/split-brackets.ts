import type { AliasStrength } from "./list-edition.ts";

/**
 * `Academy of Examples (AEX)` → the name without brackets, and what stands in them as a name of its own; a short form of
 * under four letters is a weak one. Brackets inside a name (`Cambricon (Xi'an) Circuits`) stay.
 */
export function splitBrackets(
  name: string,
  strength: AliasStrength,
): readonly { readonly name: string; readonly strength: AliasStrength }[] {
  const [, before, inside] =
    /^(.{4,}?)\s*\(([^()]{3,60})\)\s*\.?$/.exec(name) ?? /^()\(([^()]{3,60})\)\s*(.{4,})$/.exec(name) ?? [];
  const rest = before || name.replace(/^\([^()]*\)\s*/, "");
  if (!inside) return [{ name, strength }];
  const short = /^[A-Za-z0-9-]+$/.test(inside) && inside.length < 4;
  return [
    { name: rest, strength },
    { name: inside, strength: short ? "weak" : strength },
  ];
}
