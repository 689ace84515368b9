import { database } from "@/lib/core/db";
import { leadPage } from "@/lib/leads/page/queries";
import { addTemplate, deleteTemplate, updateTemplate } from "@/lib/leads/templates/commands";
import { templates } from "@/lib/leads/templates/queries";
import { addTemplateInput, filled, hasKnownPlaces, templateHref } from "@/lib/leads/templates/schema";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";
import type { AddTemplateInput } from "@/lib/leads/templates/schema";

const WRITTEN: AddTemplateInput = {
  name: "First answer",
  channel: "mail",
  subject: "Your enquiry {{number}}",
  body: "Hello {{contactName}},\nwe got it. {{owner}}, {{company}}",
  locale: "en",
  companyId: null,
  shared: false,
};
const add = (actor: UserActor, more: Partial<AddTemplateInput> = {}) =>
  addTemplate(ctxOf(actor), { ...WRITTEN, ...more });
const outcomeOf = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );

async function house() {
  const company = await makeCompany("INTRALOG");
  const admin = await makeUser("admin");
  const manager = await makeUser("manager", [company.id]);
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  return { company, admin, manager, employee };
}

/** Everybody's are whose manages the settings; one's own are one's own, whoever else one is. */
const RIGHTS = [
  { who: "admin", shared: "done", theirs: "NOT_FOUND" },
  { who: "manager", shared: "FORBIDDEN", theirs: "NOT_FOUND" },
  { who: "employee", shared: "FORBIDDEN", theirs: "done" },
] as const;

test.each(RIGHTS)("$who: everybody's $shared, the employee's own $theirs", async ({ who, shared, theirs }) => {
  const all = await house();
  const ctx = ctxOf(all[who]);
  const [everybodys, own] = [await add(all.admin, { shared: true }), await add(all.employee)];
  const change = (id: string) => updateTemplate(ctx, { id, set: { name: "Other" }, seen: { name: "First answer" } });
  expect(await outcomeOf(add(all[who], { shared: true }))).toBe(shared);
  expect(await outcomeOf(add(all[who]))).toBe("done");
  expect(await outcomeOf(change(everybodys.id))).toBe(shared);
  expect(await outcomeOf(change(own.id))).toBe(theirs);
  expect(await outcomeOf(deleteTemplate(ctx, everybodys))).toBe(shared);
  expect(await outcomeOf(deleteTemplate(ctx, own))).toBe(theirs);
});

test("one sees everybody's and one's own", async () => {
  const { admin, manager, employee } = await house();
  const [everybodys, own] = [await add(admin, { shared: true }), await add(employee)];
  const seen = async (who: UserActor) => (await templates(ctxOf(who))).map(({ id }) => id);
  for (const { id } of [everybodys, own]) expect(await seen(employee)).toContain(id);
  expect(await seen(manager)).toContain(everybodys.id);
  expect(await seen(manager)).not.toContain(own.id);
});

test("of a company for whoever is of it, and for whoever sees them all", async () => {
  const { company, admin, employee } = await house();
  const other = await makeCompany();
  const [ours, theirs] = [
    await add(admin, { shared: true, companyId: company.id }),
    await add(admin, { shared: true, companyId: other.id }),
  ];
  const seen = async (who: UserActor) => (await templates(ctxOf(who))).map(({ id }) => id);
  expect(await seen(employee)).toContain(ours.id);
  expect(await seen(employee)).not.toContain(theirs.id);
  expect(await seen(admin)).toStrictEqual(expect.arrayContaining([ours.id, theirs.id]));
});

test("a lead's page offers them filled in: its company's and all companies', not another's", async () => {
  const { company, manager, employee, admin } = await house();
  const other = await makeCompany();
  await add(employee);
  await add(employee, {
    companyId: company.id,
    channel: "whatsapp",
    subject: "",
    body: "{{firm}} {{service}}: {{number}}",
  });
  await add(admin, { shared: true, companyId: other.id, name: "Elsewhere" });
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, contactName: "Ana" });
  const { templates: offered } = await leadPage(ctxOf(employee), { number: lead.number, locale: "en" });
  expect(offered.map(({ name }) => name)).not.toContain("Elsewhere");
  expect(offered.find(({ channel }) => channel === "mail")).toMatchObject({
    subject: `Your enquiry L-${lead.number}`,
    body: "Hello Ana,\nwe got it. Emilio Tester, INTRALOG",
  });
  const said = offered.find(({ channel }) => channel === "whatsapp");
  expect(said?.body).toBe(`: L-${lead.number}`);
  expect((await leadPage(ctxOf(manager), { number: lead.number, locale: "en" })).templates).not.toContainEqual(said);
});

test("two who change one: the same field is a conflict, and each change is one event", async () => {
  const { admin } = await house();
  const { id } = await add(admin, { shared: true });
  const edit = (body: string, seen: string) =>
    updateTemplate(ctxOf(admin), { id, set: { body }, seen: { body: seen } });
  await edit("Two", WRITTEN.body);
  await expect(edit("Three", WRITTEN.body)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { field: "body", to: "Two" },
  });
  expect((await eventsOf(id)).map(({ name }) => name)).toStrictEqual(["template.added", "template.updated"]);
});

test("a company one doesn't work for, and a mail without a subject, are refused", async () => {
  const { employee } = await house();
  const { id } = await makeCompany();
  await expect(add(employee, { companyId: id })).rejects.toMatchObject({ fields: { companyId: "companyNotYours" } });
  await expect(add(employee, { subject: "" })).rejects.toMatchObject({ fields: { subject: "required" } });
  expect(await database().messageTemplate.count({ where: { ownerId: employee.id } })).toBe(0);
});

test.each([
  ["Hello {{contactName}}", true],
  ["{{ firm }} and {{number}}", true],
  ["no places", true],
  ["{{nombre}}", false],
  ["{{contactName}", false],
  ["{{}}", false],
  ["{{__proto__}}", false],
])("the places of %j are known: %s", (body, known) => {
  expect(hasKnownPlaces(body)).toBe(known);
  const parsed = addTemplateInput.safeParse({ ...WRITTEN, body });
  expect(parsed.success).toBe(known);
});

test("what a lead lacks leaves no gap, and what it says isn't read for places", () => {
  const values = { contactName: "{{number}}", firm: "", service: "", owner: "", company: "", number: "L-1" };
  expect(filled("Hi {{contactName}} of {{firm}}, {{number}}", values)).toBe("Hi {{number}} of, L-1");
});

test("nothing in a text gets out of the address it becomes", () => {
  const template = {
    id: "1",
    channel: "mail",
    name: "",
    subject: "a&body=b",
    body: "x&y=1\n#?",
    locale: "en",
    shared: false,
  } as const;
  const url = new URL(templateHref("mailto:ana@x.test", template));
  expect([...url.searchParams]).toStrictEqual([
    ["subject", "a&body=b"],
    ["body", "x&y=1\r\n#?"],
  ]);
  expect(templateHref("https://wa.me/54911", { ...template, channel: "whatsapp" })).toBe(
    "https://wa.me/54911?text=x%26y%3D1%0A%23%3F",
  );
});
