const meta = document.querySelector("meta[name=desk-token]");
const token = meta instanceof HTMLMetaElement ? meta.content : "";

/** What the desk's routes refuse with. */
export class DeskError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | File | Uint8Array<ArrayBuffer> }} [init]
 * @returns {Promise<Response>}
 */
async function call(path, init = {}) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(path, { ...init, headers: { ...init.headers, "x-desk-token": token } });
  } catch {
    throw new DeskError("offline", "The desk does not answer. Is it still running?");
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  const code = body?.error?.code ?? "fault";
  // Another start has another token: only a fresh page has it.
  if (code === "token") location.reload();
  throw new DeskError(code, body?.error?.message ?? "The desk could not do that. Please try again.");
}

/** @param {string} path @param {object} body */
const post = async (path, body) =>
  (
    await call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
  ).json();

const BYTES = { "content-type": "application/octet-stream" };

export const api = {
  /** @param {number} since @returns {Promise<import("./model.js").State>} */
  state: async (since) => (await call(`/desk/state?since=${since}`)).json(),
  /** @param {object} message @returns {Promise<{ answer: { kind: string, text?: string } }>} */
  message: (message) => post("/desk/messages", message),
  /** @param {object} asked @returns {Promise<{ answer: { kind: string, text?: string, title?: string, card?: object } }>} */
  dialog: (asked) => post("/desk/dialogs", asked),
  /** @param {object} action @returns {Promise<{ answer: { kind: string, text?: string, card?: object } }>} */
  action: (action) => post("/desk/actions", action),
  /** @param {File} file @returns {Promise<import("./model.js").SharedFile>} */
  upload: async (file) => {
    const headers = { ...BYTES, "x-file-name": encodeURIComponent(file.name) };
    return (await (await call("/desk/files", { method: "POST", headers, body: file })).json()).file;
  },
  /** @param {string} sample @param {string} name @returns {Promise<import("./model.js").SharedFile>} */
  sampleFile: async (sample, name) => {
    const headers = { ...BYTES, "x-desk-sample": sample, "x-file-name": encodeURIComponent(name) };
    return (await (await call("/desk/files", { method: "POST", headers })).json()).file;
  },
  /** @param {string} number @param {string} as */
  timeline: async (number, as) => (await call(`/desk/cases/${number}?as=${encodeURIComponent(as)}`)).json(),
  /** @param {string} number @param {string} as */
  package: async (number, as) => {
    const response = await call(`/desk/package/${number}?as=${encodeURIComponent(as)}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    return { name: name ?? `${number}.zip`, bytes: new Uint8Array(await response.arrayBuffer()) };
  },
  /** @param {string} number @param {string} as */
  list: async (number, as) => {
    const response = await call(`/desk/list/${number}?as=${encodeURIComponent(as)}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    return { name: name ?? `${number}.xlsx`, bytes: new Uint8Array(await response.arrayBuffer()) };
  },
  /** @param {string} number @param {string} as */
  record: async (number, as) => {
    const response = await call(`/desk/record/${number}?as=${encodeURIComponent(as)}`);
    const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    return { name: name ?? `${number}.zip`, bytes: new Uint8Array(await response.arrayBuffer()) };
  },
  /** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<{ exit: number, lines: readonly string[] }>} */
  verify: async (bytes) => (await call("/desk/verify", { method: "POST", headers: BYTES, body: bytes })).json(),
};

/**
 * Follows the desk's changes for as long as the page lives; waits longer after each failure.
 * @param {(version: number) => void} changed
 * @param {(online: boolean) => void} connected
 */
export async function follow(changed, connected) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    try {
      const response = await call("/desk/events");
      connected(true);
      wait = 500;
      await readEvents(response, changed);
    } catch {
      connected(false);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Server-sent events by hand: EventSource cannot send the token. @param {Response} response @param {(version: number) => void} changed */
async function readEvents(response, changed) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const data = /^data: (\d+)$/m.exec(part)?.[1];
      if (data !== undefined) changed(Number(data));
    }
  }
}
