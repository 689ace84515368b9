import { tellAssigned } from "@/lib/alerts/assigned/commands";
import { assignedReader } from "@/lib/alerts/handlers";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { assignLead, giveTo, takeBackAssignment } from "@/lib/leads/ownership/commands";
import { BY_ASSIGNMENT } from "@/lib/leads/ownership/schema";
import { mutate } from "@/lib/core/mutate";
import { updateMail } from "@/lib/settings/mail/commands";
import { setAlert } from "@/lib/users/alerts/commands";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { readAll } from "@/tests/support/log";
import type { UserActor } from "@/lib/core/ctx";

beforeAll(async () => {
  const set = { host: "127.0.0.1", fromAddress: "leads@example.test", baseUrl: "https://leads.example" };
  await updateMail(ctxOf(await makeUser("admin")), { set, seen: { host: "", fromAddress: "", baseUrl: "" } });
});

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const colleague = await makeUser("employee", [company.id], { firstName: "Sofía" });
  const ids = [manager, employee, colleague].map(({ id }) => id);
  await database().user.updateMany({ where: { id: { in: ids } }, data: { passwordHash: "set", locale: "en" } });
  const give = async (to: UserActor, more: Parameters<typeof makeLead>[1] = {}) => {
    const lead = await makeLead(company.id, { contactName: "Ana Pérez", ...more });
    const input = { leadId: lead.id, ownerId: to.id, seenOwnerId: lead.ownerId, reason: "" };
    return { lead, ...(await assignLead(ctxOf(manager), input)) };
  };
  return { company, manager, employee, colleague, give };
}

/** Everything that happened is read, and told as of `now`. */
async function tell(now = new Date()): Promise<void> {
  await readAll(assignedReader);
  await tellAssigned(now);
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const mailsTo = ({ email }: UserActor) => database().mail.findMany({ where: { to: email }, orderBy: { id: "asc" } });

test("whoever is given a lead gets one mail that says by whom, without phone or mail; nobody else does", async () => {
  const { manager, employee, colleague, give } = await house();
  const { lead } = await give(employee, { phone: "+54 11 5555 0101", email: "ana@norte.example" });
  await Promise.all([tell(), tell()]);
  const [mail, ...more] = await mailsTo(employee);
  expect(more).toStrictEqual([]);
  expect(mail).toMatchObject({ kind: "assigned", subject: `New lead for you: Ana Pérez (L-${lead.number})` });
  expect(mail?.text).toContain("Marta Tester assigned it to you:");
  expect(mail?.text).toContain(`https://leads.example/leads/${lead.number}`);
  expect(mail?.text).not.toMatch(/5555|ana@norte/);
  await expect(mailsTo(manager)).resolves.toStrictEqual([]);
  await expect(mailsTo(colleague)).resolves.toStrictEqual([]);
});

test("by a rule it says which", async () => {
  const { company, employee } = await house();
  const lead = await makeLead(company.id);
  const to = { ownerId: employee.id, method: BY_ASSIGNMENT, reason: "Turno de mañana" };
  const ctx = systemCtx("assignment");
  await mutate(ctx, (tx, emit) => giveTo(ctx, tx, emit, lead, to));
  await tell();
  const [mail] = await mailsTo(employee);
  expect(mail?.text).toContain("It came to you by the rule “Turno de mañana”:");
});

test("what comes within five minutes is told together, and twenty are named", async () => {
  const { employee, give } = await house();
  await give(employee);
  await tell();
  for (let more = 0; more < 22; more += 1) await give(employee, { contactName: `Persona ${more}` });
  await tell(inMinutes(4));
  await expect(mailsTo(employee)).resolves.toHaveLength(1);
  await tell(inMinutes(6));
  const [, many] = await mailsTo(employee);
  expect(many?.subject).toBe("22 new leads for you");
  expect(many?.text).toContain("Persona 19");
  expect(many?.text).not.toContain("Persona 20");
  expect(many?.text).toContain("and 2 more");
  expect(many?.text).toContain("https://leads.example/leads?owner=me");
  await tell(inMinutes(12));
  await expect(mailsTo(employee)).resolves.toHaveLength(2);
});

test("no news: taken by oneself, given back by an undo, come as history, gone on to somebody else before it was told", async () => {
  const { company, manager, employee, colleague, give } = await house();
  await give(manager);
  const { lead, assignmentId } = await give(employee);
  await tell();
  await expect(mailsTo(manager)).resolves.toStrictEqual([]);
  const on = { leadId: lead.id, ownerId: colleague.id, seenOwnerId: employee.id, reason: "" };
  const moved = await assignLead(ctxOf(manager), on);
  await takeBackAssignment(ctxOf(manager), { assignmentId: moved.assignmentId });
  await makeLead(company.id, { defaultOwnerId: employee.id, history: true });
  await tell(inMinutes(6));
  await expect(mailsTo(employee)).resolves.toHaveLength(1);
  await expect(mailsTo(colleague)).resolves.toStrictEqual([]);
  expect(assignmentId).not.toBe(moved.assignmentId);
});

test("whoever doesn't want it, never came in or left gets none, and what was given half a day ago is told to nobody", async () => {
  const { company, employee, colleague, give } = await house();
  await setAlert(ctxOf(employee), { alert: "assigned", on: false });
  await give(employee);
  const invited = await makeUser("employee", [company.id]);
  await give(invited);
  await give(colleague);
  await database().user.update({ where: { id: colleague.id }, data: { deactivatedAt: new Date() } });
  await tell();
  for (const person of [employee, invited, colleague]) await expect(mailsTo(person)).resolves.toStrictEqual([]);
  await setAlert(ctxOf(employee), { alert: "assigned", on: true });
  await give(employee);
  await tell(inMinutes(13 * 60));
  await expect(mailsTo(employee)).resolves.toStrictEqual([]);
  await give(employee);
  await tell(inMinutes(6));
  await expect(mailsTo(employee)).resolves.toHaveLength(1);
});
