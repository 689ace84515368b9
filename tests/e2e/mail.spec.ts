import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { assignLead } from "@/lib/leads/ownership/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs } from "@/tests/support/journey-house";
import { setUpMail, tokenTo } from "@/tests/support/letters";
import { expect, test } from "@/tests/support/mail-alone";
import { openMailServer } from "@/tests/support/mail-server";
import { makePerson } from "@/tests/support/people";
import { expectAccessible } from "@/tests/support/screen";

const BUSY = { timeout: 20_000 };
const PASSWORD = "una frase bien larga";

test("mail is set up, tried, and what became of it is listed; what goes wrong is said in words", async ({
  page,
  context,
  baseURL,
}) => {
  const server = await openMailServer();
  const admin = await makeUser("admin");
  await enterAs(context, admin, baseURL);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Correo", exact: true }).click();
  await expect(page.getByText("Apagado", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Servidor", { exact: true }).fill("127.0.0.1");
  await page.getByLabel("Puerto").fill(String(server.port));
  await page.getByLabel("Dirección de quien envía").fill("leads@example.test");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByRole("button", { name: "Enviarme una prueba" }).click();
  await expect(page.getByText("El servidor no ofrece STARTTLS en este puerto.", { exact: false }).first()).toBeVisible(
    BUSY,
  );
  await expect(page.getByText("No funciona", { exact: true })).toBeVisible();

  await page.getByRole("combobox", { name: "Cifrado" }).click();
  await page.getByRole("option", { name: /Ninguno/ }).click();
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect.poll(async () => (await database().mailServer.findUnique({ where: { id: 1 } }))?.security).toBe("none");
  await page.getByRole("button", { name: "Enviarme una prueba" }).click();
  await expect(page.getByText(`El servidor lo aceptó para ${admin.email}.`, { exact: false })).toBeVisible(BUSY);
  await expect(page.getByText("Funciona", { exact: true })).toBeVisible();
  expect(server.received.filter(({ to }) => to.includes(admin.email))).toHaveLength(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Apagar el correo…" }).click();
  await page.getByRole("button", { name: "Confirmar" }).click();
  await expect(page.getByText("Apagado", { exact: true })).toBeVisible();
  await server.close();
});

for (const width of [1440, 390]) {
  test(`at ${width} px: who has forgotten their password gets a link by mail, and is told nothing about others`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    await setUpMail();
    const ana = await makePerson("employee");
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "¿Olvidaste tu contraseña?" }).click();
    await expect(page.getByRole("heading", { name: "¿Olvidaste tu contraseña?" })).toBeVisible();
    await expectAccessible(page);
    for (const email of [`${newId()}@example.test`, ana.email]) {
      await page.goto("/forgotten");
      await page.getByLabel("Correo").fill(email);
      await page.getByRole("button", { name: "Mandarme un enlace" }).click();
      await expect(page.getByText(`Si ${email} es de una cuenta, el enlace está en camino.`)).toBeVisible();
    }
    await expectAccessible(page);
    await expect.poll(() => tokenTo(ana.email, "welcome"), BUSY).toHaveLength(43);
    await page.goto(`/welcome/${await tokenTo(ana.email, "welcome")}`);
    await page.getByLabel("Contraseña nueva").fill(PASSWORD);
    await page.getByRole("button", { name: "Guardar contraseña" }).click();
    await page.waitForURL((url) => url.pathname === "/");
  });
}

