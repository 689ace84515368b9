import { expect, test } from "@/tests/support/journey";
import { expectAccessible } from "@/tests/support/screen";
import { ADMIN, COMPANIES, firstRunPath } from "@/tests/support/sign-in";

test("first run: closed without the terminal's token, done once with it, and the first admin is signed in", async ({
  page,
}) => {
  const path = firstRunPath();
  await page.goto("/profile");
  test.skip(path === undefined || page.url().includes("/sign-in"), "this server is set up already");
  await expect(page).toHaveURL(/\/set-up$/);
  await expect(page.getByRole("heading", { name: "Este servidor todavía no está configurado" })).toBeVisible();
  await page.goto("/set-up?token=guessed");
  await expect(page.getByLabel("Organización")).toHaveCount(0);

  await page.goto(path ?? "");
  await page.getByRole("button", { name: "Continuar" }).click();
  await expect(page.getByText("Completá este dato.")).toHaveCount(2);
  await page.getByLabel("Organización").fill("Grupo de prueba");
  await page.getByLabel("Empresa 1", { exact: true }).fill(COMPANIES[0]);
  await page.getByRole("button", { name: "Agregar una empresa" }).click();
  await page.getByLabel("Empresa 2", { exact: true }).fill(COMPANIES[1]);
  await expect(page.getByText("Completá este dato.")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continuar" }).click();

  await page.getByLabel("Nombre", { exact: true }).fill(ADMIN.firstName);
  await page.getByLabel("Apellido").fill(ADMIN.lastName);
  await page.getByLabel("Correo").fill(ADMIN.email);
  await expect(page.getByLabel("Usuario")).toHaveValue(ADMIN.userName);
  await page.getByLabel("Contraseña", { exact: true }).fill("contraseña123");
  await page.getByRole("button", { name: "Terminar" }).click();
  await expect(page.getByText(/fácil de adivinar/)).toBeVisible();
  await expect(page.getByLabel("Correo")).toHaveValue(ADMIN.email);
  await expectAccessible(page);
  await page.getByLabel("Contraseña", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Terminar" }).click();
  await page.waitForURL("**/start");
  await expect(page.getByRole("heading", { name: `Todo listo, ${ADMIN.firstName}` })).toBeVisible();

  await page.context().clearCookies();
  await page.goto(path ?? "");
  await expect(page).toHaveURL(/\/sign-in$/);
});
