import { model, reviewPanes, salesPane, threadsOf } from "./model.js";
import { announce, toast } from "./toasts.js";

/** @param {string} id */
function go(id) {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: "center" });
  element?.classList.add("pointed");
  setTimeout(() => element?.classList.remove("pointed"), 2_500);
  return element;
}

/** @param {HTMLElement | null | undefined} box @param {RegExp} label */
const buttonIn = (box, label) =>
  [...(box?.querySelectorAll("button") ?? [])].find((button) => label.test(button.textContent ?? ""));

/** @param {import("./model.js").Person} person */
const isLegal = (person) => person.roles.some((role) => /legal/i.test(role));

/**
 * Where each step of the first visit happens: brings the place into view and the focus to it. It does nothing that
 * the person could not do, and leaves the doing to them.
 * @param {{ composer: import("./composer.js").Composer, evidence: { open: (number: string) => Promise<void> },
 *   tabs: { select: (pane: string) => void }, showSide: (side: string) => void, become: (person: string) => void }} desk
 * @returns {(step: import("./steps.js").StepName) => void}
 */
export function createWalk(desk) {
  const asker = () => model.people.find((person) => person.roles.length === 0);
  const lastCard = (/** @type {string} */ pane, /** @type {readonly string[]} */ kinds) =>
    threadsOf(pane)
      .flatMap(({ root, replies }) => [root, ...replies])
      .findLast((message) => message.card !== null && kinds.includes(message.kind ?? ""));
  const waiting = () => {
    const panes = reviewPanes();
    const pane = [...panes.filter((one) => one.id === model.tab), ...panes].find((one) =>
      lastCard(one.id, ["review", "hold"]),
    );
    return pane ? lastCard(pane.id, ["review", "hold"]) : undefined;
  };
  /** Legal first; whoever has decided already makes room for the next whose approval is missing. */
  const nextDecider = () => {
    const deciders = model.people
      .filter((person) => person.pane !== null && lastCard(person.pane, ["review", "hold"]))
      .toSorted((a, b) => Number(isLegal(b)) - Number(isLegal(a)));
    return deciders[(deciders.findIndex((person) => person.id === model.me) + 1) % deciders.length];
  };
  const nothingYet = () => toast("refused", "There is no card for that yet. Ask something first.");

  /** @param {RegExp} label */
  function toReview(label) {
    const card = waiting();
    if (!card) return nothingYet();
    desk.tabs.select(card.pane);
    desk.showSide("review");
    const box = go(`m-${card.id}`);
    (buttonIn(box, label) ?? box)?.focus();
  }

  /** @type {Record<import("./steps.js").StepName, () => void>} */
  const STEPS = {
    ask() {
      desk.showSide("sales");
      const asks = asker();
      if (asks && model.me !== asks.id) desk.become(asks.id);
      const sample = model.samples[0];
      if (sample) desk.composer.useSample(sample);
      else desk.composer.focus();
    },
    change() {
      const card = lastCard(salesPane()?.id ?? "", ["answer", "question", "hold"]);
      if (!card) return nothingYet();
      desk.showSide("sales");
      const box = go(`m-${card.id}`);
      if (card.kind === "question") {
        /** @type {HTMLElement | null | undefined} */ (box?.querySelector("input, select, textarea"))?.focus();
        return announce("The desk asks first. Answer this, then change a number.");
      }
      const button = buttonIn(box, /^Change/) ?? buttonIn(box, /^Reply/);
      button?.focus();
      announce("The focus is on the button that changes a figure.");
    },
    refused() {
      const asks = asker();
      if (asks && model.me !== asks.id) desk.become(asks.id);
      toReview(/^Approve/);
    },
    decide() {
      const next = nextDecider();
      if (!next?.pane) return nothingYet();
      desk.become(next.id);
      desk.tabs.select(next.pane);
      toReview(/^Approve/);
    },
    prove() {
      const numbers = [...model.messages.values()].flatMap((message) => message.caseNumber ?? []);
      const number = numbers.at(-1);
      if (number) void desk.evidence.open(number);
      else nothingYet();
    },
  };
  return (step) => STEPS[step]();
}
