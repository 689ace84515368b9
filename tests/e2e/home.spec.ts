import fs from "node:fs";
import { expectUsable } from "@/tests/support/screen";
import { assignLead } from "@/lib/leads/ownership/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";

test.beforeAll(openJourneyHouse);

const PHONE = { width: 390, height: 844 };
const HOUR_MS = 3_600_000;

async function house(firm: string) {
  const company = await makeCompany(firm);
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const leads = [];
  for (const days of [0, 1, 3, 70]) {
    leads.push(
      await makeLead(company.id, { contactName: `=Lead ${days}`, at: new Date(Date.now() - days * 24 * HOUR_MS) }),
    );
  }
  return { company, manager, employee, leads };
}

test("a lead that arrives is counted without reloading, and what was open stays open", async ({
  page,
  context,
  baseURL,
}) => {
  const { company, manager } = await house("Vivo SA");
  const elsewhere = await makeCompany("Ajena SA");
  await enterAs(context, manager, baseURL);
  await page.goto("/");
  const total = page.getByRole("main").locator("[data-slot=stat]").first();
  await expect(total).toContainText("4");
  await page.getByRole("button", { name: /^(Tabla|Table)$/ }).click();
  const table = page.getByRole("region", { name: /Leads por día|Leads by day/ });
  await expect(table).toBeVisible();
  await makeLead(elsewhere.id, { contactName: "Nobody here sees it" });
  await makeLead(company.id, { contactName: "Recién llegada" });
  await expect(total).toContainText("5", { timeout: 15_000 });
  await expect(page.getByText("Recién llegada")).toBeVisible();
  await expect(page.getByText("Nobody here sees it")).toHaveCount(0);
  await expect(table).toBeVisible();
});

test("a figure of the table opens its rows, and so does the period before", async ({ page, context, baseURL }) => {
  const { manager } = await house("Filas SA");
  await enterAs(context, manager, baseURL);
  await page.goto("/");
  const before = page.getByRole("link", { name: /^1 en los 60 días anteriores|^1 in the 60 days/ });
  await before.click();
  await expect(page.getByText("=Lead 70")).toBeVisible();
  await expect(page.getByText("=Lead 3", { exact: true })).toHaveCount(0);
});

test("the chart is handed out as CSV and as a picture", async ({ page, context, baseURL }) => {
  const { manager } = await house("Archivo SA");
  await enterAs(context, manager, baseURL);
  await page.goto("/");
  // The chart is a part of its own, which a busy machine brings late.
  await expect(page.getByRole("main").locator("svg.recharts-surface")).toBeVisible({ timeout: 20_000 });
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^CSV: (Cómo están|How they stand)/ }).click(),
  ]);
  const lines = fs
    .readFileSync(await csv.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(61);
  const [picture] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^PNG: / }).click(),
  ]);
  const bytes = fs.readFileSync(await picture.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.length).toBeGreaterThan(5000);
});

test("an employee finds what to do first, and not their own name on every row", async ({ page, context, baseURL }) => {
  const { manager, employee, leads } = await house("Propia SA");
  const [lead] = leads;
  if (!lead) throw new Error("no lead");
  await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: employee.id, seenOwnerId: null, reason: "" });
  await page.setViewportSize(PHONE);
  await enterAs(context, employee, baseURL);
  await page.goto("/");
  await expect(page.getByText("=Lead 0")).toBeVisible();
  const headings = await page.getByRole("heading", { level: 2 }).allInnerTexts();
  expect(headings[0]).toMatch(/Qué está esperando|Waiting/);
  await expect(page.getByRole("main").getByText(/Emilio Tester/)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});

for (const role of ["admin", "manager", "employee", "executive"]) {
  test(`home has no barrier for ${role}, light and dark`, async ({ page, context, baseURL }) => {
    test.slow();
    const { company } = await house("Accesible SA");
    const actor = await makeUser(role, [company.id]);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await enterAs(context, actor, baseURL);
    await page.goto("/");
    await expectUsable(page);
  });
}
