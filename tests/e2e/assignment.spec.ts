import { database } from "@/lib/core/db";
import { makeCompany, makeUser } from "@/tests/support/house";
import { arrive, settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

const BUSY = { timeout: 20_000 };
const ALWAYS = Array.from({ length: 7 }, () => [[0, 1440]]);

/** Whatever the hour the journey is made at, and not only invited. */
async function worksAlways(userId: string): Promise<void> {
  await database().user.update({ where: { id: userId }, data: { passwordHash: "none that fits" } });
  await database().personCalendar.create({ data: { userId, week: ALWAYS } });
}

test("an admin simulates a rule before saving it; new leads go by it with their receipt, wait where nobody is free, and are given as soon as somebody is", async ({
  page,
  context,
  baseURL,
  newPerson,
}) => {
  test.setTimeout(120_000);
  const company = await makeCompany(`Reparto ${Date.now()}`);
  const source = await makeSource({ companyId: company.id, name: company.name });
  const ana = await makeUser("employee", [company.id], { firstName: `Ana${Date.now()}` });
  const luis = await makeUser("employee", [company.id], { firstName: `Luis${Date.now()}` });
  await worksAlways(ana.id);
  await worksAlways(luis.id);
  await settled(source.id, { nombre: "Vera Bodega", email: "vera@reparto.example", mensaje: "Vino a granel" });
  await settled(source.id, { nombre: "Otto Fletes", email: "otto@reparto.example", mensaje: "Un flete" });

  await enterAs(context, await makeUser("admin", [company.id]), baseURL);
  await page.goto("/settings/assignment");
  await page.getByRole("button", { name: "Agregar regla" }).click();
  const dialog = page.getByRole("dialog", { name: "Agregar regla" });
  await dialog.getByLabel("Nombre de la regla").fill(company.name);
  await dialog.getByRole("button", { name: "Agregar condición" }).click();
  await dialog.getByRole("combobox", { name: "Campo" }).click();
  await page.getByRole("option", { name: "Origen", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Valor" }).click();
  await page.getByRole("option", { name: company.name, exact: true }).click();
  await dialog.getByRole("radio", { name: "Menos leads abiertos" }).click();
  for (const name of [ana.name, luis.name]) {
    await dialog.getByRole("combobox", { name: "Personas" }).fill(name);
    await page.getByRole("option", { name, exact: true }).click();
  }
  await dialog.getByLabel("Máximo de leads abiertos, para esta regla").fill("1");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Aplicar" }).click();

  await page.getByRole("button", { name: "Simular" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${ana.name}.*1.*\\+1`) })).toBeVisible(BUSY);
  await expect(page.getByRole("row", { name: new RegExp(`${luis.name}.*1.*\\+1`) })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Guardar reglas" }).click();
  await expect(page.getByText("Asignación guardada.")).toBeVisible();

  for (const nombre of ["Nora Cava", "Pedro Silo", "Rita Puerto"]) {
    await arrive(source.id, { nombre, email: `${nombre.slice(0, 4)}@reparto.example`, mensaje: nombre });
    await expect
      .poll(() => database().lead.count({ where: { companyId: company.id, contactName: nombre } }), BUSY)
      .toBe(1);
  }
  const lead = (contactName: string) =>
    database().lead.findFirstOrThrow({ where: { companyId: company.id, contactName } });
  expect((await lead("Nora Cava")).ownerId).toBe(ana.id);
  expect((await lead("Pedro Silo")).ownerId).toBe(luis.id);

  // The third waits: the list says so, and its page since when.
  await page.goto(`/leads?owner=waiting&company=${company.key}`);
  await expect(page.getByRole("link", { name: "Rita Puerto" }).first()).toBeVisible(BUSY);
  await expect(page.getByRole("link", { name: "Nora Cava" })).toHaveCount(0);
  await page.goto(`/leads/${(await lead("Rita Puerto")).number}`);
  await expect(page.getByText(/Espera ser asignado desde/).first()).toBeVisible();
  await page.getByRole("button", { name: "Cómo se asignó" }).click();
  const receipt = page.getByRole("dialog", { name: "Cómo se asignó" });
  await expect(receipt.getByText("demasiados abiertos para esta regla").first()).toBeVisible();
  await expectAccessible(page);
  await receipt.getByRole("button", { name: "Cerrar" }).click();

  // Somebody is free again: it is theirs within moments, and says by which rule.
  const nora = await lead("Nora Cava");
  const closed = await database().status.findUniqueOrThrow({ where: { key: "negative" } });
  await database().lead.update({ where: { id: nora.id }, data: { statusId: closed.id } });
  await expect.poll(async () => (await lead("Rita Puerto")).ownerId, BUSY).toBe(ana.id);
  await page.reload();
  await expect(page.getByText(new RegExp(`Por la regla \\d+ “${company.name}”.*menos abiertos`)).first()).toBeVisible();

  // Who got it reads the sentence, and of the colleague nothing.
  const own = await newPerson();
  await enterAs(own.context(), ana, baseURL);
  await own.goto(`/leads/${(await lead("Rita Puerto")).number}`);
  await expect(own.getByText(new RegExp(`Por la regla \\d+ “${company.name}”`)).first()).toBeVisible();
  await expect(own.getByText(luis.name)).toHaveCount(0);
});

test("a manager reads who got how many in a week, and every number opens its leads", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Equidad ${Date.now()}`);
  const ana = await makeUser("employee", [company.id], { firstName: `Ema${Date.now()}` });
  const source = await makeSource({ companyId: company.id, name: company.name, defaultOwnerId: ana.id });
  await settled(source.id, { nombre: "Vera Equidad", email: "vera@equidad.example", mensaje: "Hola" });
  await enterAs(context, await makeUser("manager", [company.id]), baseURL);
  await page.goto("/team/fairness");
  await expectAccessible(page);
  await page.getByRole("link", { name: `Recibidos de ${ana.name}: 1` }).click();
  await expect(page.getByRole("heading", { name: `Recibidos: ${ana.name}` })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("row", { name: /Vera Equidad/ })
    .getByRole("link", { name: /^L-/ })
    .click();
  await expect(page.getByRole("heading", { name: "Vera Equidad" })).toBeVisible();
});
