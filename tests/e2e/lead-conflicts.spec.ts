import { database } from "@/lib/core/db";
import { expect, test } from "@/tests/support/journey";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const marta = await makeUser("manager", [company.id], { firstName: "Marta" });
  const lucas = await makeUser("manager", [company.id], { firstName: "Lucas" });
  const lead = await makeLead(company.id, { contactName: "Lucía Fernández", firm: "Andina" });
  return { company, marta, lucas, lead };
}

async function edit(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole("button", { name: `Editar ${field}` }).click();
  await page.getByRole("textbox", { name: field, exact: true }).fill(text);
}

const save = (page: Page) => page.getByRole("button", { name: "Guardar" }).click();
const fact = (page: Page, field: string) => page.locator(`[data-field=${field}]`);
const stored = async (id: string) =>
  database().lead.findUniqueOrThrow({ where: { id }, select: { service: true, firm: true } });

test("two people, one field: the second is told who changed it to what, in place, and decides", async ({
  newPerson,
  baseURL,
}) => {
  const { marta, lucas, lead } = await house();
  const [first, second] = [await newPerson(), await newPerson()];
  await enterAs(first.context(), marta, baseURL);
  await enterAs(second.context(), lucas, baseURL);
  for (const page of [first, second]) await page.goto(`/leads/${lead.number}`);

  // Lucas is still typing when Marta saves.
  await edit(second, "Servicio", "Última milla");
  await edit(first, "Servicio", "Fulfillment");
  await save(first);
  await expect(fact(second, "service")).toContainText("Marta Tester lo cambió a “Fulfillment”");
  await expect(second.getByRole("textbox", { name: "Servicio", exact: true })).toHaveValue("Última milla");
  expect((await stored(lead.id)).service).toBe("Fulfillment");

  // He keeps his, and she sees it.
  await second.getByRole("button", { name: "Dejar lo mío" }).click();
  await expect(fact(first, "service")).toContainText("Última milla");
  await expect(fact(second, "service").getByRole("textbox")).toHaveCount(0);

  // The other way round she takes what he wrote.
  await edit(first, "Servicio", "Transporte");
  await edit(second, "Servicio", "Depósito");
  await save(second);
  await expect(fact(first, "service")).toContainText("Lucas Tester lo cambió a “Depósito”");
  await first.getByRole("button", { name: "Tomar lo suyo" }).click();
  await expect(fact(first, "service")).toContainText("Depósito");
  await expect(fact(first, "service").getByRole("textbox")).toHaveCount(0);
  expect((await stored(lead.id)).service).toBe("Depósito");
});

test("two people, two fields: both hold, and nobody is asked anything", async ({ newPerson, baseURL }) => {
  const { marta, lucas, lead } = await house();
  const [first, second] = [await newPerson(), await newPerson()];
  await enterAs(first.context(), marta, baseURL);
  await enterAs(second.context(), lucas, baseURL);
  for (const page of [first, second]) await page.goto(`/leads/${lead.number}`);
  await edit(first, "Servicio", "Fulfillment");
  await edit(second, "Razón social", "Andina S.A.");
  await save(first);
  await expect(fact(second, "service")).toContainText("Fulfillment");
  await save(second);
  await expect(fact(first, "firm")).toContainText("Andina S.A.");
  for (const page of [first, second]) await expect(page.getByRole("button", { name: "Dejar lo mío" })).toHaveCount(0);
  expect(await stored(lead.id)).toStrictEqual({ service: "Fulfillment", firm: "Andina S.A." });
});
