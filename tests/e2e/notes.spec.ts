import { database } from "@/lib/core/db";
import { HTML, PNG } from "@/tests/support/file-bytes";
import { makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible, expectUsable } from "@/tests/support/screen";
import type { Page } from "@playwright/test";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const marta = await makeUser("manager", [company.id], { firstName: "Marta" });
  const emilio = await makeUser("employee", [company.id], { firstName: "Emeterio" });
  const lead = await makeLead(company.id, {
    contactName: "Lucía Fernández",
    email: "lucia@andina.example",
    phone: "11 4567-8901",
    defaultOwnerId: emilio.id,
  });
  return { company, marta, emilio, lead };
}

const note = (page: Page) => page.getByRole("textbox", { name: "Nota" });
const file = (name: string, bytes: Uint8Array) => ({ name, mimeType: "image/png", buffer: Buffer.from(bytes) });
const history = (page: Page) => page.getByRole("region", { name: "Historial" });

test("a note with a picture names a colleague, who sees it at once and finds it in their list; it is edited and deleted", async ({
  newPerson,
  baseURL,
}) => {
  const { marta, emilio, lead } = await house();
  const desk = await newPerson({ viewport: DESK });
  const phone = await newPerson({ viewport: PHONE, hasTouch: true, isMobile: true });
  await enterAs(desk.context(), marta, baseURL);
  await enterAs(phone.context(), emilio, baseURL);
  for (const page of [desk, phone]) await page.goto(`/leads/${lead.number}`);

  // By keyboard: a few letters, and Enter picks instead of breaking the line.
  await note(desk).pressSequentially("Llamala hoy, @emet");
  await expect(desk.getByRole("option", { name: /Emeterio Tester/ })).toHaveAttribute("aria-selected", "true");
  await desk.keyboard.press("Enter");
  await expect(note(desk)).toHaveValue("Llamala hoy, @Emeterio Tester ");
  await desk
    .locator("form")
    .filter({ has: note(desk) })
    .locator("input[type=file][multiple]")
    .setInputFiles(file("depósito.png", PNG));
  await expect(desk.getByRole("button", { name: "Sacar depósito.png" })).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Agregar nota" }).click();

  // The colleague sees it without asking.
  await expect(history(phone).getByText("@Emeterio Tester")).toBeVisible();
  await expect(history(phone).getByRole("img", { name: "depósito.png" })).toBeVisible();
  const picture = await phone.request.get(
    (await history(phone).getByRole("img", { name: "depósito.png" }).getAttribute("src")) ?? "",
  );
  expect(picture.headers()["content-type"]).toBe("image/png");
  await expectAccessible(phone);
  await phone.goto("/mentions");
  await phone.getByRole("link", { name: /Marta Tester/ }).click();
  await expect(phone).toHaveURL(new RegExp(`/leads/${lead.number}$`));

  // Its author thinks better of it.
  const told = history(desk).getByRole("listitem").filter({ hasText: "Llamala hoy" });
  await told.getByRole("button", { name: "Editar" }).click();
  const editor = history(desk).getByRole("textbox", { name: "Nota" }).last();
  await expect(editor).toHaveValue("Llamala hoy, @Emeterio Tester");
  await editor.fill("Llamala mañana, @Emeterio Tester");
  await editor.press("Control+Enter");
  await expect(history(phone).getByText("Llamala mañana")).toBeVisible();
  await history(phone)
    .getByRole("button", { name: /editada/ })
    .click();
  await expect(phone.getByRole("list", { name: "Qué decía antes" })).toContainText("Llamala hoy");
  await expect(history(phone).getByRole("button", { name: "Eliminar" })).toHaveCount(0);
  await history(desk).getByRole("button", { name: "Eliminar" }).click();
  await desk.getByRole("alertdialog").getByRole("button", { name: "Eliminar" }).click();
  await expect(history(phone).getByText("Esta nota se eliminó.")).toBeVisible();
  await expect(phone.getByRole("img", { name: "depósito.png" })).toHaveCount(0);
});

