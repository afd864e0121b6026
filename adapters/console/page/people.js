import { byId, h } from "./elements.js";
import { avatar } from "./message.js";
import { model, nameOf, remember, titled } from "./model.js";
import { announce } from "./toasts.js";

const select = () => /** @type {HTMLSelectElement} */ (byId("who"));

function showAvatar() {
  const box = byId("who-avatar");
  const drawn = avatar(model.me);
  box.className = drawn.className;
  box.textContent = drawn.textContent;
}

/** The switch for who you are. @param {() => void} changed */
export function startPeople(changed) {
  select().addEventListener("change", () => {
    become(select().value);
    changed();
  });
}

/** @param {string} person */
export function become(person) {
  model.me = person;
  remember("who", person);
  select().value = person;
  showAvatar();
  announce(`You are now: ${nameOf(person)}.`);
}

/** Fills the switch when people came or went. */
export function refreshPeople() {
  const ids = model.people.map((person) => person.id).join();
  if (select().dataset.ids !== ids) {
    select().dataset.ids = ids;
    select().replaceChildren(
      ...model.people.map((person) => h("option", { value: person.id }, titled(person.display))),
    );
  }
  select().value = model.me;
  showAvatar();
}
