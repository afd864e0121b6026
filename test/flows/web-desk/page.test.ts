import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, openChromium, WITHOUT_CHROMIUM } from "./chromium.ts";
import { openFakeDesk } from "./fake-desk.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env["DESK_SCREENSHOTS"];
const SAMPLE = new URL("../../../bot/samples/ad-7-converter.pdf", import.meta.url);

type Opened = {
  readonly page: Page;
  readonly faults: string[];
  readonly fake: Awaited<ReturnType<typeof openFakeDesk>>;
  readonly close: () => Promise<void>;
};
type Look = { readonly width: number; readonly scheme: "light" | "dark" };

let browser: Browser;
beforeAll(async () => {
  if (hasChromium) browser = await openChromium();
});
afterAll(async () => {
  await browser?.close();
});

/** The page of a fresh desk; `faults` gathers errors, broken policies and requests that leave this machine. */
async function openPage(look: Look = { width: 1280, scheme: "light" }): Promise<Opened> {
  const fake = await openFakeDesk();
  const { url, close } = await fake.listen();
  const context = await browser.newContext({
    viewport: { width: look.width, height: 860 },
    colorScheme: look.scheme,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) faults.push(request.url());
  });
  await page.goto(url);
  await page.waitForSelector(".sample");
  return {
    page,
    faults,
    fake,
    close: async () => {
      await context.close();
      await close();
    },
  };
}

/** Serious and critical findings of axe-core on what is shown now. */
async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(`window.axe || (() => { const module = undefined; ${AXE} })()`);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter((found) => found.impact === "serious" || found.impact === "critical")
      .map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
}

const sendSample = async (page: Page): Promise<void> => {
  await page.locator(".sample").first().click();
  await page.waitForSelector(".composer .chip:not(.busy)");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#sales .card[data-kind=answer]");
};
const say = async (page: Page, text: string, kind: string): Promise<void> => {
  await page.fill("#composer-text", text);
  await page.press("#composer-text", "Enter");
  await page.waitForSelector(`#sales .card[data-kind=${kind}]`);
};
const side = async (page: Page, name: "sales" | "review"): Promise<void> => {
  const button = page.locator(`.sides button[data-side=${name}]`);
  if (await button.isVisible()) await button.click();
};
const become = (page: Page, person: string) => page.selectOption("#who", person);
const done = (page: Page) => page.locator(".step.done").count();

