import { api, DeskError } from "./api.js";
import { byId, h, icon, sizeText, timeText } from "./elements.js";
import { model, nameOf } from "./model.js";

/**
 * @typedef {{ seq: number, pos: number, at: string, type: string, revision: number, person: string | null, via: string,
 *   line: string, tone: string }} Line
 */
const VIA = { slack: "Slack", teams: "Teams", console: "web desk", playground: "Playground", cli: "command line" };

/** @param {string} via */
const viaText = (via) => Object.entries(VIA).find(([name]) => name === via)?.[1] ?? via;

/** @param {Line} entry */
const drawLine = (entry) =>
  h(
    "li",
    { class: `entry ${entry.tone}` },
    h(
      "p",
      { class: "entry-line" },
      h("span", { class: "name" }, entry.person === null ? "Desk" : nameOf(entry.person)),
      ` ${entry.line}`,
    ),
    h(
      "p",
      { class: "entry-meta" },
      `${timeText(entry.at)} · ${viaText(entry.via)} · entry ${entry.seq} · rev ${entry.revision}`,
    ),
  );

const TYPES = {
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} name */
function save(bytes, name) {
  const type = Object.entries(TYPES).find(([ending]) => name.endsWith(ending))?.[1] ?? "application/zip";
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A copy with one bit of one byte turned, anywhere. @param {Uint8Array<ArrayBuffer>} bytes */
function flipOne(bytes) {
  const at = Math.floor(((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * bytes.length);
  const before = bytes[at] ?? 0;
  const after = before ^ (1 << (at % 8));
  const copy = new Uint8Array(bytes);
  copy[at] = after;
  return { copy, at, before, after };
}

const hex = (/** @type {number} */ byte) => `0x${byte.toString(16).padStart(2, "0").toUpperCase()}`;

const VERDICTS = {
  0: { tone: "good", title: "Intact" },
  1: { tone: "bad", title: "Tampered: found" },
  2: { tone: "warn", title: "Incomplete" },
  3: { tone: "warn", title: "Not a package" },
};

/** @param {{ exit: number, lines: readonly string[] }} result @param {string} about */
function drawVerdict(result, about) {
  const known = Object.entries(VERDICTS).find(([exit]) => Number(exit) === result.exit)?.[1];
  const verdict = known ?? { tone: "warn", title: `Exit ${result.exit}` };
  return h(
    "div",
    { class: `verdict ${verdict.tone}`, role: "status" },
    h("p", { class: "verdict-title" }, icon(verdict.tone === "good" ? "check" : "alert"), verdict.title),
    h("p", {}, about),
    result.lines.length > 0 &&
      h("pre", { tabindex: 0, "aria-label": "What the verifier wrote" }, result.lines.slice(0, 12).join("\n")),
  );
}

let withViews = false;

/** The steps of the case; that a card was shown is an entry too, behind a switch. @param {readonly Line[]} lines */
function drawEntries(lines) {
  const views = lines.filter((line) => line.tone === "quiet").length;
  const list = h("ol", { class: `entries${withViews ? "" : " without-views"}` }, ...lines.map(drawLine));
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", checked: withViews }));
  box.addEventListener("change", () => {
    withViews = box.checked;
    list.classList.toggle("without-views", !withViews);
  });
  const count = h("p", { class: "drawer-count" }, `${lines.length} entries, none can be changed`);
  if (views > 0) count.append(h("label", {}, box, ` show ${views} ${views === 1 ? "view" : "views"}`));
  return [count, list];
}

/** The side panel of a case: its entries, its package, and the proof. A modal dialog: focus stays inside until closed. */
export function createEvidence() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("evidence"));
  let number = "";

  /** @type {{ name: string, bytes: Uint8Array<ArrayBuffer> } | null} */
  let held = null;
  const take = async () => (held ??= await api.package(number, model.me));

  const result = h("div", { class: "proof-result" });
  const body = h("div", { class: "drawer-body", tabindex: 0, role: "group", "aria-label": "Entries" });

  /** @param {HTMLButtonElement} button @param {() => Promise<HTMLElement | null>} work */
  async function run(button, work) {
    button.disabled = true;
    result.replaceChildren(h("p", { class: "working", role: "status" }, "Working…"));
    try {
      result.replaceChildren(...[await work()].filter((node) => node !== null));
    } catch (error) {
      const text =
        error instanceof DeskError && error.code === "not-found"
          ? "There is no package of this case for you."
          : String(error instanceof Error ? error.message : error);
      result.replaceChildren(h("div", { class: "verdict warn", role: "alert" }, h("p", {}, text)));
    } finally {
      button.disabled = false;
      button.focus();
    }
  }

  const download = async () => {
    held = null;
    const { name, bytes } = await take();
    save(bytes, name);
    return h(
      "div",
      { class: "verdict plain", role: "status" },
      h("p", {}, `${name}, ${sizeText(bytes.length)}, is in your downloads.`),
    );
  };
  const paper = async () => {
    const { name, bytes } = await api.record(number, model.me);
    save(bytes, name);
    return h(
      "div",
      { class: "verdict plain", role: "status" },
      h("p", {}, `${name}, ${sizeText(bytes.length)}, is in your downloads. It is for reading; the package proves it.`),
    );
  };
  const lines = async () => {
    const { name, bytes } = await api.list(number, model.me);
    save(bytes, name);
    return h(
      "div",
      { class: "verdict plain", role: "status" },
      h("p", {}, `${name}, ${sizeText(bytes.length)}, is in your downloads. What each line came to is a proposal.`),
    );
  };
  const verify = async () => {
    const { name, bytes } = await take();
    return drawVerdict(await api.verify(bytes), `${name}, as it was exported.`);
  };
  const flip = async () => {
    const { bytes } = await take();
    const { copy, at, before, after } = flipOne(bytes);
    const about = `Byte ${at.toLocaleString("en-US")} of ${bytes.length.toLocaleString("en-US")}: ${hex(before)} became ${hex(after)}.`;
    return drawVerdict(await api.verify(copy), about);
  };

  /** @param {string} label @param {Parameters<typeof icon>[0]} mark @param {() => Promise<HTMLElement | null>} work */
  const button = (label, mark, work) => {
    const made = /** @type {HTMLButtonElement} */ (
      h("button", { type: "button", class: "plain-button" }, icon(mark), label)
    );
    made.addEventListener("click", () => void run(made, work));
    return made;
  };

  // Only a case with a bill of material has lines to take.
  const listButton = button("The lines as a workbook", "download", lines);

  /** @param {string} caseNumber */
  async function open(caseNumber) {
    number = caseNumber;
    held = null;
    result.replaceChildren();
    listButton.hidden = true;
    body.replaceChildren(h("p", { class: "working" }, "Opening…"));
    const close = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Close the evidence", onclick: () => dialog.close() },
      icon("close"),
    );
    dialog.replaceChildren(
      h(
        "header",
        { class: "drawer-head" },
        h("div", {}, h("p", { class: "eyebrow" }, "Evidence"), h("h2", { id: "evidence-title" }, `Case ${caseNumber}`)),
        close,
      ),
      body,
      h(
        "footer",
        { class: "drawer-foot" },
        h(
          "p",
          { class: "drawer-says" },
          "The package holds every entry, its documents, the rules used and a signed checkpoint. Anyone can check it offline.",
        ),
        h(
          "div",
          { class: "drawer-buttons" },
          button("Download the package", "download", download),
          button("The record as a PDF", "download", paper),
          listButton,
          button("Verify it", "proof", verify),
          button("Flip a byte and verify", "flip", flip),
        ),
        result,
      ),
    );
    if (!dialog.open) dialog.showModal();
    await refresh();
  }

  async function refresh() {
    if (!dialog.open) return;
    try {
      const { lines } = /** @type {{ lines: readonly Line[] }} */ (await api.timeline(number, model.me));
      body.replaceChildren(...drawEntries(lines));
      listButton.hidden = !lines.some(({ type }) => type === "bom-rolled-up");
    } catch (error) {
      body.replaceChildren(
        h("p", { class: "working" }, error instanceof DeskError ? error.message : "Could not be opened."),
      );
    }
  }
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return { open, refresh };
}
