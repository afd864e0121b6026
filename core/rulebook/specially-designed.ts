import type { Finding } from "../finding.ts";
import type { FactReadings, Tested } from "./tested.ts";

const CITE = "15 CFR 772.1, specially designed";
const CATCHES = ["peculiar-to-controlled-performance", "part-for-controlled-item"] as const;
/** (b)(1) to (b)(6), in their order. */
const RELEASES = [
  "released-by-ruling",
  "is-plain-fastener",
  "same-as-uncontrolled-in-production",
  "developed-for-both",
  "developed-general-purpose",
  "developed-for-at-only",
] as const;

/** The facts the definition turns on. */
export const LIMBS: ReadonlySet<string> = new Set([...CATCHES, ...RELEASES]);
/** The limbs that release again: what was made for one article alone is released by none of them. */
export const RELEASING: ReadonlySet<string> = new Set(RELEASES);

const flag = (context: { readonly facts: FactReadings }, name: string): boolean | undefined => {
  const values = context.facts.get(name) ?? [];
  const [first] = values;
  return values.length === 1 && typeof first === "boolean" ? first : undefined;
};
const finding = (code: string, fact: string): Finding => ({ code, params: { fact }, cite: CITE, basis: "summary" });

/**
 * "Specially designed", 15 CFR 772.1: caught by (a)(1) or (a)(2), then released by any of (b)(1) to (b)(6). An end
 * item is never released. A limb nobody has answered is unknown.
 */
export function testSpeciallyDesigned(context: { readonly facts: FactReadings }): Tested {
  const caught = CATCHES.map((name) => ({ name, value: flag(context, name) }));
  const catching = caught.find((limb) => limb.value === true);
  const open = caught.filter((limb) => limb.value === undefined);
  if (!catching && open.length === 0)
    return { answer: "not-met", findings: [finding("specially-designed-not-caught", CATCHES[0])], missing: [] };
  if (!catching)
    return {
      answer: "unknown",
      findings: open.map((limb) => finding("specially-designed-open", limb.name)),
      missing: open.map((limb) => limb.name),
    };
  if (flag(context, "is-end-item") === true)
    return { answer: "met", findings: [finding("specially-designed-caught", catching.name)], missing: [] };
  const releases = RELEASES.map((name) => ({ name, value: flag(context, name) }));
  const releasing = releases.find((limb) => limb.value === true);
  if (releasing)
    return { answer: "not-met", findings: [finding("specially-designed-released", releasing.name)], missing: [] };
  const unanswered = releases.filter((limb) => limb.value === undefined).map((limb) => limb.name);
  if (unanswered.length > 0)
    return {
      answer: "unknown",
      findings: [finding("specially-designed-caught", catching.name)],
      missing: unanswered,
    };
  return { answer: "met", findings: [finding("specially-designed-caught", catching.name)], missing: [] };
}
