import { addCalendar } from "@/lib/calendar/commands";
import { addNationalHolidays } from "@/lib/calendar/holidays/commands";
import { addLeave } from "@/lib/calendar/people/commands";
import { calendarList } from "@/lib/calendar/queries";
import { addTarget } from "@/lib/leads/clocks/targets/commands";
import { addTask, completeTask } from "@/lib/leads/tasks/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { database } from "@/lib/core/db";
import { test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
test.beforeAll(openJourneyHouse);
const H = 3_600_000;
test("look", async ({ newPerson, baseURL }) => {
  test.setTimeout(300_000);
  const company = await makeCompany("Cuyo Cargas");
  const other = await makeCompany("Intrapal");
  const admin = await makeUser("admin", [company.id, other.id]);
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const ctx = ctxOf(admin);
  const [std] = await calendarList(ctx);
  const { id } = await addCalendar(ctx, { name: "Mendoza look", copyOf: std?.id ?? "" });
  await addNationalHolidays(ctx, { calendarId: id, year: 2026 });
  await addLeave(ctx, { userId: employee.id, from: "2026-11-27", to: "2026-12-04", reason: "Vacaciones" });
  await addTarget(ctx, { name: "Urgentes look", condition: { all: [{ field: "priority", op: "in", value: ["urgent"] }, { field: "company", op: "is", value: company.id }] }, assignMinutes: 15, respondMinutes: 60, working: true, warnPercent: 75 });
  await addTarget(ctx, { name: "Cuyo look", condition: { field: "company", op: "is", value: company.id }, assignMinutes: null, respondMinutes: 90, working: false, warnPercent: 75 });
  const mk = (contactName: string, hours: number) => makeLead(company.id, { contactName, firm: "Bodegas del Sur SA", defaultOwnerId: employee.id, at: new Date(Date.now() - hours * H) });
  const late = await mk("Lucía Fernández", 3);
  const soon = await mk("Martín Sosa", 1.3);
  const met = await mk("Paula Ríos", 5);
  await logContact(ctxOf(employee), { leadId: met.id, channel: "call", outcome: "reached", note: "" });
  await database().status.update({ where: { id: await statusId("quoted") }, data: { rotsAfterHours: 8 } });
  const t = (title: string, leadId: string | null, day: string, time: string | null, more = {}) => addTask(ctxOf(employee), { leadId, title, notes: "", due: { day, time }, remind: null, repeat: "", assigneeId: null, ...more });
  await t("Llamar de nuevo", late.id, "2026-11-27", "16:30");
  await t("Mandar la propuesta con los precios de diciembre", soon.id, "2026-11-28", null, { notes: "Pidió los precios por pallet y por kilómetro." });
  await t("Revisar la agenda", null, "2026-11-28", "23:30", { repeat: "FREQ=WEEKLY" });
  await t("Visita a la planta", met.id, "2026-12-02", null);
  const d = await t("Confirmar el CUIT", late.id, "2026-11-28", null);
  await completeTask(ctxOf(employee), { taskId: d.id });
  await new Promise((r) => setTimeout(r, 4000));
  const shots: [string, typeof admin, string, boolean?][] = [
    ["settings", admin, "/settings"],
    ["calendars", admin, "/settings/calendars"],
    ["calendar", admin, `/settings/calendars/${id}`],
    ["targets", admin, "/settings/targets"],
    ["user", admin, `/users/${employee.id}`],
    ["tasks", employee, "/tasks"],
    ["lead", employee, `/leads/${late.number}`],
    ["leadmet", employee, `/leads/${met.number}`],
    ["list", employee, "/leads?columns=number,name,status,due,nextAction,responseTime,rots&sort=due"],
    ["home", employee, "/"],
  ];
  for (const [w, scheme] of [[1440, "light"], [390, "light"], [1440, "dark"], [390, "dark"]] as const) {
    for (const [name, who, path] of shots) {
      const page = await newPerson({ viewport: { width: w, height: w === 390 ? 844 : 900 }, colorScheme: scheme, ...(w === 390 ? { hasTouch: true, isMobile: true } : {}) });
      await enterAs(page.context(), who, baseURL);
      await page.goto(path);
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/clocks/shots/${name}-${w}-${scheme}.png`, fullPage: true });
      await page.context().close();
    }
  }
  const page = await newPerson({ viewport: { width: 1440, height: 900 } });
  await enterAs(page.context(), employee, baseURL);
  await page.goto(`/leads/${late.number}`);
  await page.keyboard.press("t");
  await page.waitForTimeout(500);
  await page.screenshot({ path: "/tmp/clocks/shots/taskdialog.png" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.waitForTimeout(500);
  await page.screenshot({ path: "/tmp/clocks/shots/contact.png" });
  const a = await newPerson({ viewport: { width: 1440, height: 900 } });
  await enterAs(a.context(), admin, baseURL);
  await a.goto("/settings/targets");
  await a.getByRole("button", { name: "Editar Urgentes look" }).click();
  await a.waitForTimeout(500);
  await a.screenshot({ path: "/tmp/clocks/shots/targetdialog.png" });
});
