import { drawCard } from "./cards.js";
import { byId, h, icon } from "./elements.js";

/**
 * What a button opened for the one who pressed it: a card beside the channels, nobody else's. Its own buttons go the
 * way of every click, and what they bring takes its place.
 * @param {(click: import("./cards.js").Click) => Promise<object | null>} click
 */
export function createPanel(click) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("panel"));
  const body = h("div", { class: "drawer-body", tabindex: 0, role: "group", "aria-label": "Cases" });

  /** @param {object} json */
  function open(json) {
    const drawn = drawCard(json, { onClick: (pressed) => void turn(pressed), onOpen: () => {}, carry: null });
    if (!drawn) return;
    body.replaceChildren(h("div", { class: "card panel-card" }, drawn.element));
    const close = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Close the list", onclick: () => dialog.close() },
      icon("close"),
    );
    dialog.replaceChildren(
      h(
        "header",
        { class: "drawer-head" },
        h("div", {}, h("p", { class: "eyebrow" }, "Only you see this"), h("h2", { id: "panel-title" }, "Digest")),
        close,
      ),
      body,
    );
    if (!dialog.open) dialog.showModal();
    body.scrollTop = 0;
  }

  /** @param {import("./cards.js").Click} pressed */
  async function turn(pressed) {
    const next = await click(pressed);
    if (next) open(next);
  }
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return { open };
}
