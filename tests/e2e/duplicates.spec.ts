import { database } from "@/lib/core/db";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

test("two arrivals of one person are suggested, compared, made one, and taken apart again", async ({
  page,
  context,
  baseURL,
}) => {
  const company = await makeCompany(`Duplicados ${Date.now()}`);
  const manager = await makeUser("manager", [company.id]);
  const first = await makeLead(company.id, { contactName: "Juana Ferreyra", email: "juana@ferreyra-hnos.example" });
  const second = await makeLead(company.id, { contactName: "Juana Fereira", email: "jf@ferreyra-hnos.example" });
  await enterAs(context, manager, baseURL);

  await expect(async () => {
    await page.goto("/leads/duplicates");
    await expect(page.getByText("mismo dominio (ferreyra-hnos.example)")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(`Comparar .*L-${second.number}`) }).click();
  await page.getByRole("radio", { name: new RegExp(`^L-${first.number} `) }).check();
  await page.getByRole("radio", { name: /Correo: jf@ferreyra-hnos\.example/ }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Unir L-${second.number} a L-${first.number}` }).click();
  await page.waitForURL(`**/leads/${first.number}`);
  await expect(page.getByText("jf@ferreyra-hnos.example").filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(`unió L-${second.number} a este lead`)).toBeVisible();

  await page.goto(`/leads/L-${second.number}`);
  await page.waitForURL(`**/leads/${first.number}?merged=${second.number}`);
  await expect(page.getByText(`unió L-${second.number} a este lead.`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: `Separar L-${second.number}` }).click();
  await page.getByRole("button", { name: "Separar", exact: true }).click();
  await expect(page.getByText(`L-${second.number} vuelve a ser un lead aparte`)).toBeVisible();
  await page.goto(`/leads/${second.number}`);
  await expect(page.getByRole("heading", { name: "Juana Fereira" })).toBeVisible();
  expect(await database().lead.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({ email: first.email });

  await page.goto("/leads/duplicates");
  await expect(page.getByText("No hay posibles duplicados")).toBeVisible();
});

test("an employee finds no way to the duplicates", async ({ page, context, baseURL, complaints }) => {
  complaints.allowed.push(/404 \(Not Found\)/);
  const company = await makeCompany(`Sin duplicados ${Date.now()}`);
  await enterAs(context, await makeUser("employee", [company.id]), baseURL);
  await page.goto("/leads");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Duplicados" })).toHaveCount(0);
  const answer = await page.goto("/leads/duplicates");
  expect(answer?.status()).toBe(404);
});
