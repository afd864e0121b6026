import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, openChromium, WITHOUT_CHROMIUM } from "./chromium.ts";
import { openClient, startRealDesk, textOf } from "./real-desk.ts";

let desk: Awaited<ReturnType<typeof startRealDesk>>;
beforeAll(async () => {
  desk = await startRealDesk();
});
afterAll(async () => {
  await desk.stop();
});

/** A generator with a seed: the same twenty parts each time, made up here and nowhere else. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Figures as an answer writes them: a rate's as numbers with units, a nominal size in the words it was read from. */
function madeUpPart(chance: (below: number) => number): { readonly text: string; readonly figures: readonly string[] } {
  const name = `${"BDFGKLMPRT"[chance(10)]}${"AEIOU"[chance(5)]}X-${100 + chance(900)}`;
  const bits = 8 + chance(11);
  const rate = 11 + chance(4_000);
  const place = ["Germany", "Japan", "Israel", "Brazil"][chance(4)] ?? "Germany";
  const to = `to Acme Example Ltd. in ${place}`;
  const figures = [`${bits} bit`, `${rate} MSPS`];
  return chance(4) === 0
    ? { text: `Can I send the ${name} fluoropolymer butterfly valve, DN ${bits}, ${to}?`, figures: [`“DN ${bits}”`] }
    : { text: `Can I send the ${name} analog-to-digital converter chip, ${bits} bit, ${rate} MSPS, ${to}?`, figures };
}

it("nothing is canned: each answer to twenty made-up parts names figures of that part, or says not covered", async () => {
  const client = await openClient(desk.url);
  const chance = createChance(20_261_124);
  const wrong: string[] = [];
  const seen = { bits: 0, "nominal size": 0, "not covered": 0 };
  for (let at = 0; at < 20; at += 1) {
    const { text, figures } = madeUpPart(chance);
    const card = await client.ask(text);
    const said = textOf(card.card);
    const named = figures.some((figure) => said.includes(figure));
    const uncovered = /not cover|does not cover|no entry of this rulebook/i.test(said);
    if (named) seen[figures[0]?.includes("bit") ? "bits" : "nominal size"] += 1;
    else if (uncovered) seen["not covered"] += 1;
    if (!said.trim().startsWith("Not released")) wrong.push(`${text}: begins ${said.slice(0, 60)}`);
    if (!named && !uncovered) wrong.push(`${text}: ${said.slice(0, 300)}`);
  }
  expect(wrong).toEqual([]);
  // All three kinds of answer came: a test that met one of them only would say little.
  expect(seen.bits).toBeGreaterThan(8);
  expect(seen["nominal size"]).toBeGreaterThan(3);
  expect(seen["not covered"]).toBeGreaterThan(0);
});

describe.skipIf(!hasChromium)(`the whole job on the desk as it runs${WITHOUT_CHROMIUM}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
  });

  const stepsDone = (page: Page, count: number) =>
    page.waitForFunction((wanted) => document.querySelectorAll(".step.done").length >= wanted, count);
  const press = (page: Page, name: string | RegExp, where = "body") =>
    page.locator(where).getByRole("button", { name }).first().click();

  it("ask, change one number, be refused, decide as legal, flip a byte: each step ticks from the record", async () => {
    const own = await startRealDesk();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    try {
      await page.goto(own.url);
      await press(page, "Use the sample");
      await page.waitForSelector(".composer .chip:not(.busy)");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#sales .card[data-kind=question]");
      await stepsDone(page, 1);
      await page.locator("#sales .card select").selectOption({ label: "None of these" });
      await press(page, "Answer", "#sales .card");
      await page.waitForSelector("#sales .card[data-kind=answer]");
      expect(await page.locator("#sales .card").innerText()).toContain("3A001.a.5.a.4");
      expect(await page.locator("#sales .card").innerText()).toMatch(/^Not released/);

      await press(page, /^Change a number/, "#sales .card");
      await page.getByLabel("sample rate").fill("4 GSPS");
      await press(page, "Look again", "#form-panel");
      await stepsDone(page, 2);
      await page.waitForSelector("#sales .card[data-kind=answer] >> text=4 GSPS");

      await press(page, "Show me the card");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").innerText()).toContain("You asked for this case");
      await stepsDone(page, 3);

      for (let approvals = 0; approvals < 3 && (await page.locator(".step.done").count()) < 4; approvals += 1) {
        await press(page, "Switch to legal");
        for (const tick of await page.locator("#review .card input[type=checkbox]").all()) await tick.check();
        await press(page, /^Approve/, "#review .card");
        await page.waitForSelector(".message:not([aria-busy]) .card");
        await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
        await page.waitForTimeout(500);
      }
      await stepsDone(page, 4);
      await page.waitForSelector("#sales .card[data-kind=decision]");
      expect(await page.locator("#sales .card").innerText()).toMatch(/^DECIDED · released/);

      await press(page, "Open the evidence");
      await page.waitForSelector(".entry.refused");
      await page.waitForSelector(".entry.decided");
      await press(page, "Verify it");
      await page.waitForSelector(".verdict.good");
      await press(page, "Flip a byte and verify");
      await page.waitForSelector(".verdict.bad");
      await stepsDone(page, 5);
      expect(faults).toEqual([]);
    } finally {
      await page.close();
      await own.stop();
    }
  });
});
