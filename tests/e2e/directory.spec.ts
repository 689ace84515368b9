import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { BASE, READER, VENTAS } from "@/tests/support/directory-people";
import { certificate, openDirectory } from "@/tests/support/directory-server";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import type { DirectoryDoor } from "@/tests/support/directory-server";

let door: DirectoryDoor;
test.beforeAll(async () => {
  await openJourneyHouse();
  door = await openDirectory();
});
test.afterAll(async () => {
  await database().directory.deleteMany();
  await database().directoryRule.deleteMany({ where: { via: "directory" } });
  await door.close();
});

test("an admin sets the directory up and tries it; a person comes in by it and sees by which group; who has none is told why", async ({
  page,
  context,
  newPerson,
  allowComplaint,
  baseURL,
}) => {
  // It walks far; a machine may be busy.
  test.setTimeout(180_000);
  // A refused sign-in.
  allowComplaint(/401/);
  const company = await makeCompany(`Casa ${newId().slice(-6)}`);
  await enterAs(context, await makeUser("admin"), baseURL);
  await page.goto("/settings/directory");
  await expect(page.getByText("Todavía no entra nadie")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Servidor" }).fill("localhost");
  await page.getByLabel("Puerto").fill(String(door.port));
  await page.getByLabel("Cifrado").click();
  await page.getByRole("option", { name: /STARTTLS/ }).click();
  await page.getByLabel("Certificado de la autoridad propia").fill(certificate("other-ca"));
  await page.getByLabel("Dónde está la gente").fill("casa");
  await page.getByLabel("Cuenta de servicio", { exact: true }).fill(READER.dn);
  await page.getByLabel("Contraseña de la cuenta").fill(READER.password);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText(/No es un nombre completo del directorio/)).toBeVisible();
  await page.getByLabel("Dónde está la gente").fill(BASE);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado", { exact: true })).toBeVisible();

  const trial = page.getByRole("region", { name: "Probar con una persona" });
  await trial.getByLabel("Cuenta", { exact: true }).fill("ana");
  await trial.getByRole("button", { name: "Probar" }).click();
  await expect(trial.getByText(/El certificado del servidor no es válido/)).toBeVisible();
  await page.getByLabel("Certificado de la autoridad propia").fill(certificate("ca"));
  await page.getByLabel("Contraseña de la cuenta").fill(READER.password);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado", { exact: true }).first()).toBeVisible();

  await page.getByRole("button", { name: "Agregar grupo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Grupo" }).fill(VENTAS);
  await dialog.getByRole("combobox", { name: "Rol" }).click();
  await page.getByRole("option", { name: "Ventas", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Empresas" }).fill(company.name);
  await page.getByRole("option", { name: company.name }).click();
  await dialog.getByRole("button", { name: "Listo" }).click();
  const rules = page.getByRole("region", { name: "Qué da cada grupo" });
  await rules.getByRole("button", { name: "Guardar" }).click();
  await expect(rules.getByText("Hay cambios sin guardar.")).toHaveCount(0);

  await trial.getByLabel("Cuenta", { exact: true }).fill("ana");
  await trial.getByRole("button", { name: "Probar" }).click();
  await expect(trial.getByText(`Entraría con el rol Ventas, por el grupo 1.º de la lista: Ventas.`)).toBeVisible();
  await expect(trial.getByText(VENTAS)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Dejar ingresar por el directorio" }).click();
  await expect(page.getByRole("button", { name: "Apagar…" })).toBeVisible();

  const theirs = await newPerson();
  await theirs.goto("/sign-in?next=%2Fprofile");
  await theirs.getByLabel("Usuario o correo").fill("carla");
  await theirs.getByLabel("Contraseña", { exact: true }).fill("clave de carla");
  await theirs.getByRole("button", { name: "Ingresar", exact: true }).click();
  await expect(theirs.getByText(/ninguno de tus grupos da acceso acá/)).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel("Usuario o correo").fill("ana");
  await theirs.getByLabel("Contraseña", { exact: true }).fill("clave de ana");
  await theirs.getByRole("button", { name: "Ingresar", exact: true }).click();
  await theirs.waitForURL("**/profile");
  await expect(theirs.getByText("Por el directorio: grupo “Ventas”.")).toBeVisible();
  await expect(theirs.getByText(/tu contraseña se cambia allá/)).toBeVisible();
  await expectAccessible(theirs);

  const ana = await database().user.findUniqueOrThrow({ where: { email: "ana@casa.test" } });
  await page.goto(`/users/${ana.id}`);
  await expect(page.getByText(/El rol y las empresas son por el grupo “Ventas”/)).toBeVisible();
  await expect(page.getByText(/Rol y empresas: por el directorio, grupo “Ventas”/)).toBeVisible();
  await expectAccessible(page);
});
