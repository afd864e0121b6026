import { byId, icon } from "./elements.js";
import { remember, remembered } from "./model.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark as the system has it, until the viewer chooses. */
export function startTheme() {
  const button = byId("theme");
  const chosen = remembered("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const show = () => {
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", isDark() ? "Use light colors" : "Use dark colors");
  };
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    remember("theme", next);
    show();
  });
  dark.addEventListener("change", show);
  show();
}
