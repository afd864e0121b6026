/** Colors are the page's own variables, so that light and dark change without drawing a card again. */
const color = (/** @type {string} */ name) => ({
  default: `var(--card-${name})`,
  subtle: `var(--card-${name}-quiet)`,
});
const colors = {
  default: color("text"),
  dark: color("text"),
  light: color("text"),
  accent: color("accent"),
  good: color("good"),
  warning: color("warning"),
  attention: color("attention"),
};
const style = (/** @type {string} */ name) => ({ backgroundColor: `var(--band-${name})`, foregroundColors: colors });

const HOST = {
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontSizes: { small: 12.5, default: 14, medium: 16.5, large: 19, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 620 },
  lineHeights: { small: 18, default: 20.5, medium: 23, large: 26, extraLarge: 30 },
  spacing: { small: 5, default: 8, medium: 14, large: 18, extraLarge: 26, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: { backgroundColor: "transparent", foregroundColors: colors },
    emphasis: style("neutral"),
    good: style("good"),
    attention: style("attention"),
    warning: style("warning"),
    accent: style("neutral"),
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", color: "default", size: "default", suffix: " (needed)" },
      optionalInputs: { weight: "bolder", color: "default", size: "default" },
    },
    errorMessage: { color: "attention", weight: "bolder", size: "small", spacing: "small" },
  },
  actions: {
    maxActions: 8,
    spacing: "medium",
    buttonSpacing: 8,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
  },
};

/** @param {unknown} value */
const textOf = (value) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/**
 * Draws the Adaptive Card that Teams gets. `carry` is the card it replaces: what was typed there is kept.
 * @typedef {{ token: string | null, inputs: Record<string, string> }} Click a null token: the form of a new request
 * @typedef {{ token: string | null, part: number | null, page: number }} Opening
 * @typedef {{ element: HTMLElement, card: import("adaptivecards").AdaptiveCard }} Drawn
 * @param {object} json
 * @param {{ onClick: (click: Click) => void, onOpen: (opening: Opening) => void, carry: Drawn | null }} options
 * @returns {Drawn | null}
 */
export function drawCard(json, { onClick, onOpen, carry }) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(HOST);
  card.onExecuteAction = (action) => {
    if (!(action instanceof AdaptiveCards.ExecuteAction || action instanceof AdaptiveCards.SubmitAction)) return;
    const data = /** @type {Record<string, unknown>} */ (action.data ?? {});
    const { token, verb: _verb, msteams, form, part, page, ...inputs } = data;
    const known = typeof token === "string" ? token : null;
    if (typeof part === "number") return onOpen({ token: known, part, page: typeof page === "number" ? page : 0 });
    if (msteams !== undefined) return onOpen({ token: known, part: null, page: 0 });
    const texts = Object.fromEntries(Object.entries(inputs).map(([id, value]) => [id, textOf(value)]));
    if (known !== null) onClick({ token: known, inputs: texts });
    else if (form === "new-request") onClick({ token: null, inputs: texts });
  };
  card.parse(json);
  const element = card.render();
  if (!element) return null;
  tidy(element);
  const drawn = { element, card };
  if (carry) carryTyped(carry, drawn);
  return drawn;
}

/**
 * What the renderer leaves open for a page with many cards: one id in several cards, a second tab stop around each
 * card, and folded parts that do not say whether they are open.
 * @param {HTMLElement} element
 */
function tidy(element) {
  for (const name of ["tabindex", "aria-label"]) element.removeAttribute(name);
  for (const part of element.querySelectorAll("[id]:not([id^=__ac-])")) part.removeAttribute("id");
  for (const option of element.querySelectorAll("option"))
    if (option.value === "" && option.text === "") option.text = "Choose…";
  joinButtonRows(element);
  for (const fold of element.querySelectorAll(".ac-container.ac-selectable[role=button]")) {
    if (fold.getAttribute("aria-label")?.endsWith("(opens)")) {
      fold.setAttribute("aria-haspopup", "dialog");
      continue;
    }
    const say = () => {
      const content = fold.nextElementSibling?.classList.contains("ac-horizontal-separator")
        ? fold.nextElementSibling.nextElementSibling
        : fold.nextElementSibling;
      const open = content instanceof HTMLElement && content.style.display !== "none";
      fold.setAttribute("aria-expanded", String(open));
    };
    say();
    fold.addEventListener("click", () => requestAnimationFrame(say));
    fold.addEventListener("keyup", () => requestAnimationFrame(say));
  }
}

/**
 * Rows of buttons are cut for a phone's width. Here they flow: the buttons of rows that follow each other join the
 * first of them, while what a button opens stays where its row was.
 * @param {HTMLElement} element
 */
function joinButtonRows(element) {
  const setOf = (/** @type {Element} */ row) => row.parentElement?.parentElement ?? null;
  const rows = [...element.querySelectorAll(".ac-actionSet")].filter((row) => setOf(row)?.parentElement === element);
  let first = rows[0];
  let last = first;
  for (const row of rows.slice(1)) {
    const gap = setOf(row)?.previousElementSibling;
    const follows =
      last && gap?.classList.contains("ac-horizontal-separator") && gap.previousElementSibling === setOf(last);
    last = row;
    if (!follows) {
      first = row;
      continue;
    }
    first?.append(...row.children);
    gap?.classList.add("no-gap");
  }
}

/** @param {import("adaptivecards").Input} input */
const fieldOf = (input) => {
  const field = input.renderedElement?.querySelector("input, textarea");
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
};

/** @param {Drawn} from @param {Drawn} to */
function carryTyped(from, to) {
  const typed = new Map();
  for (const input of from.card.getAllInputs()) {
    const field = fieldOf(input);
    if (field && field.type !== "checkbox" && field.value !== field.defaultValue) typed.set(input.id, field.value);
  }
  for (const input of to.card.getAllInputs()) {
    const field = fieldOf(input);
    if (field && typed.has(input.id)) field.value = typed.get(input.id);
  }
}

/** Text is text: no markup in any card, whoever wrote the words. */
export function startCards() {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const div = document.createElement("div");
    div.textContent = text;
    result.outputHtml = div.innerHTML;
    result.didProcess = true;
  };
}
