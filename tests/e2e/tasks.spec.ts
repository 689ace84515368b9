import { database } from "@/lib/core/db";
import { addTask } from "@/lib/leads/tasks/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible, expectUsable } from "@/tests/support/screen";
import type { AddTaskInput } from "@/lib/leads/tasks/schema";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, { contactName: "Lucía Fernández", defaultOwnerId: employee.id });
  const task = (title: string, more: Partial<AddTaskInput> = {}) =>
    addTask(ctxOf(employee), {
      ...{ leadId: lead.id, title, notes: "", due: { day: "2020-01-02", time: null } },
      ...{ remind: null, repeat: "", assigneeId: null },
      ...more,
    });
  return { company, employee, lead, task };
}

for (const viewport of [DESK, PHONE]) {
  test(`at ${viewport.width} px, light and dark: my day, empty and full, can be used by everybody and fits`, async ({
    newPerson,
    baseURL,
  }) => {
    const { employee, task } = await house();
    const page = await newPerson({ viewport });
    await enterAs(page.context(), employee, baseURL);
    await page.goto("/tasks");
    await expect(page.getByText("Nada para hacer")).toBeVisible();
    await expectUsable(page);
    await task("Llamar a la gerencia de compras de una empresa de nombre largo, y mandar la propuesta");
    await task("Cada lunes", { due: { day: "2100-01-04", time: "09:30" }, repeat: "FREQ=WEEKLY" });
    await page.reload();
    await expect(page.getByRole("heading", { name: "Atrasadas (1)" })).toBeVisible();
    await expectUsable(page);
  });
}

test("T plans the next action on a lead; it is done with one press on a phone, and undone", async ({
  newPerson,
  baseURL,
}) => {
  const { employee, lead } = await house();
  const desk = await newPerson({ viewport: DESK });
  await enterAs(desk.context(), employee, baseURL);
  await desk.goto(`/leads/${lead.number}`);
  await expect(desk.getByText("Nada previsto.")).toBeVisible();
  await desk.keyboard.press("t");
  const dialog = desk.getByRole("dialog", { name: "Nueva tarea" });
  await dialog.getByLabel("Qué hay que hacer").fill("Llamar de nuevo");
  await dialog.getByLabel("Hora").fill("16:30");
  await expectAccessible(desk);
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("checkbox", { name: "Hecha: Llamar de nuevo" })).toBeVisible();
  await expect(desk.getByText("agregó una tarea: Llamar de nuevo")).toBeVisible();

  const phone = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(phone.context(), employee, baseURL);
  await phone.goto("/tasks");
  const done = phone.getByRole("checkbox", { name: "Hecha: Llamar de nuevo" });
  await done.tap();
  await expect(done).toHaveCount(0);
  await expect(phone.getByRole("checkbox", { name: "Reabrir: Llamar de nuevo" })).toBeVisible();
  // The other screen hears of it.
  await expect(desk.getByText("Nada previsto.")).toBeVisible();
  await phone.getByRole("button", { name: "Deshacer" }).tap();
  await expect(done).toBeVisible();
});

test("a task is put off with two presses, and the list is asked for leads without a next action", async ({
  newPerson,
  baseURL,
}) => {
  const { company, employee, task } = await house();
  await makeLead(company.id, { contactName: "Sin Plan", defaultOwnerId: employee.id });
  const { id } = await task("Visitar");
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), employee, baseURL);
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Más para Visitar" }).click();
  await page.getByRole("menuitem", { name: "En una semana" }).click();
  await expect(page.getByText("Tarea pospuesta.")).toBeVisible();
  const { dueAt } = await database().task.findUniqueOrThrow({ where: { id } });
  expect(dueAt.getTime()).toBeGreaterThan(Date.now());
  await page.goto("/leads?next=none");
  await expect(page.getByRole("link", { name: "Sin Plan" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Lucía Fernández" })).toHaveCount(0);
  await page.goto("/leads?columns=name,status,nextAction&sort=nextAction");
  await expect(page.getByRole("row", { name: /Lucía Fernández/ })).toContainText("Visitar");
});

test("a calendar program reads one's tasks at an address until it is ended", async ({ newPerson, baseURL }) => {
  const { employee, task } = await house();
  await task("Mandar la propuesta");
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), employee, baseURL);
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Crear la dirección" }).click();
  const field = page.getByLabel("Dirección del calendario");
  await expect(field).toBeVisible();
  const address = new URL(await field.inputValue()).pathname;
  const stranger = await newPerson();
  const answer = await stranger.request.get(new URL(address, baseURL).href);
  expect(answer.headers()["content-type"]).toContain("text/calendar");
  expect(await answer.text()).toContain("SUMMARY:Mandar la propuesta");
  await page.getByRole("button", { name: "Terminarla" }).click();
  await expect(page.getByText("Esa dirección ya no muestra nada.")).toBeVisible();
  expect((await stranger.request.get(new URL(address, baseURL).href)).status()).toBe(404);
});
