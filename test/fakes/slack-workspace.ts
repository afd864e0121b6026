import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import { attachSocketLink } from "./socket-link.ts";

/** What `emulate` leaves out of its answers and the desk refuses to guess: nobody is a guest, nothing is shared. */
const COMPLETES: Readonly<Record<string, (answer: Record<string, unknown>) => Record<string, unknown>>> = {
  "users.info": (answer) => ({
    ...answer,
    user: { ...(answer["user"] as object), is_restricted: false, is_ultra_restricted: false },
  }),
  "users.list": (answer) => ({
    ...answer,
    members: (answer["members"] as object[] | undefined)?.map((member) => ({
      ...member,
      is_restricted: false,
      is_ultra_restricted: false,
    })),
  }),
  "conversations.info": (answer) => ({
    ...answer,
    channel: { ...(answer["channel"] as object), is_member: true, is_ext_shared: false, is_pending_ext_shared: false },
  }),
};

/** A file that someone shared: the proxy serves it, so that it can say of it what the emulator would not. */
export type SharedFile = {
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  /** What Slack says of its size; else the truth. */
  readonly size?: number;
  /** Kept elsewhere: Slack holds a link only. */
  readonly external?: boolean;
};

/** `ts`: the message that a post became. */
export type SlackCall = {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly token: string;
  ts?: string;
};
const TOKEN = "xoxb-desk";
const tokenIn = (request: IncomingMessage): string => (request.headers.authorization ?? "").replace("Bearer ", "");

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * A Slack workspace: the `emulate` package's Web API behind a loopback proxy that records each call and completes the
 * few fields the emulator does not know.
 */
