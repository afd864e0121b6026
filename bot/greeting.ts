import type { Settings } from "./config/environment.ts";

/** What the start says of the desk: at most ten lines. */
export type DeskFacts = {
  readonly rulebook: string;
  readonly lists: string;
  readonly key: string;
  readonly tenants: number;
};

/** Address, data folder, rulebook, lists, model, what is connected, the queue, and the first thing to try. */
export function greeting(settings: Settings, facts: DeskFacts, port: number): readonly string[] {
  const address = `http://${settings.host}:${port}`;
  const connected = [
    settings.slack ? "Slack" : null,
    settings.teams ? "Teams" : null,
    settings.local ? "web desk, Agents Playground" : null,
  ].filter((name) => name !== null);
  return [
    `Export Desk ${settings.local ? `at ${address}` : `listens at ${address}`} (${settings.environment})`,
    `data      ${settings.home}`,
    `rulebook  ${facts.rulebook}`,
    `lists     ${facts.lists}`,
    `model     ${modelOf(settings)}`,
    `connected ${connected.join(", ") || "nothing yet"}`,
    `queue     ${queueOf(settings)}`,
    `key       ${facts.key}`,
    settings.local
      ? `try       open ${address} and click the first sample`
      : `try       mention the bot: "Can I send samples of … to … in …?"`,
    `stop      Ctrl+C`,
  ];
}

/** Which model adds to the rules, and where its server is; never the key. */
export const modelOf = ({ model }: Settings): string =>
  model
    ? `${model.model} at ${model.baseUrl === null ? "api.openai.com" : new URL(model.baseUrl).host}, beside the rules; what it may see is each tenant's egress policy`
    : "none: all answers come from the rules";

/** Where work waits, without the password of the address. */
function queueOf({ redisUrl }: Settings): string {
  if (redisUrl === undefined) return "in this process";
  const { host, pathname } = new URL(redisUrl);
  return `Redis at ${host}${pathname === "/" ? "" : pathname}, ids only`;
}
