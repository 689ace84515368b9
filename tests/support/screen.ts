import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./journey";

/** No accessibility violation on the screen as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }));
}

/** A page that stands, can be used by everybody, light and dark, and is no wider than its window. */
export async function expectUsable(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main")).toHaveCount(1);
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).not.toHaveClass(/\bdark\b/);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  // What the other rules look at has no colour.
  await expectNoViolation(page, new AxeBuilder({ page }).withRules("color-contrast"));
  await expectFits(page);
}

export async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  // What is fading in is paler for a moment than it is.
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(
        ({ effect, playState }) => playState === "running" && effect?.getComputedTiming().iterations !== Infinity,
      );
    // What isn't drawn, being out of sight, is never through.
    const through = Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
    await Promise.race([through, new Promise((done) => setTimeout(done, 1000))]);
  });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toStrictEqual([]);
}
