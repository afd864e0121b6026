import Module, { registerHooks, syncBuiltinESMExports } from "node:module";

/**
 * Preloaded into the reader child. `node --permission` stops files, processes, workers and addons but leaves the
 * network open, so every built-in that can open a socket, and every global that wraps one, is taken away before a
 * library is loaded. Then the means to undo it go too: later hooks, the raw bindings, the built-in lookup.
 */
const REFUSED = /^(net|http|https|http2|tls|dgram|dns|inspector|quic)(\/|$)|^_(http|tls)_/;

registerHooks({
  resolve(specifier, context, next) {
    if (REFUSED.test(specifier.replace(/^node:/, ""))) throw new Error(`refused in the reader: ${specifier}`);
    const found = next(specifier, context);
    if (REFUSED.test(found.url.replace(/^node:/, ""))) throw new Error(`refused in the reader: ${specifier}`);
    return found;
  },
});

for (const name of ["fetch", "WebSocket", "EventSource", "Request", "Response", "navigator"])
  Reflect.deleteProperty(globalThis, name);
for (const name of ["getBuiltinModule", "binding", "_linkedBinding", "dlopen", "report", "mainModule"])
  Reflect.deleteProperty(process, name);
for (const name of ["registerHooks", "register"]) Reflect.deleteProperty(Module, name);
syncBuiltinESMExports();
