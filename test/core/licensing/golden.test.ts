import { describe, expect, it } from "vitest";
import { toLawDate } from "../../../core/dates.ts";
import { determineLicence } from "../../../core/licensing/determine-licence.ts";
import type { LicenceDetermination } from "../../../core/licensing/determination.ts";
import { Refusal } from "../../../core/refusal.ts";
import { rulebook } from "../../rulebook.ts";
import { readCases, toInput } from "./case-file.ts";
import type { LicenceCase } from "./case-file.ts";

const run = (one: LicenceCase): LicenceDetermination =>
  determineLicence(toInput(one.input), { rulebook, asOf: toLawDate(one.as_of), lists: null });

/** What the case speaks of, in its own short form, beside what the product says of the same. */
function seen(one: LicenceCase, result: LicenceDetermination): unknown {
  const wanted = one.expect ?? {};
  const exception = (symbol: string) => result.exceptions.find((found) => found.symbol === symbol);
  const facts = result.missing.map(({ fact }) => fact);
  return Object.fromEntries(
    Object.keys(wanted).map((key) => {
      switch (key) {
        case "policy":
          return [key, result.reviewPolicy];
        case "talk":
          return [key, result.talk.answer];
        case "ship":
          return [key, result.ship.answer];
        case "valid_until":
          return [key, result.validUntil];
        case "exceptions":
          return [
            key,
            Object.fromEntries(
              Object.keys(wanted.exceptions ?? {}).map((symbol) => [symbol, exception(symbol)?.outcome]),
            ),
          ];
        case "conditions":
          return [
            key,
            Object.fromEntries(
              Object.entries(wanted.conditions ?? {}).map(([symbol, conditions]) => [
                symbol,
                Object.fromEntries(
                  Object.keys(conditions).map((text) => [
                    text,
                    exception(symbol)?.conditions.find((condition) => condition.text.includes(text))?.status,
                  ]),
                ),
              ]),
            ),
          ];
        case "reasons":
          return [
            key,
            Object.fromEntries(
              Object.keys(wanted.reasons ?? {}).map((reason) => [
                reason,
                result.reasons.find((row) => row.reason === reason)?.status,
              ]),
            ),
          ];
        case "because":
          return [key, wanted.because?.filter((code) => result.because.some((finding) => finding.code === code))];
        case "flags":
          return [key, wanted.flags?.filter((code) => result.flags.some((finding) => finding.code === code))];
        case "missing":
          return [key, wanted.missing?.filter((fact) => facts.includes(fact))];
        case "missing_not":
          return [key, wanted.missing_not?.filter((fact) => !facts.includes(fact))];
        case "missing_none":
          return [key, facts.length === 0];
        case "first":
          return [key, facts[0]];
        case "checked":
          return [key, wanted.checked?.filter((what) => result.checked.some((point) => point.what === what))];
        case "not_checked":
          return [key, wanted.not_checked?.filter((what) => result.notChecked.some((point) => point.what === what))];
        case "obligations":
          return [
            key,
            Object.fromEntries(
              Object.keys(wanted.obligations ?? {}).map((what) => [
                what,
                result.obligations.find((duty) => duty.what === what)?.due,
              ]),
            ),
          ];
        case "shipping":
          return [key, result.shipping === null ? "none" : "said"];
        default:
          return [key, result[key as "outcome" | "agency" | "disposition"]];
      }
    }),
  );
}

describe.each(["decided", "unclear"])("license cases, %s", (kind) => {
  it.each(readCases(kind))("$name", (one) => {
    const result = run(one);
    expect(seen(one, result)).toEqual(one.expect);
  });

  it.each(readCases(kind))("every answer prints the affiliates rule and clears nothing: $name", (one) => {
    const result = run(one);
    expect(result.disposition).not.toBe("auto-clear");
    expect(["no-licence-required", "not-subject"]).not.toContain(result.outcome);
    expect(one.as_of < "2026-07-23" || result.flags.some(({ code }) => code === "affiliates-state")).toBe(true);
  });
});

describe("license cases, refused", () => {
  it.each(readCases("refused"))("$name", (one) => {
    let thrown: unknown;
    try {
      run(one);
    } catch (fault) {
      thrown = fault;
    }
    expect(thrown).toBeInstanceOf(Refusal);
    expect((thrown as Refusal).code).toBe("invalid");
    expect((thrown as Refusal).params["what"]).toBe(one.refused);
  });
});
