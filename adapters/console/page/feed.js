import { h } from "./elements.js";
import { drawMessage } from "./message.js";
import { threadsOf } from "./model.js";

/**
 * The threads of one pane, drawn once and changed in place: a message is drawn again only when it changed.
 * @typedef {import("./message.js").Handlers} Handlers
 * @param {Handlers} handlers
 * @param {() => HTMLElement} empty what stands there when there is nothing
 */
export function createFeed(handlers, empty) {
  const list = h("ol", { class: "threads" });
  const scroller = h("div", { class: "scroller", tabindex: 0 }, list);
  /** @type {Map<string, import("./message.js").Shown>} */
  const shown = new Map();
  /** @type {Map<string, { item: HTMLElement, box: HTMLElement }>} */
  const threads = new Map();
  let pane = "";
  let blank = /** @type {HTMLElement | null} */ (null);

  /** @param {string} next @param {string} label */
  function show(next, label) {
    if (next !== pane) {
      pane = next;
      shown.clear();
      threads.clear();
      list.replaceChildren();
    }
    scroller.setAttribute("aria-label", label);
    return refresh();
  }

  function refresh() {
    const all = threadsOf(pane);
    if (all.length === 0) {
      blank?.remove();
      blank = empty();
      scroller.prepend(blank);
    } else {
      blank?.remove();
      blank = null;
    }
    const alive = new Set(all.map((thread) => thread.root.id));
    for (const [id, { item }] of threads) if (!alive.has(id)) drop(id, item);
    /** @type {HTMLElement | null} */
    let fresh = null;
    for (const thread of all) fresh = drawThread(thread) ?? fresh;
    if (fresh) reveal(fresh);
    return fresh !== null;
  }

  /** @param {string} id @param {HTMLElement} item */
  function drop(id, item) {
    item.remove();
    threads.delete(id);
  }

  /** @param {ReturnType<typeof threadsOf>[number]} thread @returns {HTMLElement | null} what should come into view */
  function drawThread({ root, replies }) {
    let known = threads.get(root.id);
    let fresh = /** @type {HTMLElement | null} */ (null);
    if (!known) {
      const box = h("div", { class: "thread" });
      known = { item: h("li", {}, box), box };
      threads.set(root.id, known);
      list.append(known.item);
      fresh = known.item;
    }
    for (const message of [root, ...replies]) {
      const before = shown.get(message.id) ?? null;
      const inPlace = before !== null && known.box.contains(before.element);
      if (inPlace && before.changed === message.changed) continue;
      const next = drawMessage(message, { root, handlers, before: inPlace ? before : null });
      shown.set(message.id, next);
      if (!inPlace) known.box.append(next.element);
      // A mention follows its card: it is told, and leaves the card where it is.
      const matters = inPlace ? before.kind !== message.kind : message.card !== null || message.from !== null;
      if (matters) fresh ??= next.element;
    }
    return fresh;
  }

  /** The top of what is new comes into view, without moving the page around it. @param {HTMLElement} element */
  function reveal(element) {
    const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scroller.scrollTo({ top: top - 14, behavior: calm ? "auto" : "smooth" });
  }

  /** The thread's box, for a reply field at its end. @param {string} root */
  const boxOf = (root) => threads.get(root)?.box ?? null;

  /** Draws everything again: who reads has changed. */
  function redraw() {
    shown.clear();
    threads.clear();
    list.replaceChildren();
    refresh();
  }
  return { element: scroller, show, refresh, redraw, boxOf };
}
