import { startRealDesk, textOf } from "./real-desk.ts";
import type { DeskMessage } from "../../../adapters/console/desk-model.ts";

export type Json = { readonly [key: string]: unknown };
type Inputs = Readonly<Record<string, string>>;

export function elements(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Json, ...Object.values(node).flatMap(elements)];
}
/** A form's button says its verb among the data that ask for the form. */
function verbOf(one: Json): string | null {
  const verb = one["verb"] ?? (one["data"] as Json | undefined)?.["verb"];
  return typeof verb === "string" ? verb : null;
}
/** The token of a verb's button, and the ids of the inputs in its form (a second input of one name is `name~2`). */
export function button(card: unknown, verb: string): { readonly token: string; readonly inputs: readonly Json[] } {
  const form = elements(card).find(
    (one) => one["type"] === "Action.ShowCard" && elements(one["card"]).some((inner) => inner["verb"] === verb),
  );
  const scope = form ? elements(form["card"]) : elements(card);
  const execute = scope.find((one) => one["data"] !== undefined && verbOf(one) === verb);
  if (!execute) throw new Error(`no button ${verb}`);
  return {
    token: String((execute["data"] as Json)["token"]),
    inputs: scope.filter((one) => String(one["type"]).startsWith("Input.")),
  };
}
export const buttons = (card: unknown): readonly string[] =>
  elements(card).flatMap((one) => (one["data"] === undefined ? [] : (verbOf(one) ?? [])));

/** The composed local desk and its page's routes, without a page. */
export async function startDeskClient() {
  const desk = await startRealDesk();
  const token = /name="desk-token" content="([^"]+)"/.exec(await (await fetch(desk.url)).text())?.[1] ?? "";
  const headers = { "x-desk-token": token, "content-type": "application/json" };
  const post = async (path: string, body: object): Promise<Json> =>
    (
      await fetch(`${desk.url}desk/${path}`, { method: "POST", headers, body: JSON.stringify(body) })
    ).json() as Promise<Json>;
  const get = async (path: string): Promise<Json> =>
    (await fetch(`${desk.url}desk/${path}`, { headers })).json() as Promise<Json>;
  const messages = async (): Promise<readonly DeskMessage[]> =>
    (await get("state"))["messages"] as readonly DeskMessage[];

  async function until(fits: (message: DeskMessage) => boolean): Promise<DeskMessage> {
    for (let tries = 0; tries < 600; tries += 1) {
      const found = (await messages()).findLast(fits);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(
      `it never came: ${(await messages()).map((one) => `${one.pane} ${one.kind} ${one.text ?? ""} ${textOf(one.card).slice(0, 120)}`).join("\n")}`,
    );
  }

  async function press(message: DeskMessage, verb: string, as: string, values: Inputs = {}): Promise<string> {
    const { token: button_, inputs } = button(message.card, verb);
    const ids = inputs.map((input) => String(input["id"]));
    const idOf = (name: string): string => ids.find((id) => id.split("~")[0] === name) ?? name;
    const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [idOf(name), value]));
    const { answer } = await post("actions", {
      id: crypto.randomUUID(),
      as,
      pane: message.pane,
      message: message.id,
      token: button_,
      inputs: named,
    });
    const said = answer as { kind: string; text?: string };
    return said.text ?? said.kind;
  }

  /** What opens behind a form's button: its inputs, or what the desk says instead. */
  async function open(
    message: DeskMessage,
    verb: string,
    as: string,
  ): Promise<{ readonly say: string | null; readonly inputs: readonly Json[]; readonly card: unknown }> {
    return opened(message, as, { token: button(message.card, verb).token });
  }
  async function opened(
    message: DeskMessage,
    as: string,
    what: object,
  ): Promise<{ readonly say: string | null; readonly inputs: readonly Json[]; readonly card: unknown }> {
    const { answer } = await post("dialogs", { id: crypto.randomUUID(), as, pane: message.pane, ...what });
    const { kind, text = null, card = null } = answer as { kind: string; text?: string; card?: object };
    const inputs = elements(card).filter((one) => String(one["type"]).startsWith("Input."));
    return { say: kind === "tell" ? text : null, inputs, card };
  }

  /** Asks, answers "none of these" until nothing is asked; gives the thread and the requester's card. */
  async function asked(text: string): Promise<{ readonly thread: string; readonly card: DeskMessage }> {
    const thread = crypto.randomUUID();
    await post("messages", { id: thread, as: "sales-engineer", pane: "sales", text });
    return { thread, card: await answered((message) => message.thread === thread && message.card !== null) };
  }

  async function answered(which: (message: DeskMessage) => boolean): Promise<DeskMessage> {
    const mine = (message: DeskMessage): boolean => which(message) && message.kind !== "ack";
    let card = await until(mine);
    for (let round = 0; round < 3 && card.kind === "question"; round += 1) {
      const { inputs } = button(card.card, "answer");
      const answers = Object.fromEntries(
        inputs.flatMap((input): readonly (readonly [string, string])[] => {
          const choices = (input["choices"] ?? []) as readonly { title: string; value: string }[];
          const none = choices.find((choice) => /^(none|no)\b/i.test(choice.title));
          return none ? [[String(input["id"]), none.value]] : [];
        }),
      );
      const before = card.changed;
      await press(card, "answer", "sales-engineer", answers);
      card = await until((message) => mine(message) && message.changed > before);
    }
    return card;
  }

  return {
    url: desk.url,
    stop: () => desk.stop(),
    post,
    get,
    messages,
    until,
    press,
    open,
    opened,
    asked,
    answered,
    /** Says something in a thread. */
    async reply(
      thread: string,
      text: string,
      who: { readonly as?: string; readonly pane?: string } = {},
    ): Promise<void> {
      const { as = "sales-engineer", pane = "sales" } = who;
      await post("messages", { id: crypto.randomUUID(), as, pane, thread, text });
    },
    /** Asks and gives the number and the review card in a pane. */
    async reviewed(text: string, pane: string): Promise<{ readonly number: string; readonly review: DeskMessage }> {
      const { card } = await asked(text);
      const number = card.caseNumber ?? "";
      return {
        number,
        review: await until(
          (message) => message.pane === pane && message.caseNumber === number && message.kind === "review",
        ),
      };
    },
    cardOf: (number: string, pane: string, words: string): Promise<DeskMessage> =>
      until(
        (message) => message.caseNumber === number && message.pane === pane && textOf(message.card).includes(words),
      ),
    /** The types of a case's entries, as its evidence panel lists them. */
    async entries(number: string, as = "sales-engineer"): Promise<readonly Json[]> {
      return (await get(`cases/${number}?as=${as}`))["lines"] as readonly Json[];
    },
  };
}
export type DeskClient = Awaited<ReturnType<typeof startDeskClient>>;
