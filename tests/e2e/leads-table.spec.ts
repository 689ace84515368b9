import { expectAccessibleInBoth, expectUsable } from "@/tests/support/screen";
import { database } from "@/lib/core/db";
import { assignLead } from "@/lib/leads/ownership/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { BrowserContext, Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, {
    contactName: "Lucía Fernández",
    firm: "Bodega Andina",
    email: "lucia@andina.example",
    phone: "11 4567-8901",
  });
  return { company, manager, employee, lead };
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });

/** The stream is there once the server was asked for it. */
async function openLive(page: Page, context: BrowserContext, address = "/leads"): Promise<void> {
  const opened = context.waitForEvent("response", (response) => new URL(response.url()).pathname === "/api/leads");
  await page.goto(address);
  await opened;
}

test("the first answer of the server holds the rows", async ({ page, context, baseURL }) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  const answer = await page.request.get("/leads");
  expect(await answer.text()).toContain("Lucía Fernández");
});

test("a lead made by another process announces itself, and comes when asked for", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager, company } = await house();
  await makeLead(company.id, { contactName: "Quien Estaba" });
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await makeLead(company.id, { contactName: "Recién Llegada" });
  const show = page.getByRole("button", { name: "Ver 1 nuevo" });
  await expect(show).toBeVisible();
  await expect(page.getByText("Recién Llegada")).toHaveCount(0);
  await show.click();
  await expect(rowOf(page, "Recién Llegada")).toBeVisible();
});

test("two people at once: what one assigns and changes the other sees without reloading", async ({
  page,
  context,
  baseURL,
  newPerson,
}) => {
  const { manager, employee, lead } = await house();
  await enterAs(context, manager, baseURL);
  const theirs = await newPerson();
  await enterAs(theirs.context(), employee, baseURL);
  await openLive(page, context);
  await openLive(theirs, theirs.context());
  await expect(theirs.getByText("Todavía no te asignaron leads")).toBeVisible();

  await page.getByRole("button", { name: `Asignar L-${lead.number}` }).click();
  await page.getByRole("option", { name: "Emilio Tester" }).click();
  await expect(rowOf(page, "Lucía Fernández").getByText("Emilio Tester", { exact: true })).toBeVisible();
  // Their list was empty: nothing moves under anybody's eyes.
  await expect(rowOf(theirs, "Lucía Fernández")).toBeVisible();

  await theirs.getByRole("button", { name: new RegExp(`Cambiar el estado de L-${lead.number}`) }).click();
  await theirs.getByRole("option", { name: "Falta cotizar" }).click();
  await expect(rowOf(page, "Lucía Fernández").getByText("Falta cotizar")).toBeVisible();

  await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: null, seenOwnerId: employee.id, reason: "" });
  await expect(theirs.getByRole("row", { name: /Lucía/ })).toHaveCount(0);
});

test("filters and order live in the address: back undoes nothing else", async ({ page, context, baseURL }) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto("/leads");
  await page.getByRole("button", { name: "Estado", exact: true }).first().click();
  await page.getByRole("option", { name: "Cotizado" }).click();
  await expect(page).toHaveURL(/status=quoted/);
  await expect(page.getByText("Ningún lead coincide")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Quitar filtro: Estado" }).click();
  await expect(rowOf(page, "Lucía Fernández")).toBeVisible();
  await page.getByRole("searchbox").fill("ANDINA lucia");
  await expect(page).toHaveURL(/q=ANDINA/);
  await expect(rowOf(page, "Lucía Fernández")).toBeVisible();
  await page.goto("/leads?sort=nonsense&status=bogus");
  await expect(page.getByRole("button", { name: "Quitar filtro: Estado" })).toHaveCount(0);
  await expect(page.getByText(/no se entendió de esta dirección: orden, estado/)).toBeVisible();
  await expect(rowOf(page, "Lucía Fernández")).toBeVisible();
});

