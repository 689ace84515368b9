import { newId } from "@/lib/core/id";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

for (const width of [1440, 390]) {
  test(`at ${width} px an admin makes a key, a program sends a lead with it, and is locked out when it is revoked`, async ({
    newPerson,
    baseURL,
    request,
  }) => {
    const company = await makeCompany(`Empresa de claves ${newId()}`);
    const admin = await makeUser("admin", [company.id]);
    const page = await newPerson({ viewport: { width, height: 844 } });
    await enterAs(page.context(), admin, baseURL);
    await page.goto("/settings");
    await page.getByRole("link", { name: "Claves de API" }).click();
    await page.getByRole("button", { name: "Nueva clave" }).first().click();
    const name = `Sitio ${newId().slice(-6)}`;
    const dialog = page.getByRole("dialog", { name: "Nueva clave de API" });
    await dialog.getByRole("textbox", { name: "Nombre" }).fill(name);
    await dialog.getByText("Solo algunas").click();
    await dialog.getByRole("combobox", { name: "Empresas" }).fill(company.name);
    await page.getByRole("option", { name: company.name }).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Crear clave" }).click();

    const made = page.getByRole("dialog", { name: `La clave “${name}”` });
    const key = await made.getByRole("textbox", { name: "Clave" }).inputValue();
    await expectAccessible(page);
    await made.getByRole("button", { name: "Ya la tengo" }).click();
    const row = page.getByRole("main").getByRole("listitem").filter({ hasText: name });
    await expect(row).toContainText("Sin usar");
    await expect(page.getByText(key)).toHaveCount(0);

    const headers = { authorization: `Bearer ${key}`, "idempotency-key": newId() };
    const data = { email: `${newId()}@example.test` };
    const post = () => request.post("/api/v1/leads", { headers, data });
    // A busy server says that it keeps it, and what became of it when it is asked again.
    let sent = await post();
    while (sent.status() === 202) sent = await post();
    expect(sent.status()).toBe(201);
    const { lead } = (await sent.json()) as { lead: { number: number } };
    await page.goto(`/leads/${lead.number}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    await page.goto("/settings/api-keys");
    await expect(row).not.toContainText("Sin usar");
    await row.getByRole("button", { name: `Revocar ${name}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revocar" }).click();
    await expect(row).toContainText("Revocada");
    expect((await post()).status()).toBe(401);
  });
}
