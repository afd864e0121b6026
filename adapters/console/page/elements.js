/**
 * Makes an element. Text goes in as text, never as markup. `on…` props are listeners, `data-…`, `aria-…` and the rest
 * are attributes; false, null and undefined leave one out.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>} [props]
 * @param {...(Node | string | null | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Strokes on a 24 px grid. */
const ICONS = {
  attach: "M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1l8.1-8.1a3.3 3.3 0 0 1 4.7 4.7l-8.1 8a1.6 1.6 0 0 1-2.3-2.3l7.3-7.2",
  send: "M5 12h13M12.5 6l6 6-6 6",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  check: "M5 12.5l4.5 4.5L19 7.5",
  file: "M7 3.5h7l4 4v13H7zM13.5 3.5v4.5H18M10 13h5M10 16.5h5",
  proof: "M12 3.5l7 2.6v5.4c0 4.4-2.9 7.4-7 9-4.1-1.6-7-4.6-7-9V6.1zM9 12l2.2 2.2L15.2 10",
  sun: "M12 8.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4",
  moon: "M19.5 14.2A7.8 7.8 0 0 1 9.8 4.5a7.8 7.8 0 1 0 9.7 9.7z",
  down: "M6 9.5l6 6 6-6",
  reply: "M9.5 6.5 4.5 11.5l5 5M5 11.5h8.5a5.5 5.5 0 0 1 5.5 5.5v1.5",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  flip: "M6 8h11M13.5 4.5 17 8l-3.5 3.5M18 16H7M10.5 12.5 7 16l3.5 3.5",
  alert: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.2",
  chat: "M4.5 5.5h15v10.5h-8L7 20v-4H4.5z",
  inbox: "M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4L15 13h5",
};

/**
 * A decorative icon.
 * @param {keyof typeof ICONS} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** @param {number} bytes */
export const sizeText = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1048576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1048576).toFixed(1)} MB`;

/** A time as the viewer's zone has it; with the day when it is not today. @param {number | string} at */
export function timeText(at) {
  const when = new Date(at);
  const time = when.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (when.toDateString() === new Date().toDateString()) return time;
  return `${when.toLocaleDateString("en-US", { day: "numeric", month: "short" })}, ${time}`;
}
