import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createRole } from "@/lib/users/roles/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { makePerson, PASSWORD, roleId } from "@/tests/support/people";
import { appCode, stepsLater, withSecondFactor } from "@/tests/support/second-factor";
import { expectAccessible } from "@/tests/support/screen";
import type { Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

const BUSY = { timeout: 20_000 };
const REFUSED = /401 \(Unauthorized\)/;

/** The password is right; what comes next is for the code. */
async function givePassword(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in?next=/profile");
  await page.getByLabel("Usuario o correo").fill(login);
  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Ingresar" }).click();
  await expect(page.getByText("La contraseña es correcta. Ahora, el código.")).toBeVisible();
}

for (const width of [1440, 390]) {
  test(`at ${width} px: set up in the profile, asked for at sign-in, switched off`, async ({
    page,
    context,
    newPerson,
    baseURL,
    allowComplaint,
  }) => {
    test.slow();
    allowComplaint(REFUSED);
    await page.setViewportSize({ width, height: 844 });
    const ana = await makePerson("employee", [(await makeCompany()).id]);
    await enterAs(context, ana, baseURL);
    await page.goto("/profile");
    await page.getByRole("region", { name: "Segundo factor" }).getByRole("button", { name: "Configurar" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Empezar" }).click();
    await expect(dialog.getByRole("img", { name: "Código QR para la app" })).toBeVisible();
    await expectAccessible(page);
    const secret = await dialog.getByLabel("Clave para la app").inputValue();
    await dialog.getByLabel("Código", { exact: true }).fill("000000");
    await dialog.getByRole("button", { name: "Activar" }).click();
    await expect(dialog.getByText("Este código no es correcto", { exact: false })).toBeVisible();
    await dialog.getByLabel("Código", { exact: true }).fill(appCode(secret, new Date()));
    await dialog.getByRole("button", { name: "Activar" }).click();
    const codes = dialog.getByRole("list", { name: "Códigos de recuperación" }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    await expectAccessible(page);
    const [recovery = "", another = ""] = await codes.allTextContents();
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Descargar" }).click();
    expect((await download).suggestedFilename()).toBe("leads-manager-codigos-de-recuperacion.txt");
    await dialog.getByRole("button", { name: "Ya los guardé" }).click();
    await expect(page.getByText("Quedan 10 códigos de recuperación")).toBeVisible();

    // Elsewhere the password alone opens nothing; a page read anew still asks for the code.
    const elsewhere = await newPerson({ viewport: { width, height: 844 } });
    await givePassword(elsewhere, ana.email);
    await elsewhere.goto("/leads");
    await expect(elsewhere).toHaveURL(/\/sign-in\?next=%2Fleads$/);
    await expectAccessible(elsewhere);
    await elsewhere.getByLabel("Código", { exact: true }).fill("000000");
    await elsewhere.getByRole("button", { name: "Ingresar" }).click();
    await expect(elsewhere.getByRole("alert").filter({ hasText: "Este código no es correcto" })).toBeVisible();
    // The next half minute's, since the last one's was taken: a phone's clock may be that much ahead.
    await elsewhere.getByLabel("Código", { exact: true }).fill(appCode(secret, stepsLater(new Date(), 1)));
    await elsewhere.getByRole("button", { name: "Ingresar" }).click();
    await elsewhere.waitForURL("**/leads");

    const lost = await newPerson();
    await givePassword(lost, ana.email);
    await lost.getByRole("button", { name: "Usar un código de recuperación" }).click();
    await lost.getByLabel("Código de recuperación").fill(recovery.toLowerCase());
    await lost.getByRole("button", { name: "Ingresar" }).click();
    await lost.waitForURL("**/profile");
    await expect(lost.getByText("Quedan 9 códigos de recuperación")).toBeVisible();

    await lost.getByRole("region", { name: "Segundo factor" }).getByRole("button", { name: "Desactivar" }).click();
    await lost.getByRole("dialog").getByLabel("Contraseña actual").fill(PASSWORD);
    await lost.getByRole("dialog").getByLabel("Código", { exact: true }).fill(recovery);
    await lost.getByRole("dialog").getByRole("button", { name: "Desactivar" }).click();
    await expect(lost.getByText("Este código no es correcto", { exact: false })).toBeVisible();
    await expectAccessible(lost);
    await lost.getByRole("dialog").getByLabel("Código", { exact: true }).fill(another);
    await lost.getByRole("dialog").getByRole("button", { name: "Desactivar" }).click();
    await expect(lost.getByText("Ingresás solo con tu contraseña.")).toBeVisible();
  });
}

test("a role that asks for it leads whoever has none to set it up, and lets them do nothing else", async ({
  page,
  context,
  newPerson,
  baseURL,
}) => {
  test.slow();
  const admin = await makeUser("admin");
  const name = `Con segundo factor ${newId().slice(-6)}`;
  const copyOf = await roleId("employee");
  const { id } = await createRole(ctxOf(admin), { nameEs: name, nameEn: `${name} en`, copyOf });
  const role = await database().role.findUniqueOrThrow({ where: { id } });
  const person = await makePerson(role.key, [(await makeCompany()).id]);

  const theirs = await newPerson();
  await enterAs(theirs.context(), person, baseURL);
  await theirs.goto("/leads");
  await expect(theirs).toHaveURL(/\/leads$/);

  await enterAs(context, admin, baseURL);
  await page.goto(`/users/roles/${id}`);
  await expectAccessible(page);
  await page.getByRole("switch", { name: "Pide un segundo factor" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("1 persona todavía no lo tiene");
  await page.getByRole("button", { name: "Pedirlo" }).click();
  await expect(page.getByText("Sin segundo factor")).toBeVisible();

  // What was open is left without a click.
  await theirs.waitForURL(/\/second-factor\?next=%2Fleads$/);
  await expect(theirs.getByRole("heading", { name: "Falta un paso" })).toBeVisible();
  expect((await theirs.request.get("/api/leads/recent")).status()).toBe(401);
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Empezar" }).click();
  const secret = await theirs.getByLabel("Clave para la app").inputValue();
  await theirs.getByLabel("Código", { exact: true }).fill(appCode(secret, new Date()));
  await theirs.getByRole("button", { name: "Activar" }).click();
  await expect(theirs.getByRole("list", { name: "Códigos de recuperación" })).toBeVisible();
  await theirs.getByRole("button", { name: "Ya los guardé" }).click();
  await expect(theirs).toHaveURL(/\/leads$/);
  await expect(theirs.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an administrator takes it away from who lost the phone", async ({ page, context, newPerson, baseURL }) => {
  const person = await makePerson("employee", [(await makeCompany()).id]);
  const { actor } = await withSecondFactor(person);
  const theirs = await newPerson();
  await enterAs(theirs.context(), actor, baseURL);
  await theirs.goto("/profile");
  await expect(theirs.getByText("Quedan 10 códigos de recuperación")).toBeVisible();
  await enterAs(context, await makeUser("admin"), baseURL);
  await page.goto(`/users/${person.id}`);
  await page.getByRole("button", { name: "Quitar segundo factor" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Quitarlo" }).click();
  await expect(page.getByText("ya no tiene segundo factor")).toBeVisible();
  await expect(page.getByRole("button", { name: "Quitar segundo factor" })).toHaveCount(0);
  await expect(theirs).toHaveURL(/\/sign-in/, BUSY);
});
