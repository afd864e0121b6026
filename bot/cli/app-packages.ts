import { writeFile } from "node:fs/promises";
import { BadUsage } from "./faults.ts";
import type { Call, Command } from "./command.ts";
import { writeContainer } from "../evidence/container.ts";
import { SOFTWARE } from "../evidence/software.ts";
import { slackManifest } from "../../adapters/slack/manifest.ts";
import { createTeamsPackage } from "../../adapters/teams/manifest.ts";

/** A flag that must be given; null-safe and said by name. */
function text(values: Call["values"], key: string, flag: string): string {
  const value = values[key];
  if (typeof value !== "string" || value === "") throw new BadUsage(`--${flag} is needed`);
  return value;
}

/** `slack manifest --url https://desk.example.com`: what to paste at api.slack.com. */
export const slackManifestCommand: Command = {
  name: "slack manifest",
  help: "--url URL [--socket]: the app manifest to copy and paste at api.slack.com",
  flags: { url: "text", socket: "switch" },
  async run({ io, values, json }) {
    const url = text(values, "url", "url");
    if (!URL.canParse(url) || new URL(url).protocol !== "https:")
      throw new BadUsage(`--url takes the https address of the desk; it is "${url}"`);
    await io.out(`${JSON.stringify(slackManifest(url, { socket: values["socket"] === true }), null, json ? 0 : 2)}\n`);
    return 0;
  },
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `teams package --app-id ID`: the zip to upload to the organisation's app catalogue. */
export const teamsPackageCommand: Command = {
  name: "teams package",
  help: "--app-id ID --url URL [--organisation NAME] [--out FILE]: the app package to upload to Teams",
  flags: { appId: "text", url: "text", organisation: "text", out: "text" },
  async run({ io, values }) {
    const appId = text(values, "appId", "app-id");
    if (!GUID.test(appId)) throw new BadUsage(`--app-id takes the id of the app registration; it is "${appId}"`);
    const url = text(values, "url", "url");
    if (!URL.canParse(url) || new URL(url).protocol !== "https:")
      throw new BadUsage(`--url takes the https address of the desk; it is "${url}"`);
    const out = typeof values["out"] === "string" ? values["out"] : "export-desk-teams.zip";
    const name = typeof values["organisation"] === "string" ? values["organisation"] : "your organisation";
    await writeFile(
      out,
      writeContainer([
        ...createTeamsPackage({
          appId,
          version: SOFTWARE.version,
          operator: { name, website: url, privacy: url, terms: url },
        }),
      ]),
    );
    await io.out(`wrote ${out}\n`);
    return 0;
  },
};
