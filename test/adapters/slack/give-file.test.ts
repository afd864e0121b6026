import { describe, expect, it } from "vitest";
import { createSlackMessenger } from "../../../adapters/slack/messenger.ts";
import type { PlaceRef } from "../../../core/ports/inbound.ts";
import { createFakeSlack, silent } from "./fake-slack-api.ts";

const place: PlaceRef = {
  platform: "slack",
  installation: "T00FAKE",
  channel: "C00FAKE",
  thread: null,
  kind: "channel",
  boundary: "internal",
  reference: null,
};
const file = {
  name: "not-released-ED-7-record.pdf",
  bytes: new Uint8Array([37, 80, 68, 70]),
  says: "The record: not released.",
};

function withSlack(upload: string) {
  const uploaded: { readonly url: string; readonly bytes: string }[] = [];
  const slack = createFakeSlack({
    "files.getUploadURLExternal": { upload_url: upload, file_id: "F00NEW" },
    "files.completeUploadExternal": { files: [{ id: "F00NEW" }] },
  });
  const messenger = createSlackMessenger({
    access: slack.access,
    apiUrl: "https://slack.com/api/",
    fetch: async (url, init) => {
      uploaded.push({
        url: url instanceof Request ? url.url : new URL(url).href,
        bytes: Buffer.from(init?.body as Uint8Array).toString("latin1"),
      });
      return new Response("OK");
    },
    log: silent,
  });
  return { slack, uploaded, give: () => messenger.giveFile?.(place, "U00FAKE", file) };
}

describe("a file for one person in Slack", () => {
  it("goes into their own conversation in Slack's three steps, with its words", async () => {
    const { slack, uploaded, give } = withSlack("https://files.slack.com/upload/v1/abc");
    await give();
    expect(uploaded).toEqual([{ url: "https://files.slack.com/upload/v1/abc", bytes: "%PDF" }]);
    const asked = slack.calls.find(({ method }) => method === "files.getUploadURLExternal");
    expect(asked?.args).toMatchObject({ filename: file.name, length: "4" });
    const shared = slack.calls.find(({ method }) => method === "files.completeUploadExternal");
    expect(shared?.args).toMatchObject({ channel_id: "D00FAKE", initial_comment: file.says });
    expect(slack.calls.some(({ args }) => args["channel"] === "C00FAKE")).toBe(false);
  });

  it.each(["https://example.com/upload", "http://files.slack.com/upload", "https://slack.com.example.com/u"])(
    "the bytes go nowhere else: %s",
    async (address) => {
      const { uploaded, give } = withSlack(address);
      await expect(give()).rejects.toMatchObject({ code: "foreign-upload-address", terminal: true });
      expect(uploaded).toEqual([]);
    },
  );
});
