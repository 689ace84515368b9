import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

test("an admin makes a role, is told what a change does before saving it, and it holds at once", async ({
  page,
  context,
  newPerson,
  baseURL,
}) => {
  const company = await makeCompany(`Roles ${newId()}`);
  const admin = await makeUser("admin");
  await enterAs(context, admin, baseURL);
  await page.goto("/users");
  await page.getByRole("link", { name: "Roles", exact: true }).click();
  await page.getByRole("button", { name: "Rol nuevo" }).click();
  const name = `Preventa ${newId().slice(-6)}`;
  await page.getByLabel("Nombre en español").fill(name);
  await page.getByLabel("Nombre en inglés").fill(`${name} en`);
  await page.getByRole("button", { name: "Crear rol" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expectAccessible(page);

  const role = await database().role.findFirstOrThrow({ where: { nameEs: name } });
  const person = await makeUser(role.key, [company.id], { firstName: "Paz" });
  await makeLead(company.id, { contactName: "Sin responsable" });
  await page.reload();
  const seeing = page.getByRole("group", { name: "Ver leads" }).first();
  await seeing.getByRole("button", { name: "De sus empresas" }).click();
  const effect = page.getByRole("region", { name: "Qué cambiaría" });
  await expect(effect).toContainText("Ver leads: Propios → De sus empresas");
  await expect(effect).toContainText("Paz Tester vería 1 lead más: 1 en vez de 0.");

  const theirs = await newPerson();
  await enterAs(theirs.context(), person, baseURL);
  await theirs.goto("/leads");
  await expect(theirs.getByText("Sin responsable")).toHaveCount(0);
  await effect.getByRole("button", { name: "Guardar" }).click();
  await expect(effect).toHaveCount(0);
  await theirs.reload();
  await expect(theirs.getByText("Sin responsable").first()).toBeVisible();

  // What can't be meant is said in place, and saving it is refused.
  await page.getByRole("group", { name: "Editar leads" }).first().getByRole("button", { name: "Todos" }).click();
  await expect(page.getByText("Llega más lejos que “Ver leads”. Ampliá eso primero.")).toBeVisible();
});

test("a manager is told who sees a lead and why, and nobody of other companies", async ({ page, context, baseURL }) => {
  const [company, other] = [await makeCompany(`Quién ve ${newId()}`), await makeCompany(`Otra ${newId()}`)];
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const owner = await makeUser("employee", [company.id], { firstName: "Emilio" });
  await makeUser("employee", [company.id], { firstName: "Carla" });
  await makeUser("manager", [other.id], { firstName: "Ajena" });
  const lead = await makeLead(company.id, { defaultOwnerId: owner.id });
  await enterAs(context, manager, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("link", { name: "¿Quién lo ve?" }).click();
  await expect(page.getByRole("heading", { name: `Quién ve L-${lead.number}`, level: 1 })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Emilio Tester" })).toContainText("Es el responsable.");
  await expect(page.getByRole("listitem").filter({ hasText: "Carla Tester" })).toContainText(
    "ve sólo los leads propios, y no es el responsable.",
  );
  await expect(page.getByText("Ajena Tester")).toHaveCount(0);
  await expectAccessible(page);

  await page.goto(`/users/${owner.id}`);
  await expect(page.getByRole("region", { name: "Qué puede hacer Emilio" })).toContainText("Ver leads · Propios");
});
