import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./journey";

/** No accessibility violation on the screen as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }));
}

/** The same, light and dark. It is left dark, so that the next one comes dark. */
export async function expectAccessibleInBoth(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).not.toHaveClass(/\bdark\b/);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  // What the other rules look at has no colour.
  await expectNoViolation(page, new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
}

/** A page that stands, can be used by everybody, light and dark, and is no wider than its window. */
export async function expectUsable(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main")).toHaveCount(1);
  await expectAccessibleInBoth(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  // What is fading in is paler for a moment than it is. What isn't drawn, in a closed fold, never goes on.
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect, playState }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      const isDrawn = target?.checkVisibility({ contentVisibilityAuto: true }) ?? false;
      return playState === "running" && isDrawn && effect?.getComputedTiming().iterations !== Infinity;
    });
    await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
  });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toStrictEqual([]);
}
