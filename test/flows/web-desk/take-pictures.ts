// Takes the README's pictures from the desk as `npm start` runs it: node test/flows/web-desk/take-pictures.ts
import { fileURLToPath } from "node:url";
import { openChromium } from "./chromium.ts";
import { startRealDesk } from "./real-desk.ts";

const folder = fileURLToPath(new URL("../../../bot/pictures/", import.meta.url));
const desk = await startRealDesk();
const browser = await openChromium();
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
await page.goto(desk.url);
await page.getByRole("button", { name: /AD-7/ }).first().click();
await page.getByText("ad-7-converter.pdf").last().waitFor();
await page.keyboard.press("Enter");
const answer = page.getByRole("button", { name: "Answer" }).last();
await answer.waitFor();
await page.locator("select.ac-input").last().selectOption({ index: 1 });
await answer.click();
await page
  .getByText(/^Proposed:/)
  .first()
  .waitFor();
await page.getByRole("tab", { name: /Legal/ }).click();
await page
  .getByText(/REVIEW/)
  .first()
  .waitFor();
await page.waitForTimeout(500);
for (const scheme of ["light", "dark"] as const) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}desk-1280-${scheme}.png` });
  await page.setViewportSize({ width: 400, height: 860 });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}desk-400-${scheme}.png` });
}
await browser.close();
await desk.stop();
