import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
type Ack = { readonly envelope_id: string; readonly payload: Record<string, unknown> };

/** One unmasked frame, as a server sends it (RFC 6455 §5.2). */
function frame(opcode: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]), sizeOf(payload.length)]);
  return Buffer.concat([head, payload]);
}
function sizeOf(length: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return size;
}

/** The masked frames a client sent, each with its opcode; what is not whole yet stays. */
function readFrames(bytes: Buffer): { readonly frames: readonly { opcode: number; payload: Buffer }[]; rest: Buffer } {
  const frames: { opcode: number; payload: Buffer }[] = [];
  let rest = bytes;
  while (rest.length >= 2) {
    const short = (rest[1] ?? 0) & 127;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (rest.length < head + 4) break;
    const length = short === 126 ? rest.readUInt16BE(2) : short === 127 ? Number(rest.readBigUInt64BE(2)) : short;
    if (rest.length < head + 4 + length) break;
    const mask = rest.subarray(head, head + 4);
    const payload = Buffer.from(rest.subarray(head + 4, head + 4 + length).map((byte, n) => byte ^ (mask[n % 4] ?? 0)));
    frames.push({ opcode: (rest[0] ?? 0) & 15, payload });
    rest = rest.subarray(head + 4 + length);
  }
  return { frames, rest };
}

/**
 * Slack's side of Socket Mode on a server of this machine: tickets of `apps.connections.open`, hello, envelopes out,
 * acknowledgements back, and connections that break.
 */
export function attachSocketLink(server: Server) {
  const acks: Ack[] = [];
  const live = new Set<Socket>();
  const tickets = new Set<string>();
  const link = { hello: true, refuse: null as string | null, opened: 0 };

  server.on("upgrade", (request: IncomingMessage, socket: Socket) => {
    const ticket = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return void socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
    const key = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"] ?? ""}${GUID}`)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    );
    live.add(socket);
    link.opened += 1;
    let rest: Buffer = Buffer.alloc(0);
    socket.on("data", (data: Buffer) => {
      const read = readFrames(Buffer.concat([rest, data]));
      rest = read.rest;
      for (const { opcode, payload } of read.frames) {
        if (opcode === 1) acks.push(JSON.parse(payload.toString("utf8")) as Ack);
        if (opcode === 9) socket.write(frame(10, payload));
        if (opcode === 8) socket.end(frame(8, payload));
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => live.delete(socket));
    if (link.hello) socket.write(frame(1, Buffer.from(JSON.stringify({ type: "hello", num_connections: 1 }))));
  });

  const sendText = (text: string): void => {
    for (const socket of live) socket.write(frame(1, Buffer.from(text)));
  };
  return {
    acks,
    live,
    /** Changed by a test: hold back the hello, refuse tickets with an error of Slack's. */
    link,
    /** What `apps.connections.open` answers to a token. */
    open(authorization: string | undefined): Record<string, unknown> {
      if (link.refuse !== null) return { ok: false, error: link.refuse };
      if (!authorization?.startsWith("Bearer xapp-")) return { ok: false, error: "not_allowed_token_type" };
      const ticket = randomUUID();
      tickets.add(ticket);
      return { ok: true, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link/?ticket=${ticket}` };
    },
    sendText,
    /** Sends one envelope over every live connection; gives its id. */
    send(type: string, payload: unknown, more: Record<string, unknown> = {}): string {
      const envelope_id = randomUUID();
      const accepts = type !== "events_api";
      sendText(JSON.stringify({ envelope_id, type, accepts_response_payload: accepts, payload, ...more }));
      return envelope_id;
    },
    ackOf: async (envelope: string): Promise<Ack | null> => {
      for (let look = 0; look < 200; look += 1) {
        const found = acks.find((ack) => ack.envelope_id === envelope);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return null;
    },
    /** The connection breaks without a word. */
    drop(): void {
      for (const socket of live) socket.destroy();
    },
  };
}
export type SocketLink = ReturnType<typeof attachSocketLink>;
