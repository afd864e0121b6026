import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { textAt } from "../../adapters/slack/payload.ts";
import { startBadInputDesk, type BadInputDesk } from "./bad-input-desk.ts";

let desk: BadInputDesk;
beforeAll(async () => {
  desk = await startBadInputDesk();
});
afterAll(() => desk?.stop());
afterEach(() => desk.sound());

const CHIP = "a 14-bit 3 GSPS analog-to-digital converter chip, operating temperature -40 to +85 °C";

const command = (text: string, more: { readonly user?: string; readonly channel?: string } = {}): Promise<Response> =>
  desk.send(
    "commands",
    new URLSearchParams({
      team_id: desk.slack.team,
      channel_id: more.channel ?? desk.slack.channel,
      user_id: more.user ?? desk.slack.userId("sales"),
      command: "/classify",
      text,
      trigger_id: `l.${desk.nextTs()}`,
    }).toString(),
  );

describe("/classify status and find", () => {
  const said = async (answer: Response): Promise<string> => {
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as Record<string, unknown>;
    expect(body["response_type"]).toBe("ephemeral");
    expect(body["text"]).toMatch(/^Not released/);
    return desk.wordsOf(JSON.stringify(body));
  };

  it("status names the caller's open cases and who has the ball, and no decided one", async () => {
    const open = await desk.ask(
      `Can I send ${CHIP} to Acme Example Ltd. in Israel? The end use is civil test equipment.`,
    );
    const gone = await desk.ask(`Can I send ${CHIP} to Acme Example Ltd. in Japan?`);
    await desk.press(gone.ts, /^Withdraw/);
    const shown = await said(await command("status"));
    const stage = (await desk.caseAt(open.ts))?.stage;
    expect(shown).toMatch(
      new RegExp(`ED-${open.state.number} · .*Israel · ${stage === "asking" ? "waits for your answer" : "with legal"}`),
    );
    expect(shown).not.toContain(`ED-${gone.state.number} `);
    expect(shown).not.toMatch(/approved|cleared|may ship|no license/i);
  });

  it("status with a number, and find, show what the caller may see: other people's cases are not there", async () => {
    const { state } = await desk.ask(`Can I send ${CHIP} to Zephyr Example Ltd. in Israel?`);
    expect(await said(await command(`status ED-${state.number}`))).toContain(`ED-${state.number} · `);
    expect(await said(await command("find zephyr israel"))).toContain(`ED-${state.number} · `);
    for (const asked of [`status ${state.number}`, "find zephyr", `find ED-${state.number}`]) {
      const shown = await said(await command(asked, { user: desk.slack.userId("colleague") }));
      expect(shown).not.toContain(`ED-${state.number} ·`);
      expect(shown).toContain("I find no case");
    }
  });

  it("what was typed to find cannot be markup, nor longer than a line", async () => {
    const shown = await said(await command(`find <!channel> *bold* ${"x".repeat(500)}`));
    expect(shown).not.toContain("<!channel>");
    expect(shown.split("\n").find((line) => line.includes("I find no case"))?.length).toBeLessThan(200);
  });

  it("where people from outside may look on, numbers and who has the ball are said and nothing else", async () => {
    const made = await desk.slack.call("conversations.create", { name: "with-partners" });
    const channel = textAt(made, "channel", "id") ?? "";
    desk.slack.outsiders.add(channel);
    const { state } = await desk.ask(`Can I send ${CHIP} to Acme Example Ltd. in Israel?`);
    const shown = await said(await command("status", { channel }));
    expect(shown).toContain(`ED-${state.number} · `);
    expect(shown).not.toMatch(/Israel|converter|3A001/);
    expect(shown).toContain("Ask me in a direct message");
  });

  it.each(["stranger", "guest"])("a %s is told who may ask", async (name) => {
    const answer = await command("status", { user: desk.slack.userId(name) });
    expect(await answer.json()).toMatchObject({ text: expect.stringContaining("I don't know you yet.") });
  });
});
