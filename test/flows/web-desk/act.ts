import { textOf, type startRealDesk } from "./real-desk.ts";
import type { DeskMessage } from "../../../adapters/console/desk-model.ts";

type Json = { readonly [key: string]: unknown };

/** Somebody at the web desk: asks, answers, presses buttons, over its own routes and without a page. */
export async function openActor({ url }: Pick<Awaited<ReturnType<typeof startRealDesk>>, "url">) {
  const token = /name="desk-token" content="([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? "";
  const headers = { "x-desk-token": token, "content-type": "application/json" };
  const post = async (path: string, body: object): Promise<Json> =>
    (
      await fetch(`${url}desk/${path}`, { method: "POST", headers, body: JSON.stringify(body) })
    ).json() as Promise<Json>;
  const messages = async (): Promise<readonly DeskMessage[]> =>
    ((await (await fetch(`${url}desk/state`, { headers })).json()) as { messages: DeskMessage[] }).messages;

  async function until(fits: (message: DeskMessage) => boolean): Promise<DeskMessage> {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = (await messages()).findLast(fits);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const seen = (await messages()).map((one) => `${one.pane} ${one.kind} ${textOf(one.card).slice(0, 300)}`);
    throw new Error(`it never came: ${seen.join("\n")}`);
  }

  async function press(
    message: DeskMessage,
    verb: string,
    by: { readonly as: string; readonly values?: Readonly<Record<string, string>>; readonly tickAll?: boolean },
  ): Promise<string> {
    const form = elements(message.card).find(
      (one) => one["type"] === "Action.ShowCard" && elements(one["card"]).some((inner) => inner["verb"] === verb),
    );
    const scope = form ? elements(form["card"]) : elements(message.card);
    const execute = scope.find(
      (one) =>
        (one["verb"] ?? (one["data"] as { verb?: string } | undefined)?.verb) === verb && one["data"] !== undefined,
    );
    if (!execute) throw new Error(`no button ${verb} on: ${textOf(message.card)}`);
    const ids = scope.filter((one) => String(one["type"]).startsWith("Input.")).map((one) => String(one["id"]));
    const idOf = (name: string): string => ids.find((id) => id.split("~")[0] === name) ?? name;
    const named = Object.entries(by.values ?? {}).map(([name, value]) => [idOf(name), value] as const);
    const ticks = by.tickAll ? ids.filter((id) => id.startsWith("tick:")).map((id) => [id, "true"] as const) : [];
    const { answer } = await post("actions", {
      id: crypto.randomUUID(),
      as: by.as,
      pane: message.pane,
      message: message.id,
      token: String((execute["data"] as Json)["token"]),
      inputs: Object.fromEntries([...ticks, ...named]),
    });
    const said = answer as { kind: string; text?: string };
    return said.text ?? said.kind;
  }

  return {
    messages,
    until,
    press,
    /** The requester's card in the thread of these words, once it is no acknowledgement. */
    async ask(text: string, as = "sales-engineer"): Promise<DeskMessage> {
      const id = crypto.randomUUID();
      await post("messages", { id, as, pane: "sales", text });
      return until((message) => message.thread === id && message.card !== null && message.kind !== "ack");
    },
    /** The card of a case in a pane, once it says these words. */
    cardOf: (number: string | null | undefined, pane: string, words: string): Promise<DeskMessage> =>
      until(
        (message) => message.caseNumber === number && message.pane === pane && textOf(message.card).includes(words),
      ),
  };
}

function elements(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Json, ...Object.values(node).flatMap(elements)];
}
