import { api, DeskError, follow } from "./api.js";
import { reviewBlank, salesBlank } from "./blanks.js";
import { startCards } from "./cards.js";
import { startCharts } from "./charts.js";
import { acceptDrops, createComposer } from "./composer.js";
import { byId, h } from "./elements.js";
import { createEvidence } from "./evidence.js";
import { createFeed } from "./feed.js";
import { model, reviewPanes, salesPane, takeState, waitingIn } from "./model.js";
import { createFormPanel } from "./form-panel.js";
import { createPanel } from "./panel.js";
import { become, refreshPeople, startPeople } from "./people.js";
import { createSteps } from "./steps.js";
import { createTabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { announce, clearToasts, toast } from "./toasts.js";
import { createWalk } from "./walk.js";

/** @typedef {import("./model.js").Message} Message */

startTheme();
startCards();
startCharts();

const evidence = createEvidence();
const sales = () => salesPane()?.id ?? "";
const titleOf = (/** @type {string} */ pane) => model.panes.find((other) => other.id === pane)?.title ?? "";

/** @param {Message} message @param {import("./cards.js").Click} click */
async function onClick(message, click) {
  const box = byId(`m-${message.id}`);
  box.classList.add("working-card");
  box.setAttribute("aria-busy", "true");
  const card = /** @type {HTMLElement | null} */ (box.querySelector(".card"));
  card?.toggleAttribute("inert", true);
  try {
    const action = { id: crypto.randomUUID(), as: model.me, pane: message.pane, message: message.id, ...click };
    const { answer } = await api.action(action);
    if (answer.kind === "tell" && answer.text) toast("refused", answer.text);
    else if (answer.kind === "panel" && answer.card) openPanel(message, answer.card);
    else {
      clearToasts();
      announce("Done. The card follows.");
    }
  } catch (error) {
    toast("fault", error instanceof DeskError ? error.message : "Not received, please try again.");
  } finally {
    card?.toggleAttribute("inert", false);
    box.classList.remove("working-card");
    box.removeAttribute("aria-busy");
    if (document.activeElement === document.body) byIdOrNull(`m-${message.id}`)?.focus({ preventScroll: true });
    await refresh();
  }
}

/** The list a button of `message` opened; its own buttons are clicks on that message. @param {Message} message @param {object} card */
function openPanel(message, card) {
  const panel = createPanel(async (click) => {
    const action = { id: crypto.randomUUID(), as: model.me, pane: message.pane, message: message.id, ...click };
    try {
      const { answer } = await api.action(action);
      if (answer.kind === "tell" && answer.text) toast("refused", answer.text);
      return answer.card ?? null;
    } catch (error) {
      toast("fault", error instanceof DeskError ? error.message : "Not received, please try again.");
      return null;
    }
  });
  panel.open(card);
}
const byIdOrNull = (/** @type {string} */ id) => document.getElementById(id);
const formPanel = createFormPanel(async () => refresh());
/** @param {Message} message @param {import("./cards.js").Opening} opening */
const onOpen = (message, opening) => void formPanel.open({ pane: message.pane, message: message.id }, opening);
const onEvidence = (/** @type {string} */ caseNumber) => void evidence.open(caseNumber);

/** @param {Message} root */
const onReply = (root) => replyIn(salesFeed.boxOf(root.id), root, "A figure, a correction, another file…");
/** @param {Message} root */
const onReviewReply = (root) => replyIn(reviewFeed.boxOf(root.id), root, "A comment for the record…");

/** A reply field at the end of a thread; a second press goes back to it. @param {HTMLElement | null} box @param {Message} root @param {string} placeholder */
function replyIn(box, root, placeholder) {
  if (!box) return;
  const open = /** @type {HTMLElement | null} */ (box.querySelector(".reply textarea"));
  if (open) return open.focus();
  const reply = createComposer({
    id: `reply-${root.id}`,
    label: "Reply in this thread",
    placeholder,
    pane: () => root.pane,
    thread: root.id,
    onSent: () => holder.remove(),
  });
  const holder = h("div", { class: "reply" }, reply.element);
  holder.addEventListener("keydown", (event) => event.key === "Escape" && holder.remove());
  box.append(holder);
  reply.focus();
}

const salesFeed = createFeed({ onClick, onOpen, onEvidence, onReply }, () =>
  salesBlank((sample) => composer.useSample(sample)),
);
const reviewFeed = createFeed({ onClick, onOpen, onEvidence, onReply: onReviewReply }, () =>
  reviewBlank(titleOf(model.tab)),
);
const composer = createComposer({
  id: "composer-text",
  label: "Ask the export desk",
  placeholder: "What is it, and where does it go?",
  pane: sales,
  thread: null,
});
const tabs = createTabs((pane) => reviewFeed.show(pane, `Channel ${titleOf(pane)}`));

byId("sales").append(
  h("div", { class: "pane-head" }, h("h2", {}, "Sales"), h("p", {}, "where people ask")),
  salesFeed.element,
  composer.element,
  h(
    "button",
    {
      type: "button",
      class: "tool form-tool",
      onclick: () => void formPanel.open({ pane: sales(), message: null }, { token: null, part: null, page: 0 }),
    },
    "Ask with a form…",
  ),
);
byId("review").append(
  h("div", { class: "pane-head" }, h("h2", {}, "Reviewers"), h("p", {}, "where people decide")),
  tabs.element,
  h("div", { class: "tab-panel", id: "review-feed", role: "tabpanel" }, reviewFeed.element),
);
acceptDrops(byId("sales"), composer);

/** On a phone one side is in front. @param {string} side */
function showSide(side) {
  document.body.dataset.side = side;
  for (const button of document.querySelectorAll(".sides button"))
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.side === side));
}
for (const button of document.querySelectorAll(".sides button"))
  button.addEventListener("click", () => showSide(/** @type {HTMLElement} */ (button).dataset.side ?? "sales"));

