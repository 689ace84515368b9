import fs from "node:fs";
import { newId } from "@/lib/core/id";
import { assignLead } from "@/lib/leads/ownership/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { expect, test } from "@/tests/support/journey";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import { expectAccessible } from "@/tests/support/screen";

test.beforeAll(openJourneyHouse);

test("an admin finds who did what and from where, opens it, and takes it out; nobody else has the room", async ({
  page,
  context,
  newPerson,
  allowComplaint,
  baseURL,
}) => {
  allowComplaint(/404 \(Not Found\)/);
  const company = await makeCompany(`Audit ${newId()}`);
  const admin = await makeUser("admin", [], { firstName: "Aurora" });
  const manager = await makeUser("manager", [company.id], { firstName: `Marta${newId().slice(-4)}` });
  const lead = await makeLead(company.id);
  const from = {
    via: "screen",
    address: "203.0.113.44",
    userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
  } as const;
  await assignLead(ctxOf(manager, { from }), { leadId: lead.id, ownerId: manager.id, reason: "", seenOwnerId: null });

  await enterAs(context, admin, baseURL);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Auditoría", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Auditoría", level: 1 })).toBeVisible();
  await page.getByRole("combobox", { name: "Quién", exact: true }).selectOption({ label: manager.name });
  await expect(page).toHaveURL(new RegExp(`person=${manager.id}`));
  const entry = page.getByRole("listitem").filter({ hasText: "Lead asignado" });
  await expect(entry).toContainText(`L-${lead.number}`);
  await expect(entry).toContainText("En las pantallas, 203.0.113.44");
  await entry.locator("summary").click();
  await expect(entry).toContainText(manager.name);
  await expect(entry).toContainText("Firefox, Windows");
  await expectAccessible(page);

  await entry.getByRole("link", { name: "Todo sobre esto" }).click();
  await expect(page.getByRole("searchbox", { name: "Sobre" })).toHaveValue(`L-${lead.number}`);
  await expect(page.getByRole("listitem").filter({ hasText: "Lead creado" })).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Exportar CSV" }).click();
  const csv = fs.readFileSync(await (await downloading).path(), "utf8");
  expect(csv).toContain("lead.assigned");
  expect(csv).not.toContain("user.signedIn");
  await page.goto("/settings/audit?what=takenOut");
  await expect(page.getByRole("listitem").filter({ hasText: "Registro exportado" }).first()).toContainText("Aurora");

  const theirs = await newPerson();
  await enterAs(theirs.context(), manager, baseURL);
  for (const path of ["/settings/audit", "/settings/audit/retention"]) {
    expect((await theirs.goto(path))?.status()).toBe(404);
  }
  expect((await theirs.request.get("/api/audit/export")).status()).toBe(403);
});

test("the state of the log is said, everything can be verified at once, and how long it is kept is set", async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const admin = await makeUser("admin");
  await enterAs(context, admin, baseURL);
  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Verificar ahora" }).click();
  await expect(page.getByText("Se está verificando todo.")).toBeVisible();
  await expect(page.getByText("Todo está como fue escrito.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/Sellado hasta el/)).toBeVisible();

  await page.getByRole("link", { name: "Cuánto se conserva" }).click();
  await page.getByRole("combobox", { name: "Recepción" }).click();
  await page.getByRole("option", { name: "10 años" }).click();
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado").first()).toBeVisible();
  await page.goto("/settings/audit?what=log.retentionSet");
  const entry = page.getByRole("listitem").filter({ hasText: "Conservación del registro modificada" }).first();
  await entry.locator("summary").click();
  await expect(entry).toContainText("Recepción");
});
