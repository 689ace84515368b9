import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { EVERYTHING_HIDDEN, FIELDS, makeReader, makeRole, plant, toldIn } from "@/tests/rights/planted";
import { PAGES } from "@/tests/rights/pages";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import type { Planted } from "@/tests/rights/planted";

test.beforeAll(openJourneyHouse);

const COLUMNS = "columns=number,name,status,email,phone,amount,message,contact";

/** Every page that names nothing, and those of a lead. */
function addressesOf(number: number, companyId: string): string[] {
  const open = PAGES.filter(({ subject }) => subject === "nothing").map(({ name }) => name);
  const boards = ["status", "owner"].map((by) => `/leads/board/${by === "status" ? "" : by}?company=${companyId}`);
  const plain = open.filter((name) => !name.includes("{"));
  return [...plain, ...boards, `/leads?company=${companyId}&${COLUMNS}`, `/leads/${number}`, `/leads/${number}/access`];
}

test("no page says anything of what is hidden; those of leads say it to whoever isn't kept from it", async ({
  context,
  newPerson,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { id: companyId } = await makeCompany(`Oculto ${newId()}`);
  const [kept, open] = [await makeReader(EVERYTHING_HIDDEN), await makeReader({})];
  const lead = await plant(companyId, kept);
  await plant(companyId, kept, { contactName: "" });
  await enterAs(context, kept, baseURL);
  const addresses = addressesOf(lead.number, companyId);
  const told: [string, Planted[]][] = [];
  for (const address of addresses) {
    const answer = await context.request.get(address);
    expect([address, [200, 404].includes(answer.status())]).toStrictEqual([address, true]);
    told.push([address, toldIn(await answer.text())]);
  }
  expect(told.filter(([, fields]) => fields.length > 0)).toStrictEqual([]);

  const theirs = (await newPerson()).context();
  await enterAs(theirs, open, baseURL);
  const toldTo = async (address: string) => toldIn(await (await theirs.request.get(address)).text());
  expect(await toldTo(`/leads/${lead.number}`)).toStrictEqual(FIELDS);
  expect(await toldTo(`/leads?company=${companyId}&${COLUMNS}`)).toStrictEqual(FIELDS);
  expect(await toldTo(`/leads/board?company=${companyId}`)).toStrictEqual(["phone", "email", "amount"]);
});

test("an admin hides a field from a role, is told what that means, and it holds at once", async ({
  page,
  context,
  newPerson,
  baseURL,
}) => {
  const company = await makeCompany(`Campos ${newId()}`);
  await enterAs(context, await makeUser("admin"), baseURL);
  const key = await makeRole({ "lead.read": "company", "lead.update": "company", "intake.read": "company" });
  const role = await database().role.findUniqueOrThrow({ where: { key } });
  const person = await makeUser(key, [company.id], { firstName: "Paz" });
  const lead = await plant(company.id, null);
  await page.goto(`/users/roles/${role.id}`);
  await page.getByRole("group", { name: "Teléfono" }).first().getByRole("button", { name: "Oculto" }).click();
  await page.getByRole("group", { name: "Mensaje" }).first().getByRole("button", { name: "Leer" }).click();
  const effect = page.getByRole("region", { name: "Qué cambiaría" });
  await expect(effect).toContainText("Teléfono: Escribir → Oculto. Ya no lo verían en ningún lead.");
  await expect(effect).toContainText("Paz Tester vería tantos leads como ahora");
  await expect(page.getByText("Muestra lo que el rol tiene oculto: Teléfono.")).toBeVisible();
  await expectAccessible(page);
  await expect(effect.getByRole("button", { name: "Guardar" })).toBeDisabled();
  await effect.getByRole("button", { name: "Quitar este permiso" }).click();
  const intake = page.getByRole("group", { name: "Ver qué llega y de dónde" }).first();
  await expect(intake.getByRole("button", { name: "No" })).toHaveAttribute("aria-pressed", "true");
  await effect.getByRole("button", { name: "Guardar" }).click();
  await expect(effect).toHaveCount(0);

  const theirs = await newPerson();
  await enterAs(theirs.context(), person, baseURL);
  await theirs.goto(`/leads/${lead.number}`);
  await expect(theirs.getByText("Tu rol no ve: Teléfono.")).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Llamar" })).toHaveCount(0);
  await expect(theirs.getByText("Tu rol puede leer esto y no cambiarlo").first()).toBeAttached();
  await expectAccessible(theirs);

  await page.goto(`/users/${person.id}`);
  await expect(page.getByRole("region", { name: "Qué puede hacer Paz" })).toContainText("Teléfono: oculto");
  // Who looked stands in the log once the page was answered.
  await expect
    .poll(() => database().event.count({ where: { subjectId: lead.id, name: "lead.viewed", actorId: person.id } }))
    .toBe(1);
  await page.goto(`/settings/audit?what=looks&about=L-${lead.number}`);
  await expect(
    page.getByRole("main").getByText("Lead consultado").and(page.locator(":not(option)")).first(),
  ).toBeVisible();
  await expectAccessible(page);
});
