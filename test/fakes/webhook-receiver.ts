import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
type Answer = (response: ServerResponse, request: Received) => void;

/** A receiver on a port of this machine that keeps what it got and answers as it is told. */
export async function startReceiver(answer: Answer = (response) => void response.writeHead(204).end()) {
  const got: Received[] = [];
  let now = answer;
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const one = { method: request.method ?? "", headers, body: Buffer.concat(chunks).toString("utf8") };
    got.push(one);
    now(response, one);
  }
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/hook`),
    got,
    answer: (next: Answer) => void (now = next),
    /** Effects: messages by their id, as a receiver drops the second of one id. */
    effects: () =>
      new Map(got.filter(({ method }) => method === "POST").map((one) => [one.headers["webhook-id"], one])),
    stop: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
