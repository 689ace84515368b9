import { newId } from "@/lib/core/id";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import { isSignedWith, startReceiver } from "@/tests/support/webhooks";

test.beforeAll(openJourneyHouse);

for (const width of [1440, 390]) {
  test(`at ${width} px an admin has a program told of leads, sees what was sent, and sends again what failed`, async ({
    newPerson,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const isUp = { now: false };
    const receiver = await startReceiver(() => (isUp.now ? {} : { status: 500, body: "no database" }));
    const company = await makeCompany(`Empresa avisada ${newId()}`);
    const admin = await makeUser("admin", [company.id]);
    const page = await newPerson({ viewport: { width, height: 844 } });
    await enterAs(page.context(), admin, baseURL);
    await page.goto("/settings");
    await page.getByRole("link", { name: "Webhooks salientes" }).click();
    await page.getByRole("button", { name: "Nuevo webhook" }).click();
    const name = `ERP ${newId().slice(-6)}`;
    const dialog = page.getByRole("dialog", { name: "Nuevo webhook" });
    await dialog.getByRole("textbox", { name: "Dirección" }).fill(receiver.url);
    await dialog.getByRole("textbox", { name: "Para qué es" }).fill(name);
    await dialog.getByText("Solo algunas").click();
    await dialog.getByRole("combobox", { name: "Empresas" }).fill(company.name);
    await page.getByRole("option", { name: company.name }).click();
    await dialog.getByRole("button", { name: "Crear webhook" }).click();
    await expect(dialog.getByText("Esta dirección es de una red privada")).toBeVisible();
    await dialog.getByText("Está en la red propia de la empresa").click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Crear webhook" }).click();

    const made = page.getByRole("dialog", { name: "El secreto de" });
    const secret = await made.getByRole("textbox", { name: "Secreto" }).inputValue();
    await made.getByRole("button", { name: "Ya lo tengo" }).click();
    await expectAccessible(page);
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
    await expect(page.getByText("Todavía no se envió nada")).toBeVisible();
    await page.getByRole("button", { name: "Enviar una prueba" }).click();
    await expect(page.getByText("No la recibió.")).toBeVisible();
    const rows = page.getByRole("main").getByRole("listitem");
    await expect(rows.filter({ hasText: "webhook.test" })).toContainText("Falló");

    isUp.now = true;
    await makeLead(company.id);
    await expect(async () => {
      await page.reload();
      await expect(rows.filter({ hasText: "lead.created" })).toContainText("Recibido", { timeout: 1000 });
    }).toPass();
    await page.getByRole("button", { name: "Enviar de nuevo lo fallido" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Enviar de nuevo" }).click();
    await expect(page.getByText("1 se envía de nuevo.")).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(rows.filter({ hasText: "webhook.test" })).toContainText("Recibido", { timeout: 1000 });
    }).toPass();
    await expectAccessible(page);

    await rows.getByRole("link", { name: "Lead creado" }).click();
    await expect(page.getByRole("region", { name: "Lo que se envía" })).toContainText('"type": "lead.created"');
    await expectAccessible(page);
    expect(receiver.received.length).toBeGreaterThanOrEqual(3);
    expect(receiver.received.every((one) => isSignedWith(secret, one))).toBe(true);
    await receiver.stop();
  });
}
