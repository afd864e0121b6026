import { byId, h, icon } from "./elements.js";
import { model, remember, remembered } from "./model.js";

/** @typedef {"ask" | "change" | "refused" | "decide" | "prove"} StepName */

/** @type {readonly { step: StepName, title: string, says: string, go: string }[]} */
const STEPS = [
  { step: "ask", title: "Ask", says: "A sample, or your own words and a data sheet.", go: "Use the sample" },
  {
    step: "change",
    title: "Change one number",
    says: "Say 4 GSPS: the answer and its margin move.",
    go: "Show me where",
  },
  {
    step: "refused",
    title: "Approve it yourself",
    says: "As the one who asked: refused, with the reason.",
    go: "Show me the card",
  },
  {
    step: "decide",
    title: "Decide as legal",
    says: "Confirm the points, approve: both cards change.",
    go: "Switch to legal",
  },
  { step: "prove", title: "Prove it", says: "Take the package, flip one byte, see it found.", go: "Open the evidence" },
];

/**
 * The strip of a first visit. A step ticks when the desk's own record shows it, whoever did it and however.
 * @param {(step: StepName) => void} onGo
 */
export function createSteps(onGo) {
  const root = byId("steps");
  const narrow = matchMedia("(max-width: 720px)");
  let open = remembered("steps") === null ? !narrow.matches : remembered("steps") === "open";

  function refresh() {
    const done = new Set(model.steps.filter((step) => step.done).map((step) => step.step));
    const current = STEPS.find(({ step }) => !done.has(step));
    const says = current ? `Next: ${current.title}` : "All five done";
    const toggle = h(
      "button",
      { type: "button", class: "steps-toggle", "aria-expanded": String(open), "aria-controls": "steps-list" },
      h("span", { class: "steps-title" }, "The whole job in five steps"),
      h("span", { class: "steps-count" }, `${done.size} of ${STEPS.length} done`),
      h("span", { class: "steps-next" }, says),
      icon("down"),
    );
    toggle.addEventListener("click", () => {
      open = !open;
      remember("steps", open ? "open" : "closed");
      refresh();
      root.querySelector("button")?.focus();
    });
    const list = h(
      "ol",
      { id: "steps-list", hidden: !open },
      ...STEPS.map((step, at) => drawStep(step, at, { done, current })),
    );
    const hadFocus = root.contains(document.activeElement) ? document.activeElement?.className : null;
    root.replaceChildren(toggle, list);
    root.classList.toggle("complete", !current);
    if (hadFocus) /** @type {HTMLElement | null} */ (root.querySelector(`.${hadFocus.split(" ")[0]}`))?.focus();
  }

  /** On a phone the strip makes room for the place it leads to. @param {StepName} step */
  function go(step) {
    if (narrow.matches) {
      open = false;
      refresh();
    }
    onGo(step);
  }

  /** @param {typeof STEPS[number]} step @param {number} at @param {{ done: Set<string>, current: typeof STEPS[number] | undefined }} state */
  function drawStep(step, at, { done, current }) {
    const isDone = done.has(step.step);
    const isCurrent = step === current;
    return h(
      "li",
      {
        class: `step${isDone ? " done" : ""}${isCurrent ? " current" : ""}`,
        "aria-current": isCurrent ? "step" : null,
      },
      h("span", { class: "step-mark", "aria-hidden": "true" }, isDone ? icon("check") : String(at + 1)),
      h(
        "div",
        {},
        h("p", { class: "step-title" }, step.title, isDone && h("span", { class: "hidden" }, " (done)")),
        h("p", { class: "step-says" }, step.says),
      ),
      isCurrent && h("button", { type: "button", class: "step-go", onclick: () => go(step.step) }, step.go),
    );
  }
  return { refresh };
}
