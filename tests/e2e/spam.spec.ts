import { systemCtx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { createSource } from "@/lib/intake/sources/commands";
import { createSourceInput } from "@/lib/intake/sources/schema";
import { makeCompany, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";
import type { APIRequestContext, Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

async function house() {
  const company = await makeCompany(`Empresa con spam ${newId()}`);
  const admin = await makeUser("admin", [company.id]);
  const input = createSourceInput.parse({ name: `Formulario ${newId()}`, companyId: company.id });
  const { id: sourceId, path } = await createSource(systemCtx("test"), input);
  return { admin, sourceId, path };
}

/** A visitor's form arrives; answers the address of its delivery. */
async function send(request: APIRequestContext, path: string, values: Record<string, string>): Promise<string> {
  const answer = await request.post(path, { data: values });
  expect(answer.status()).toBe(200);
  const { delivery } = (await answer.json()) as { delivery: string };
  return `/intake/deliveries/${delivery}`;
}

const person = () => {
  const name = `Persona ${newId()}`;
  return { nombre: name, email: `${newId()}@spam-journey.test`, mensaje: `Consulta de ${name}` };
};

/** Reloads until the arrival was read: the screen of one that waits follows, that of another doesn't. */
async function openRead(page: Page, address: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 1000 });
  }).toPass();
}

test("spam says why, becomes a lead when an admin says that it isn't, and teaches; what was learnt can be removed", async ({
  page,
  context,
  baseURL,
  request,
}) => {
  const { admin, path } = await house();
  await enterAs(context, admin, baseURL);
  const someone = person();
  const address = await send(request, path, { ...someone, "your-website-hp": "https://x.test" });
  await openRead(page, address, "El campo “your-website-hp”, que ningún visitante ve, está completado.");
  await expectAccessible(page);

  await page.goto("/intake/spam");
  const check = page.getByRole("listitem").filter({ hasText: "Campo trampa" });
  await check.getByRole("link", { name: /detectado/ }).click();
  await expect(page).toHaveURL(/state=spam&check=honeypot/);
  await expect(page.getByText("Señalado por: Campo trampa")).toBeVisible();
  await page.getByRole("link", { name: someone.nombre }).first().click();

  await page.getByRole("button", { name: "No es spam" }).click();
  const asked = page.getByRole("alertdialog");
  await expect(asked.getByRole("checkbox", { name: `Confiar en ${someone.email}` })).toBeChecked();
  await expectAccessible(page);
  await asked.getByRole("button", { name: "No es spam" }).click();
  await expect(page.getByText("Se está leyendo como lead.")).toBeVisible();
  await openRead(page, address, "Lead nuevo");
  await expect(page.getByText("alguien dijo que no lo es")).toBeVisible();

  await page.goto(`/intake/spam?q=${encodeURIComponent(someone.email)}`);
  const entry = page.getByRole("listitem").filter({ hasText: someone.email });
  await expect(entry).toContainText(admin.name);
  await entry.getByRole("button", { name: `Quitar “${someone.email}” de la lista` }).click();
  await expect(entry).toHaveCount(0);
});

test("an admin blocks a domain, marks what came through, and brings a whole filter back", async ({
  page,
  context,
  baseURL,
  request,
}) => {
  const { admin, sourceId, path } = await house();
  await enterAs(context, admin, baseURL);
  const domain = `${newId()}.test`;
  await page.goto("/intake/spam");
  await page.getByRole("button", { name: "Bloquear", exact: true }).click();
  await page.getByLabel("¿Qué es?").click();
  await page.getByRole("option", { name: "Dominio" }).click();
  const value = page.getByRole("textbox", { name: "Dominio" });
  await value.fill("no es un dominio");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("No es un dominio, como example.com.")).toBeVisible();
  await value.fill(`https://www.${domain}/oferta`);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: domain })).toBeVisible();

  const blocked = [1, 2].map((at) => ({ ...person(), email: `persona${at}@${domain}` }));
  for (const values of blocked) {
    await openRead(page, await send(request, path, values), `“${domain}” está en tu lista de bloqueo.`);
  }
  const through = await send(request, path, person());
  await openRead(page, through, "Lead nuevo");
  await page.getByRole("button", { name: "Es spam" }).click();
  const dialog = page.getByRole("alertdialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Es spam" }).click();
  await expect(page.getByText(`${admin.name} dijo que es spam.`)).toBeVisible();

  await page.goto(`/intake/deliveries?state=spam&source=${sourceId}`);
  await page.getByRole("button", { name: "Ninguno de los 3 es spam…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "No es spam" }).click();
  await expect(page.getByText("3 de 3 leídos").first()).toBeVisible();
  await page.goto(`/intake/deliveries?state=processed&source=${sourceId}`);
  await expect(page.getByRole("row", { name: /Lead nuevo/ })).toHaveCount(3);
});

test("a check is switched off for one source", async ({ page, context, baseURL, request }) => {
  const { admin, sourceId, path } = await house();
  await enterAs(context, admin, baseURL);
  await page.goto(`/intake/sources/${sourceId}`);
  await page.getByRole("checkbox", { name: "Campo trampa" }).uncheck();
  await page.getByRole("button", { name: "Guardar controles" }).click();
  await expect(page.getByText("Guardado.")).toBeVisible();
  await openRead(page, await send(request, path, { ...person(), honeypot: "x" }), "Lead nuevo");
});

test("who writes again with advertising: only that leaves the lead, and one click puts it back", async ({
  page,
  context,
  baseURL,
  request,
}) => {
  test.slow();
  const { admin, path } = await house();
  await enterAs(context, admin, baseURL);
  const me = person();
  await openRead(page, await send(request, path, me), "Lead nuevo");
  await openRead(page, await send(request, path, { ...me, mensaje: "Comprá ya" }), "Persona conocida");
  await page.getByRole("link", { name: /^Abrir L-/ }).click();
  await page.getByRole("link", { name: "Escribió 2 veces: ver en el historial" }).click();
  await expect(page).toHaveURL(/history=arrivals/);
  await expect(page.getByText("Comprá ya")).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Es spam" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("checkbox", { name: new RegExp(me.email) })).not.toBeChecked();
  await dialog.getByRole("button", { name: "Es spam" }).click();
  await expect(page.getByText("dijo que un envío era spam")).toBeVisible();
  await expect(page.getByText("Comprá ya")).toBeHidden();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(page.getByText("Comprá ya")).toBeVisible();

  await page.getByRole("button", { name: "Es spam" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Es spam" }).click();
  await page.getByRole("link", { name: "Ver el envío" }).first().click();
  await page.getByRole("button", { name: "Deshacer “es spam”" }).click();
  await expect(page.getByRole("button", { name: "Es spam", exact: true })).toBeVisible();
});