export async function startSlackWorkspace(
  people: readonly string[],
  also: { readonly guests?: readonly string[] } = {},
) {
  const port = await freePort();
  const emulator = await createEmulator({
    service: "slack",
    port,
    seed: {
      slack: {
        team: { name: "Acme Example", domain: "acme-example" },
        users: people.map((name) => ({ name })),
        tokens: [{ token: TOKEN, user: "admin", scopes: [] }],
      },
    },
  });
  const calls: SlackCall[] = [];
  const refusals = new Map<string, (args: SlackCall["args"]) => string | null>();
  const guests = new Set<string>();
  const absent = new Set<string>();
  const outsiders = new Set<string>();
  const answers: { readonly path: string; readonly said: Readonly<Record<string, unknown>> }[] = [];
  const shared = new Map<string, { readonly file: SharedFile; readonly shares: object }>();
  /** Files that the desk gave: the bytes by the name they came under. */
  const given = new Map<string, { readonly name: string; bytes: Uint8Array | null }>();
  const asGuest = (user: unknown): object => {
    const one = user as { readonly id?: string };
    return guests.has(one.id ?? "") ? { ...one, is_restricted: true } : one;
  };
  const withGuests = (answer: Record<string, unknown>): Record<string, unknown> => ({
    ...answer,
    ...(answer["user"] === undefined ? {} : { user: asGuest(answer["user"]) }),
    ...(Array.isArray(answer["members"]) && typeof answer["members"][0] === "object"
      ? { members: answer["members"].map(asGuest) }
      : {}),
    // A guest is in no channel but the ones it was invited to: this one is the company's own.
    ...(Array.isArray(answer["members"]) && typeof answer["members"][0] === "string"
      ? { members: answer["members"].filter((member) => !guests.has(String(member)) && member !== "guest") }
      : {}),
  });
  const proxy = createServer(async (request, response): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const method = (request.url ?? "").split("/").at(-1)?.split("?")[0] ?? "";
    const body = Buffer.concat(parts).toString("utf8");
    if (request.url?.startsWith("/hooks/")) {
      answers.push({ path: request.url, said: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(200).end("ok");
      return;
    }
    if (method === "apps.connections.open") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(link.open(request.headers.authorization)));
      return;
    }
    const upload = given.get(method);
    if (upload) {
      upload.bytes = new Uint8Array(Buffer.concat(parts));
      response.writeHead(200).end("OK");
      return;
    }
    const made: SlackCall = { method, args: Object.fromEntries(new URLSearchParams(body)), token: tokenIn(request) };
    calls.push(made);
    const refused = refusals.get(method)?.(made.args) ?? null;
    if (refused !== null) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: false, error: refused }));
      return;
    }
    // The upload address of the emulator is of another origin than its API, as a foreign one would be.
    if (method === "files.getUploadURLExternal" || method === "files.completeUploadExternal") {
      const id = `F0GIVEN${given.size}`;
      if (method === "files.getUploadURLExternal") given.set(id, { name: made.args["filename"] ?? "", bytes: null });
      const address = { upload_url: `${apiUrl}upload/${id}`, file_id: id };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ ok: true, ...(method === "files.getUploadURLExternal" ? address : { files: [] }) }),
      );
      return;
    }
    const own = shared.get(method === "files.info" ? (new URLSearchParams(body).get("file") ?? "") : method);
    if (own && method !== "files.info") {
      response.writeHead(200, { "content-type": own.file.mimetype });
      response.end(own.file.bytes);
      return;
    }
    if (own) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, file: detailsOf(own, new URLSearchParams(body).get("file") ?? "") }));
      return;
    }
    const answer = await fetch(`http://127.0.0.1:${port}${request.url ?? ""}`, {
      method: request.method ?? "POST",
      headers: {
        authorization: request.headers.authorization ?? "",
        "content-type": request.headers["content-type"] ?? "",
      },
      ...(request.method === "POST" ? { body } : {}),
      redirect: "manual",
    });
    const location = answer.headers.get("location");
    if (location !== null) return void response.writeHead(answer.status, { location }).end();
    const text = await answer.text();
    if (method === "chat.postMessage") made.ts = (JSON.parse(text) as { ts?: string }).ts ?? "";
    if (method === "chat.getPermalink") {
      const { channel = "", message_ts = "" } = made.args;
      const permalink = `https://acme-example.slack.com/archives/${channel}/p${message_ts.replace(".", "")}`;
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ ok: true, channel, permalink }));
      return;
    }
    const asked = new URLSearchParams(body).get("channel") ?? "";
    const where = (found: Record<string, unknown>): Record<string, unknown> =>
      method === "conversations.info"
        ? {
            ...found,
            channel: {
              ...(found["channel"] as object),
              ...(absent.has(asked) ? { is_member: false } : {}),
              ...(outsiders.has(asked) ? { is_ext_shared: true } : {}),
            },
          }
        : found;
    const known = COMPLETES[method];
    const complete = known && ((one: Record<string, unknown>) => where(known(one)));
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    response.end(
      complete || text.includes('"members"')
        ? JSON.stringify(withGuests((complete ?? ((one) => one))(JSON.parse(text) as Record<string, unknown>)))
        : text,
    );
  });
  const link = attachSocketLink(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const apiUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/`;
  const detailsOf = ({ file, shares }: { readonly file: SharedFile; readonly shares: object }, id: string): object => ({
    id,
    name: file.name,
    mimetype: file.mimetype,
    size: file.size ?? file.bytes.byteLength,
    ...(file.external ? { is_external: true, mode: "external" } : {}),
    url_private_download: `${apiUrl}files-pri/${id}`,
    shares,
  });
  const call = async (method: string, args: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(args),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const members = ((await call("users.list"))["members"] as { id: string; name: string; team_id: string }[]) ?? [];
  for (const name of also.guests ?? []) guests.add(members.find((member) => member.name === name)?.id ?? "");
  return {
    token: TOKEN,
    apiUrl,
    /** Holds a file for download; gives it as a message's `files` names it. `ts`: the message it stands in. */
    share(file: SharedFile, at: { readonly channel: string; readonly ts: string }): Record<string, unknown> {
      const id = `F0FLOW${String(shared.size).padStart(4, "0")}`;
      shared.set(id, { file, shares: { public: { [at.channel]: [{ ts: at.ts }] } } });
      return { id, name: file.name, mimetype: file.mimetype, size: file.size ?? file.bytes.byteLength };
    },
    calls,
    given,
    /** From now on a method is refused with the code its arguments get; null: it is not. */
    refuse: (method: string, code: (args: SlackCall["args"]) => string | null): void => void refusals.set(method, code),
    /** What was said through the addresses that came with commands (`response_url`), `hook` makes one. */
    answers,
    hook: (name: string): string => `${new URL(apiUrl).origin}/hooks/${name}`,
    /** What Slack's page does when someone allows an installation: the address it sends the browser to. */
    async allow(authorizeUrl: string, user: string): Promise<string> {
      const asked = new URL(authorizeUrl).searchParams;
      const form = new URLSearchParams({ user_id: user });
      for (const name of ["redirect_uri", "scope", "state", "client_id"]) form.set(name, asked.get(name) ?? "");
      const url = new URL("/oauth/v2/authorize/callback", apiUrl);
      return (await fetch(url, { method: "POST", body: form, redirect: "manual" })).headers.get("location") ?? "";
    },
    /** Slack's side of Socket Mode. */
    link,
    /** The desk is not in that channel; the channel is shared with another organisation. */
    absent,
    outsiders,
    /** A trigger as the workspace gives with a command: good for one view, for three seconds. */
    trigger: async (): Promise<string> =>
      JSON.stringify((await call("views.generateTriggerId"))["trigger_id"]).slice(1, -1),
    call,
    team: members[0]?.team_id ?? "",
    userId: (name: string): string => members.find((member) => member.name === name)?.id ?? "",
    channel: "C000000001",
    /** Messages of a thread, as the workspace keeps them. */
    async thread(channel: string, ts: string): Promise<readonly Record<string, unknown>[]> {
      return (
        ((await call("conversations.replies", { channel, ts }))["messages"] as Record<string, unknown>[] | undefined) ??
        []
      );
    },
    async stop(): Promise<void> {
      link.drop();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await emulator.close();
    },
  };
}
export type SlackWorkspace = Awaited<ReturnType<typeof startSlackWorkspace>>;
