import * as limits from "../../../adapters/slack/limits.ts";
import { at, listAt, textAt } from "../../../adapters/slack/payload.ts";

type Faults = string[];

/** Everything Slack would refuse in a list of blocks, as sentences; an empty list is a message Slack takes. */
export function faultsOf(blocks: readonly unknown[], surface: "message" | "modal" = "message"): readonly string[] {
  const faults: Faults = [];
  const most = surface === "modal" ? limits.VIEW_BLOCKS : limits.MESSAGE_BLOCKS;
  if (blocks.length > most) faults.push(`${blocks.length} blocks`);
  if (surface === "message" && JSON.stringify(blocks).length > limits.MESSAGE_JSON + 10_000) faults.push("too long");
  const ids = blocks.flatMap((block) => textAt(block, "block_id") ?? []);
  if (new Set(ids).size !== ids.length) faults.push(`a block id twice: ${ids.join()}`);
  for (const block of blocks) checkBlock(block, faults);
  return faults;
}

/** Faults of a modal beyond its blocks. */
export function viewFaults(view: object): readonly string[] {
  const blocks = listAt(view, "blocks");
  const faults = [...faultsOf(blocks, "modal")];
  for (const name of ["title", "submit", "close"])
    if (at(view, name) !== undefined) checkText(at(view, name), limits.VIEW_TITLE, faults);
  if ((textAt(view, "private_metadata") ?? "").length > limits.PRIVATE_METADATA) faults.push("private metadata");
  if (Buffer.byteLength(JSON.stringify(view)) > limits.VIEW_BYTES) faults.push("view bytes");
  if (blocks.some((block) => at(block, "type") === "input") && at(view, "submit") === undefined)
    faults.push("inputs without submit");
  return faults;
}

function checkText(object: unknown, most: number, faults: Faults): void {
  const type = at(object, "type");
  const text = at(object, "text");
  if (type !== "plain_text" && type !== "mrkdwn") return void faults.push("no text object");
  if (typeof text !== "string" || text.length < 1) return void faults.push("an empty text");
  if (text.length > most) faults.push(`${text.length} > ${most}: ${text.slice(0, 40)}`);
  if (type === "mrkdwn" && /^<https:\/\/[^|<>\s]+\|[^|<>*_~`]+>$/.test(text)) return;
  if (/&(?!(amp|lt|gt);)|[<>]/.test(text)) faults.push(`not escaped: ${text.slice(0, 80)}`);
  if (!text.isWellFormed()) faults.push("half a character");
  if (type === "mrkdwn" && at(object, "verbatim") !== true) faults.push("would be parsed for links");
  if (type === "mrkdwn" && !/^\*[^*_~`\n]+\*$/.test(text)) faults.push(`markup that is not ours: ${text}`);
}

function checkId(value: unknown, faults: Faults): void {
  if (value !== undefined && (typeof value !== "string" || value.length > limits.ID)) faults.push("an id too long");
}

function checkBlock(block: unknown, faults: Faults): void {
  checkId(at(block, "block_id"), faults);
  switch (at(block, "type")) {
    case "header":
      return checkText(at(block, "text"), limits.HEADER, faults);
    case "section":
      return checkSection(block, faults);
    case "context":
      if (listAt(block, "elements").length > limits.CONTEXT_ELEMENTS) faults.push("context elements");
      return listAt(block, "elements").forEach((element) => checkText(element, limits.TEXT, faults));
    case "actions":
      return checkActions(listAt(block, "elements"), faults);
    case "input":
      checkText(at(block, "label"), limits.INPUT_LABEL, faults);
      if (at(block, "hint") !== undefined) checkText(at(block, "hint"), limits.INPUT_HINT, faults);
      return checkElement(at(block, "element"), faults);
    case "rich_text":
      return checkRichText(block, faults);
    case "data_visualization":
      return checkChart(block, faults);
    default:
      faults.push(`an unknown block: ${JSON.stringify(block)}`);
  }
}

