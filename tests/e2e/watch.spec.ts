import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

// What home and intake say of all alarms is read here: one after the other.
test.describe.configure({ mode: "default" });
test.beforeAll(openJourneyHouse);
test.beforeEach(async () => {
  await database().quietAlarm.deleteMany();
});

const BUSY = { timeout: 20_000 };

async function house() {
  const company = await makeCompany(`Empresa vigilada ${newId()}`);
  const admin = await makeUser("admin", [company.id]);
  const owner = await makeUser("employee", [company.id], { firstName: "Olga" });
  const input = createSourceInput.parse({ name: "Contacto vigilado", companyId: company.id, defaultOwnerId: owner.id });
  return { admin, company, source: await createSource(systemCtx("test"), input) };
}

test("a test shows its whole way, step by step, and leaves no lead behind", async ({ page, context, baseURL }) => {
  const { admin, source } = await house();
  await enterAs(context, admin, baseURL);
  await page.goto(`/intake/sources/${source.id}`);
  await page.getByRole("button", { name: "Enviar una prueba" }).click();
  await expect(page.getByText("La prueba hizo todo el camino")).toBeVisible(BUSY);
  await expect(page.getByText("Olga Tester, que mira primero los leads de este origen.")).toBeVisible();
  await expect(page.getByText("Prueba de Leads Manager").first()).toBeVisible();
  await expectAccessible(page);
  expect(await database().lead.count({ where: { sourceId: source.id } })).toBe(0);
  await page.getByRole("link", { name: "Ver el envío" }).click();
  await page.waitForURL(/\/intake\/deliveries\//);
  await expect(
    page.getByText("Una prueba enviada desde la página del origen.", { exact: false }).first(),
  ).toBeVisible();
});

test("a quiet form is told on home, on intake, on its card and its page, with the odds", async ({
  page,
  context,
  baseURL,
}) => {
  const { admin, source } = await house();
  const before = new Date(Date.now() - 2 * 3_600_000);
  await database().delivery.create({
    data: {
      ...{ id: newId(), sourceId: source.id, via: "push", receivedAt: before, method: "POST", path: "" },
      ...{ headers: {}, body: Buffer.of(), bodySize: 0, state: "processed", outcome: "created" },
    },
  });
  const since = new Date(Date.now() - 3_600_000);
  await database().quietAlarm.create({
    data: {
      ...{ sourceId: source.id, kind: "none", since, openedAt: new Date() },
      ...{ expected: 14, arrived: 0, oneIn: 1_202_604, weeks: 8 },
    },
  });
  await enterAs(context, admin, baseURL);
  for (const path of ["/intake", `/intake/sources/${source.id}`]) {
    await page.goto(path);
    await expect(
      page.getByText(/Lo usual son 14 envíos desde el .* Por azar, una vez cada 1\.202\.604\./),
    ).toBeVisible();
    await expect(page.getByText("Demasiado silencio", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  }
  await page
    .getByRole("link", { name: /terminó bien|100/ })
    .first()
    .click();
  await expect(page.getByRole("link", { name: /^Terminaron bien/ })).toBeVisible();
});

test("a form that is quiet among others is told by its name, and no more once somebody says that it isn't used", async ({
  page,
  context,
  baseURL,
}) => {
  const { admin, source } = await house();
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const sent = (id: string, name: string, receivedAt: Date) => ({
    ...{ id: newId(), sourceId: source.id, via: "push", receivedAt, method: "POST", path: "", headers: {} },
    ...{ body: Buffer.of(), bodySize: 0, state: "processed", outcome: "created" },
    understood: { plugin: "wpforms", form: { id, name }, utm: {}, readFrom: {}, extra: {} },
  });
  await database().delivery.createMany({ data: [sent("4", "Contacto", at(3)), sent("9", "Cotización", at(300))] });
  await database().quietAlarm.create({
    data: {
      ...{ sourceId: source.id, form: "wpforms\n9", formName: "Cotización", kind: "none" },
      ...{ since: at(300), openedAt: at(5), expected: 14, arrived: 0, oneIn: 1_202_604, weeks: 8 },
    },
  });
  await enterAs(context, admin, baseURL);
  await page.goto("/intake");
  await expect(page.getByText("Contacto vigilado, formulario “Cotización”: no llegó nada")).toBeVisible();
  await page.goto(`/intake/sources/${source.id}`);
  const row = page.getByRole("listitem").filter({ hasText: "Callado desde el" });
  await expect(row).toContainText("Cotización");
  await expectAccessible(page);
  await row.getByRole("button", { name: "Ya no se usa" }).click();
  await expect(page.getByText("“Cotización” ya no se vigila.", { exact: false })).toBeVisible();
  await expect(page.getByText("no llegó nada")).toBeHidden();
  await page.getByRole("button", { name: "Volver a vigilar" }).click();
  await expect(page.getByText("Contacto vigilado, formulario “Cotización”: no llegó nada")).toBeVisible();
});
