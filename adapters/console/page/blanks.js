import { h, icon } from "./elements.js";
import { model, nameOf } from "./model.js";

/**
 * The sales channel before the first request.
 * @param {(sample: import("./model.js").Sample) => void} onSample
 */
export const salesBlank = (onSample) =>
  h(
    "div",
    { class: "blank" },
    h("span", { class: "blank-mark" }, icon("chat")),
    h("h3", {}, "What do you want to send, and where?"),
    h(
      "p",
      {},
      "Ask in your own words and attach the data sheet. The desk reads it, works out what the rules say, and brings it to the people who decide.",
    ),
    h("p", { class: "blank-try" }, "Or try one of these"),
    h(
      "ul",
      { class: "samples" },
      ...model.samples.map((sample) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "sample", onclick: () => onSample(sample) },
            h("span", { class: "sample-title" }, sample.title),
            h("span", { class: "sample-hint" }, sample.hint),
            h("span", { class: "sample-files" }, icon("file"), sample.files.map((file) => file.name).join(", ")),
          ),
        ),
      ),
    ),
  );

/** A reviewers' channel in which nothing waits. @param {string} title */
export function reviewBlank(title) {
  const pane = model.tab;
  const people = model.people.filter((person) => person.pane === pane).map((person) => nameOf(person.id));
  return h(
    "div",
    { class: "blank" },
    h("span", { class: "blank-mark" }, icon("inbox")),
    h("h3", {}, `Nothing waits for ${title.toLowerCase()}`),
    h(
      "p",
      {},
      people.length > 0
        ? `Requests that the policy sends here land as a card. ${people.join(" and ")} can decide them.`
        : "Requests that the policy sends here land as a card.",
    ),
  );
}
