import { database } from "@/lib/core/db";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { addTask } from "@/lib/leads/tasks/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
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

test("a note that is edited and a task that is typed stand on the lead it became part of, and go along as a note", async ({
  newPerson,
  baseURL,
}) => {
  const { company, marta, lucas, lead } = await house();
  const survivor = await makeLead(company.id, { contactName: "Lucía Fernandes" });
  await addNote(ctxOf(marta), { leadId: lead.id, body: "Pidió precio", uploads: [] });
  const [editing, planning] = [await newPerson(), await newPerson()];
  for (const page of [editing, planning]) {
    await enterAs(page.context(), marta, baseURL);
    await page.goto(`/leads/${lead.number}`);
  }
  const history = editing.getByRole("region", { name: "Historial" });
  const dialog = planning.getByRole("dialog", { name: "Nueva tarea" });
  const told = history.getByRole("listitem").filter({ hasText: "Pidió precio" });

  // Looked away from, it is there again; given up, it isn't.
  await told.getByRole("button", { name: "Editar" }).click();
  await history.getByRole("textbox", { name: "Nota" }).last().fill("Pidió precio de dos rutas");
  await editing.reload();
  await told.getByRole("button", { name: "Editar" }).click();
  await expect(history.getByRole("textbox", { name: "Nota" }).last()).toHaveValue("Pidió precio de dos rutas");
  await planning.keyboard.press("t");
  await dialog.getByLabel("Qué hay que hacer").fill("Otra cosa");
  await planning.keyboard.press("Escape");
  await planning.keyboard.press("t");
  await expect(dialog.getByLabel("Qué hay que hacer")).toHaveValue("Otra cosa");
  await dialog.getByRole("button", { name: "Cancelar" }).click();
  await planning.keyboard.press("t");
  await expect(dialog.getByLabel("Qué hay que hacer")).toHaveValue("");
  await dialog.getByLabel("Qué hay que hacer").fill("Mandar la propuesta");
  await dialog.getByLabel("Notas").fill("Con seguro");

  const seen = { survivor: {}, other: {} };
  await mergeLeads(ctxOf(lucas), { survivorId: survivor.id, otherId: lead.id, take: [], seen });
  for (const page of [editing, planning]) await page.waitForURL(`**/leads/${survivor.number}?merged=${lead.number}`);
  await expect(editing.getByText("Pidió precio de dos rutas")).toBeVisible();
  await expect(planning.getByText("Mandar la propuesta Con seguro")).toBeVisible();
  await planning.getByRole("button", { name: "Pasarlo a la nota" }).click();
  await expect(planning.getByRole("textbox", { name: "Nota" })).toHaveValue("Mandar la propuesta\nCon seguro");
  for (const page of [editing, planning]) await expectAccessible(page);
  await editing.getByRole("button", { name: "Descartar" }).click();
  await editing.reload();
  for (const page of [editing, planning]) await expect(page.getByText("no se guardó")).toHaveCount(0);
});

test("who can't see the lead it became part of keeps the task they were editing", async ({ newPerson, baseURL }) => {
  const { company, lucas } = await house();
  const emilio = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, { contactName: "Ana Paz", defaultOwnerId: emilio.id });
  const survivor = await makeLead(company.id, { contactName: "Ana Pas", defaultOwnerId: lucas.id });
  const due = { day: "2100-01-04", time: null };
  const more = { notes: "", due, remind: null, repeat: "" as const, assigneeId: null };
  await addTask(ctxOf(emilio), { leadId: lead.id, title: "Llamar", ...more });
  const page = await newPerson();
  await enterAs(page.context(), emilio, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("button", { name: "Más para Llamar" }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByRole("dialog").getByLabel("Notas").fill("Pregunta por el depósito");
  const seen = { survivor: {}, other: {} };
  await mergeLeads(ctxOf(lucas), { survivorId: survivor.id, otherId: lead.id, take: [], seen });
  await expect(page.getByText("no se guardó")).toBeVisible();
  await expect(page.getByText("Pregunta por el depósito")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pasarlo a la nota" })).toHaveCount(0);
  await expectAccessible(page);
});
