import { drawCard } from "./cards.js";
import { h, icon, sizeText, timeText } from "./elements.js";
import { initialsOf, model, nameOf, personOf } from "./model.js";

/**
 * @typedef {import("./model.js").Message} Message
 * @typedef {{ onClick: (message: Message, click: import("./cards.js").Click) => void,
 *   onOpen: (message: Message, opening: import("./cards.js").Opening) => void,
 *   onEvidence: (caseNumber: string) => void, onReply: ((root: Message) => void) | null }} Handlers
 * @typedef {{ element: HTMLElement, drawn: import("./cards.js").Drawn | null, changed: number, kind: string | null }} Shown
 */

/** @param {string | null} person */
export function avatar(person) {
  if (person === null) return h("span", { class: "avatar desk-avatar", "aria-hidden": "true" });
  const at = model.people.findIndex((other) => other.id === person);
  return h("span", { class: `avatar hue-${at < 0 ? 0 : at % 6}`, "aria-hidden": "true" }, initialsOf(nameOf(person)));
}

/** @param {Message} message */
function head(message) {
  const roles = personOf(message.from)?.roles ?? [];
  return h(
    "p",
    { class: "message-head" },
    h("span", { class: "name" }, nameOf(message.from)),
    message.from === null && h("span", { class: "tag" }, "assistant"),
    message.from !== null && roles.length === 0 && h("span", { class: "tag" }, "asks"),
    message.only !== null && h("span", { class: "tag only" }, "only you see this"),
    h("time", { datetime: new Date(message.at).toISOString() }, timeText(message.at)),
  );
}

/** @param {Message} message */
const words = (message) =>
  message.text !== null &&
  message.text !== "" &&
  h(
    "p",
    { class: "words" },
    message.mention !== null && h("span", { class: "mention" }, `@${nameOf(message.mention)}`),
    message.mention !== null && " ",
    message.text,
  );

/** @param {Message} message */
const files = (message) =>
  message.files.length > 0 &&
  h(
    "ul",
    { class: "chips", "aria-label": "Files" },
    ...message.files.map((file) =>
      h(
        "li",
        { class: "chip" },
        icon("file"),
        h("span", { class: "chip-name" }, file.name),
        h("span", { class: "chip-note" }, sizeText(file.size)),
      ),
    ),
  );

/** @param {Message} message @param {Message} root @param {Handlers} handlers */
function tools(message, root, handlers) {
  const { caseNumber } = message;
  const { onReply } = handlers;
  const evidence =
    caseNumber !== null &&
    message.card !== null &&
    h(
      "button",
      { type: "button", class: "tool", onclick: () => handlers.onEvidence(caseNumber) },
      icon("proof"),
      `Evidence ${caseNumber}`,
    );
  const reply =
    onReply && message.card !== null && message.kind !== "decision"
      ? h("button", { type: "button", class: "tool", onclick: () => onReply(root) }, icon("reply"), "Reply")
      : null;
  return evidence || reply ? h("div", { class: "tools" }, evidence, reply) : null;
}

/**
 * One message: who, words, files, card. `before` is what it replaces, for what was typed and where the focus was.
 * @param {Message} message
 * @param {{ root: Message, handlers: Handlers, before: Shown | null }} context
 * @returns {Shown}
 */
export function drawMessage(message, { root, handlers, before }) {
  const drawn = message.card
    ? drawCard(message.card, {
        onClick: (click) => handlers.onClick(message, click),
        onOpen: (opening) => handlers.onOpen(message, opening),
        carry: before?.drawn ?? null,
      })
    : null;
  const label = `${nameOf(message.from)}${message.spoken ? `: ${message.spoken}` : ""}`;
  const card =
    drawn &&
    h(
      "div",
      { class: "card", "data-tone": message.tone, "data-kind": message.kind },
      h("div", { class: "progress" }),
      drawn.element,
    );
  const element = h(
    "article",
    {
      class: `message${message.only === null ? "" : " whispered"}`,
      id: `m-${message.id}`,
      "aria-label": label,
      tabindex: -1,
    },
    avatar(message.from),
    h(
      "div",
      { class: "message-body" },
      head(message),
      words(message),
      files(message),
      card,
      tools(message, root, handlers),
    ),
  );
  if (before) {
    const hadFocus = before.element.contains(document.activeElement);
    before.element.replaceWith(element);
    element.classList.add("moved");
    if (hadFocus) element.focus({ preventScroll: true });
  }
  return { element, drawn, changed: message.changed, kind: message.kind };
}