const walk = createWalk({
  composer,
  evidence,
  tabs,
  showSide,
  become: (/** @type {string} */ person) =>
    (become(person), redraw()),
});
const steps = createSteps(walk);

function redraw() {
  clearToasts();
  salesFeed.redraw();
  reviewFeed.redraw();
}
startPeople(redraw);

/** A card that lands where nobody looks brings its channel to the front, if nothing waits in the one shown. @param {readonly Message[]} news */
function bringForward(news) {
  const landed = news.findLast((message) => message.kind === "review" || message.kind === "hold");
  if (!landed || !reviewPanes().some((pane) => pane.id === landed.pane) || landed.pane === model.tab) return;
  if (waitingIn(model.tab) === 0) tabs.select(landed.pane);
}

/** @param {readonly Message[]} news */
function speakOf(news) {
  const latest = news.findLast(
    (message) => message.from !== model.me && (message.only === null || message.only === model.me),
  );
  if (!latest) return;
  announce(`${titleOf(latest.pane)}: ${latest.spoken ?? latest.text ?? ""}`);
  if (latest.only === model.me && latest.text) toast("refused", latest.text);
}

let first = true;
async function refresh() {
  const news = takeState(await api.state(model.version));
  refreshPeople();
  about();
  steps.refresh();
  tabs.refresh();
  if (!first) bringForward(news);
  salesFeed.show(sales(), "Sales channel");
  reviewFeed.show(model.tab, `Channel ${titleOf(model.tab)}`);
  byId("review-feed").setAttribute("aria-labelledby", `tab-${model.tab}`);
  if (!first) speakOf(news);
  first = false;
  await evidence.refresh();
}

function about() {
  const environment = model.about.find((fact) => fact.label.toLowerCase() === "environment");
  byId("environment").hidden = !environment;
  byId("environment").textContent = environment?.value ?? "";
  const rest = model.about.filter((fact) => fact !== environment);
  byId("about").replaceChildren(...rest.map((fact) => h("span", {}, h("b", {}, fact.label), ` ${fact.value}`)));
}

let asked = Promise.resolve();
void follow(
  (version) => {
    if (version !== model.version || first) asked = asked.then(refresh).catch((error) => toast("fault", error.message));
  },
  (online) => document.body.classList.toggle("offline", !online),
);
