import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { toRoleId } from "../../../core/ids.ts";
import { policyFaults, policySchema } from "../../../core/routing/policy.ts";
import { routeFor } from "../../../core/routing/route.ts";

const policy = policySchema.parse(
  parse(readFileSync(new URL("../../../rules/policy/default-review.yaml", import.meta.url), "utf8")),
);
const everyone = new Map(policy.roles.map((role) => [role, 1]));

describe("the policy that ships", () => {
  it("routes every kind of exception to a role that exists", () => {
    expect(policyFaults(policy, everyone)).toEqual([]);
  });

  it("is refused when a kind has no rule: a hole", () => {
    const holed = { ...policy, rules: policy.rules.filter((rule) => rule.id !== "R-03") };
    expect(policyFaults(holed, everyone).map((fault) => fault.what)).toEqual(["party-hit", "red-flag"]);
  });

  it("is refused when nobody holds a needed role: a deadlock", () => {
    const nobody = new Map(everyone).set(toRoleId("legal"), 0);
    expect(policyFaults(policy, nobody).every((fault) => fault.code === "role-empty" && fault.what === "legal")).toBe(
      true,
    );
  });
});

describe("routing", () => {
  it("a license exception of a new item needs legal and trade compliance, and says so by the worst kind", () => {
    const route = routeFor(["exception-use", "new-classification"], policy);
    expect(route).toMatchObject({
      rule: "R-06 v1",
      needs: [
        { role: "legal", count: 1 },
        { role: "trade-compliance", count: 1 },
      ],
    });
  });

  it("the strictest deadline counts", () => {
    expect(routeFor(["party-hit", "licence-required"], policy)?.slaHours).toBe(8);
  });

  it("a kind without a rule is an incident, never a release", () => {
    expect(routeFor([], policy)).toBeNull();
  });
});
