import { resolveCountry } from "../../../core/licensing/countries.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { LineFault } from "../faults.ts";

/** Throws LineFault for a destination that is no country, or that could be two: it is never guessed. */
export function checkPlace(text: string, rulebook: Rulebook): void {
  const place = resolveCountry(text, rulebook);
  if (place.state === "unknown") {
    const near = place.nearest.map(({ name }) => name).join(", ");
    throw new LineFault(
      "unknown-country",
      `no country "${text.slice(0, 60)}" is known${near ? `; near it: ${near}` : ""}`,
    );
  }
  if (place.state === "ambiguous")
    throw new LineFault(
      "ambiguous-country",
      `"${text.slice(0, 60)}" may be ${place.choices.map(({ code, name }) => `${name} (${code})`).join(" or ")}`,
    );
}

/** Throws LineFault("unknown-eccn") for a code that is in no edition of the control list held here. */
export function checkEccn(code: string, rulebook: Rulebook): void {
  const eccn = code.trim().toUpperCase();
  if (!/^\d[A-E]\d{3}$/.test(eccn) || rulebook.entries.has(eccn)) return;
  const known = rulebook.sections.headings.some(({ data }) =>
    data.headings.some(({ codes }) => codes.some((one) => one === eccn)),
  );
  if (!known) throw new LineFault("unknown-eccn", `no entry ${eccn} stands in the control list held here`);
}
