import { api, DeskError } from "./api.js";
import { drawCard } from "./cards.js";
import { byId, h, icon } from "./elements.js";
import { model } from "./model.js";
import { announce, clearToasts } from "./toasts.js";

/**
 * The side panel: what Teams shows as a dialog. A form that the desk could not take stays open with the reason above it.
 * @typedef {{ pane: string, message: string | null }} Where
 * @param {() => Promise<void>} changed
 */
export function createFormPanel(changed) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("form-panel"));
  const title = h("h2", { id: "form-panel-title" });
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() },
    icon("close"),
  );
  const alert = h("p", { class: "panel-alert", role: "alert", hidden: true });
  const body = h("div", {
    class: "drawer-body panel-body",
    tabindex: 0,
    role: "region",
    "aria-labelledby": "form-panel-title",
  });
  dialog.append(h("div", { class: "drawer-head" }, title, close), alert, body);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  /** @param {string | null} text */
  const say = (text) => {
    alert.hidden = text === null;
    alert.textContent = text ?? "";
  };

  /** @param {Where} where @param {import("./cards.js").Opening} opening */
  async function open(where, opening) {
    try {
      const asked = { id: crypto.randomUUID(), as: model.me, pane: where.pane, ...opening };
      show(where, (await api.dialog(asked)).answer);
    } catch (error) {
      show(where, { kind: "tell", text: error instanceof DeskError ? error.message : "Please try again." });
    }
  }

  /** @param {Where} where @param {{ kind: string, text?: string, title?: string, card?: object }} answer */
  function show(where, answer) {
    clearToasts();
    say(answer.kind === "dialog" ? null : (answer.text ?? "Received. Please open it again in a moment."));
    title.textContent = answer.title ?? "Export Desk";
    const drawn = answer.card
      ? drawCard(answer.card, {
          onClick: (click) => void send(where, click),
          onOpen: (opening) => void open(where, opening),
          carry: null,
        })
      : null;
    body.replaceChildren(...(drawn ? [h("div", { class: "card panel-card" }, drawn.element)] : []));
    if (!dialog.open) dialog.showModal();
    const first = body.querySelector("textarea, input, select");
    if (first instanceof HTMLElement) first.focus();
    else body.focus();
  }

  /** @param {Where} where @param {import("./cards.js").Click} click */
  async function send(where, click) {
    dialog.setAttribute("aria-busy", "true");
    try {
      const base = { id: crypto.randomUUID(), as: model.me, pane: where.pane };
      const { answer } =
        click.token === null
          ? await api.message({ ...base, text: "", form: click.inputs })
          : await api.action({ ...base, message: where.message ?? base.id, ...click });
      if (answer.kind === "tell" && answer.text) say(answer.text);
      else {
        dialog.close();
        announce("Done. The card follows.");
      }
    } catch (error) {
      say(error instanceof DeskError ? error.message : "Not received, please try again.");
    } finally {
      dialog.removeAttribute("aria-busy");
      await changed();
    }
  }

  return { open };
}
