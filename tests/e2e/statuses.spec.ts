import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { addStatus } from "@/lib/leads/vocabulary/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible, expectUsable } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const admin = await makeUser("admin", [company.id]);
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, { contactName: "Lucía Fernández", defaultOwnerId: employee.id });
  return { company, admin, employee, lead };
}

/** A status of this journey's own: the others are everybody's. */
async function ownStatus(admin: Awaited<ReturnType<typeof house>>["admin"], labelEs: string) {
  const group = await database().statusGroup.findFirstOrThrow({ where: { key: "started" } });
  const asks = { asksReason: "no", asksDate: "no", asksAmount: "no" } as const;
  const words = { labelEn: labelEs, labelEs, groupId: group.id, standing: "active", tone: "violet" } as const;
  return (await addStatus(ctxOf(admin), { ...words, ...asks })).id;
}

for (const viewport of [DESK, PHONE]) {
  test(`at ${viewport.width} px, light and dark: the settings of statuses and lists can be used by everybody and fit`, async ({
    newPerson,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const { admin } = await house();
    const page = await newPerson({ viewport });
    await enterAs(page.context(), admin, baseURL);
    for (const path of ["/settings", "/settings/statuses", "/settings/lost-reasons", "/settings/lead-types"]) {
      await page.goto(path);
      await expectUsable(page);
    }
  });
}

test("a lost lead says why, on a phone; its page and its history tell it, and undoing takes it away", async ({
  newPerson,
  baseURL,
}) => {
  const { employee, lead } = await house();
  const page = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(page.context(), employee, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page
    .getByRole("toolbar", { name: "Contacto" })
    .getByRole("button", { name: "Estado: Pendiente. Cambiar" })
    .click();
  // Nobody is a customer before the first contact.
  await expect(page.getByRole("button", { name: "Falta cotizar" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Nuevo cliente" })).toHaveCount(0);
  await page.getByRole("button", { name: "No viable" }).click();
  const dialog = page.getByRole("dialog", { name: "Pasar a “No viable”" });
  await dialog.getByRole("button", { name: "Cambiar" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: "Volumen insuficiente" }).click();
  await dialog.getByRole("button", { name: "Cambiar" }).click();
  await expect(page.getByText("Ahora: No viable")).toBeVisible();
  await expect(page.getByText("Motivo: Volumen insuficiente")).toBeVisible();
  expect(await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).toMatchObject({
    lostReasonId: (await database().lostReason.findUniqueOrThrow({ where: { key: "volume" } })).id,
  });
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(page.getByRole("button", { name: "Estado: Pendiente. Cambiar" }).first()).toBeVisible({
    timeout: 20_000,
  });
  // The history goes on telling it; the lead has it no more.
  const { lostReasonId } = await database().lead.findUniqueOrThrow({ where: { id: lead.id } });
  expect(lostReasonId).toBeNull();
});

test("a quote is said and changed on a phone while the lead stays where it is, and the history tells both", async ({
  newPerson,
  baseURL,
}) => {
  const { employee, lead } = await house();
  const page = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(page.context(), employee, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("button", { name: "Agregar un monto" }).click();
  const dialog = page.getByRole("dialog", { name: "Corregir “Pendiente”" });
  await dialog.getByLabel(/^Monto/).fill("mucho");
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(dialog.getByLabel(/^Monto/)).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await dialog.getByLabel(/^Monto/).fill("1.250.000,50");
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "1.250.000,50" })).toBeVisible();

  await page.getByRole("button", { name: "Corregir" }).click();
  await dialog.getByLabel(/^Monto/).fill("990000");
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "990.000" })).toBeVisible();
  await expect(page.getByText(/cambió el monto/)).toHaveCount(2);
  const { amountCents, statusId } = await database().lead.findUniqueOrThrow({ where: { id: lead.id } });
  expect({ amountCents, statusId }).toStrictEqual({ amountCents: 99_000_000n, statusId: lead.statusId });
});

test("an admin makes a status, bars a way and retires it: its leads move, and the list opened by its old name has them", async ({
  newPerson,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { admin, employee, lead } = await house();
  const name = `Visita ${newId().slice(-6)}`;
  const id = await ownStatus(admin, name);
  const input = { leadId: lead.id, statusId: id, seenStatusId: lead.statusId };
  await changeStatus(ctxOf(employee), input);
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), admin, baseURL);
  await page.goto("/settings/statuses");

  await page.getByRole("button", { name: `Editar ${name}` }).click();
  await page.getByLabel("En español").fill(`${name} acordada`);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("button", { name: `Editar ${name} acordada` })).toBeVisible();

  const way = page.getByRole("checkbox", { name: `De ${name} acordada a Negativo` });
  await way.click();
  await expect(way).not.toBeChecked();
  const negative = await statusId("negative");
  await expect.poll(() => database().barredMove.count({ where: { fromId: id, toId: negative } })).toBe(1);

  // One place up, by the keyboard.
  const handle = page.getByRole("button", { name: new RegExp(`^Mover ${name} acordada`) });
  const before = (await database().status.findUniqueOrThrow({ where: { id } })).position;
  await handle.press("ArrowUp");
  await expect
    .poll(async () => (await database().status.findUniqueOrThrow({ where: { id } })).position)
    .toBe(before - 1);

  await page.getByRole("button", { name: `Dar de baja ${name} acordada` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Ninguna regla, origen ni importación lo nombra.")).toBeVisible();
  await dialog.getByLabel("Qué ocupa su lugar").selectOption({ label: "Interesado en avanzar" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Dar de baja" }).click();
  await expect(page.getByText(`${name} acordada → Interesado en avanzar`)).toBeVisible();
  const interested = await statusId("interested");
  await expect
    .poll(async () => (await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).statusId)
    .toBe(interested);
  const { key } = await database().status.findUniqueOrThrow({ where: { id } });
  await page.goto(`/leads?status=${key}&q=L-${lead.number}`);
  await expect(page.getByRole("row", { name: /Lucía Fernández/ })).toBeVisible();
});
