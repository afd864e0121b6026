import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const path = process.env["DESK_CHROMIUM"] ?? PATHS.find((candidate) => existsSync(candidate));

export const hasChromium = path !== undefined;
/** Stands in the title of what is skipped, so that nobody has to look for the reason. */
export const WITHOUT_CHROMIUM = hasChromium ? "" : " (not run: no Chromium; install it: apt-get install chromium)";

export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(path ? { executablePath: path } : {}),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
