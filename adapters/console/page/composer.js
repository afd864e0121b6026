import { api, DeskError } from "./api.js";
import { h, icon, sizeText } from "./elements.js";
import { model } from "./model.js";
import { announce, toast } from "./toasts.js";

const MOST_BYTES = 25 * 1024 * 1024;
const READS = ".pdf,.docx,.xlsx,.csv,.tsv,.txt,.md";

/**
 * A field to ask or to reply in, with its files. Enter sends, Shift and Enter begins a line.
 * @typedef {{ element: HTMLElement, focus: () => void, addFiles: (files: Iterable<File>) => void,
 *   useSample: (sample: import("./model.js").Sample) => void }} Composer
 * @typedef {{ file: import("./model.js").SharedFile | null, chip: HTMLElement }} Attached
 * @param {{ id: string, label: string, placeholder: string, pane: () => string, thread: string | null,
 *   onSent?: () => void }} options
 * @returns {Composer}
 */
export function createComposer(options) {
  /** @type {Set<Attached>} */
  const attached = new Set();
  let messageId = crypto.randomUUID();
  const area = /** @type {HTMLTextAreaElement} */ (
    h("textarea", { id: options.id, rows: 1, "aria-label": options.label, placeholder: options.placeholder })
  );
  const chips = h("ul", { class: "chips", "aria-label": "Attached files" });
  const picker = /** @type {HTMLInputElement} */ (
    h("input", { type: "file", multiple: true, accept: READS, class: "picker", tabindex: -1, "aria-hidden": "true" })
  );
  const attach = h("button", { type: "button", class: "icon-button", "aria-label": "Attach files" }, icon("attach"));
  const send = /** @type {HTMLButtonElement} */ (
    h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"))
  );
  const row = h("div", { class: "composer-row" }, attach, area, send);
  const form = h("form", { class: "composer" }, chips, row, picker);

  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 180)}px`;
    send.disabled = area.value.trim() === "" && attached.size === 0;
  };

  /** @param {{ name: string, size: number }} about @param {() => Promise<import("./model.js").SharedFile>} upload */
  function add(about, upload) {
    const remove = h("button", { type: "button", "aria-label": `Remove ${about.name}` }, icon("close"));
    const note = h("span", { class: "chip-note" }, "uploading…");
    const chip = h(
      "li",
      { class: "chip busy" },
      icon("file"),
      h("span", { class: "chip-name" }, about.name),
      note,
      remove,
    );
    /** @type {Attached} */
    const entry = { file: null, chip };
    attached.add(entry);
    chips.append(chip);
    remove.addEventListener("click", () => {
      attached.delete(entry);
      chip.remove();
      grow();
      area.focus();
    });
    const fail = (/** @type {string} */ why) => {
      attached.delete(entry);
      chip.className = "chip failed";
      note.textContent = why;
      grow();
    };
    if (about.size > MOST_BYTES) return fail("over 25 MB");
    if (about.size === 0) return fail("empty");
    upload().then(
      (file) => {
        entry.file = file;
        chip.className = "chip";
        note.textContent = sizeText(file.size);
        grow();
      },
      (error) => fail(error instanceof DeskError ? error.message : "not received"),
    );
    return grow();
  }

  const busy = () => [...attached].some((entry) => entry.file === null);

  async function submit() {
    const text = area.value.trim();
    if (text === "" && attached.size === 0) return;
    if (busy()) return announce("A file is still on its way.");
    form.setAttribute("aria-busy", "true");
    send.disabled = true;
    try {
      const files = [...attached].flatMap((entry) => (entry.file ? [entry.file.id] : []));
      const body = { id: messageId, as: model.me, pane: options.pane(), thread: options.thread, text, files };
      const { answer } = await api.message(body);
      if (answer.kind === "tell" && answer.text) toast("refused", answer.text);
      messageId = crypto.randomUUID();
      area.value = "";
      attached.clear();
      chips.replaceChildren();
      options.onSent?.();
    } catch (error) {
      toast("fault", error instanceof DeskError ? error.message : "Not received, please try again.");
    } finally {
      form.removeAttribute("aria-busy");
      grow();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  area.addEventListener("input", grow);
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  area.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    addFiles(files);
  });
  attach.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    addFiles(picker.files ?? []);
    picker.value = "";
  });
  /** @param {Iterable<File>} files */
  function addFiles(files) {
    for (const file of files) add(file, () => api.upload(file));
    area.focus();
  }
  // A field has no height before it stands in the page.
  requestAnimationFrame(grow);

  return {
    element: form,
    focus: () => area.focus(),
    addFiles,
    useSample(sample) {
      attached.clear();
      chips.replaceChildren();
      area.value = sample.text;
      for (const file of sample.files) add(file, () => api.sampleFile(sample.id, file.name));
      grow();
      area.focus();
      announce("The sample is in the field. Press Enter to send it.");
    },
  };
}

/** Files dropped anywhere on a pane go to its composer. @param {HTMLElement} pane @param {Composer} composer */
export function acceptDrops(pane, composer) {
  const veil = h("div", { class: "veil", hidden: true }, icon("file"), h("p", {}, "Drop the data sheet here"));
  pane.append(veil);
  let depth = 0;
  const show = (/** @type {number} */ next) => {
    depth = Math.max(0, next);
    veil.hidden = depth === 0;
  };
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  pane.addEventListener("dragenter", (event) => carriesFiles(event) && show(depth + 1));
  pane.addEventListener("dragleave", (event) => carriesFiles(event) && show(depth - 1));
  pane.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  pane.addEventListener("drop", (event) => {
    event.preventDefault();
    show(0);
    composer.addFiles(event.dataTransfer?.files ?? []);
  });
  // A file dropped beside the pane must not replace the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => event.preventDefault());
}
