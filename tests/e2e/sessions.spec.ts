import { endOtherSessions } from "@/lib/auth/sessions/commands";
import { actorOfSession } from "@/lib/auth/queries";
import { database } from "@/lib/core/db";
import { addNote } from "@/lib/leads/notes/commands";
import { deactivateUser } from "@/lib/users/commands";
import { updateUser } from "@/lib/users/editing/commands";
import { expect, test } from "@/tests/support/journey";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { enterAs, openJourneyHouse } from "@/tests/support/journey-house";
import type { UserActor } from "@/lib/core/ctx";

test.beforeAll(openJourneyHouse);

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const admin = await makeUser("admin", [company.id], { firstName: "Adela" });
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, contactName: "Lucía Fernández" });
  return { employee, admin, lead };
}

async function makeManager(admin: UserActor, employee: UserActor): Promise<void> {
  const [was, becomes] = await Promise.all(
    ["employee", "manager"].map((key) => database().role.findUniqueOrThrow({ where: { key } })),
  );
  const [set, seen] = [{ roleId: becomes?.id ?? "" }, { roleId: was?.id ?? "" }];
  await updateUser(ctxOf(admin), { userId: employee.id, set, seen });
}

async function endFromElsewhere(_admin: UserActor, employee: UserActor): Promise<void> {
  const data = { userId: employee.id, expiresAt: new Date(Date.now() + 3_600_000) };
  const elsewhere = await actorOfSession((await database().session.create({ data })).id);
  if (elsewhere) await endOtherSessions(ctxOf(elsewhere));
}

const DEEDS: [string, (admin: UserActor, employee: UserActor) => Promise<void>][] = [
  ["is deactivated", (admin, employee) => deactivateUser(ctxOf(admin), { userId: employee.id })],
  ["gets another role", makeManager],
  ["ends this session on another device", endFromElsewhere],
];

for (const [what, deed] of DEEDS) {
  test(`whoever ${what} is led out of what is open, without touching it`, async ({ page, context, baseURL }) => {
    const { admin, employee, lead } = await house();
    await enterAs(context, employee, baseURL);
    await page.goto(`/leads/${lead.number}`);
    await expect(page.getByRole("heading", { name: "Lucía Fernández" })).toBeVisible();
    // The stream is open once what others do arrives.
    await addNote(ctxOf(admin), { leadId: lead.id, body: "Prefiere la tarde" });
    await expect(page.getByText("Prefiere la tarde")).toBeVisible();

    await deed(admin, employee);
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=%2Fleads%2F${lead.number}&ended=1$`));
    await expect(page.getByText(/^Tu sesión terminó: cambió tu contraseña o tu rol/)).toBeVisible();
    await expect(page.getByText("Lucía Fernández")).toHaveCount(0);
  });
}

test("whoever is only given another job title stays, and goes on hearing", async ({ page, context, baseURL }) => {
  const { admin, employee, lead } = await house();
  await enterAs(context, employee, baseURL);
  await page.goto(`/leads/${lead.number}`);
  await page.getByRole("textbox", { name: "Nota" }).fill("a medio escribir");
  const set = { jobTitle: "Ventas Cuyo" };
  await updateUser(ctxOf(admin), { userId: employee.id, set, seen: { jobTitle: "" } });
  await addNote(ctxOf(admin), { leadId: lead.id, body: "Prefiere la tarde" });
  await expect(page.getByText("Prefiere la tarde")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nota" })).toHaveValue("a medio escribir");
});
