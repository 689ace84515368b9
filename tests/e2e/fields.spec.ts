import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { makeCustomField, option, say } from "@/tests/support/custom-fields";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessibleInBoth, expectUsable } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const word = (text: string) => `${text} ${newId().slice(-6)}`;

async function house() {
  const company = await makeCompany("Cuyo Cargas");
  const admin = await makeUser("admin", [company.id]);
  return { company, admin };
}

for (const viewport of [DESK, PHONE]) {
  test(`at ${viewport.width} px, light and dark: fields, tags and services can be used by everybody and fit`, async ({
    newPerson,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const { admin, company } = await house();
    const ctx = ctxOf(admin);
    const lead = await makeLead(company.id, { extra: { [word("Peso")]: "12 t" } });
    for (const kind of ["text", "number", "money", "date", "boolean", "choices", "url"] as const) {
      const options = kind === "choices" ? [option("Cold"), option("Dry")] : [];
      await makeCustomField(ctx, kind, { options });
    }
    const page = await newPerson({ viewport });
    await enterAs(page.context(), admin, baseURL);
    for (const path of ["/settings/fields", "/settings/tags", "/settings/services", `/leads/${lead.number}`]) {
      await page.goto(path);
      await expectUsable(page);
    }
    await page.goto("/settings/fields");
    await page.getByRole("button", { name: "Campo nuevo" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessibleInBoth(page);
  });
}

test("a field is made, filled in on a phone, shown, filtered and sorted by, and exported", async ({
  newPerson,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { admin, company } = await house();
  const [light, heavy] = [await makeLead(company.id), await makeLead(company.id)];
  const name = word("Peso");
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), admin, baseURL);
  await page.goto("/settings/fields");
  await page.getByRole("button", { name: "Campo nuevo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("En español", { exact: true }).fill(name);
  await dialog.getByLabel("En inglés", { exact: true }).fill(`${name} en`);
  await dialog.getByRole("combobox", { name: "Qué contiene" }).click();
  await page.getByRole("option", { name: "Número" }).click();
  await dialog.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText(name, { exact: true })).toBeVisible();
  const { key } = await database().customField.findFirstOrThrow({ where: { labelEs: name } });

  const phone = await newPerson({ viewport: PHONE, hasTouch: true });
  await enterAs(phone.context(), admin, baseURL);
  await phone.goto(`/leads/${heavy.number}`);
  await phone.getByRole("button", { name: `Editar ${name}` }).click();
  await phone.getByRole("textbox", { name }).fill("mucho");
  await phone.getByRole("button", { name: "Guardar" }).click();
  await expect(phone.getByText("Esto no es un número.")).toBeVisible();
  await phone.getByRole("textbox", { name }).fill("1.250,5");
  await phone.getByRole("button", { name: "Guardar" }).click();
  await expect(phone.getByText("1.250,5").first()).toBeVisible();
  await say(ctxOf(admin), light.id, key, "3");

  const numbers = () =>
    page
      .locator("[data-row-link]")
      .evaluateAll((links) => links.map((link) => Number(link.getAttribute("data-row-link"))));
  const filter = encodeURIComponent(JSON.stringify({ field: `field.${key}`, op: "isNotEmpty" }));
  const address = `/leads?columns=name,status,field.${key}&filter=${filter}`;
  await page.goto(address);
  const head = page.getByRole("columnheader", { name }).getByRole("button").first();
  await expect(head).toBeVisible();
  await head.click();
  await expect(page).toHaveURL(new RegExp(`sort=field\\.${key}`));
  await expect.poll(numbers).toStrictEqual([light.number, heavy.number]);
  await head.click();
  await expect.poll(numbers).toStrictEqual([heavy.number, light.number]);

  const exported = await page.request.get(
    `/api/leads/export?format=csv&columns=name,status,field.${key}&filter=${filter}&sort=field.${key}`,
  );
  const [titles = "", first = "", second = ""] = (await exported.text()).split("\r\n");
  expect(titles).toContain(name);
  expect([first.split(";").at(-1), second.split(";").at(-1)]).toStrictEqual(["3", "1250,5"]);
});

test("what a form sent besides becomes a field from the lead's page, and says how many can't be read", async ({
  newPerson,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { admin, company } = await house();
  const name = word("Bultos");
  const leads = [];
  for (const said of ["4", "5", "muchos"]) leads.push(await makeLead(company.id, { extra: { [name]: said } }));
  const [first] = leads;
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), admin, baseURL);
  await page.goto(`/leads/${first?.number ?? 0}`);
  await page.getByRole("link", { name: `Convertir en campo: “${name}”` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Qué contiene" }).click();
  await page.getByRole("option", { name: "Número", exact: true }).click();
  await expect(dialog.getByText("2 leads recibirían un valor.")).toBeVisible();
  await expect(dialog.getByText(/1 no se puede leer así/)).toBeVisible();
  await dialog.getByRole("button", { name: "Crear el campo" }).click();
  await expect(page.getByText(/Se completaron 2 leads\./)).toBeVisible({ timeout: 20_000 });
  await page.goto(`/leads/${first?.number ?? 0}`);
  await expect(page.getByRole("button", { name: `Editar ${name}` })).toBeVisible();
});

test("a lead gets a tag that is made by typing it, and all who have it get its new name", async ({
  newPerson,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { admin, company } = await house();
  const lead = await makeLead(company.id);
  const [before, after] = [word("vip"), word("preferido")];
  const page = await newPerson({ viewport: DESK });
  await enterAs(page.context(), admin, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("button", { name: "Agregar una etiqueta" }).click();
  await page.getByPlaceholder("Buscar o crear una etiqueta").fill(before);
  await page.getByRole("option", { name: `Crear “${before}”` }).click();
  await expect(page.getByRole("button", { name: `Quitar ${before}` })).toBeVisible();
  await page.goto("/settings/tags");
  await page.getByRole("button", { name: `Editar ${before}` }).click();
  await page.getByRole("dialog").getByLabel("Nombre").fill(after);
  await page.getByRole("dialog").getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("button", { name: `Editar ${after}` })).toBeVisible();
  const tags = async () => (await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).tags;
  await expect.poll(tags, { timeout: 20_000 }).toStrictEqual([after]);
});