test("a page that calls itself a picture comes in, and goes out only to be saved; what is too large says so", async ({
  newPerson,
  allowComplaint,
  baseURL,
}) => {
  allowComplaint(/412/);
  const { marta, lead } = await house();
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), marta, baseURL);
  await page.goto(`/leads/${lead.number}`);
  const card = page.locator("[data-slot=card]").filter({ has: page.getByRole("heading", { name: "Archivos" }) });
  const input = card.locator("input[type=file][multiple]");
  await input.setInputFiles(file("foto.png", HTML));
  const link = card.getByRole("link", { name: /foto\.png/ });
  await expect(link).toBeVisible();
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment/);
  const [saved] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(saved.suggestedFilename()).toBe("foto.png");

  await input.setInputFiles(file("enorme.png", Buffer.alloc(20 * 1024 * 1024 + 1)));
  await expect(card.getByRole("alert")).toContainText("Pesa más de 20 MB.");
  await card.getByRole("button", { name: "Sacar enorme.png" }).click();
  await input.setInputFiles(file("instalar.exe", PNG));
  await expect(card.getByRole("alert")).toContainText("No se guardan programas");

  await card.getByRole("button", { name: "Eliminar foto.png" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Eliminar" }).click();
  await expect(link).toHaveCount(0);
  await expect(history(page)).toContainText("eliminó el archivo foto.png");
});

test("two who look at one lead see each other, and who edits what, until they leave", async ({
  newPerson,
  baseURL,
}) => {
  const { marta, emilio, lead } = await house();
  const [first, second] = [await newPerson({ viewport: DESK }), await newPerson({ viewport: DESK })];
  await enterAs(first.context(), marta, baseURL);
  await enterAs(second.context(), emilio, baseURL);
  for (const page of [first, second]) await page.goto(`/leads/${lead.number}`);
  const emilioHere = first.getByRole("img", { name: "Emeterio Tester también está viendo este lead" });
  await expect(emilioHere).toBeVisible();
  await expect(second.getByRole("img", { name: "Marta Tester también está viendo este lead" })).toBeVisible();

  await second.getByRole("button", { name: "Editar Servicio" }).click();
  const service = first.locator("[data-field=service]");
  await expect(service).toContainText("Emeterio Tester está editando esto");
  await expectAccessible(first);
  await second.getByRole("button", { name: "Cancelar" }).click();
  await expect(service).not.toContainText("está editando");
  await note(second).fill("Para mañana");
  await expect(first.getByText("Emeterio Tester está escribiendo una nota")).toBeVisible();

  await second.goto("/leads");
  await expect(emilioHere).toHaveCount(0);
});

test("a text for mails is written once, fills itself in on a lead, and its use is logged", async ({
  newPerson,
  baseURL,
}) => {
  const { emilio, lead } = await house();
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), emilio, baseURL);
  const name = `Respuesta ${lead.number}`;
  await page.goto("/settings/templates");
  await page.getByRole("button", { name: "Nuevo texto" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nombre").fill(name);
  await dialog.getByLabel("Asunto").fill("Tu consulta {{number}}");
  await dialog.getByLabel("Texto", { exact: true }).fill("Hola {{nombre}}");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(dialog.getByText("Algo entre llaves dobles no existe.")).toBeVisible();
  await dialog.getByLabel("Texto", { exact: true }).fill("Hola ");
  await dialog.getByRole("button", { name: "{{contactName}}" }).click();
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText(name)).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("button", { name: "Textos para un correo" }).click();
  const text = page.getByRole("link", { name: new RegExp(name) });
  const subject = encodeURIComponent(`Tu consulta L-${lead.number}`);
  await expect(text).toHaveAttribute(
    "href",
    `mailto:lucia@andina.example?subject=${subject}&body=${encodeURIComponent("Hola Lucía Fernández")}`,
  );
  await expectAccessible(page);
  await page.getByRole("button", { name: `Copiar ${name}` }).click();
  await expect(page.getByText("Copiado")).toBeVisible();
  await text.click();
  await expect(page.getByRole("heading", { name: "¿Cómo te fue?" })).toBeVisible();
  expect(await database().contactAttempt.count({ where: { leadId: lead.id, channel: "mail" } })).toBe(1);
});

for (const width of [1440, 390]) {
  test(`at ${width} px, light and dark: texts and mentions can be used by everybody and fit`, async ({
    newPerson,
    baseURL,
  }) => {
    const { marta } = await house();
    const page = await newPerson({ viewport: { width, height: 844 } });
    await enterAs(page.context(), marta, baseURL);
    for (const path of ["/settings/templates", "/mentions"]) {
      await page.goto(path);
      await expectUsable(page);
    }
  });
}
