import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Sent = { readonly path: string; readonly key: string; readonly body: Record<string, unknown> };
/** What one request is answered with. `say`: the model's output text; the rest are ways to fail. */
export type Behaviour =
  | { readonly say: string; readonly finish?: "stop" | "length" | "content-filter"; readonly noUsage?: boolean }
  | { readonly refuse: string }
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | { readonly hang: "before" | "body" }
  | { readonly reset: true }
  | { readonly endless: true }
  | { readonly filteredEmpty: true };

/** An OpenAI-compatible server of the test: chat completions and responses, every request recorded. */
export async function startModelServer(behave: (sent: Sent, count: number) => Behaviour) {
  const sent: Sent[] = [];
  const state = { behave };
  const server = createServer((request, response) => void serve(request, response));
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const one: Sent = {
      path: request.url ?? "",
      key: request.headers.authorization ?? "",
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
    sent.push(one);
    answer(response, one, state.behave(one, sent.length));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    sent,
    /** Answers differently from now on. */
    turn(next: (sent: Sent, count: number) => Behaviour): void {
      state.behave = next;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

function answer(response: ServerResponse, sent: Sent, how: Behaviour): void {
  if ("hang" in how) {
    if (how.hang === "body") response.writeHead(200, { "content-type": "application/json" }).write('{"id": "x", ');
    return;
  }
  if ("reset" in how) return void response.destroy();
  if ("endless" in how) {
    response.writeHead(200, { "content-type": "application/json" });
    const more = (): void => {
      if (response.destroyed) return;
      response.write(" ".repeat(65_536), () => setImmediate(more));
    };
    return more();
  }
  if ("status" in how) return void response.writeHead(how.status, how.headers ?? {}).end(how.body ?? "");
  const responses = sent.path.endsWith("/responses");
  const body = JSON.stringify(responses ? asResponse(how) : asChat(how));
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

type Said = Exclude<Behaviour, { hang: unknown } | { reset: true } | { endless: true } | { status: number }>;
const SERVED = "test-model-2026-01-01";

function asChat(how: Said): object {
  const refused = "refuse" in how;
  const filtered = "filteredEmpty" in how;
  const finish =
    "say" in how ? (how.finish ?? "stop").replace("-", "_") : filtered || refused ? "content_filter" : "stop";
  const content = "say" in how ? how.say : filtered ? "" : null;
  return {
    id: "chat-1",
    object: "chat.completion",
    created: 1_790_000_000,
    model: SERVED,
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: {
          role: "assistant",
          content: refused ? how.refuse : content,
          ...(refused ? { refusal: how.refuse } : {}),
        },
      },
    ],
    ...("say" in how && how.noUsage
      ? {}
      : {
          usage: {
            prompt_tokens: 100,
            completion_tokens: 20,
            total_tokens: 120,
            prompt_tokens_details: { cached_tokens: 40 },
          },
        }),
  };
}

function asResponse(how: Said): object {
  const incomplete =
    "say" in how && how.finish === "length"
      ? { reason: "max_output_tokens" }
      : "refuse" in how || "filteredEmpty" in how || ("say" in how && how.finish === "content-filter")
        ? { reason: "content_filter" }
        : null;
  const text = "say" in how ? how.say : "refuse" in how ? how.refuse : "";
  return {
    id: "resp-1",
    object: "response",
    created_at: 1_790_000_000,
    status: incomplete ? "incomplete" : "completed",
    model: SERVED,
    output:
      "filteredEmpty" in how
        ? []
        : [
            {
              type: "message",
              id: "msg-1",
              role: "assistant",
              status: "completed",
              content: [{ type: "output_text", text, annotations: [] }],
            },
          ],
    incomplete_details: incomplete,
    ...("say" in how && how.noUsage
      ? {}
      : {
          usage: {
            input_tokens: 100,
            output_tokens: 20,
            input_tokens_details: { cached_tokens: 40 },
            output_tokens_details: { reasoning_tokens: 0 },
          },
        }),
  };
}
