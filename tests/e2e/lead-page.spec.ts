import { expectUsable } from "@/tests/support/screen";
import { database } from "@/lib/core/db";
import { updateLead } from "@/lib/leads/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, {
    contactName: "Lucía Fernández",
    email: "lucia@andina.example",
    phone: "11 4567-8901",
  });
  return { company, manager, employee, lead };
}

test("a lead is assigned, called, answered for and told: two people, two screens, no reload", async ({
  newPerson,
  baseURL,
}) => {
  const { manager, employee, lead } = await house();
  const desk = await newPerson({ viewport: DESK });
  await enterAs(desk.context(), manager, baseURL);
  await desk.goto(`/leads/L-${lead.number}`);
  await expect(desk).toHaveURL(`/leads/${lead.number}`);

  // The manager assigns it with the keyboard, and writes what the owner should know.
  await desk.keyboard.press("a");
  await desk.getByLabel("Motivo").fill("Conoce la zona");
  await desk.getByRole("option", { name: /Emilio Tester/ }).click();
  await expect(desk.getByText("Asignado a Emilio Tester")).toBeVisible();
  await desk.getByRole("button", { name: "Dejarle un mensaje al responsable" }).click();
  await desk.getByRole("textbox", { name: "Mensaje de gerencia" }).fill("Llamala hoy");
  await desk.getByRole("button", { name: "Guardar" }).click();

  // The employee finds it among their own on the phone, and calls.
  const phone = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(phone.context(), employee, baseURL);
  await phone.goto("/leads");
  await phone
    .getByRole("link", { name: /Lucía Fernández/ })
    .first()
    .click();
  await expect(phone.getByRole("heading", { name: "Lucía Fernández" })).toBeVisible();
  await expect(phone.getByRole("region", { name: "Mensaje de gerencia" })).toContainText("Llamala hoy");
  const call = phone.getByRole("toolbar", { name: "Contacto" }).getByRole("link", { name: "Llamar" });
  await expect(call).toHaveAttribute("href", "tel:+541145678901");
  await call.click();
  await expect(phone.getByRole("heading", { name: "¿Cómo te fue?" })).toBeVisible();

  // Coming back from the telephone may be a new page: the question is still there.
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "¿Cómo te fue?" })).toBeVisible();
  await phone.getByRole("button", { name: "Atendió", exact: true }).click();
  await phone.getByLabel("Qué se habló").fill("Pide precio por 40 pallets");
  await phone.getByRole("button", { name: "Guardar" }).click();
  await expect(phone.getByRole("heading", { name: "¿Cómo te fue?" })).toHaveCount(0);

  // The manager's screen tells it, with before and after.
  await expect(desk.getByText("Pide precio por 40 pallets")).toBeVisible();
  const told = desk.getByRole("listitem").filter({ hasText: "Emilio Tester llamó: atendió" });
  await expect(told).toContainText("Asignado");
  await expect(told).toContainText("Contactado");
  await expect(told).toContainText("Pide precio por 40 pallets");
  await expect(desk.getByText("Marta Tester le escribió al responsable")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Estado: Contactado. Cambiar" })).toBeVisible();
});

test("what somebody else changes arrives without taking what is being typed", async ({ page, context, baseURL }) => {
  const { manager, lead } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("textbox", { name: "Nota" }).fill("a medio escribir");
  const other = await makeUser("manager", [lead.companyId], { firstName: "Otra" });
  await updateLead(ctxOf(other), {
    leadId: lead.id,
    set: { service: "Fulfillment" },
    seen: { service: "" },
    country: "AR",
  });
  await expect(page.getByText("Otra Tester cambió el servicio")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nota" })).toHaveValue("a medio escribir");
});

test("on a phone the arrow leads back to the list as it was left; the history's filter stays in the address", async ({
  newPerson,
  baseURL,
}) => {
  const { manager, lead } = await house();
  const phone = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(phone.context(), manager, baseURL);
  await phone.goto("/leads?q=Luc%C3%ADa");
  await phone
    .getByRole("link", { name: /Lucía Fernández/ })
    .first()
    .click();
  await expect(phone).toHaveURL(new RegExp(`/leads/${lead.number}(\\?|$)`));
  await expect(phone).toHaveTitle(`L-${lead.number} · Lucía Fernández — Leads Manager`);
  await phone.getByRole("link", { name: "Volver a los leads" }).click();
  await expect(phone).toHaveURL("/leads?q=Luc%C3%ADa");

  await phone.goto(`/leads/${lead.number}`);
  await phone.getByRole("button", { name: "Notas", exact: true }).click();
  await expect(phone).toHaveURL(`/leads/${lead.number}?history=notes`);
  await phone.reload();
  await expect(phone.getByRole("button", { name: "Notas", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(phone.getByText("Todavía no hay nada de esto.")).toBeVisible();
  await phone.getByRole("link", { name: "Volver a los leads" }).click();
  await expect(phone).toHaveURL(/\/leads(\?|$)/);

  // The status is a tap at the bottom edge and one in the sheet.
  await phone.goto(`/leads/${lead.number}`);
  await phone
    .getByRole("toolbar", { name: "Contacto" })
    .getByRole("button", { name: /^Estado: Pendiente/ })
    .tap();
  await phone.getByRole("dialog").getByRole("button", { name: "Contactado" }).tap();
  await expect(phone.getByText("Ahora: Contactado")).toBeVisible();
});

test("another company's lead isn't there, nor is a number that was never given", async ({
  page,
  context,
  baseURL,
  allowComplaint,
}) => {
  allowComplaint(/404/);
  const { manager } = await house();
  const theirs = await makeLead((await makeCompany()).id);
  await enterAs(context, manager, baseURL);
  for (const number of [theirs.number, 99_999_999, "L-0"]) {
    const response = await page.goto(`/leads/${number}`);
    expect(response?.status()).toBe(404);
  }
  expect(await database().event.count({ where: { actorId: manager.id } })).toBe(0);
});

for (const [screen, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
  test(`the lead page and home are accessible: ${screen}, light and dark`, async ({ newPerson, baseURL }) => {
    test.slow();
    const { manager, lead } = await house();
    const page = await newPerson({ viewport });
    await enterAs(page.context(), manager, baseURL);
    for (const address of [`/leads/${lead.number}`, "/"]) {
      await page.goto(address);
      await expectUsable(page);
    }
  });
}
