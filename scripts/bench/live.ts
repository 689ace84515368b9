import { chromium } from "@playwright/test";
import config from "@/playwright.config";
import { hasRights } from "@/lib/core/ctx";
import { pool } from "@/lib/core/db";
import { openNews } from "./news.ts";
import type { Ctx } from "@/lib/core/ctx";
import type { BrowserContext, Page } from "@playwright/test";
import type { BenchLine } from "./table.ts";

const OTHERS = 48;
const TARGET_MS = 500;

/** `cookie`: whoever changes the status. `colleague`: whoever sees it change. */
type How = { origin: string; cookie: string; colleague: Colleague; dataSize: string; changes: number };
type Colleague = { ctx: Ctx; cookie: string };

/** From a click in one person's browser to what a colleague's shows, while 48 more screens listen. */
export async function measureLive(how: How): Promise<BenchLine> {
  const { origin, cookie, colleague, dataSize, changes } = how;
  const { actor } = colleague.ctx;
  const others = await Promise.all(Array.from({ length: OTHERS }, () => openNews(origin, cookie)));
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  try {
    const open = async (whose: string) => {
      const context = await browser.newContext({
        baseURL: origin,
        locale: "en-GB",
        viewport: { width: 1280, height: 900 },
      });
      await signIn(context, origin, whose);
      return context.newPage();
    };
    // The words looked for below.
    await pool().query(`update "User" set locale = 'en' where "userName" like 'bench%'`);
    const [mine, theirs] = [await open(cookie), await open(colleague.cookie)];
    const { rows } = await pool().query<{ number: number }>(
      `select l.number from "Lead" l join "Status" s on s.id = l."statusId" where s.key = 'contacted' and l."ownerId" is not null
        and l."companyId" = any ($1::uuid[]) limit 1`,
      [hasRights(actor) ? actor.companyIds : []],
    );
    for (const page of [mine, theirs]) await openLive(page, `/leads/${rows[0]?.number ?? 0}`);
    const times: number[] = [];
    for (let index = 0; index < changes; index++) times.push(await changeSeen(mine, theirs, STATUSES[index % 2] ?? ""));
    const sorted = times.toSorted((a, b) => a - b);
    const value = Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0);
    const median = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
    return {
      name: "a status change, from one browser to another",
      value,
      target: TARGET_MS,
      holds: value <= TARGET_MS,
      unit: "ms p95",
      dataSize,
      note: `${changes} changes, ${OTHERS} more live connections; median ${median} ms`,
    };
  } finally {
    await browser.close();
    for (const other of others) other.close();
  }
}

/** The page reads itself again as soon as its stream stands. */
async function openLive(page: Page, path: string): Promise<void> {
  const heard = page.waitForResponse((answer) => {
    const { pathname, searchParams } = new URL(answer.url());
    return pathname === path && searchParams.has("_rsc");
  });
  await page.goto(path);
  await heard;
}

const STATUSES = ["To quote", "Contacted"];

async function changeSeen(mine: Page, theirs: Page, status: string): Promise<number> {
  await mine.bringToFront();
  await mine.getByRole("button", { name: /^Status: .* Change$/ }).click();
  const item = mine.getByRole("menuitemradio", { name: status, exact: true });
  await item.waitFor();
  const shown = theirs.evaluate(
    (label) =>
      new Promise<number>((done) => {
        const look = () => {
          const button = [...document.querySelectorAll("button")].find((one) =>
            one.getAttribute("aria-label")?.startsWith(`Status: ${label}.`),
          );
          if (button) done(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    status,
  );
  const clicked = mine.evaluate(
    () =>
      new Promise<number>((done) => {
        document.addEventListener(
          "click",
          () => {
            done(Date.now());
          },
          { capture: true, once: true },
        );
      }),
  );
  await item.click();
  const took = (await shown) - (await clicked);
  await mine.getByRole("button", { name: new RegExp(`^Status: ${status}\\.`) }).waitFor();
  return took;
}

async function signIn(context: BrowserContext, origin: string, cookie: string): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
}
