import { describe, expect, it } from "vitest";
import { createDesk } from "../../../adapters/console/desk.ts";
import { KEPT_MESSAGES, UPLOAD_LIFE_MS } from "../../../adapters/console/limits.ts";
import { createConsoleMessenger } from "../../../adapters/console/messenger.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import { answerCard, decisionCard } from "../../flows/web-desk/fake-cards.ts";
import { drawn, memoryShelf } from "../../flows/web-desk/fake-desk.ts";

const FACTS = { number: 1041, revision: 2, rate: "3.0 GSPS", words: "a converter" };
const LEGAL: PlaceRef = {
  platform: "console",
  installation: "local",
  channel: "reviewers-legal",
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
};
const clockAt = (now: number) => ({ now: () => now });

describe("the messenger of the web desk", () => {
  it("posts once per delivery key: a second post redraws the one message", async () => {
    const desk = await createDesk(memoryShelf(), clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    const first = await messenger.post(LEGAL, answerCard(FACTS), "key-1");
    const second = await messenger.post(LEGAL, decisionCard(FACTS, "approved"), "key-1");
    expect(second).toEqual(first);
    expect(desk.changedSince(0)).toMatchObject([{ id: "key-1", kind: "decision", caseNumber: "ED-1041" }]);
    expect(messenger.settleOf(LEGAL)).toBe("keyed");
    expect(await messenger.find(LEGAL, "key-1")).toEqual(first);
    expect(await messenger.find(LEGAL, "key-2")).toBeNull();
  });

  it("changes a card in place and says when the message is gone", async () => {
    const desk = await createDesk(memoryShelf(), clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    const remote = await messenger.post(LEGAL, answerCard(FACTS), "key-1");
    const seen = desk.version();
    await messenger.update(LEGAL, remote, decisionCard(FACTS, "rejected"));
    expect(desk.changedSince(seen)).toMatchObject([{ id: "key-1", tone: "warning" }]);
    for (const unknown of [{ id: "key-9" }, null, "key-1", [remote]])
      await expect(messenger.update(LEGAL, unknown, answerCard(FACTS))).rejects.toMatchObject({
        code: "message_not_found",
        terminal: true,
      });
  });

  it("mentions one person in the thread, and tells one person alone", async () => {
    const desk = await createDesk(memoryShelf(), clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    const place = { ...LEGAL, thread: "key-1" };
    await messenger.mention(place, "legal-reviewer", "ED-1041 is yours.", "ball-1");
    await messenger.mention(place, "legal-reviewer", "ED-1041 is yours.", "ball-1");
    await messenger.tell(LEGAL, "sales-engineer", "I don't know you yet.");
    expect(desk.changedSince(0)).toMatchObject([
      { thread: "key-1", mention: "legal-reviewer", only: null },
      { mention: null, only: "sales-engineer" },
    ]);
  });

  it("hands out an uploaded file up to the limit, at it and not above", async () => {
    const desk = await createDesk(memoryShelf(), clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    const file = { id: "f-1", name: "a.txt", size: 3, mediaType: null };
    await desk.keepUpload(file, new Uint8Array([1, 2, 3]));
    expect(await messenger.fetchFile(LEGAL, file, 3)).toEqual(new Uint8Array([1, 2, 3]));
    await expect(messenger.fetchFile(LEGAL, file, 2)).rejects.toMatchObject({ code: "too-large" });
    await expect(messenger.fetchFile(LEGAL, { ...file, id: "f-2" }, 3)).rejects.toMatchObject({ code: "not-a-file" });
  });
});

describe("the desk over a restart", () => {
  it("shows the same messages and ticked steps", async () => {
    const shelf = memoryShelf();
    const desk = await createDesk(shelf, clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    await Promise.all(["a", "b", "c"].map((key) => messenger.post(LEGAL, answerCard(FACTS), key)));
    await desk.tick("ask");
    const again = await createDesk(shelf, clockAt(2));
    expect(again.changedSince(0)).toEqual(desk.changedSince(0));
    expect([...again.steps()]).toEqual(["ask"]);
    expect(again.version()).toBe(desk.version());
  });

  it("starts empty when its file is of another form, and drops uploads after a day", async () => {
    const shelf = memoryShelf();
    await shelf.write("desk.json", new TextEncoder().encode('{"messages":[{"id":1}]}'));
    const desk = await createDesk(shelf, clockAt(1));
    expect(desk.changedSince(0)).toEqual([]);
    await desk.keepUpload({ id: "f-1", name: "a.txt", size: 1 }, new Uint8Array([1]));
    expect(await (await createDesk(shelf, clockAt(UPLOAD_LIFE_MS))).openUpload("f-1")).toEqual(new Uint8Array([1]));
    expect(await (await createDesk(shelf, clockAt(UPLOAD_LIFE_MS + 1))).openUpload("f-1")).toBeNull();
    expect(shelf.kept.has("upload-f-1")).toBe(false);
  });

  it("keeps the latest messages only", async () => {
    const desk = await createDesk(memoryShelf(), clockAt(1));
    const messenger = createConsoleMessenger(desk, drawn);
    for (let at = 0; at <= KEPT_MESSAGES; at += 1) await messenger.mention(LEGAL, null, "x", `m-${at}`);
    expect(desk.message("m-0")).toBeNull();
    expect(desk.changedSince(0)).toHaveLength(KEPT_MESSAGES);
  });

  it("a change that could not be kept fails, so that the work item is tried again", async () => {
    const shelf = memoryShelf();
    const desk = await createDesk({ ...shelf, write: () => Promise.reject(new Error("full")) }, clockAt(1));
    await expect(createConsoleMessenger(desk, drawn).post(LEGAL, answerCard(FACTS), "k")).rejects.toThrow("full");
  });
});
