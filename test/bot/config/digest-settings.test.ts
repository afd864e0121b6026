import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readConfigFile } from "../../../bot/config/read-file.ts";
import { planOf } from "../../../bot/digest/managers.ts";
import { LOCAL_TENANT } from "../../../bot/local-tenant.ts";

const people = [
  { id: "seller", name: "seller", slack: "U0SELLER", division: "emea" },
  { id: "chief", name: "chief", teams: "aad" },
  { id: "ghost", name: "no account" },
];
const read = (tenant: object) => {
  const file = join(mkdtempSync(join(tmpdir(), "desk-digest-config-")), "desk.config.yaml");
  writeFileSync(file, stringify({ tenants: [{ id: "acme", people, places: {}, ...tenant }] }));
  return readConfigFile(file);
};
const says = (tenant: object) => {
  const result = read(tenant);
  return result.ok ? [] : result.mistakes.map((mistake) => mistake.says);
};

describe("the digest in the configuration", () => {
  it("names people, divisions and places that exist, and somebody to send it to", () => {
    expect(says({ digest: { managers: [{ person: "chief", divisions: ["emea"] }] } })).toEqual([]);
    expect(
      says({ digest: { managers: [{ person: "nobody", divisions: ["apac"], place: "hall" }, { person: "ghost" }] } }),
    ).toEqual([
      "nobody is none of the people",
      "no person has the division apac",
      "there is no place hall",
      "ghost has no account to send to; link one or name a place",
    ]);
  });
  it("refuses hours, days and zones that there are not", () => {
    for (const digest of [{ hour: 24 }, { hour: -1 }, { day: "someday" }, { managers: [] }])
      expect(says({ digest: { managers: [{ person: "chief" }], ...digest } })).toHaveLength(1);
    expect(says({ zone: "Mars/Olympus" })).toEqual(["a time zone such as Europe/Berlin"]);
  });
});

describe("when a digest is due", () => {
  const plan = planOf({
    ...LOCAL_TENANT,
    zone: "Europe/Berlin",
    digest: { day: "monday", hour: 8, managers: [{ person: "chief" }] },
  })!;
  const at = (text: string) => Date.parse(text);
  it("is the next such hour in the tenant's zone, also over a change of the clocks", () => {
    expect(plan.nextAfter(at("2026-11-23T06:59:59.999Z"))).toBe(at("2026-11-23T07:00:00Z"));
    expect(plan.nextAfter(at("2026-11-23T07:00:00Z"))).toBe(at("2026-11-30T07:00:00Z"));
    expect(plan.nextAfter(at("2026-10-24T12:00:00Z"))).toBe(at("2026-10-26T07:00:00Z"));
    expect(plan.nextAfter(at("2026-10-18T12:00:00Z"))).toBe(at("2026-10-19T06:00:00Z"));
  });
  it("is of the week that ended, Monday to Sunday", () => {
    expect(plan.lastWeek(at("2026-11-23T07:00:00Z")).id).toBe("2026-W47");
    expect(plan.lastWeek(at("2026-11-22T22:59:59Z")).id).toBe("2026-W46");
    expect(plan.lastWeek(at("2026-11-22T23:00:00Z")).id).toBe("2026-W47");
  });
  it("never comes where nobody is named", () => {
    expect(planOf({ zone: "UTC" } as never)).toBeNull();
  });
});
