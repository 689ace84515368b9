import { makeCompany, makeUser } from "@/tests/support/house";
import { arrive, settled } from "@/tests/support/arrivals";
import { makeSource } from "@/tests/support/intake";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

test("an admin sees what a rule would have changed before it is saved, and the next lead says which rule gave its score", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Reglas ${Date.now()}`);
  const source = await makeSource({ companyId: company.id, name: company.name });
  await enterAs(context, await makeUser("admin", [company.id]), baseURL);
  await settled(source.id, { nombre: "Vera Bodega", email: "vera@bodega.example", mensaje: "Vino a granel" });
  await settled(source.id, { nombre: "Otto Fletes", email: "otto@fletes.example", mensaje: "Un flete" });

  await page.goto("/intake");
  await page.locator(`a[href="/intake/sources/${source.id}"]`).first().click();
  await expect(page.getByRole("row", { name: /Lead nuevo/ })).toHaveCount(2);
  await page.getByRole("button", { name: "Agregar regla" }).click();
  const dialog = page.getByRole("dialog", { name: "Agregar regla" });
  await dialog.getByLabel("Nombre de la regla").fill("Bodegas");
  await dialog.getByRole("combobox", { name: "Campo" }).click();
  await page.getByRole("option", { name: "Mensaje", exact: true }).click();
  await dialog.getByRole("textbox", { name: "Valor" }).fill("vino");
  await dialog.getByLabel("Puntos").fill("35");
  await dialog.getByLabel("Prioridad").selectOption("high");
  await dialog.getByRole("button", { name: "Aplicar" }).click();
  // The back button asks first.
  await page.getByRole("button", { name: "Ver qué cambiaría" }).click();
  await page.evaluate(() => {
    window.history.back();
  });
  await page.getByRole("alertdialog").getByRole("button", { name: "Quedarme" }).click();
  await expect(page).toHaveURL(new RegExp(source.id));
  await expect(page.getByText("Cambiaría 1 de los 2 leads de los últimos 90 días.")).toBeVisible();
  await page.getByText("Cuáles").click();
  await expect(page.getByText("Vera Bodega").last()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Guardar reglas" }).click();
  await expect(page.getByText("Reglas guardadas.")).toBeVisible();

  await arrive(source.id, { nombre: "Nora Cava", email: "nora@cava.example", mensaje: "Distribuir vino" });
  const row = page.getByRole("row", { name: /Nora Cava/ });
  // A stream that opens late on a busy machine makes up for what it missed.
  await row.getByRole("link", { name: /^L-/ }).click({ timeout: 20_000 });
  await expect(page.getByRole("heading", { name: "Nora Cava" })).toBeVisible();
  await expect(page.getByText(/Bodegas · versión 2 · prioridad/)).toBeVisible();
  await expect(page.getByText("+35")).toBeVisible();
});