test("whoever is made is invited by mail, shows as invited, and is invited again", async ({
  page,
  context,
  newPerson,
  baseURL,
}) => {
  test.slow();
  await setUpMail();
  const company = await makeCompany(`Invitadas ${newId()}`);
  const admin = await makeUser("admin");
  await enterAs(context, admin, baseURL);
  await page.goto("/users/new");
  const email = `${newId()}@example.test`;
  const surname = `De Correo ${newId().slice(-6)}`;
  await page.getByLabel("Nombre", { exact: true }).fill("Inés");
  await page.getByLabel("Apellido").fill(surname);
  await page.getByLabel("Correo").fill(email);
  await page.getByLabel("Rol").click();
  await page.getByRole("option", { name: "Ventas" }).click();
  await page.getByLabel("Empresas").click();
  await page.getByRole("option", { name: company.name }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Crear usuario" }).click();
  await expect(page.getByText(`Invitación enviada a ${email}`)).toBeVisible();
  await page.waitForURL(/\/users\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
  const first = await tokenTo(email, "welcome");

  await page.goto(`/users?state=invited&search=${encodeURIComponent(surname)}`);
  await expect(page.getByText("Con invitación", { exact: true }).first()).toBeVisible();
  await page
    .getByRole("button", { name: `Invitar de nuevo a Inés ${surname}` })
    .first()
    .click();
  await expect.poll(() => tokenTo(email, "welcome")).not.toBe(first);
  await expect(page.getByText(`Invitación enviada a ${email}`)).toBeVisible();
  await expectAccessible(page);

  const ines = await newPerson();
  await ines.goto(`/welcome/${first}`);
  await expect(ines.getByRole("heading", { name: "Este enlace ya no sirve" })).toBeVisible();
  await ines.goto(`/welcome/${await tokenTo(email, "welcome")}`);
  await ines.getByLabel("Contraseña nueva").fill(PASSWORD);
  await ines.getByRole("button", { name: "Guardar contraseña" }).click();
  await ines.waitForURL((url) => url.pathname === "/");
});

test("a list of people is tried, mended, and then invited in one go", async ({ page, context, baseURL }) => {
  test.slow();
  const company = await makeCompany(`Lista ${newId()}`);
  await enterAs(context, await makeUser("admin"), baseURL);
  await page.goto("/users/invite");
  await expectAccessible(page);
  const tag = newId().slice(-8);
  const file = (role: string) => ({
    name: "personas.csv",
    mimeType: "text/csv",
    // As a spreadsheet in Spanish writes it.
    buffer: Buffer.from(
      `Nombre;Apellido;Correo;Rol;Empresas\r\nNoé;Lista;noe-${tag}@example.test;Ventas;${company.key}\r\nAna;Lista;ana-${tag}@example.test;${role};${company.key}\r\n`,
      "latin1",
    ),
  });
  await page.getByLabel("Elegir archivo").setInputFiles(file("Capitán"));
  await expect(page.getByText("1 fila no se puede crear", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /Ana Lista/ })).toContainText("Rol: No hay ninguno con este nombre.");
  await expect(page.getByRole("row", { name: /Noé Lista/ })).toContainText("Se puede crear");
  await expectAccessible(page);
  expect(await database().user.count({ where: { email: { contains: tag } } })).toBe(0);

  await page.getByLabel("Elegir archivo").setInputFiles(file("Ventas"));
  await page.getByRole("button", { name: "Invitar a 2 personas" }).click();
  await expect(page.getByText("Se crearon 2 personas", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Enlace de Noé Lista")).toHaveValue(/\/welcome\/[\w-]{43}$/);
  await expectAccessible(page);
  expect(await database().user.count({ where: { email: { contains: tag } } })).toBe(2);
});

test("whoever is given a lead is mailed within moments, and not any more once they don't want it", async ({
  page,
  context,
  baseURL,
}) => {
  const server = await openMailServer();
  await setUpMail();
  await database().mailServer.update({ where: { id: 1 }, data: { port: server.port, security: "none" } });
  const company = await makeCompany(`Avisos ${newId()}`);
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  await database().user.update({ where: { id: employee.id }, data: { passwordHash: "set" } });
  const give = async (contactName: string) => {
    const lead = await makeLead(company.id, { contactName });
    const to = { leadId: lead.id, ownerId: employee.id, seenOwnerId: null, reason: "" };
    await assignLead(ctxOf(manager), to);
    return lead;
  };
  const received = () => server.received.filter(({ to }) => to.includes(employee.email));

  const { number } = await give("Lucía Fernández");
  await expect.poll(() => received().length, BUSY).toBe(1);
  expect(received()[0]?.raw).toContain(`http://server:3000/leads/${number}`);

  await enterAs(context, employee, baseURL);
  await page.goto("/profile");
  const wanted = page.getByRole("switch", { name: "Leads nuevos para vos" });
  await expect(wanted).toBeChecked();
  await expectAccessible(page);
  await wanted.click();
  await expect.poll(() => database().alertOff.count({ where: { userId: employee.id } })).toBe(1);
  await page.reload();
  await expect(wanted).not.toBeChecked();
  await give("Tomás Vera");
  // Long enough ago that nothing waits to be told together.
  await database().toldOfLeads.updateMany({ data: { at: new Date(Date.now() - 600_000) } });
  await expect.poll(() => database().untoldLead.count({ where: { userId: employee.id } }), BUSY).toBe(0);
  expect(received()).toHaveLength(1);
  await server.close();
});

test("access is asked for, confirmed from the mailbox, and given by an administrator", async ({
  page,
  newPerson,
  baseURL,
}) => {
  test.slow();
  await setUpMail();
  const company = await makeCompany(`Pedidos ${newId()}`);
  const admin = await newPerson();
  await enterAs(admin.context(), await makeUser("admin"), baseURL);
  await database().organisation.updateMany({ data: { takesRequests: false } });
  expect((await page.request.get("/request")).status()).toBe(404);
  await admin.goto("/settings/organisation");
  await admin.getByRole("switch", { name: "Se puede pedir acceso" }).click();
  await expect(admin.getByRole("switch", { name: "Se puede pedir acceso" })).toBeChecked();

  await page.goto("/sign-in");
  await page.getByRole("link", { name: "¿No tenés cuenta? Pedí acceso" }).click();
  const email = `${newId()}@example.test`;
  await page.getByLabel("Nombre", { exact: true }).fill("Olga");
  await page.getByLabel("Correo").fill(email);
  await page.getByLabel("¿Quién sos?").fill("Del depósito de Rosario");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Pedir", exact: true }).click();
  await expect(page.getByText(`Le escribimos a ${email}.`, { exact: false })).toBeVisible();
  await expect.poll(() => tokenTo(email, "request"), BUSY).toHaveLength(43);
  await page.goto(`/request/${await tokenTo(email, "request")}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sí, fui yo" }).click();
  await expect(page.getByText("Ahora tu pedido espera una decisión", { exact: false })).toBeVisible();

  await admin.goto("/users/requests");
  const row = admin.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Del depósito de Rosario");
  await expectAccessible(admin);
  await row.getByRole("button", { name: "Dar acceso a Olga" }).click();
  await admin.getByLabel("Rol").click();
  await admin.getByRole("option", { name: "Ventas" }).click();
  await admin.getByLabel("Empresas").click();
  await admin.getByRole("option", { name: company.name }).click();
  await admin.keyboard.press("Escape");
  await expectAccessible(admin);
  await admin.getByRole("dialog").getByRole("button", { name: "Dar acceso" }).click();
  await expect(admin.getByText("Olga ya tiene cuenta", { exact: false })).toBeVisible();
  await expect(row).toHaveCount(0);
  await expect.poll(() => tokenTo(email, "welcome")).toHaveLength(43);
  await database().organisation.updateMany({ data: { takesRequests: false } });
});
