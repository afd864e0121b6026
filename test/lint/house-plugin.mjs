// The project's own lint rules. Each has one bad file in test/lint/bad that must be reported (test/lint/lint.test.ts).
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Which top folder may import which. A package or node:* import from core is checked apart. */
const MAY_IMPORT = {
  core: ["core"],
  rules: ["rules", "core"],
  db: ["db", "core"],
  adapters: ["adapters", "core"],
  bot: ["bot", "adapters", "db", "core", "rules"],
  test: ["test", "bot", "adapters", "db", "core", "rules"],
};
const CORE_PACKAGES = ["zod", "canonicalize", "@noble/hashes"];
const CORE_BANNED_GLOBALS = new Set(["Date", "globalThis", "fetch", "process", "console", "setTimeout", "setInterval"]);

/** A bad sample lies in test/lint/bad/<folder>/…, and is judged as if it stood in <folder>/…. */
function placeOf(file) {
  const parts = relative(ROOT, file).split("/");
  if (parts[0] === "test" && parts[1] === "lint" && parts[2] === "bad")
    return { parts: parts.slice(3), base: resolve(ROOT, parts.slice(3).join("/")) };
  return { parts, base: file };
}

function directionFault(file, source) {
  const { parts, base } = placeOf(file);
  const from = parts[0];
  const allowed = MAY_IMPORT[from];
  if (!allowed) return null;
  if (!source.startsWith(".")) {
    if (from !== "core") return null;
    const pure = CORE_PACKAGES.some((name) => source === name || source.startsWith(`${name}/`));
    return pure ? null : `core imports no "${source}": it is pure (allowed packages: ${CORE_PACKAGES.join(", ")})`;
  }
  const to = relative(ROOT, resolve(dirname(base), source)).split("/");
  if (!allowed.includes(to[0])) return `${from} may not import ${to[0]} (allowed: ${allowed.join(", ")})`;
  if (from === "adapters" && to[0] === "adapters" && to[1] !== parts[1])
    return `adapter ${parts[1]} may not import adapter ${to[1]}`;
  return null;
}

const importDirection = {
  create(context) {
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const fault = directionFault(context.filename, source);
      if (fault) context.report({ node, message: fault });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** A cast is allowed in a function named to… or parse…: a validated constructor. `as const` is not a cast. */
const noCast = {
  create(context) {
    return {
      TSAsExpression(node) {
        const type = node.typeAnnotation;
        if (type.type === "TSTypeReference" && type.typeName?.name === "const") return;
        for (let up = node.parent; up; up = up.parent) {
          const name =
            up.id?.name ??
            (up.parent?.type === "VariableDeclarator" ? up.parent.id?.name : undefined) ??
            (up.parent?.type === "Property" ? up.parent.key?.name : undefined);
          if (/Function/.test(up.type) && /^(to|parse|open)[A-Z]/.test(name ?? "")) return;
        }
        context.report({ node, message: "a cast belongs in a validated constructor (a function named to… or parse…)" });
      },
    };
  },
};

const pureCore = {
  create(context) {
    if (placeOf(context.filename).parts[0] !== "core") return {};
    return {
      Identifier(node) {
        const p = node.parent;
        const isName =
          (p?.type === "MemberExpression" && p.property === node && !p.computed) ||
          (p?.type === "Property" && p.key === node) ||
          (p?.type ?? "").startsWith("TS");
        if (!isName && CORE_BANNED_GLOBALS.has(node.name))
          context.report({ node, message: `core uses no ${node.name}: time, chance and I/O come in from outside` });
      },
      MemberExpression(node) {
        if (node.object.name === "Math" && node.property.name === "random")
          context.report({ node, message: "core uses no Math.random: ids and salts come in from outside" });
      },
    };
  },
};

const noBareTransaction = {
  create(context) {
    const where = placeOf(context.filename).parts.join("/");
    if (where === "db/connect.ts") return {};
    return {
      CallExpression(node) {
        if (node.callee.type === "MemberExpression" && node.callee.property.name === "transaction")
          context.report({
            node,
            message: "transactions go through the wrapper of db/connect.ts: a bare one can freeze the event loop",
          });
      },
    };
  },
};

const noBarrel = {
  create(context) {
    return {
      ExportAllDeclaration(node) {
        context.report({ node, message: "no barrels: import from the file that owns the name" });
      },
    };
  },
};

export default {
  meta: { name: "house" },
  rules: {
    "import-direction": importDirection,
    "no-cast": noCast,
    "pure-core": pureCore,
    "no-bare-transaction": noBareTransaction,
    "no-barrel": noBarrel,
  },
};
