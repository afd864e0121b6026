import { byId, h, icon } from "./elements.js";

const LIFE_MS = 14_000;

/**
 * Says something to the one who acted. A refusal is an alert: a screen reader says it at once.
 * @param {"refused" | "fault" | "done"} kind
 * @param {string} text
 */
export function toast(kind, text) {
  const TITLES = { refused: "Not done", fault: "That did not work", done: "Done" };
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close this message" },
    icon("close"),
  );
  const box = h(
    "div",
    { class: `toast ${kind}`, role: kind === "done" ? "status" : "alert" },
    h("span", { class: "toast-icon" }, icon(kind === "done" ? "check" : "alert")),
    h("div", { class: "toast-words" }, h("strong", {}, TITLES[kind]), h("p", {}, text)),
    close,
  );
  const area = byId("toasts");
  area.append(box);
  while (area.children.length > 3) area.firstElementChild?.remove();
  let timer = setTimeout(() => box.remove(), LIFE_MS);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => (timer = setTimeout(() => box.remove(), LIFE_MS)));
  close.addEventListener("click", () => box.remove());
}

/** Told politely, without a box. @param {string} text */
export function announce(text) {
  byId("live").textContent = text;
}

/** What was refused before is over once something was done, or someone else acts. */
export function clearToasts() {
  byId("toasts").replaceChildren();
}
