import { database } from "@/lib/core/db";
import { expect, test } from "@/tests/support/journey";
import { makeCompany } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { makePerson } from "@/tests/support/people";
import { expectAccessible } from "@/tests/support/screen";
import type { Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

/** A phone or computer that holds keys and recognises whoever sits before it. */
async function withAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    recognises: (isUserVerified: boolean) =>
      session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

for (const width of [1440, 390]) {
  test(`at ${width} px: a passkey is added, opens the account without a password, and is removed`, async ({
    page,
    context,
    baseURL,
    allowComplaint,
  }) => {
    test.slow();
    allowComplaint(/401 \(Unauthorized\)/);
    // Passkeys are for an address by name.
    const home = (baseURL ?? "").replace("127.0.0.1", "localhost");
    await page.setViewportSize({ width, height: 844 });
    const authenticator = await withAuthenticator(page);
    const ana = await makePerson("employee", [(await makeCompany()).id]);
    await enterAs(context, ana, home);
    await page.goto(`${home}/profile`);
    const section = page.getByRole("region", { name: "Llaves de acceso" });
    await expect(section.getByText("Ninguna todavía.")).toBeVisible();
    await section.getByRole("button", { name: "Agregar" }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page);
    await dialog.getByLabel("Nombre").fill("Notebook de Ana");
    await dialog.getByRole("button", { name: "Continuar" }).click();
    await expect(section.getByText("Notebook de Ana")).toBeVisible();
    await expectAccessible(page);

    await context.clearCookies();
    await page.goto(`${home}/sign-in?next=/profile`);
    const enter = page.getByRole("button", { name: "Ingresar con llave de acceso" });
    await expectAccessible(page);
    // The device doesn't recognise whoever sits there.
    await authenticator.recognises(false);
    await enter.click();
    await expect(page.getByText("No se usó ninguna llave.", { exact: false })).toBeVisible();
    await authenticator.recognises(true);
    await enter.click();
    // The page is there when it has loaded: a click on what came with the document would be nobody's.
    await page.waitForURL(/\/profile$/);
    await expect(section.getByText("usada", { exact: false })).toBeVisible();

    await section.getByRole("button", { name: "Quitar Notebook de Ana" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Quitar" }).click();
    await expect(section.getByText("Ninguna todavía.")).toBeVisible();
    await context.clearCookies();
    await page.goto(`${home}/sign-in`);
    await enter.click();
    await expect(page.getByText("Esa llave no abre ninguna cuenta.", { exact: false })).toBeVisible();
    expect(await database().passkey.count({ where: { userId: ana.id } })).toBe(0);
  });
}

test("where browsers have no passkeys, none are offered, and the profile says why", async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Ingresar", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Ingresar con llave de acceso" })).toHaveCount(0);
  await enterAs(context, await makePerson("employee", [(await makeCompany()).id]), baseURL);
  await page.goto("/profile");
  await expect(
    page.getByText("hacen falta una dirección con nombre que empiece con https", { exact: false }),
  ).toBeVisible();
});
