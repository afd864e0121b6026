import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createTeamsPort } from "../../../adapters/teams/port.ts";
import { LOCAL_TEAMS, type TeamsPortSettings } from "../../../adapters/teams/settings.ts";

const deps = { fetch, now: Date.now };
const whole: TeamsPortSettings = { local: false, appId: "a", appPassword: "p", appTenantId: "t" };

describe("Teams starts only when nobody can walk in", () => {
  it.each<readonly [string, TeamsPortSettings, string]>([
    ["no app id", { ...whole, appId: "" }, "MICROSOFT_APP_ID missing"],
    ["a blank app id", { ...whole, appId: "  " }, "MICROSOFT_APP_ID missing"],
    ["no password", { ...whole, appPassword: "" }, "MICROSOFT_APP_PASSWORD missing"],
    ["no tenant", { ...whole, appTenantId: "" }, "MICROSOFT_APP_TENANT_ID missing"],
    ["the local client beside an app id", { ...whole, local: true }, "exclude each other"],
  ])("%s: refused with what is wrong", (_, settings, words) => {
    expect(() => createTeamsPort(settings, deps)).toThrow(words);
  });

  it("with an app id, or with the explicit local flag and none", () => {
    expect(() => createTeamsPort(whole, deps)).not.toThrow();
    expect(() => createTeamsPort(LOCAL_TEAMS, deps)).not.toThrow();
  });
});

it("botbuilder is imported in one place, its connector in one more: the SDK is out of support and will be replaced", () => {
  const folder = new URL("../../../adapters/teams/", import.meta.url);
  const importing = readdirSync(folder).filter((name) =>
    /^import (?!type)[^;]* from "(botbuilder|botframework-[a-z]+)"/ms.test(readFileSync(new URL(name, folder), "utf8")),
  );
  expect(importing).toEqual(["credentials.ts", "port.ts"]);
});