describe.skipIf(!hasChromium)(`the web desk in Chromium${WITHOUT_CHROMIUM}`, () => {
  it("the job from question to proof, each step ticked by what happened", async () => {
    const { page, faults, fake, close } = await openPage();
    expect(await done(page)).toBe(0);
    await sendSample(page);
    const [inbound] = fake.inbounds;
    const file = inbound?.kind === "request" ? inbound.files[0] : undefined;
    expect(Buffer.from((await fake.desk.openUpload(file?.id ?? "")) ?? [])).toEqual(readFileSync(SAMPLE));
    await page.waitForFunction(() => document.querySelectorAll(".step.done").length === 1);

    await page.getByRole("button", { name: "Change a number…" }).click();
    const form = page.getByRole("dialog", { name: "Change what was read" });
    expect(await form.getByLabel("sample rate").inputValue()).toBe("3.0 GSPS");
    await form.getByLabel("sample rate").fill("0.2 GSPS");
    await form.getByRole("button", { name: "Look again" }).click();
    await form.waitFor({ state: "hidden" });
    await page.waitForFunction(() => document.querySelectorAll(".step.done").length === 2);
    expect(await page.locator("#sales .card").innerText()).toContain("0.2 GSPS");

    await page
      .getByRole("button", { name: /^Approve/ })
      .first()
      .click();
    expect(await page.getByRole("alert").innerText()).toContain("You asked for this case");
    await page.waitForFunction(() => document.querySelectorAll(".step.done").length === 3);

    await become(page, "legal-reviewer");
    await page.locator("#review input[type=checkbox]").nth(1).check();
    await page
      .locator("#review .card")
      .getByRole("button", { name: /^Approve/ })
      .click();
    await page.waitForSelector("#review .card[data-kind=decision]");
    await page.waitForSelector("#sales .card[data-kind=decision]");
    await page.waitForFunction(() => document.querySelectorAll(".step.done").length === 4);

    await page.locator("#review").getByRole("button", { name: "Evidence ED-1041" }).click();
    await page.waitForSelector(".entry.refused");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the package" }).click();
    expect((await saving).suggestedFilename()).toBe("ED-1041.zip");
    await page.getByRole("button", { name: "Verify it" }).click();
    await page.waitForSelector(".verdict.good");
    await page.getByRole("button", { name: "Flip a byte and verify" }).click();
    await page.waitForSelector(".verdict.bad");
    await page.waitForFunction(() => document.querySelectorAll(".step.done").length === 5);
    expect(faults).toEqual([]);
    await close();
  });

  it("from request to approval to trail by keyboard alone", async () => {
    const { page, faults, close } = await openPage();
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
    /** Tabs until the focus is on what is wanted; everything must be reachable within a screen's worth of stops. */
    const tabTo = async (wanted: RegExp, key = "Tab"): Promise<void> => {
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press(key);
        if (wanted.test(await focused())) return;
      }
      throw new Error(`no way to ${String(wanted)} by ${key}`);
    };
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the question field");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash === "#composer-text");
    await page.focus("body");
    await tabTo(/^AD-7 converter/);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".composer .chip:not(.busy)");
    expect(await focused()).toBe("Ask the export desk");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#review .card[data-kind=review]");

    await tabTo(/^You are$/, "Shift+Tab");
    await page.keyboard.type("Legal");
    await page.waitForFunction(() => (document.querySelector("#who") as HTMLSelectElement).value === "legal-reviewer");
    await tabTo(/The stated end use/);
    await page.keyboard.press("Space");
    await tabTo(/^Approve/);
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(ring).toBe("solid");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#review .card[data-kind=decision]");
    await page.waitForFunction(() => document.activeElement?.classList.contains("message"));

    await tabTo(/Evidence ED-1041/);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".entry.decided");
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() => {
        const dialog = document.querySelector("#evidence");
        return document.activeElement === document.body || (dialog?.contains(document.activeElement) ?? false);
      });
      expect(inside).toBe(true);
    }
    await page.keyboard.press("Escape");
    expect(await page.locator("#evidence").evaluate((dialog) => (dialog as HTMLDialogElement).open)).toBe(false);
    expect(await focused()).toContain("Evidence ED-1041");
    expect(faults).toEqual([]);
    await close();
  });

  it("tabs of the reviewers' channels move by arrows, with one tab stop", async () => {
    const { page, close } = await openPage();
    await page.focus("#tab-reviewers-trade-compliance");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("[role=tab][aria-selected=true]").innerText()).toBe("Legal");
    await page.keyboard.press("End");
    expect(await page.locator("[role=tab][aria-selected=true]").innerText()).toBe("Officer");
    expect(await page.locator("[role=tab][tabindex='0']").count()).toBe(1);
    await close();
  });

  it("files: three chips, one taken away, an empty one refused beside its name, one dropped", async () => {
    const { page, fake, close } = await openPage();
    const file = (name: string, size: number) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(size, 1),
    });
    await page.setInputFiles("#sales .picker", [file("a.pdf", 10), file("b.csv", 20), file("c.txt", 0)]);
    await page.waitForSelector(".composer .chip:not(.busy):not(.failed) >> nth=1");
    expect(await page.locator(".chip.failed").innerText()).toContain("empty");
    await page.getByRole("button", { name: "Remove a.pdf" }).click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["14 bit"], "d.txt"));
      const pane = document.querySelector("#sales");
      for (const type of ["dragenter", "drop"])
        pane?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector(".composer .chip:not(.busy):not(.failed) >> nth=1");
    await page.fill("#composer-text", "Quote these");
    await page.press("#composer-text", "Enter");
    await page.waitForSelector("#sales .message .chip >> nth=1");
    const [inbound] = fake.inbounds;
    expect(inbound?.kind === "request" ? inbound.files.map((one) => one.name) : []).toEqual(["b.csv", "d.txt"]);
    await close();
  });

  it("a message that was not stored stays in the field and is sent again under the same id", async () => {
    const { page, fake, close } = await openPage();
    fake.setFailing(true);
    await page.fill("#composer-text", "A board to Germany");
    await page.press("#composer-text", "Enter");
    expect(await page.getByRole("alert").innerText()).toContain("Not received");
    expect(await page.inputValue("#composer-text")).toBe("A board to Germany");
    fake.setFailing(false);
    await page.press("#composer-text", "Enter");
    await page.waitForSelector("#sales .card");
    expect(fake.inbounds).toHaveLength(1);
    await close();
  });

  it("words of a customer are text, whatever they look like", async () => {
    const { page, faults, close } = await openPage();
    const words = `<img src=x onerror="document.title='taken'"> [link](https://example.com) **bold** </script>`;
    await say(page, `waiting ${words}`, "ack");
    expect(await page.locator("#sales .words").innerText()).toContain(words);
    expect(await page.locator("#sales .card img, #sales .card a").count()).toBe(0);
    expect(await page.title()).toBe("Export Desk");
    expect(faults).toEqual([]);
    await close();
  });

  it("what is told to one person is not shown to another", async () => {
    const { page, fake, close } = await openPage();
    await say(page, "waiting: a board", "ack");
    const place = fake.inbounds[0]?.place;
    if (place) await fake.messenger.tell(place, "sales-engineer", "That country I do not know.");
    await page.waitForSelector(".whispered");
    await become(page, "legal-reviewer");
    expect(await page.locator(".whispered").count()).toBe(0);
    await close();
  });

  it("light and dark follow the system until one is chosen, and the choice is kept", async () => {
    const { page, close } = await openPage({ width: 1280, scheme: "dark" });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.getByRole("button", { name: "Use light colors" }).click();
    expect(await background()).not.toBe(dark);
    await page.reload();
    await page.waitForSelector(".sample");
    expect(await page.getByRole("button", { name: "Use dark colors" }).count()).toBe(1);
    await close();
  });

  const LOOKS: readonly Look[] = [1280, 400].flatMap((width) =>
    (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
  );
  it.each(LOOKS)("every state has no serious fault and fits at $width px, $scheme", async (look) => {
    const { page, faults, close } = await openPage(look);
    const found: string[] = [];
    const at = async (state: string): Promise<void> => {
      await page.waitForTimeout(120);
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: join(SHOTS, `${state}-${look.width}-${look.scheme}.png`) });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) found.push(`${state}: wider than the screen`);
      for (const fault of await seriousFaults(page)) found.push(`${state}: ${fault}`);
    };
    await at("empty");
    await sendSample(page);
    await at("proposal");
    await side(page, "review");
    await at("review");
    await page.locator("#review .card").getByRole("button", { name: "Trace (opens)" }).click();
    await page.getByRole("dialog", { name: "Trace" }).getByText("What would change it").waitFor();
    await at("trace");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Override…" }).click();
    const alert = page.locator("#form-panel .panel-alert", { hasText: "You asked for this case" });
    await alert.waitFor();
    await at("override-refused");
    const beyondItsWords = await alert.evaluate((box) => {
      const words = document.createRange();
      words.selectNodeContents(box);
      return box.getBoundingClientRect().height - words.getBoundingClientRect().height;
    });
    if (beyondItsWords > 30)
      found.push(`override-refused: the reason's box is ${beyondItsWords} px taller than its words`);
    await page.locator("#form-panel").getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: /^Approve/ }).click();
    await page.waitForSelector(".toast");
    await at("refused");
    await become(page, "legal-reviewer");
    await page.getByRole("button", { name: "Override…" }).click();
    const override = page.getByRole("dialog", { name: "Override the reading" });
    await override.getByLabel(/^What the auditor will read/).waitFor();
    await at("override");
    await page.keyboard.press("Escape");
    await page.locator("#review input[type=checkbox]").nth(1).check();
    await page.getByRole("button", { name: /^Approve/ }).click();
    await page.waitForSelector("#review .card[data-kind=decision]");
    await at("decided");
    await page.locator("#review .tool").first().click();
    await page.waitForSelector(".entry.decided");
    await page.getByRole("button", { name: "Download the package" }).click();
    await page.getByRole("button", { name: "Flip a byte and verify" }).click();
    await page.waitForSelector(".verdict.bad");
    await at("evidence");
    await page.keyboard.press("Escape");
    await become(page, "sales-engineer");
    await side(page, "sales");
    await say(page, "Converter of unknown rate to Israel", "question");
    await at("question");
    await say(page, "waiting: a board", "ack");
    await at("waiting");
    await say(page, "Quote for the Example Holding Institute", "hold");
    await at("hold");
    const file = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.alloc(20_000, 1) });
    await page.setInputFiles("#sales .picker", ["a.pdf", "b.xlsx", "drawing.dwg"].map(file));
    await page.waitForSelector(".composer .chip:not(.busy) >> nth=2");
    await at("three-files");
    await page.press("#composer-text", "Enter");
    await page.waitForSelector("text=I could not read the file");
    await at("error");
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
