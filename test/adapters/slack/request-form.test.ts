import { describe, expect, it } from "vitest";
import { newRequestForm } from "../../../bot/cards/new-request-form.ts";
import { createDealWords } from "../../../bot/words/deal-words.ts";
import { commandAct } from "../../../adapters/slack/commands.ts";
import { OPTIONS, PRIVATE_METADATA } from "../../../adapters/slack/limits.ts";
import { at, listAt, textAt } from "../../../adapters/slack/payload.ts";
import { parseRequestOrigin, requestView } from "../../../adapters/slack/request-view.ts";
import { rulebook } from "../../rulebook.ts";
import { viewFaults } from "./limit-checker.ts";

const words = createDealWords(rulebook);
const origin = { channel: "C00FAKE", message: null, thread: null, files: [] };
const ways = { destinations: words.destinations };
const labels = (view: object): readonly (string | null)[] =>
  listAt(view, "blocks").map((block) => textAt(block, "block_id"));

describe("what a command asks for", () => {
  it.each([
    ["/classify", "", "form", ""],
    ["/classify", "  ", "form", ""],
    ["/classify", "Help", "help", "Help"],
    ["/classify", "?", "help", "?"],
    ["/classify", "status", "status", ""],
    ["/classify", "STATUS ED-1042", "status", "ED-1042"],
    ["/classify", "status of the router", "request", "status of the router"],
    ["/classify", "find acme israel", "find", "acme israel"],
    ["/classify", "find", "help", ""],
    ["/classify", "findings of a converter", "request", "findings of a converter"],
    ["/classify", "a converter to Israel", "request", "a converter to Israel"],
    ["/licence", "", "form", ""],
    ["/license", "a converter to Israel", "form", "a converter to Israel"],
    ["/license", "status", "status", ""],
    ["/frobnicate", "a converter", "help", "a converter"],
  ])("%s %j: %s", (command, text, act, rest) => {
    expect(commandAct(command, text)).toEqual({ act, words: rest });
  });
});

describe("the request form as a Slack view", () => {
  const view = requestView(newRequestForm({}, ways), origin);

  it("offers every place of the rulebook, in groups within Slack's limits, and takes files", () => {
    expect(viewFaults(view)).toEqual([]);
    expect(words.destinations.length).toBeGreaterThan(200);
    const block = listAt(view, "blocks").find((one) => textAt(one, "block_id") === "in:destination");
    const groups = listAt(block, "element", "option_groups");
    expect(groups.flatMap((group) => listAt(group, "options"))).toHaveLength(words.destinations.length);
    for (const group of groups) expect(listAt(group, "options").length).toBeLessThanOrEqual(OPTIONS);
    expect(at(listAt(view, "blocks").at(-1), "element", "type")).toBe("file_input");
    expect(labels(view).at(-1)).toBe("in:files");
  });

  it("asks a license question's destination first", () => {
    expect(labels(view)[0]).toBe("in:item");
    const licence = requestView(newRequestForm({ destination: "IL" }, { ...ways, destinationFirst: true }), origin);
    expect(labels(licence)[0]).toBe("in:destination");
    expect(textAt(listAt(licence, "blocks")[0], "element", "initial_option", "value")).toBe("IL");
  });

  it.each([2999, 3000])("carries %i characters of a message", (length) => {
    const filled = requestView(newRequestForm({ item: "x".repeat(length) }, ways), origin);
    expect(viewFaults(filled)).toEqual([]);
    const block = listAt(filled, "blocks").find((one) => textAt(one, "block_id") === "in:item");
    expect(textAt(block, "element", "initial_value")).toHaveLength(length);
  });

  it("comes back with where it was opened; what was cut short or is another view's does not", () => {
    const full = { channel: "C1", message: "1.2", thread: "1.1", files: ["F1", "F2"] };
    const opened = requestView(newRequestForm({}, ways), full);
    expect(parseRequestOrigin(opened)).toEqual(full);
    expect(parseRequestOrigin({ ...opened, callback_id: "form" })).toBeNull();
    expect(parseRequestOrigin({ ...opened, private_metadata: opened.private_metadata?.slice(0, 20) })).toBeNull();
    expect(parseRequestOrigin({ ...opened, private_metadata: "{}" })).toBeNull();
  });

  it("is refused when its origin leaves no room", () => {
    const files = Array.from({ length: 300 }, (_, n) => `F0000000${n}`);
    expect(JSON.stringify(files).length).toBeGreaterThan(PRIVATE_METADATA);
    expect(() => requestView(newRequestForm({}, ways), { ...origin, files })).toThrow("view-metadata-too-long");
  });
});
