import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { openOidc } from "@/tests/support/oidc-house";
import { CLIENT } from "@/tests/support/provider-server";
import { expectAccessible } from "@/tests/support/screen";
import type { Page } from "@playwright/test";
import type { OidcHouse } from "@/tests/support/oidc-house";

// Each walks far, with its look at every screen; a machine may be busy.
test.describe.configure({ mode: "serial", timeout: 180_000 });

const BUTTON = "Entrar con la cuenta de la casa";

let house: OidcHouse;
test.beforeAll(async ({}, { project }) => {
  await openJourneyHouse();
  house = await openOidc(`${project.use.baseURL ?? ""}/api/auth/provider/callback`);
});
test.afterAll(async () => {
  await database().identityProvider.deleteMany();
  await database().directoryRule.deleteMany({ where: { via: "provider" } });
  await house.close();
});

const person = (name: string, groups: string[]) => ({
  ...{ given_name: name, family_name: "Álvarez", preferred_username: name.toLowerCase(), groups },
  ...{ email: `${name.toLowerCase()}@prov.test`, email_verified: true },
});

/** What somebody does at the provider who isn't known there yet. */
async function sayWho(page: Page, who: string): Promise<void> {
  await page.getByLabel("Quién").fill(who);
  await page.getByRole("button", { name: "Continuar" }).click();
}

test("an admin sets the provider up: what is wrong is said in words, and the address to register is there to copy", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Casa ${newId().slice(-6)}`);
  await enterAs(context, await makeUser("admin"), baseURL);
  await page.goto("/settings/provider");
  await expect(page.getByText("Todavía no entra nadie")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Dirección de redirección" })).toHaveValue(
    `${baseURL ?? ""}/api/auth/provider/callback`,
  );
  await expectAccessible(page);
  await page.getByLabel("Dirección del emisor").fill("http://ingreso.casa.test");
  await page.getByLabel("ID de cliente").fill(CLIENT.id);
  await page.getByLabel("Secreto del cliente").fill(CLIENT.secret);
  await page.getByLabel("Texto del botón").fill(BUTTON);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText(/Tiene que empezar con https/)).toBeVisible();
  await page.getByLabel("Dirección del emisor").fill(`${house.issuer}/otra`);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado", { exact: true })).toBeVisible();

  const trial = page.getByRole("region", { name: "Probar la conexión" });
  await trial.getByRole("button", { name: "Probar" }).click();
  await expect(trial.getByText(/Respondió con un error/)).toBeVisible();
  await page.getByLabel("Dirección del emisor").fill(house.issuer);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText(/Cambiaste adónde va este secreto/)).toBeVisible();
  await page.getByLabel("Secreto del cliente").fill(CLIENT.secret);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado", { exact: true }).first()).toBeVisible();
  await trial.getByRole("button", { name: "Probar" }).click();
  await expect(trial.getByText("El proveedor responde, y puede lo que hace falta")).toBeVisible();
  await expectAccessible(page);

  await addGroup(page, "ventas", "Ventas", company.name);
  await addGroup(page, "jefes", "Gerencia", company.name);
  const rules = page.getByRole("region", { name: "Qué da cada grupo" });
  await rules.getByRole("button", { name: "Guardar" }).click();
  await expect(rules.getByText("Hay cambios sin guardar.")).toHaveCount(0);
  await page.getByRole("button", { name: "Dejar ingresar por el proveedor" }).click();
  await expect(page.getByRole("button", { name: "Apagar…" })).toBeVisible();
});

async function addGroup(page: Page, group: string, role: string, company: string): Promise<void> {
  await page.getByRole("button", { name: "Agregar grupo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Grupo" }).fill(group);
  await dialog.getByRole("combobox", { name: "Rol" }).click();
  await page.getByRole("option", { name: role, exact: true }).click();
  await expect(dialog.getByRole("combobox", { name: "Rol" })).toHaveText(role);
  await dialog.getByRole("combobox", { name: "Empresas" }).fill(company);
  await page.getByRole("option", { name: company }).click();
  await expect(dialog.getByRole("button", { name: `Quitar ${company}` })).toBeVisible();
  await dialog.getByRole("button", { name: "Listo" }).click();
  await expect(dialog).toBeHidden();
}

for (const width of [1440, 390]) {
  test(`a person comes in by it and follows their group, leaves, and is refused without one, at ${width} px`, async ({
    newPerson,
  }) => {
    const [name, who] = width === 1440 ? ["Ana", "ana"] : ["Bea", "bea"];
    await house.knows({ [who]: person(name, ["ventas"]), carla: person("Carla", ["otra"]) });
    const page = await newPerson({ viewport: { width, height: 900 } });
    await page.goto("/sign-in?next=%2Fprofile");
    await expectAccessible(page);
    await page.getByRole("link", { name: BUTTON }).click();
    await sayWho(page, "nadie");
    await page.waitForURL(/\/sign-in\?/);
    await expect(page.getByText(/se canceló allá/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: BUTTON }).click();
    await sayWho(page, who);
    await page.waitForURL("**/profile");
    await expect(page.getByText("Por el proveedor de identidad: grupo “ventas”.")).toBeVisible();
    await expect(page.getByText(/por su proveedor de identidad: tu contraseña se cambia allá/)).toBeVisible();
    await expectAccessible(page);

    // Known at the provider by now, which doesn't ask again.
    await leave(page, name);
    await house.knows({ [who]: person(name, ["jefes"]), carla: person("Carla", ["otra"]) });
    await page.goto("/sign-in?next=%2Fprofile");
    await page.getByRole("link", { name: BUTTON }).click();
    await page.waitForURL("**/profile");
    await expect(page.getByText("Por el proveedor de identidad: grupo “jefes”.")).toBeVisible();
    const user = await database().user.findUniqueOrThrow({
      where: { email: `${who}@prov.test` },
      select: { role: { select: { key: true } } },
    });
    expect(user.role.key).toBe("manager");

    const other = await newPerson({ viewport: { width, height: 900 } });
    await other.goto("/sign-in");
    await other.getByRole("link", { name: BUTTON }).click();
    await sayWho(other, "carla");
    await other.waitForURL(/\/sign-in\?/);
    await expect(other.getByText(/ninguno de tus grupos da acceso acá/)).toBeVisible();
    expect(await database().user.count({ where: { email: "carla@prov.test" } })).toBe(0);
  });
}

/** Out here; at the provider they stay who they are. */
async function leave(page: Page, name: string): Promise<void> {
  await page
    .getByRole("button", { name: `${name} Álvarez` })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Cerrar sesión" }).click();
  await page.waitForURL("**/sign-in");
}
