import { parseItemCode } from "../licensing/item-code.ts";
import { Refusal } from "../refusal.ts";

/** What a list claims of a line, read: `3A991.a.2`, `EAR99`, `USML XI(c)`. */
export type Claim = { readonly eccn: string; readonly paragraph: string | null };

const USML = /^(?:USML\s*)?(?:cat(?:egory|\.)?\s*)?((?:X{0,2})(?:IX|IV|V?I{0,3}))\s*(\(.*\))?$/iu;

/** Null: it names no code of the Commerce Control List, EAR99 or the Munitions List. `ITAR` alone is a claim too. */
export function readClaim(text: string): Claim | null {
  const said = text.trim().replace(/^ECCN\s*:?\s*/iu, "");
  if (/^ITAR$/iu.test(said)) return { eccn: "USML", paragraph: null };
  if (/^EAR[ -]?99$/iu.test(said)) return { eccn: "EAR99", paragraph: null };
  const [, category = "", tail = ""] = USML.exec(said) ?? [];
  if (category !== "")
    return code(
      `USML ${category.toUpperCase()}`,
      tail === "" ? undefined : `${category.toUpperCase()}${tail.replace(/\s+/gu, "")}`,
    );
  const [, eccn = "", path = ""] = /^(\d[A-E]\d{3})\s*[.,-]?\s*(.*)$/iu.exec(said) ?? [];
  return eccn === "" ? null : code(eccn.toUpperCase(), path === "" ? undefined : path.toLowerCase());
}

function code(eccn: string, paragraph: string | undefined): Claim | null {
  try {
    const read = parseItemCode(eccn, paragraph);
    return { eccn: read.eccn, paragraph: read.list === "ear99" ? null : read.paragraph };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
