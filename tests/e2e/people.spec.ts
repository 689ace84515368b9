import type { Page } from "@playwright/test";
import { expect, test } from "@/tests/support/mail-alone";
import { expectAccessible } from "@/tests/support/screen";
import { ADMIN, signIn } from "@/tests/support/sign-in";

const PASSWORD = "una frase bien larga";
// Another person at every run: a server may serve several.
const RUN = Date.now().toString(36);

const REFUSED = /401 \(Unauthorized\)/;

test("sign-in: a wrong password is told apart from nothing else, what was typed stays, and one comes back to one's page", async ({
  page,
  allowComplaint,
}) => {
  allowComplaint(REFUSED);
  await page.goto("/profile");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fprofile$/);
  await page.getByLabel("Usuario o correo").fill(ADMIN.email);
  await page.getByLabel("Contraseña", { exact: true }).fill("nada que ver");
  await page.getByRole("button", { name: "Ingresar" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "no coinciden" })).toBeVisible();
  await expect(page.getByLabel("Usuario o correo")).toHaveValue(ADMIN.email);
  await expectAccessible(page);
  await page.getByLabel("Contraseña", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Ingresar" }).click();
  await expect(page).toHaveURL(/\/profile$/);
});

test("sign-in works at a plain http name that isn't localhost, and leads nowhere else", async ({ page, baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  await page.goto(`http://server:${port}/sign-in?next=//evil.example.com/`);
  await page.getByLabel("Usuario o correo").fill(ADMIN.userName);
  await page.getByLabel("Contraseña", { exact: true }).fill(ADMIN.password);
  const leaving = page.waitForRequest((request) => request.isNavigationRequest());
  await page.getByRole("button", { name: "Ingresar" }).click();
  expect(new URL((await leaving).url()).host).toBe(`server:${port}`);
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto(`http://server:${port}/profile`);
  await expect(page.getByRole("heading", { name: "Tu perfil" })).toBeVisible();
});

for (const width of [1440, 390]) {
  test(`at ${width} px: a user is made, takes the link, signs in; deactivated, is out at the next click`, async ({
    page,
    newPerson,
  }) => {
    // Two people and five looks for violations.
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await signIn(page, ADMIN.userName, ADMIN.password, "/users");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Nuevo usuario" }).click();
    const name = `Emilia${width}${RUN}`;
    const link = await makeUser(page, name);
    expect(link).toMatch(/^http.*\/welcome\/[\w-]{43}$/);

    const emilia = await newPerson({ viewport: { width, height: 844 } });
    await emilia.goto(link);
    await expectAccessible(emilia);
    await emilia.getByLabel("Contraseña nueva").fill(PASSWORD);
    await emilia.getByRole("button", { name: "Guardar contraseña" }).click();
    await emilia.waitForURL((url) => url.pathname === "/");
    await emilia.goto("/profile");
    await expect(emilia.getByLabel("Apellido")).toHaveValue("Paz");
    await expectAccessible(emilia);
    await emilia.goto(link);
    await expect(emilia.getByRole("heading", { name: "Este enlace ya no sirve" })).toBeVisible();
    // Neither the users nor the settings exist for an employee.
    for (const path of ["/users", "/settings"]) expect((await emilia.request.get(path)).status()).toBe(404);

    await page.getByRole("button", { name: "Desactivar" }).click();
    await expect(page.getByText(/No tiene leads abiertos/)).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Desactivar" }).click();
    await expect(page.getByText("no puede ingresar").first()).toBeVisible();
    await expectAccessible(page);
    await emilia.goto("/profile");
    await expect(emilia).toHaveURL(/\/sign-in/);
  });
}

test("changing one's password ends the session elsewhere and not here; signing out ends it", async ({
  page,
  newPerson,
}) => {
  test.slow();
  await signIn(page, ADMIN.userName, ADMIN.password, "/users/new");
  const link = await makeUser(page, `Clara${RUN}`);
  const [here, elsewhere] = [await newPerson(), await newPerson()];
  await here.goto(link);
  await here.getByLabel("Contraseña nueva").fill(PASSWORD);
  await here.getByRole("button", { name: "Guardar contraseña" }).click();
  await here.waitForURL((url) => url.pathname === "/");
  await signIn(elsewhere, `clara${RUN}`, PASSWORD);

  await here.goto("/profile");
  await here.getByLabel("Contraseña actual").fill(PASSWORD);
  await here.getByLabel("Contraseña nueva").fill("otra frase más larga");
  await here.getByRole("button", { name: "Cambiar contraseña" }).click();
  await expect(here.getByText("Contraseña cambiada")).toBeVisible();
  await here.reload();
  await expect(here.getByRole("heading", { name: "Tu perfil" })).toBeVisible();
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  await here
    .getByRole("button", { name: new RegExp(`Clara${RUN} Paz`) })
    .first()
    .click();
  await here.getByRole("menuitem", { name: "Cerrar sesión" }).click();
  await here.waitForURL("**/sign-in");
  await here.goto("/profile");
  await expect(here).toHaveURL(/\/sign-in/);
});

test("settings: the organisation and its companies, without a violation", async ({ page }) => {
  await signIn(page, ADMIN.userName, ADMIN.password, "/settings/organisation");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Nueva empresa" }).click();
  await page.getByLabel("Nombre de la empresa").fill("intralog");
  await page.getByRole("dialog").getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Ya está en uso.")).toBeVisible();
});

/** Fills the form on the page, and answers the link that is shown once. */
async function makeUser(page: Page, firstName: string): Promise<string> {
  await page.getByLabel("Nombre", { exact: true }).fill(firstName);
  await page.getByLabel("Apellido").fill("Paz");
  await page.getByLabel("Correo").fill(`${firstName.toLowerCase()}@example.test`);
  const userName = page.getByLabel("Usuario", { exact: true });
  await expect(userName).toHaveValue(`${firstName.toLowerCase()}.paz`);
  await userName.fill(firstName.toLowerCase());
  // One's own stays, whatever the names become.
  await page.getByLabel("Apellido").fill("Pazos");
  await page.getByLabel("Apellido").fill("Paz");
  await expect(userName).toHaveValue(firstName.toLowerCase());
  await page.getByLabel("Rol").click();
  await page.getByRole("option", { name: "Ventas" }).click();
  await page.getByLabel("Empresas").click();
  await page.getByRole("option", { name: "INTRALOG" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Crear usuario" }).click();
  const link = await page.getByLabel("Enlace para elegir la contraseña").inputValue();
  await page.getByRole("button", { name: "Listo" }).click();
  await page.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  return link;
}
