import { byId, h } from "./elements.js";
import { model, remember, reviewPanes, waitingIn } from "./model.js";

/**
 * The reviewers' channels as tabs: one tab stop, arrows move between them.
 * @param {(pane: string) => void} onSelect
 */
export function createTabs(onSelect) {
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Reviewers' channels" });
  /** @type {Map<string, HTMLElement>} */
  const tabs = new Map();

  /** @param {string} id @param {boolean} [focus] */
  function select(id, focus = false) {
    model.tab = id;
    remember("tab", id);
    refresh();
    onSelect(id);
    if (focus) tabs.get(id)?.focus();
  }

  list.addEventListener("keydown", (event) => {
    const ids = reviewPanes().map((pane) => pane.id);
    const at = ids.indexOf(model.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(ids[(to + ids.length) % ids.length] ?? model.tab, true);
  });

  function refresh() {
    for (const pane of reviewPanes()) {
      let tab = tabs.get(pane.id);
      if (!tab) {
        tab = h("button", {
          type: "button",
          role: "tab",
          id: `tab-${pane.id}`,
          "aria-controls": "review-feed",
          onclick: () => select(pane.id),
        });
        tabs.set(pane.id, tab);
        list.append(tab);
      }
      const waiting = waitingIn(pane.id);
      const chosen = pane.id === model.tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.setAttribute("tabindex", chosen ? "0" : "-1");
      tab.replaceChildren(
        pane.title,
        ...(waiting > 0
          ? [h("span", { class: "count" }, String(waiting), h("span", { class: "hidden" }, " waiting"))]
          : []),
      );
      if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const all = reviewPanes().reduce((sum, pane) => sum + waitingIn(pane.id), 0);
    const badge = byId("review-count");
    badge.hidden = all === 0;
    badge.textContent = String(all);
  }
  return { element: list, refresh, select };
}
