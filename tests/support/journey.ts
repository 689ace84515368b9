import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { test as base, expect } from "@playwright/test";

type Journey = {
  /** Someone else at another computer: a page that shares no cookies with the first. */
  newPerson: (options?: BrowserContextOptions) => Promise<Page>;
  /** Says that this complaint of the browser's console belongs to the journey, such as a refused request. */
  allowComplaint: (pattern: RegExp) => void;
  complaints: { allowed: RegExp[]; heard: string[] };
};

const LAUNCHES = 3;

/** The browser sometimes dies of a fault of its own before it has opened a page; that says nothing of ours. */
async function launched(launch: () => Promise<Browser>): Promise<Browser> {
  for (let tried = 1; tried < LAUNCHES; tried++) {
    const browser = await launch().catch(() => undefined);
    if (browser) return browser;
  }
  return launch();
}

/** A journey fails when any page of it writes an error to the console or throws. */
export const test = base.extend<Journey, object>({
  browser: [
    async ({ playwright, browserName, launchOptions }, use) => {
      const browser = await launched(() => playwright[browserName].launch(launchOptions));
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  complaints: [
    async ({}, use) => {
      const complaints: Journey["complaints"] = { allowed: [], heard: [] };
      await use(complaints);
      const unexpected = complaints.heard.filter((line) => !complaints.allowed.some((pattern) => pattern.test(line)));
      expect(unexpected, "what the browser complained of").toStrictEqual([]);
    },
    { auto: true },
  ],
  allowComplaint: async ({ complaints }, use) => {
    await use((pattern) => complaints.allowed.push(pattern));
  },
  context: async ({ context, complaints }, use) => {
    listen(context, complaints.heard);
    await context.addInitScript(tellWhenAwake);
    await use(context);
  },
  page: async ({ page }, use) => {
    await waitUntilAwake(page);
    await use(page);
  },
  newPerson: async ({ browser, complaints, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      opened.push(context);
      listen(context, complaints.heard);
      await context.addInitScript(tellWhenAwake);
      const page = await context.newPage();
      await waitUntilAwake(page);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

export { expect };

function listen(context: BrowserContext, heard: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error") heard.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => heard.push(String(error.error())));
}

/** Whatever is done on a page waits until its scripts have taken over what the server drew: before that a press is nobody's. */
async function waitUntilAwake(page: Page): Promise<void> {
  await page.addLocatorHandler(page.locator("html:not([data-awake])"), () => Promise.resolve());
}

/** Runs in the browser. A page without our scripts, or whose scripts are kept from it, is as awake as it will be. */
function tellWhenAwake(): void {
  let isKeptAsleep = false;
  const isAwake = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps"));
  const look = () => {
    if (document.readyState === "loading" || document.documentElement.hasAttribute("data-awake")) return;
    const isOurs = document.querySelector('script[src*="/_next/"]') !== null && !isKeptAsleep;
    const controls = [...document.querySelectorAll("button, input, select, textarea")];
    if (!isOurs || controls.every(isAwake)) document.documentElement.setAttribute("data-awake", "");
  };
  addEventListener("error", ({ target }) => (isKeptAsleep ||= target instanceof HTMLScriptElement), true);
  // Again and again: a page that is drawn anew as a whole has another root, which says nothing yet.
  setInterval(look, 30);
}
