import { database } from "@/lib/core/db";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import { workbook } from "@/tests/support/workbook";

test.beforeAll(openJourneyHouse);

const MANY = 4000;

/** As a spreadsheet in Argentina writes it: semicolons, Latin-1, and a few rows that nobody checked. */
function sheet(known: string): Buffer {
  const rows = Array.from({ length: MANY }, (_, n) => `Persona Nº ${n};persona${n}@${Date.now()}.example;;03/02/2025`);
  const problems = ["Sin mail;no es un mail;;", `Ana;${known};Norte SRL;`, "Mala fecha;mala@x.example;;31/02/2025"];
  return Buffer.from(["Nombre;Mail;Razón social;Fecha", ...problems, ...rows].join("\r\n"), "latin1");
}

test("a file with problems: tried, brought in, stopped, gone on with, undone", async ({ page, context, baseURL }) => {
  test.setTimeout(180_000);
  const company = await makeCompany(`Importadora ${Date.now()}`);
  const manager = await makeUser("manager", [company.id]);
  const known = await makeLead(company.id, { email: `ana${Date.now()}@norte.example` });
  const count = () => database().lead.count({ where: { companyId: company.id } });
  await enterAs(context, manager, baseURL);

  await page.goto("/intake");
  await page.getByRole("link", { name: "Importar" }).click();
  await expectAccessible(page);
  const file = { name: "leads viejos.csv", mimeType: "text/csv", buffer: sheet(known.email) };
  await page.getByLabel("Elegí un archivo").setInputFiles(file);
  await expect(page.getByRole("heading", { name: "leads viejos.csv" })).toBeVisible();
  await expect(page.getByLabel("Razón social")).toHaveValue("firm");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Probar sin importar" }).click();

  await expect(page.getByText("Esto es lo que pasaría.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("4.000 nuevos")).toBeVisible();
  await page.getByRole("button", { name: /1 rechazada el correo no es una dirección válida/ }).click();
  await expect(page.getByRole("cell", { name: "“no es un mail” no es una dirección de correo." })).toBeVisible();
  await expectAccessible(page);
  expect(await count()).toBe(1);

  await page.getByRole("button", { name: "Importar 4.001 filas" }).click();
  await page.getByRole("button", { name: "Detener" }).click();
  await expect(page.getByText(/^Detenida en/)).toBeVisible();
  const inside = await count();
  expect(inside).toBeLessThan(MANY + 1);
  await page.goto("/intake/imports");
  await page.getByRole("link", { name: "leads viejos.csv" }).first().click();
  await page.getByRole("button", { name: "Continuar" }).click();
  await expect(page.getByText("Listo: 4.000 leads creados, 1 actualizado, 2 rechazadas.")).toBeVisible({
    timeout: 90_000,
  });
  expect(await count()).toBe(MANY + 1);
  expect((await database().lead.findUniqueOrThrow({ where: { id: known.id } })).firm).toBe("Norte SRL");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Descargar el resultado" }).click();
  expect((await download).suggestedFilename()).toBe("leads viejos-resultado.csv");

  await page.getByRole("button", { name: "Deshacer la importación" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Deshacer la importación" }).click();
  await expect(page.getByText(/^Se deshizo\./)).toBeVisible({ timeout: 90_000 });
  expect(await count()).toBe(1);
  expect((await database().lead.findUniqueOrThrow({ where: { id: known.id } })).firm).toBe("");
});

test("a status that nobody knows is asked for, what it means is tried again, and what the seller noted is on the lead", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Planilleros ${Date.now()}`);
  await enterAs(context, await makeUser("manager", [company.id]), baseURL);
  await page.goto("/intake/imports");
  const sheet = `Mail;Estado;Mensaje;Observaciones
ana@x.example;Tibio;Necesito un flete;Pidió que la llamen el lunes
beto@x.example;Heladísimo;Hola;
`;
  const file = { name: "tibios.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) };
  await page.getByLabel("Elegí un archivo").setInputFiles(file);
  await expect(page.getByLabel("Observaciones")).toHaveValue("note", { timeout: 30_000 });
  await page.getByRole("button", { name: "Probar sin importar" }).click();
  await expect(page.getByRole("heading", { name: "Lo que no conocemos" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByLabel("Tibio").selectOption({ label: "Contactado" });
  await page.getByRole("button", { name: "Probar de nuevo con esto" }).click();
  await page.getByRole("button", { name: "Importar una fila" }).click();
  await expect(page.getByText("Listo: 1 lead creado, 1 rechazada.")).toBeVisible({ timeout: 30_000 });
  const lead = await database().lead.findFirstOrThrow({ where: { companyId: company.id }, include: { status: true } });
  expect(lead).toMatchObject({ email: "ana@x.example", message: "Necesito un flete", status: { key: "contacted" } });
  await page.goto(`/leads/${lead.number}`);
  await expect(page.getByText("Pidió que la llamen el lunes")).toBeVisible();
});

test("a workbook is read by the server that runs", async ({ page, context, baseURL }) => {
  const company = await makeCompany(`Planillas ${Date.now()}`);
  await enterAs(context, await makeUser("manager", [company.id]), baseURL);
  await page.goto("/intake/imports");
  const rows = [
    ["Nombre", "Mail", "Razón social"],
    ["Ana", "ana@x.example", "Norte SRL"],
  ];
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.getByLabel("Elegí un archivo").setInputFiles({ name: "leads.xlsx", mimeType, buffer: workbook(rows) });
  await expect(page.getByLabel("Razón social")).toHaveValue("firm", { timeout: 30_000 });
});
