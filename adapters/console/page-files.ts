import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** What the page consists of: a closed list, so that no path of a request ever reaches the disk. */
const OWN = [
  "page.css",
  "panes.css",
  "cards.css",
  "drawer.css",
  "icon.svg",
  "main.js",
  "api.js",
  "blanks.js",
  "cards.js",
  "charts.js",
  "composer.js",
  "elements.js",
  "evidence.js",
  "feed.js",
  "message.js",
  "model.js",
  "form-panel.js",
  "panel.js",
  "people.js",
  "steps.js",
  "tabs.js",
  "theme.js",
  "toasts.js",
  "walk.js",
];
const pathOf = (name: string): string | URL | null => {
  if (name === "adaptivecards.min.js") return require.resolve("adaptivecards/dist/adaptivecards.min.js");
  return OWN.includes(name) ? new URL(`./page/${name}`, import.meta.url) : null;
};

/** An asset of the page with its media type, or null. */
export async function openAsset(
  name: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | null> {
  const path = pathOf(name);
  if (!path) return null;
  return { bytes: new Uint8Array(await readFile(path)), type: TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain" };
}

const attribute = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, "");

/** The page, with this start's token in its head and in the paths of its assets. */
export async function openPage(token: string): Promise<string> {
  const html = await readFile(new URL("./page/index.html", import.meta.url), "utf8");
  return html.replaceAll("%TOKEN%", attribute(token));
}
