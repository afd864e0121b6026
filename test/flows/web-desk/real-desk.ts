import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { compose } from "../../../bot/compose.ts";
import type { DeskMessage } from "../../../adapters/console/desk-model.ts";

type Element = { readonly [key: string]: unknown };

/** The local desk as `npm start` runs it, on a free port, with a home of its own. */
export async function startRealDesk() {
  const home = mkdtempSync(join(tmpdir(), "desk-web-"));
  const settings = {
    host: "127.0.0.1",
    port: 0,
    environment: "training" as const,
    home,
    databaseUrl: `file:${join(home, "desk.db")}`,
    configFile: null,
    slack: null,
    teams: null,
    local: true,
  };
  const desk = await compose(settings, { LOG_LEVEL: "fatal" });
  const server = serve({ fetch: desk.app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const { port } = server.address() as AddressInfo;
  desk.listening(port);
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    home,
    desk,
    async stop(): Promise<void> {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await desk.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The page's routes without a page: asks, answers the questions that come, waits for the card that stands. */
export async function openClient(url: string) {
  const html = await (await fetch(url)).text();
  const token = /name="desk-token" content="([^"]+)"/.exec(html)?.[1] ?? "";
  const headers = { "x-desk-token": token, "content-type": "application/json" };
  const post = (path: string, body: object) =>
    fetch(`${url}desk/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const messages = async (): Promise<readonly DeskMessage[]> => {
    const state = (await (await fetch(`${url}desk/state`, { headers })).json()) as { messages: readonly DeskMessage[] };
    return state.messages;
  };
  /** The requester's card in a thread once it is no acknowledgement and no longer what it was. */
  async function settled(root: string, after: number): Promise<DeskMessage> {
    for (let tries = 0; tries < 400; tries += 1) {
      const card = (await messages()).find((message) => message.thread === root && message.card !== null);
      if (card && card.kind !== "ack" && card.changed > after) return card;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("no answer came");
  }

  return {
    messages,
    async ask(text: string): Promise<DeskMessage> {
      const root = crypto.randomUUID();
      await post("messages", { id: root, as: "sales-engineer", pane: "sales", text });
      let card = await settled(root, 0);
      for (let round = 0; round < 3 && card.kind === "question"; round += 1) {
        const elements = elementsOf(card.card);
        const data = elements.find((element) => element["verb"] === "answer")?.["data"] as { token: string };
        const body = {
          id: crypto.randomUUID(),
          as: "sales-engineer",
          pane: "sales",
          message: card.id,
          token: data.token,
        };
        await post("actions", { ...body, inputs: answersTo(elements) });
        card = await settled(root, card.changed);
      }
      return card;
    },
  };
}

/** Every object inside a card, in order. */
export function elementsOf(card: unknown): readonly Element[] {
  if (Array.isArray(card)) return card.flatMap(elementsOf);
  if (typeof card !== "object" || card === null) return [];
  return [card as Element, ...Object.values(card).flatMap(elementsOf)];
}
export const textOf = (card: unknown): string =>
  elementsOf(card)
    .flatMap((element) => (element["type"] === "TextRun" ? [String(element["text"])] : []))
    .join(" ");

/** A civil catalog product with nothing special about it; what has no such choice is not known. */
export function answersTo(elements: readonly Element[]): Readonly<Record<string, string>> {
  const inputs = elements.filter((element) => String(element["type"]).startsWith("Input."));
  return Object.fromEntries(
    inputs.flatMap((input): readonly (readonly [string, string])[] => {
      const id = String(input["id"]);
      if (input["type"] === "Input.Toggle") return [[id, "true"]];
      if (input["type"] !== "Input.ChoiceSet") return [];
      const choices = input["choices"] as readonly { title: string; value: string }[];
      const plain = choices.find((choice) => /^(None|No\b)/.test(choice.title)) ?? choices.at(-1);
      return [[id, plain?.value ?? ""]];
    }),
  );
}
