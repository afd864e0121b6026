import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { stringify } from "yaml";
import { compose } from "../../bot/compose.ts";
import { LOCAL_TENANT } from "../../bot/local-tenant.ts";
import type { DeskMessage } from "../../adapters/console/desk-model.ts";
import { toCaseState } from "../../core/cases/project.ts";
import type { CaseState } from "../../core/cases/state.ts";
import { toTenantId } from "../../core/ids.ts";
import { answersTo, elementsOf as elements, openClient, textOf } from "../flows/web-desk/real-desk.ts";

type Json = { readonly [key: string]: unknown };
export const LOCAL = toTenantId("local");
/** Approved, this releases: a converter whose entry needs no license there. */
export const CONVERTER =
  "Can I send 2 samples of the AD-7 converter chip, a 14-bit 3 GSPS analog-to-digital converter, to Acme Example GmbH in Germany? The end use is civil.";

/** The local desk over its own HTTP routes, with systems of record named in a configuration file. */
export async function startWriteBackDesk(
  targets: readonly object[],
  more: { readonly env?: Readonly<Record<string, string>>; readonly mode?: "shadow" | "assist" } = {},
) {
  const home = mkdtempSync(join(tmpdir(), "desk-write-back-"));
  const configFile = join(home, "desk.config.yaml");
  const people = LOCAL_TENANT.people.map(({ id, name, roles }) => ({ id, name, roles, console: id }));
  const { id, places } = LOCAL_TENANT;
  writeFileSync(configFile, stringify({ tenants: [{ id, mode: more.mode ?? "assist", people, places, targets }] }));
  const settings = {
    host: "127.0.0.1",
    port: 0,
    environment: "training" as const,
    home,
    databaseUrl: `file:${join(home, "desk.db")}`,
    configFile,
    slack: null,
    teams: null,
    local: true,
  };
  const desk = await compose(settings, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "fatal", ...more.env });
  const server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const { port } = server.address() as AddressInfo;
  desk.listening(port);
  const url = `http://127.0.0.1:${port}/`;
  const client = await openClient(url);
  const html = await (await fetch(url)).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? "";
  const stores = desk.home.stores.for(LOCAL);

  const state = async (number?: string): Promise<CaseState> => {
    const row = number
      ? await stores.cases.byNumber(Number(number.replace("ED-", "")))
      : (await stores.cases.list({}))[0];
    return toCaseState(row!.json);
  };
  async function until<T>(look: () => Promise<T | null | undefined | false>, what: string): Promise<T> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await look();
      if (found) return found;
      desk.desk.kick();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const now = (await state()).writeBacks ?? [];
    throw new Error(
      `it never came: ${what}; ${JSON.stringify(now.map(({ target, step, code }) => ({ target, step, code })))}`,
    );
  }

  return {
    desk,
    home,
    url,
    configFile,
    stores,
    state,
    until,
    /** Asks, and gives the number of the case once it is in review. */
    async ask(text = CONVERTER): Promise<string> {
      return (await client.ask(text)).caseNumber ?? "";
    },
    /** The review card in a pane. */
    card: (number: string, fits: (message: DeskMessage) => boolean = () => true): Promise<DeskMessage> =>
      until(
        async () =>
          (await client.messages()).find(
            (one) => one.caseNumber === number && one.pane.startsWith("reviewers-") && one.card !== null && fits(one),
          ),
        "a card",
      ),
    /** The requester answers what was asked: nothing special about it. */
    async answer(number: string): Promise<void> {
      const asked = (one: DeskMessage): boolean => one.caseNumber === number && one.kind === "question";
      const card = await until(async () => (await client.messages()).find(asked), "a question");
      await this.press(card, "answer", "sales-engineer", answersTo(elements(card.card)));
    },
    /** All boxes ticked, then the button; what the desk says. */
    async press(message: DeskMessage, verb: string, as: string, inputs: Readonly<Record<string, string>> = {}) {
      const scope = scopeOf(message, verb);
      const data = scope.find((one) => verbOf(one) === verb && one["data"] !== undefined)?.["data"] as
        | { token: string }
        | undefined;
      if (!data) throw new Error(`no button ${verb}: ${textOf(message.card)}`);
      const ids = scope.filter((one) => String(one["type"]).startsWith("Input.")).map((one) => String(one["id"]));
      const ticks = ids.filter((id) => id.startsWith("tick:")).map((id) => [id, "true"]);
      const texts = Object.entries(inputs).map(([name, value]) => [
        ids.find((id) => id.split("~")[0] === name) ?? name,
        value,
      ]);
      const answer = await fetch(`${url}desk/actions`, {
        method: "POST",
        headers: { "x-desk-token": token, "content-type": "application/json" },
        body: JSON.stringify({
          id: crypto.randomUUID(),
          as,
          pane: message.pane,
          message: message.id,
          token: data.token,
          inputs: Object.fromEntries([...ticks, ...texts]),
        }),
      });
      const said = ((await answer.json()) as { answer: { kind: string; text?: string } }).answer;
      return said.text ?? said.kind;
    },
    messages: client.messages,
    async stop(): Promise<void> {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await desk.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
/** A verb stands on the action, or in the data of one that opens a dialog. */
const verbOf = (one: Json): unknown => one["verb"] ?? (one["data"] as { verb?: string } | undefined)?.verb;

/** The elements beside a verb's button: its form, or the card. */
function scopeOf(message: DeskMessage, verb: string): readonly Json[] {
  const all = elements(message.card);
  const form = all.find(
    (one) => one["type"] === "Action.ShowCard" && elements(one["card"]).some((inner) => verbOf(inner) === verb),
  );
  return form ? elements(form["card"]) : all;
}
export type WriteBackDesk = Awaited<ReturnType<typeof startWriteBackDesk>>;
