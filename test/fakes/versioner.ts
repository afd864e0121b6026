import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
export type FakeVersioner = {
  readonly url: string;
  /** Requests for text, in order: path with query, `range` and `if-none-match`. */
  readonly asked: { readonly path: string; readonly range: string | undefined; readonly tag: string | undefined }[];
  /** The last day that both titles are issued for. */
  issue: string;
  /** Rows of the versions answer. */
  versions: readonly { readonly issue_date: string; readonly identifier: string }[];
  /** What the address of a text answers; null: the text itself. */
  text: Answer | null;
  titles: Answer | null;
  readonly stop: () => Promise<void>;
};

const send = (response: ServerResponse, type: string, body: string): void => {
  response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(body) }).end(body);
};

/** The versioner of the Code as its documents describe it, on this machine: titles, versions, full text with ranges and tags. */
export async function startVersioner(xml: string): Promise<FakeVersioner> {
  const state = {
    issue: "2026-07-23",
    versions: [] as FakeVersioner["versions"],
    text: null as Answer | null,
    titles: null as Answer | null,
  };
  const asked: FakeVersioner["asked"] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname.endsWith("/titles.json")) {
      if (state.titles) return state.titles(request, response);
      const titles = [15, 22].map((number) => ({ number, latest_issue_date: state.issue }));
      return send(response, "application/json", JSON.stringify({ titles }));
    }
    if (pathname.includes("/versions/"))
      return send(response, "application/json", JSON.stringify({ content_versions: state.versions }));
    const { range, "if-none-match": tag } = request.headers;
    asked.push({ path: request.url ?? "", range, tag });
    if (state.text) return state.text(request, response);
    return sendText(response, xml, { range, tag });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

export const TAG = '"made-up-1"';

/** The text with its tag: whole, the rest of it, or "what you have". */
export function sendText(
  response: ServerResponse,
  xml: string,
  { range, tag }: { readonly range: string | undefined; readonly tag: string | undefined },
): void {
  const bytes = Buffer.from(xml, "utf8");
  const head = { "content-type": "application/xml; charset=utf-8", etag: TAG };
  if (tag === TAG) return void response.writeHead(304, { etag: TAG }).end();
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const rest = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    ...head,
    "content-length": rest.length,
    ...(from > 0 ? { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
  });
  response.end(rest);
}
