import { expectUsable } from "@/tests/support/screen";
import { database } from "@/lib/core/db";
import { changeStatus } from "@/lib/leads/status/commands";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { BrowserContext, Locator, Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

const PHONE = { width: 390, height: 844 };

/** Four columns fit beside each other. */
test.use({ viewport: { width: 1600, height: 900 } });

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, {
    contactName: "Lucía Fernández",
    firm: "Bodega Andina",
    defaultOwnerId: employee.id,
  });
  return { company, manager, employee, lead };
}

const column = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const cardIn = (page: Page, name: string, person = "Lucía Fernández") =>
  column(page, name).getByRole("link", { name: person, exact: true });

/** The stream is there once the server was asked for it. */
async function openLive(page: Page, context: BrowserContext, address = "/leads/board?view=all"): Promise<void> {
  const opened = context.waitForEvent(
    "response",
    (response) => new URL(response.url()).pathname === "/api/leads/board",
  );
  await page.goto(address);
  await opened;
}

/** Takes the card that has the focus by the space bar; the arrow keys and Escape are heard from the next turn on. */
async function takeByKey(page: Page): Promise<void> {
  await page.keyboard.press("Space");
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
}

/** Takes a card by the mouse and holds it over a column. */
async function carry(page: Page, card: Locator, to: Locator): Promise<void> {
  const from = await card.boundingBox();
  if (!from) throw new Error("the card isn't on the screen");
  await page.mouse.move(from.x + 20, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  const box = await to.boundingBox();
  if (!box) throw new Error("the column isn't on the screen");
  await page.mouse.move(box.x + box.width / 2, box.y + 200, { steps: 12 });
}

test("the first answer of the server holds the cards, and two people see each other's moves", async ({
  page,
  context,
  baseURL,
  newPerson,
}) => {
  const { manager, employee } = await house();
  await enterAs(context, manager, baseURL);
  expect(await (await page.request.get("/leads/board?view=all")).text()).toContain("Lucía Fernández");
  const theirs = await newPerson();
  await enterAs(theirs.context(), employee, baseURL);
  const address = "/leads/board?status=pending,contacted,to-quote";
  await openLive(page, context, address);
  await openLive(theirs, theirs.context(), address);
  await expect(cardIn(theirs, "Pendiente")).toBeVisible();
  await expect(column(theirs, "Pendiente").getByText("1", { exact: true })).toBeVisible();

  await carry(page, cardIn(page, "Pendiente"), column(page, "Falta cotizar"));
  await expect(column(page, "Falta cotizar")).toHaveAttribute("data-over");
  await page.mouse.up();
  await expect(cardIn(page, "Falta cotizar")).toBeVisible();
  await expect(cardIn(theirs, "Falta cotizar")).toBeVisible();
  await expect(cardIn(theirs, "Pendiente")).toHaveCount(0);
  await expect(column(theirs, "Falta cotizar").getByText("1", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(cardIn(page, "Pendiente")).toBeVisible();
  await expect(cardIn(theirs, "Pendiente")).toBeVisible();
});

test("where a lead can't go is said while it is dragged, and dropping it there leaves it", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await page.getByRole("button", { name: "Desplegar Nuevo cliente" }).click();
  const barred = column(page, "Nuevo cliente");
  await barred.scrollIntoViewIfNeeded();
  await cardIn(page, "Pendiente").focus();
  await takeByKey(page);
  await expect(barred.getByText("Este lead no puede pasar acá")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(barred.getByText("Este lead no puede pasar acá")).toHaveCount(0);
  expect((await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).statusId).toBe(
    await statusId("pending"),
  );
});

test("at its edge the board goes along with what is dragged, and Escape leaves everything as it was", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  const board = page.getByRole("group", { name: "Leads por estado" });
  const edge = await board.boundingBox();
  if (!edge) throw new Error("the board isn't on the screen");
  await carry(page, cardIn(page, "Pendiente"), column(page, "Contactado"));
  await page.mouse.move(edge.x + edge.width - 10, edge.y + 200, { steps: 6 });
  await expect.poll(() => board.evaluate((element) => element.scrollLeft)).toBeGreaterThan(100);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(cardIn(page, "Pendiente")).toBeAttached();
});

test("by the keyboard alone: taken, carried, put down, and left where it was", async ({ page, context, baseURL }) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  await page.keyboard.press("j");
  await expect(cardIn(page, "Pendiente")).toBeFocused();
  await takeByKey(page);
  await expect(page.getByText(`Tomaste L-${lead.number}.`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(`L-${lead.number} pasaría a Asignado.`)).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByText(`L-${lead.number} queda donde estaba.`)).toBeAttached();
  await expect(cardIn(page, "Pendiente")).toBeFocused();

  await takeByKey(page);
  await expect(page.getByText(`Tomaste L-${lead.number}.`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(`L-${lead.number} pasaría a Asignado.`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(column(page, "Contactado")).toHaveAttribute("data-over");
  await page.keyboard.press("Space");
  await expect(cardIn(page, "Contactado")).toBeVisible();
  await expect(cardIn(page, "Contactado")).toBeFocused();
});

test("what the status asks is asked in place; cancelled, the card stays where it was", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context, "/leads/board?status=pending,on-hold");
  await carry(page, cardIn(page, "Pendiente"), column(page, "Pospuesto"));
  await page.mouse.up();
  const question = page.getByRole("dialog", { name: "Pasar a “Pospuesto”" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Cancelar" }).click();
  await expect(question).toHaveCount(0);
  await expect(cardIn(page, "Pendiente")).toBeVisible();
  expect((await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).holdUntil).toBeNull();

  await carry(page, cardIn(page, "Pendiente"), column(page, "Pospuesto"));
  await page.mouse.up();
  await question.getByLabel("¿Hasta cuándo?").fill("2099-12-31");
  await question.getByRole("button", { name: "Cambiar" }).click();
  await expect(cardIn(page, "Pospuesto")).toBeVisible();
});

test("nothing moves under the hand; who was first is named, and the card shown where it is", async ({
  page,
  context,
  baseURL,
  newPerson,
}) => {
  const { manager, employee, lead, company } = await house();
  await enterAs(context, manager, baseURL);
  await openLive(page, context, "/leads/board?status=pending,contacted,quoted");
  const theirs = await newPerson();
  await enterAs(theirs.context(), employee, baseURL);
  await openLive(theirs, theirs.context(), "/leads/board?status=pending,contacted,quoted");
  await carry(page, cardIn(page, "Pendiente"), column(page, "Cotizado"));
  const ids = { pending: await statusId("pending"), contacted: await statusId("contacted") };
  await changeStatus(ctxOf(employee), { leadId: lead.id, statusId: ids.contacted, seenStatusId: ids.pending });
  await makeLead(company.id, { contactName: "Recién Llegada" });
  // Who carries nothing sees it; under the hand neither cards nor numbers change.
  await expect(cardIn(theirs, "Contactado")).toBeVisible();
  await expect(column(theirs, "Contactado").getByText("1", { exact: true })).toBeVisible();
  await expect(cardIn(page, "Contactado")).toHaveCount(0);
  await expect(column(page, "Contactado").getByText("0", { exact: true })).toBeVisible();
  await page.mouse.up();
  const question = page.getByRole("dialog", { name: "Pasar a “Cotizado”" });
  await question.getByLabel(/Monto/).fill("1250000");
  await question.getByRole("button", { name: "Cambiar" }).click();
  const overtaken = page.getByRole("alertdialog", { name: `L-${lead.number} cambió mientras elegías` });
  await expect(overtaken.getByText(/Emilio Tester le puso Contactado/)).toBeVisible();
  await overtaken.getByRole("button", { name: "Dejar Contactado" }).click();
  await expect(cardIn(page, "Contactado")).toBeVisible();
  await expect(cardIn(page, "Pendiente", "Recién Llegada")).toBeVisible();
  for (const name of ["Pendiente", "Contactado"])
    await expect(column(page, name).getByText("1", { exact: true })).toBeVisible();
});

test("by owner: a lead is given by dragging, filters and shape stay with each other", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager, lead, employee } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto(`/leads?owner=${employee.id},${manager.id}&q=andina`);
  await page.getByRole("link", { name: "Tablero por responsable" }).click();
  await expect(page).toHaveURL(/\/leads\/board\/owner\?owner=.*&q=andina/);
  await expect(cardIn(page, "Emilio Tester")).toBeVisible();
  await carry(page, cardIn(page, "Emilio Tester"), column(page, "Marta Tester"));
  await page.mouse.up();
  await expect(cardIn(page, "Marta Tester")).toBeVisible();
  await expect
    .poll(async () => (await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).ownerId)
    .toBe(manager.id);
  await page.getByRole("link", { name: "Tabla", exact: true }).click();
  await expect(page).toHaveURL(/\/leads\?owner=.*&q=andina/);
  await expect(page.getByRole("row", { name: /Lucía Fernández/ })).toBeVisible();

  // An employee has one column: there is nothing to choose.
  await enterAs(context, employee, baseURL);
  await page.goto("/leads/board?view=all");
  await expect(page.getByRole("link", { name: "Tablero por responsable" })).toHaveCount(0);
  await expect(page.getByText("Todavía no te asignaron leads")).toBeVisible();
});

test("a lead is opened and left for the board as it was, at the same place", async ({ page, context, baseURL }) => {
  const { manager, company } = await house();
  for (let n = 0; n < 40; n++) await makeLead(company.id, { contactName: `Persona ${n}` });
  await enterAs(context, manager, baseURL);
  await openLive(page, context);
  const scroller = column(page, "Pendiente").locator("[data-scroller]");
  const far = cardIn(page, "Pendiente", "Persona 5");
  await expect(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(far).toBeVisible({ timeout: 500 });
  }).toPass();
  await far.scrollIntoViewIfNeeded();
  const before = await scroller.evaluate((element) => element.scrollTop);
  await far.click();
  await expect(page.getByRole("heading", { name: "Persona 5" })).toBeVisible();
  await page.goBack();
  await expect(far).toBeFocused();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(before);
});

test("on a phone a card is moved by its menu, columns are picked, and a finger that rests takes the card", async ({
  newPerson,
  baseURL,
}) => {
  const { employee, lead } = await house();
  const page = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(page.context(), employee, baseURL);
  await openLive(page, page.context());
  await page.getByRole("button", { name: `Mover L-${lead.number} a…` }).tap();
  const menu = page.getByRole("dialog", { name: `Estado de L-${lead.number}` });
  await menu.getByRole("option", { name: "Falta cotizar" }).tap();
  await expect(cardIn(page, "Falta cotizar")).toBeAttached();
  await page.getByLabel("Columna").selectOption({ label: "Falta cotizar (1)" });
  await expect(cardIn(page, "Falta cotizar")).toBeInViewport();
  await expect(page.getByLabel("Columna")).toHaveValue(await statusId("to-quote"));

  const card = await cardIn(page, "Falta cotizar").boundingBox();
  if (!card) throw new Error("the card isn't on the screen");
  const touch = await page.context().newCDPSession(page);
  const at = (x: number, y: number) => ({ touchPoints: [{ x, y }] });
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(card.x + 10, card.y + 5) });
  await expect(page.locator(".board[data-dragging]")).toBeVisible();
  await touch.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(card.x + 30, card.y + 40) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchCancel", touchPoints: [] });
  await expect(page.locator(".board[data-dragging]")).toHaveCount(0);
  await expect(cardIn(page, "Falta cotizar")).toBeAttached();

  // Opened anew, it begins where there is a card, and not on the first column, which is empty.
  await page.reload();
  await expect(page.getByLabel("Columna")).toHaveValue(await statusId("to-quote"));
  await expect(cardIn(page, "Falta cotizar")).toBeInViewport();
});

test("no fault for assistive technology, on a desk and on a phone, light and dark", async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  for (const size of [{ width: 1440, height: 900 }, PHONE])
    for (const address of ["/leads/board?view=all", "/leads/board/owner?view=all"]) {
      await page.setViewportSize(size);
      await page.goto(address);
      await expect(page.getByRole("link", { name: "Lucía Fernández" })).toBeAttached();
      await expectUsable(page);
    }
});
