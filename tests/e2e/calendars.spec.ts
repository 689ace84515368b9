import { addCalendar } from "@/lib/calendar/commands";
import { calendarList } from "@/lib/calendar/queries";
import { database } from "@/lib/core/db";
import { addTarget } from "@/lib/leads/clocks/targets/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible, expectUsable } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const HOUR = 3_600_000;

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const admin = await makeUser("admin", [company.id]);
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  return { company, admin, employee };
}

/** A calendar of this journey's own: the organisation's is everybody's. */
async function ownCalendar(admin: Awaited<ReturnType<typeof house>>["admin"], name: string) {
  const ctx = ctxOf(admin);
  const [standard] = await calendarList(ctx);
  return (await addCalendar(ctx, { name, copyOf: standard?.id ?? "" })).id;
}

for (const viewport of [DESK, PHONE]) {
  test(`at ${viewport.width} px, light and dark: calendars, targets, hours and leave can be used by everybody and fit`, async ({
    newPerson,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const { admin, employee } = await house();
    const calendarId = await ownCalendar(admin, `Look ${viewport.width}`);
    const page = await newPerson({ viewport });
    await enterAs(page.context(), admin, baseURL);
    for (const path of [
      "/settings/calendars",
      `/settings/calendars/${calendarId}`,
      "/settings/targets",
      `/users/${employee.id}`,
      "/profile",
    ]) {
      await page.goto(path);
      await expectUsable(page);
    }
  });
}

test("an admin sets split hours and the country's holidays on a phone, and gives the calendar to a company", async ({
  newPerson,
  baseURL,
}) => {
  const { admin, company } = await house();
  const calendarId = await ownCalendar(admin, "Mendoza");
  const page = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(page.context(), admin, baseURL);
  await page.goto(`/settings/calendars/${calendarId}`);
  const monday = page.getByRole("group", { name: "lunes" });
  await monday.getByRole("button", { name: "Agregar un tramo a lunes" }).click();
  await expect(monday.getByLabel("lunes, tramo 2: desde")).toBeVisible();
  await monday.getByLabel("lunes, tramo 1: hasta").fill("13:00");
  await monday.getByLabel("lunes, tramo 2: desde").fill("12:00");
  await monday.getByLabel("lunes, tramo 2: hasta").fill("18:00");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(monday.getByRole("alert")).toHaveText("Dos horarios se superponen.");
  await monday.getByLabel("lunes, tramo 2: desde").fill("14:00");
  await page.getByRole("button", { name: "Copiar el lunes de martes a viernes" }).click();
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Feriados de Argentina" }).click();
  const dialog = page.getByRole("dialog", { name: "Feriados de Argentina" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Agregar" }).click();
  await expect(page.getByText("Se agregaron 16 feriados")).toBeVisible();
  await expect(page.getByText("Día de la Independencia")).toBeVisible();

  await page.goto("/settings/calendars");
  await expect(page.getByText("lun–vie 09:00–13:00, 14:00–18:00 · 16 feriados")).toBeVisible();
  const given = await database().company.findUniqueOrThrow({ where: { id: company.id } });
  expect(given.calendarId).toBeNull();
  await page.getByLabel("Cuyo Cargas").last().selectOption({ label: "Mendoza" });
  await expect(page.getByText("Cuyo Cargas trabaja ahora según ese calendario.")).toBeVisible();
});

test("somebody says when they are away; a colleague sees the days and not why", async ({ newPerson, baseURL }) => {
  const { company, employee } = await house();
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), employee, baseURL);
  await page.goto("/profile");
  await page.getByRole("button", { name: "Agregar ausencia" }).click();
  const dialog = page.getByRole("dialog", { name: "Agregar ausencia" });
  await dialog.getByLabel("Primer día").fill("2031-02-03");
  await dialog.getByLabel("Último día").fill("2031-02-01");
  await dialog.getByLabel("Motivo").fill("Mudanza");
  await dialog.getByRole("button", { name: "Agregar" }).click();
  await expect(dialog.getByText("Tiene que ser el primer día o uno posterior.")).toBeVisible();
  await dialog.getByLabel("Último día").fill("2031-02-07");
  await dialog.getByRole("button", { name: "Agregar" }).click();
  await expect(page.getByText("3 feb 2031 – 7 feb 2031")).toBeVisible();
  await expect(page.getByText("Mudanza")).toBeVisible();

  const executive = await makeUser("executive", [company.id]);
  const other = await newPerson({ viewport: DESK });
  await enterAs(other.context(), executive, baseURL);
  await other.goto(`/users/${employee.id}`);
  await expect(other.getByText("3 feb 2031 – 7 feb 2031")).toBeVisible();
  await expect(other.getByText("Mudanza")).toHaveCount(0);
});

test("with a target an unanswered lead is late on its page, in the list, and found by the filter", async ({
  newPerson,
  baseURL,
}) => {
  const { admin, employee, company } = await house();
  await addTarget(ctxOf(admin), {
    name: `Cuyo ${company.id.slice(-6)}`,
    condition: { field: "company", op: "is", value: company.id },
    assignMinutes: null,
    respondMinutes: 30,
    working: false,
    warnPercent: 50,
  });
  const lead = await makeLead(company.id, {
    ...{ contactName: "Lucía Fernández", defaultOwnerId: employee.id, at: new Date(Date.now() - HOUR) },
  });
  await makeLead(company.id, { contactName: "A Tiempo", defaultOwnerId: employee.id });
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), employee, baseURL);
  await expect(async () => {
    await page.goto("/leads?due=late");
    await expect(page.getByRole("link", { name: "Lucía Fernández" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByText(/Venció hace/).first()).toBeAttached();
  await expect(page.getByRole("link", { name: "A Tiempo" })).toHaveCount(0);
  await page.goto(`/leads/${lead.number}`);
  await expect(page.getByText(/venció hace/)).toBeVisible();
  await expect(page.getByText(/Nadie respondió a tiempo/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/");
  await expect(page.getByRole("link", { name: /Vencidos/ })).toBeVisible();
});

test("an admin makes a target with a condition, by keyboard and mouse", async ({ newPerson, baseURL }) => {
  const { admin } = await house();
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), admin, baseURL);
  await page.goto("/settings/targets");
  await page.getByRole("button", { name: "Nueva meta" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Nueva meta" });
  await dialog.getByLabel("Nombre").fill("Urgentes de prueba");
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(dialog.getByText("Completá este dato.")).toBeVisible();
  await dialog.getByLabel("Responder en").fill("1,5");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Responder en 1 h 30 min de trabajo · todos los leads")).toBeVisible();
  await page.getByRole("switch", { name: "Urgentes de prueba está en uso" }).click();
  await expect(page.getByRole("switch", { name: "Urgentes de prueba está en uso" })).not.toBeChecked();
  await page.getByRole("button", { name: "Eliminar Urgentes de prueba" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Eliminar" }).click();
  await expect(page.getByText("Urgentes de prueba")).toHaveCount(0);
});
