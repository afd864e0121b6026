import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataSheet, SHEETS } from "../../factories/data-sheet.ts";
import { hasChromium, openChromium, WITHOUT_CHROMIUM } from "./chromium.ts";
import { startRealDesk } from "./real-desk.ts";

const JOBS = [
  {
    file: "tvc-640.pdf",
    sheet: SHEETS.core,
    words: "We want to ship 10 TVC-640 cores to Acme Inspection Example GmbH in Germany for inspection of wind parks.",
    released: "6A003.b.4.b",
    reviewers: ["Legal", "Trade compliance"],
  },
  {
    file: "fl-1500.pdf",
    sheet: SHEETS.laser,
    words: "Need to ship one FL-1500 to Acme Welding Example in Turkey, they weld car bodies.",
    released: "6A005.a.6.a.1",
    reviewers: ["Trade compliance"],
  },
  {
    file: "sg-44.pdf",
    sheet: SHEETS.generator,
    words: "Customer Acme Radio Example Pvt in India wants 2 SG-44 for their production line",
    released: "3A992.a",
    reviewers: ["Trade compliance"],
  },
] as const;

describe.skipIf(!hasChromium)(`data sheets from drop to record${WITHOUT_CHROMIUM}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
    const data = await page.evaluateHandle(
      ([file, base64]) => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
        transfer.items.add(new File([content], file, { type: "application/pdf" }));
        return transfer;
      },
      [name, bytes.toString("base64")] as const,
    );
    await page.dispatchEvent("#sales", "drop", { dataTransfer: data });
    await page.waitForSelector("#sales .composer .chip:not(.busy)");
  }

  /** Answers as a salesperson would who has nothing to hide: no, none of these, an uncritical figure. */
  async function answer(page: Page): Promise<void> {
    const card = page.locator("#sales .card").last();
    for (const radio of await card.getByLabel("No", { exact: true }).all()) await radio.check();
    for (const select of await card.locator("select").all()) await select.selectOption({ label: "None of these" });
    for (const text of await card.locator("input[type=text]").all()) await text.fill("100 ns");
    await card.getByRole("button", { name: "Answer" }).click();
  }

  async function approve(page: Page, reviewer: string): Promise<void> {
    await page.getByLabel("You are").selectOption({ label: `${reviewer} reviewer` });
    await page.getByRole("tab", { name: new RegExp(`^${reviewer}`) }).click();
    const card = page.locator("#review .card").last();
    await card.getByRole("button", { name: /^Approve:/ }).waitFor();
    for (const tick of await card.locator("input[type=checkbox]").all()) await tick.check();
    await card.getByRole("button", { name: /^Approve:/ }).click();
  }

  it.each(JOBS)("$sheet.title: dropped, answered, approved by $reviewers, released as $released", async (job) => {
    const desk = await startRealDesk();
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 }, reducedMotion: "reduce" });
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    try {
      await page.goto(desk.url);
      await drop(page, job.file, await dataSheet(job.sheet));
      await page.locator("#sales .composer textarea").fill(job.words);
      await page.keyboard.press("Enter");
      await page.waitForSelector("#sales .card[data-kind=question], #sales .card[data-kind=answer]");
      for (let rounds = 0; rounds < 4; rounds += 1) {
        if ((await page.locator("#sales .card").last().getAttribute("data-kind")) !== "question") break;
        const asked = await page.locator("#sales .card").last().innerText();
        await answer(page);
        await page.waitForFunction((before) => {
          const card = [...document.querySelectorAll<HTMLElement>("#sales .card")].at(-1);
          if (card?.dataset["kind"] === "answer") return true;
          const settled = card?.closest("[aria-busy=true]") === null;
          return settled && card?.dataset["kind"] === "question" && card.innerText !== before;
        }, asked);
      }
      await page.waitForSelector(`#sales .card[data-kind=answer] >> text=${job.released}`);
      for (const reviewer of job.reviewers) await approve(page, reviewer);
      await page.waitForSelector("#sales .card[data-kind=decision]");
      const decided = await page.locator("#sales .card[data-kind=decision]").innerText();
      expect(decided).toMatch(/^DECIDED · released/);
      expect(decided).toContain(`Released: ${job.released}`);
      expect(decided).toContain(job.file);
      await page
        .locator("#sales")
        .getByRole("button", { name: /^Evidence ED-/ })
        .click();
      await page.getByRole("button", { name: "Verify it" }).click();
      await page.waitForSelector(".verdict.good");
      expect(faults).toEqual([]);
    } finally {
      await page.close();
      await desk.stop();
    }
  });
});
