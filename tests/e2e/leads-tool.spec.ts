import { expectAccessible } from "@/tests/support/screen";
import fs from "node:fs";
import { database } from "@/lib/core/db";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Litoral Depósitos");
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  for (const [contactName, email] of [
    ["Ana Sosa", "ana@sosa.example"],
    ["Bruno Vega", "bruno@vega.example"],
    ["Carla Ríos", "carla@rios.example"],
  ] as const)
    await makeLead(company.id, { contactName, email });
  return { company, manager };
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const headOf = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });

test("a column is put in, moved and kept for the next visit; its header sorts", async ({ page, context, baseURL }) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto("/leads");
  await page.getByRole("button", { name: "Columnas" }).click();
  const kept = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("checkbox", { name: "Correo" }).click();
  await kept;
  await page.keyboard.press("Escape");
  await expect(headOf(page, "Correo")).toBeVisible();
  await page.reload();
  await headOf(page, "Correo").getByRole("button").click();
  await expect(page).toHaveURL(/sort=email/);
  await expect(page.locator("[data-row-id]").first()).toContainText("ana@sosa.example");
});

test("a condition on any field, kept as a view, is found in the tabs and in the palette", async ({
  page,
  context,
  baseURL,
}) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto("/leads");
  await page.getByRole("button", { name: "Filtrar", exact: true }).click();
  await page.getByRole("option", { name: "Cualquier campo, y/o…" }).click();
  const dialog = page.getByRole("dialog", { name: "Condiciones" });
  await dialog.getByRole("button", { name: "Sin responsable" }).click();
  await dialog.getByRole("button", { name: "Aplicar" }).click();
  await expect(page).toHaveURL(/filter=/);
  await expect(rowOf(page, "Ana Sosa")).toBeVisible();

  await page.getByRole("button", { name: "Guardar como vista" }).click();
  await page.getByRole("textbox", { name: "Nombre" }).fill("Sin dueño");
  await page.getByRole("dialog").getByRole("button", { name: "Guardar" }).click();
  const tab = page.getByRole("navigation", { name: "Vistas" }).getByRole("link", { name: "Sin dueño" });
  await expect(tab).toHaveAttribute("aria-current", "page");

  await page.getByRole("navigation", { name: "Vistas" }).getByRole("link", { name: "Todos los leads" }).click();
  await expect(page).toHaveURL(/view=all/);
  await page.keyboard.press("Control+k");
  await page.getByRole("option", { name: "Sin dueño" }).click();
  await expect(page.getByRole("button", { name: "1 condición" })).toBeVisible();
});

test("what is shown is exported, and who took it is noted", async ({ page, context, baseURL }) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto("/leads?q=vega&columns=name,status,email");
  await page.getByRole("button", { name: "Exportar" }).click();
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tabla de texto (CSV)" }).click();
  const file = await (await started).path();
  expect(fs.readFileSync(file, "utf8")).toBe(
    "\uFEFFNombre;Razón social;Estado;Correo\r\nBruno Vega;;Pendiente;bruno@vega.example\r\n",
  );
  expect(await database().event.count({ where: { name: "export.made", actorId: manager.id } })).toBe(1);
});

test("many are moved together after a preview, and taken back together", async ({ page, context, baseURL }) => {
  const { manager } = await house();
  await enterAs(context, manager, baseURL);
  await page.goto("/leads");
  await page.getByRole("checkbox", { name: "Elegir todos los que se ven" }).check();
  await page.getByRole("region", { name: "Los leads elegidos" }).getByRole("button", { name: "Estado" }).click();
  const dialog = page.getByRole("dialog", { name: "Pasarlos a" });
  await dialog.getByRole("combobox").selectOption({ label: "Cotizado" });
  // What a status asks is asked once for all, and who lacks it stays.
  await expect(dialog.getByText("A 3 les falta el monto")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Monto (para los que no tienen)" }).fill("1.250.000");
  await expect(dialog.getByText("Cambiarían 3")).toBeVisible();
  await dialog.getByRole("button", { name: "Cambiar 3 leads" }).click();
  const progress = page.getByRole("region", { name: "Un cambio de muchos leads" });
  await expect(progress.getByText("cambiaron 3.")).toBeVisible();
  await expect(rowOf(page, "Carla Ríos").getByText("Cotizado")).toBeVisible();
  // It is there for whoever comes back.
  await page.reload();
  await progress.getByRole("button", { name: "Deshacer todo" }).click();
  await expect(progress.getByText("se deshicieron 3.")).toBeVisible();
  await expect(rowOf(page, "Carla Ríos").getByText("Pendiente")).toBeVisible();
});

for (const size of [{ width: 1440, height: 900 }, PHONE]) {
  test(`the list with a view, conditions and leads chosen is accessible at ${size.width} px`, async ({
    page,
    context,
    baseURL,
  }) => {
    const { manager } = await house();
    await database().savedView.create({
      data: { ownerId: manager.id, name: "Todo por nombre", audience: "private", query: "sort=name" },
    });
    await enterAs(context, manager, baseURL);
    await page.setViewportSize(size);
    await page.goto("/leads?q=sosa&columns=name,status,email,tags,amount,message,contact");
    await page.getByRole("checkbox", { name: /^Elegir L-/ }).check();
    await expect(page.getByRole("region", { name: "Los leads elegidos" })).toBeVisible();
    await expectAccessible(page);
  });
}
