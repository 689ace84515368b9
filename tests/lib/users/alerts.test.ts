import { database } from "@/lib/core/db";
import { post } from "@/lib/settings/mail/commands";
import { ALERTS } from "@/lib/settings/mail/alerts/schema";
import { setAlert } from "@/lib/users/alerts/commands";
import { ownAlerts } from "@/lib/users/alerts/queries";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

const send = (kind: string, ...people: UserActor[]) =>
  post(
    database(),
    new Date(),
    people.map(({ email }) => ({ kind, to: email, letter: { subject: kind, paragraphs: [], footer: "" } })),
  );
const kindsTo = async ({ email }: UserActor) =>
  (await database().mail.findMany({ where: { to: email }, orderBy: { id: "asc" } })).map(({ kind }) => kind);
const offered = async (actor: UserActor) => (await ownAlerts({ ...ctxOf(actor), actor })).map(({ alert }) => alert);

async function house() {
  const company = await makeCompany();
  const employee = await makeUser("employee", [company.id]);
  return { company, employee, colleague: await makeUser("employee", [company.id]) };
}

test("what somebody doesn't want isn't mailed to them, to others it is, and it is again once they want it", async () => {
  const { employee, colleague } = await house();
  await setAlert(ctxOf(employee), { alert: "mention", on: false });
  await send("mention", employee, colleague);
  await send("task", employee);
  await expect(kindsTo(employee)).resolves.toStrictEqual(["task"]);
  await expect(kindsTo(colleague)).resolves.toStrictEqual(["mention"]);
  await setAlert(ctxOf(employee), { alert: "mention", on: true });
  await send("mention", employee);
  await expect(kindsTo(employee)).resolves.toStrictEqual(["task", "mention"]);
});

test("the safety of an account and of the log is told whatever was chosen", async () => {
  const admin = await makeUser("admin");
  for (const alert of ALERTS) await setAlert(ctxOf(admin), { alert, on: false });
  const safety = ["newDevice", "newPasskey", "mailChanged", "forgotten", "audit"];
  for (const kind of [...safety, "quiet", "failing", "reminder", "webhook"]) await send(kind, admin);
  await expect(kindsTo(admin)).resolves.toStrictEqual(safety);
});

test("each is offered what their role is ever written to about, and can't choose of the rest", async () => {
  const { company, employee } = await house();
  await expect(offered(employee)).resolves.toStrictEqual(["assigned", "unanswered", "mention", "task"]);
  await expect(offered(await makeUser("executive"))).resolves.toStrictEqual(["mention"]);
  await expect(offered(await makeUser("manager", [company.id]))).resolves.toContain("access");
  await expect(offered(await makeUser("admin"))).resolves.toStrictEqual(ALERTS);
  const choose = setAlert(ctxOf(employee), { alert: "intake", on: false });
  await expect(choose).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the choice is told in the log, once, and is nothing when it changes nothing", async () => {
  const { employee } = await house();
  await setAlert(ctxOf(employee), { alert: "task", on: false });
  await expect(setAlert(ctxOf(employee), { alert: "task", on: false })).rejects.toMatchObject({ code: "PRECONDITION" });
  const told = (await eventsOf(employee.id)).filter(({ name }) => name === "user.alertSet");
  expect(told).toMatchObject([{ payload: { alert: "task" }, changes: { on: { from: true, to: false } } }]);
  const alerts = await ownAlerts({ ...ctxOf(employee), actor: employee });
  expect(alerts).toContainEqual({ alert: "task", on: false });
});
