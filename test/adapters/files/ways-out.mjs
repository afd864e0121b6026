// Runs inside the reader child: tries every way to the loopback listener whose port is on standard input, and to
// files and processes. Answers with the ways that were open.
import Module, { createRequire } from "node:module";
import vm from "node:vm";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const port = Number(Buffer.concat(chunks).toString("utf8"));
const url = `http://127.0.0.1:${port}/`;
const require = createRequire(import.meta.url);

/** Settles, whatever a socket does: connected, refused, or nothing for a while. */
const settled = (emitter, good) =>
  new Promise((resolve, reject) => {
    emitter.on(good, () => resolve(true));
    emitter.on("error", reject);
    setTimeout(() => reject(new Error("nothing happened")), 1_500);
  });
const viaNet = (net) => settled(net.connect(port, "127.0.0.1"), "connect");
const viaHttp = (http) => settled(http.get(url), "response");

const WAYS = {
  fetch: () => fetch(url),
  "fetch of a new realm": () => vm.runInNewContext("fetch")(url),
  "fetch of this realm": () => vm.runInThisContext("fetch")(url),
  WebSocket: () => settled(new WebSocket(url.replace("http", "ws")), "open"),
  EventSource: () => new EventSource(url),
  "import node:net": async () => viaNet(await import("node:net")),
  "import net": async () => viaNet(await import("net")),
  "require net": () => viaNet(require("net")),
  "require node:net": () => viaNet(require("node:net")),
  "module loader": () => viaNet(Module._load("net")),
  "module loader of a script": () => viaNet(new Module("x").require("net")),
  "module of the main script": () => viaNet(process.mainModule.require("net")),
  getBuiltinModule: () => viaNet(process.getBuiltinModule("net")),
  "import http": async () => viaHttp(await import("node:http")),
  "require http": () => viaHttp(require("http")),
  "require https": () => viaHttp(require("https")),
  "require http2": () => settled(require("http2").connect(url), "connect"),
  "require _http_client": () => viaNet({ connect: () => new (require("_http_client").ClientRequest)(url) }),
  "require _http_agent": () => require("_http_agent").Agent.name.length > 0,
  "require tls": () => settled(require("tls").connect(port, "127.0.0.1"), "connect"),
  "require _tls_wrap": () => settled(require("_tls_wrap").connect(port, "127.0.0.1"), "connect"),
  "require dgram": () => require("dgram").createSocket("udp4").send("x", port, "127.0.0.1"),
  "require dns": () => require("dns").lookup("localhost", () => undefined),
  "require dns/promises": () => require("dns/promises").lookup("localhost"),
  "require inspector": () => require("inspector").open(0),
  "require inspector/promises": () => require("inspector/promises").open(0),
  "raw binding": () => process.binding("tcp_wrap"),
  "linked binding": () => process._linkedBinding("tcp_wrap"),
  "later hooks": () => {
    Module.registerHooks({
      resolve: (name, context, next) =>
        name === "harmless" ? { url: "node:net", format: "builtin", shortCircuit: true } : next(name, context),
    });
    return viaNet(require("harmless"));
  },
  "loader hooks": () => Module.register("data:text/javascript,export{}"),
  "data import": async () =>
    viaNet((await import("data:text/javascript,import net from 'net';export default net")).default),
  "http import": () => import(url),
  "child process": () => settled(require("child_process").spawn(process.execPath, ["-e", "0"]), "spawn"),
  "child process, at once": () => require("child_process").execFileSync("/bin/true"),
  cluster: () => settled(require("cluster").fork(), "online"),
  worker: () => settled(new (require("worker_threads").Worker)("0", { eval: true }), "online"),
  addon: () => process.dlopen({ exports: {} }, "/nowhere.node"),
  wasi: () => new (require("wasi").WASI)({ version: "preview1" }),
  "a file of the system": () => require("fs").readFileSync("/etc/hostname"),
  "a file of the checkout": () => require("fs").readFileSync(new URL("../../../package.json", import.meta.url)),
  "writing a file": () => require("fs").writeFileSync(new URL("./written", import.meta.url), "x"),
  environment: () => {
    if (Object.keys(process.env).length === 0) throw new Error("empty");
  },
};

const open = [];
for (const [name, way] of Object.entries(WAYS)) {
  try {
    await way();
    open.push(name);
  } catch {
    // Shut, as it should be.
  }
}
process.stdout.write(JSON.stringify({ tried: Object.keys(WAYS).length, open }), () => process.exit(0));
