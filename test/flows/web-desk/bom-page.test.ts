import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bomTable, toCsv } from "../../factories/bom.ts";
import { hasChromium, openChromium, WITHOUT_CHROMIUM } from "./chromium.ts";
import { startRealDesk } from "./real-desk.ts";

const LINES = 2_000;

describe.skipIf(!hasChromium)(`a bill of material of ${LINES} lines in the page${WITHOUT_CHROMIUM}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
  });

  it("is dropped, watched, answered, taken as a workbook and verified", async () => {
    const desk = await startRealDesk();
    const downloads = mkdtempSync(join(tmpdir(), "desk-bom-page-"));
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, reducedMotion: "reduce" });
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    const picture = process.env["DESK_PICTURES"];
    const look = async (name: string) => {
      if (picture) await page.screenshot({ path: join(picture, `${name}.png`) });
    };
    try {
      await page.goto(desk.url);
      const data = await page.evaluateHandle(
        (text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "AQ-9000 BOM.csv", { type: "text/csv" }));
          return transfer;
        },
        toCsv(bomTable(LINES)),
      );
      await page.dispatchEvent("#sales", "drop", { dataTransfer: data });
      await page.waitForSelector(".composer .chip:not(.busy)");
      await page
        .locator("#sales .composer textarea")
        .fill("Can I ship the AQ-9000 data acquisition unit to Acme Example Ltd. in Germany?");
      const begun = performance.now();
      await page.keyboard.press("Enter");
      await page.waitForSelector(`#sales .card >> text=/of 2,000 lines of the bill of material/`);
      await look("bom-progress");
      await page.waitForSelector("#sales .card[data-kind=question]", { timeout: 100_000 });
      const seconds = (performance.now() - begun) / 1000;
      if (picture) console.log(`from Enter to the question: ${seconds.toFixed(1)} s`);
      await page.locator("#sales .card select").first().selectOption({ label: "None of these" });
      await page.locator("#sales .card").getByRole("button", { name: "Answer" }).click();
      await page.waitForSelector("#sales .card[data-kind=answer]");
      const answer = await page.locator("#sales .card").innerText();
      expect(answer).toMatch(/^Not released/);
      expect(answer).toContain("AQ-9000 BOM.csv: 1,999 lines of parts");
      expect(answer).toContain("Lines that hold it first");
      expect(answer).toContain("What decides the assembly");
      await look("bom-answer");
      await page.setViewportSize({ width: 360, height: 900 });
      await look("bom-answer-360");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.setViewportSize({ width: 1280, height: 1000 });

      await page
        .locator("#sales")
        .getByRole("button", { name: /evidence/i })
        .first()
        .click();
      const taken = page.waitForEvent("download");
      await page.getByRole("button", { name: "The lines as a workbook" }).click();
      const download = await taken;
      expect(download.suggestedFilename()).toMatch(/^not-released-ED-\d+-lines\.xlsx$/);
      const path = join(downloads, "lines.xlsx");
      await download.saveAs(path);
      const [, lines] = await readSheets(path);
      expect(lines?.data).toHaveLength(LINES + 1);
      await page.getByRole("button", { name: "Verify it" }).click();
      await page.waitForSelector(".verdict.good");
      await look("bom-evidence");
      expect(faults).toEqual([]);
    } finally {
      await page.close();
      await desk.stop();
      rmSync(downloads, { recursive: true, force: true });
    }
  }, 240_000);
});
