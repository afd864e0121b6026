/**
 * What the page knows: the desk's state as told, and what this viewer chose.
 * @typedef {{ id: string, title: string, kind: "sales" | "review" }} Pane
 * @typedef {{ id: string, display: string, roles: readonly string[], pane: string | null }} Person
 * @typedef {{ id: string, name: string, size: number }} SharedFile
 * @typedef {{ id: string, pane: string, thread: string | null, at: number, changed: number, from: string | null,
 *   only: string | null, mention: string | null, text: string | null, files: readonly SharedFile[], card: object | null,
 *   kind: string | null, tone: string | null, spoken: string | null, caseNumber: string | null }} Message
 * @typedef {{ id: string, title: string, hint: string, text: string, files: readonly { name: string, size: number }[] }} Sample
 * @typedef {{ version: number, since: number, messages: readonly Message[], people: readonly Person[],
 *   panes: readonly Pane[], steps: readonly { step: string, done: boolean }[], samples: readonly Sample[],
 *   about: readonly { label: string, value: string }[] }} State
 */

const remembered = (/** @type {string} */ key) => {
  try {
    return localStorage.getItem(`desk-${key}`);
  } catch {
    return null;
  }
};
export const remember = (/** @type {string} */ key, /** @type {string} */ value) => {
  try {
    localStorage.setItem(`desk-${key}`, value);
  } catch {
    // A browser that keeps nothing still shows the desk.
  }
};
export { remembered };

export const model = {
  version: 0,
  /** @type {Map<string, Message>} */
  messages: new Map(),
  /** @type {readonly Person[]} */
  people: [],
  /** @type {readonly Pane[]} */
  panes: [],
  /** @type {readonly { step: string, done: boolean }[]} */
  steps: [],
  /** @type {readonly Sample[]} */
  samples: [],
  /** @type {readonly { label: string, value: string }[]} */
  about: [],
  me: remembered("who") ?? "",
  /** The reviewers' pane in front. */
  tab: remembered("tab") ?? "",
};

/** Takes over a state; returns the messages that are new or changed. @param {State} state */
export function takeState(state) {
  if (state.since === 0) model.messages.clear();
  for (const message of state.messages) model.messages.set(message.id, message);
  Object.assign(model, {
    version: state.version,
    people: state.people,
    panes: state.panes,
    steps: state.steps,
    samples: state.samples,
    about: state.about,
  });
  if (!model.people.some((person) => person.id === model.me)) model.me = model.people[0]?.id ?? "";
  const tabs = reviewPanes();
  if (!tabs.some((pane) => pane.id === model.tab)) model.tab = tabs[0]?.id ?? "";
  return state.messages;
}

export const salesPane = () => model.panes.find((pane) => pane.kind === "sales");
export const reviewPanes = () => model.panes.filter((pane) => pane.kind === "review");

/** @param {string | null} id */
export const personOf = (id) => model.people.find((person) => person.id === id);

/** A name with a capital letter, as a label has it. @param {string} text */
export const titled = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string | null} id */
export const nameOf = (id) => (id === null ? "Export Desk" : titled(personOf(id)?.display ?? id));

/** @param {string} name */
export const initialsOf = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");

/** Root messages of a pane with their replies, oldest first; what is for others only is left out. @param {string} pane */
export function threadsOf(pane) {
  const seen = [...model.messages.values()].filter(
    (message) => message.pane === pane && (message.only === null || message.only === model.me),
  );
  const ids = new Set(seen.filter((message) => message.thread === null).map((message) => message.id));
  const roots = seen.filter((message) => message.thread === null || !ids.has(message.thread));
  return roots
    .toSorted((a, b) => a.at - b.at)
    .map((root) => ({
      root,
      replies: seen.filter((message) => message.thread === root.id && message !== root).toSorted((a, b) => a.at - b.at),
    }));
}

/** Cards of a pane that wait for a decision. @param {string} pane */
export const waitingIn = (pane) =>
  [...model.messages.values()].filter(
    (message) => message.pane === pane && (message.kind === "review" || message.kind === "hold"),
  ).length;
