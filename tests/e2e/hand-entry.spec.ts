import { database } from "@/lib/core/db";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("at a fair, with a phone: a new lead, and one more arrival of a known person", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Feria ${Date.now()}`);
  const seller = await makeUser("employee", [company.id]);
  const known = await makeLead(company.id, { contactName: "Ana Conocida", email: `ana${Date.now()}@norte.example` });
  await database().lead.update({ where: { id: known.id }, data: { ownerId: seller.id } });
  await enterAs(context, seller, baseURL);

  await page.goto("/leads");
  await page.getByRole("link", { name: "Nuevo lead" }).click();
  await page.getByRole("button", { name: "Crear lead" }).click();
  await expect(page.getByText("Al menos un nombre, una razón social, un correo o un teléfono.")).toBeVisible();
  await page.getByLabel("Nombre y apellido").fill("Bruno Feriante");
  await page.getByLabel("Teléfono").fill("351 555-1234");
  await page.getByLabel("Qué necesita").fill("Depósito en Córdoba");
  await page.getByText("De dónde vino").click();
  await page.getByLabel("Canal").fill("Feria");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Crear lead" }).click();
  await page.waitForURL(/\/leads\/\d+$/);
  await expect(page.getByRole("heading", { name: /Bruno Feriante/ })).toBeVisible();

  await page.goto("/leads/new");
  await page.getByLabel("Correo").fill(known.email.toUpperCase());
  await expect(page.getByText("Ya hay un lead de esta persona")).toBeVisible();
  await expect(page.getByRole("link", { name: new RegExp(`L-${known.number}`) })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Sumar a L-${known.number}` }).click();
  await page.waitForURL(`**/leads/${known.number}`);
  expect((await database().lead.findUniqueOrThrow({ where: { id: known.id } })).touchCount).toBe(2);
});