test("worked by the keyboard alone", async ({ page, context, baseURL }) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Lucía Fernández", exact: true })).toBeFocused();
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: `Estado de L-${lead.number}` })).toBeVisible();
  await page.keyboard.type("posp");
  await page.keyboard.press("Enter");
  // A lead on hold waits for a day, which is asked in place.
  await expect(page.getByRole("dialog", { name: "Pasar a “Pospuesto”" })).toBeVisible();
  const until = page.getByLabel("¿Hasta cuándo?");
  await expect(until).toBeFocused();
  await until.fill("2099-12-31");
  await until.press("Enter");
  await expect(rowOf(page, "Lucía Fernández").getByText("Pospuesto")).toBeVisible();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(rowOf(page, "Lucía Fernández").getByText("Pendiente")).toBeVisible();
});

test("assigned by the keyboard alone, and taken back with its status", async ({ page, context, baseURL }) => {
  const { manager, company, lead } = await house();
  await makeUser("executive", [company.id], { firstName: "Emilia" });
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.getByRole("option", { name: /Emilio/ }).waitFor();
  await expect(page.getByRole("option", { name: /Emilia/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Lucía Fernández", exact: true })).toBeFocused();
  await expect(rowOf(page, "Lucía Fernández").getByText("Sin responsable")).toBeVisible();

  await page.keyboard.press("a");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.type("emi");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Lucía Fernández").getByText("Emilio Tester", { exact: true })).toBeVisible();
  await expect(rowOf(page, "Lucía Fernández").getByText("Asignado", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(rowOf(page, "Lucía Fernández").getByText("Sin responsable")).toBeVisible();
  await expect(rowOf(page, "Lucía Fernández").getByText("Pendiente", { exact: true })).toBeVisible();
  await expect
    .poll(async () => database().lead.findUniqueOrThrow({ where: { id: lead.id } }))
    .toMatchObject({ ownerId: null, statusId: lead.statusId });
});

test("from a lead J goes to the next of its list, and back to the list as it was left", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager, company } = await house();
  await makeLead(company.id, { contactName: "Otra Persona" });
  await enterAs(context, manager, baseURL);
  await openLive(page, context, "/leads?status=pending");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Otra Persona" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Lead anterior/ })).toBeDisabled();
  await page.keyboard.press("j");
  await expect(page.getByRole("heading", { name: "Lucía Fernández" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/leads\?status=pending$/);
  await expect(page.getByRole("link", { name: "Lucía Fernández", exact: true })).toBeFocused();
});

test("? lists the keys, and the palette stands on a lead whose number is typed", async ({ page, context, baseURL }) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Atajos de teclado" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Atajos de teclado" })).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Ir a o buscar" })).toBeFocused();
  await page.keyboard.type(`L-${lead.number}`);
  await expect(page.getByRole("option", { name: /Lucía Fernández/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/leads/${lead.number}`);
});

test("on a phone a row is a card with the call under the thumb", async ({ page, context, baseURL }) => {
  const { employee, manager, lead } = await house();
  await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: employee.id, seenOwnerId: null, reason: "" });
  await enterAs(context, employee, baseURL);
  await page.setViewportSize(PHONE);
  await page.goto("/leads");
  const call = page.getByRole("link", { name: "Llamar a Lucía Fernández" });
  await expect(call).toHaveAttribute("href", "tel:+541145678901");
  const box = await call.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

for (const size of [{ width: 1440, height: 900 }, PHONE]) {
  test(`no barrier that axe knows, light and dark, ${size.width} px`, async ({ page, context, baseURL }) => {
    test.slow();
    const { manager } = await house();
    await enterAs(context, manager, baseURL);
    await page.setViewportSize(size);
    await page.goto("/leads");
    await expectUsable(page);
    await page.getByRole("button", { name: "Estado", exact: true }).first().click();
    await expect(page.getByRole("option", { name: "Cotizado" })).toBeVisible();
    await expectAccessibleInBoth(page);
  });
}