function checkChart(block: unknown, faults: Faults): void {
  const [title, chart] = [textAt(block, "title"), at(block, "chart")];
  const categories = listAt(chart, "axis_config", "categories");
  const series = listAt(chart, "series");
  if (title === null || title.length < 1 || title.length > limits.CHART_TITLE) faults.push("chart title");
  if (at(chart, "type") !== "bar") faults.push("chart type");
  if (categories.length < 1 || categories.length > limits.CHART_CATEGORIES) faults.push("chart categories");
  if (new Set(categories).size !== categories.length) faults.push("a category twice");
  if (series.length < 1 || series.length > limits.CHART_SERIES) faults.push("chart series");
  for (const one of series) {
    const labels = listAt(one, "data").map((point) => at(point, "label"));
    if (JSON.stringify(labels) !== JSON.stringify(categories)) faults.push("labels that are no categories");
    if (listAt(one, "data").some((point) => !Number.isFinite(at(point, "value")))) faults.push("chart value");
    for (const name of [at(one, "name"), ...labels])
      if (typeof name !== "string" || name === "" || name.length > limits.CHART_LABEL) faults.push("chart label");
  }
}

function checkSection(block: unknown, faults: Faults): void {
  const fields = listAt(block, "fields");
  if (at(block, "text") !== undefined) checkText(at(block, "text"), limits.TEXT, faults);
  else if (fields.length === 0) faults.push("an empty section");
  if (fields.length > limits.FIELDS) faults.push(`${fields.length} fields`);
  for (const field of fields) checkText(field, limits.FIELD, faults);
}

function checkActions(elements: readonly unknown[], faults: Faults): void {
  if (elements.length < 1 || elements.length > limits.ACTIONS) faults.push(`${elements.length} actions`);
  if (new Set(elements.map((element) => at(element, "action_id"))).size !== elements.length)
    faults.push("an action id twice");
  for (const button of elements) {
    checkText(at(button, "text"), limits.BUTTON_TEXT, faults);
    checkId(at(button, "action_id"), faults);
    if ((textAt(button, "value") ?? "").length > limits.BUTTON_VALUE) faults.push("button value");
    const spoken = textAt(button, "accessibility_label");
    if (spoken === null || spoken.length > limits.ACCESSIBILITY_LABEL) faults.push("accessibility label");
    const style = at(button, "style");
    if (style !== undefined && style !== "primary" && style !== "danger") faults.push("style");
  }
}

function checkElement(element: unknown, faults: Faults): void {
  checkId(at(element, "action_id"), faults);
  const groups = listAt(element, "option_groups");
  const lists = [listAt(element, "options"), ...groups.map((group) => listAt(group, "options"))];
  for (const options of lists) if (options.length > limits.OPTIONS) faults.push(`${options.length} options`);
  for (const group of groups) checkText(at(group, "label"), limits.OPTION_TEXT, faults);
  for (const option of lists.flat()) {
    checkText(at(option, "text"), limits.OPTION_TEXT, faults);
    const value = textAt(option, "value");
    if (value === null || value.length > limits.OPTION_VALUE) faults.push("option value");
  }
  const standing = /radio|checkbox/.test(textAt(element, "type") ?? "");
  if (standing && lists.flat().length > limits.RADIO_OPTIONS) faults.push("radio options");
  if (at(element, "placeholder") !== undefined) checkText(at(element, "placeholder"), limits.PLACEHOLDER, faults);
  if ((textAt(element, "initial_value") ?? "").length > limits.INPUT_VALUE) faults.push("initial value");
}

function checkRichText(block: unknown, faults: Faults): void {
  const texts: string[] = [];
  const walk = (node: unknown): void => {
    const type = textAt(node, "type") ?? "";
    if (type === "text") texts.push(textAt(node, "text") ?? "");
    else if (!type.startsWith("rich_text")) faults.push(`a live element: ${type}`);
    listAt(node, "elements").forEach(walk);
  };
  listAt(block, "elements").forEach(walk);
  if (texts.some((text) => text === "" || !text.isWellFormed())) faults.push("rich text: empty or half a character");
  if (texts.join("").length > limits.RICH_TEXT) faults.push(`rich text: ${texts.join("").length}`);
}
