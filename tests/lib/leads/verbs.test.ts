import { database } from "@/lib/core/db";
import { updateLead } from "@/lib/leads/commands";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { assignLead, takeBackAssignment } from "@/lib/leads/ownership/commands";
import { leadFields } from "@/lib/leads/schema";
import { changeStatus } from "@/lib/leads/status/commands";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  const executive = await makeUser("executive", [company.id]);
  return { company, manager, employee, stranger, executive };
}

async function newEvents(leadId: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = await eventsOf(leadId);
  await act();
  return (await eventsOf(leadId)).slice(before.length).map((event) => event.name);
}

const assign = (actor: UserActor, lead: { id: string; ownerId: string | null }, ownerId: string | null) =>
  assignLead(ctxOf(actor), { leadId: lead.id, ownerId, seenOwnerId: lead.ownerId, reason: "" });

describe("a new lead", () => {
  test("announces created, then classified, then its default owner, and stays pending", async () => {
    const { company, employee } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    expect((await eventsOf(lead.id)).map((event) => event.name)).toStrictEqual([
      "lead.created",
      "lead.classified",
      "lead.assigned",
    ]);
    expect(lead).toMatchObject({ ownerId: employee.id, statusId: await statusId("pending") });
  });

  test("has a number that can be said on the phone and found by searching", async () => {
    const { company } = await house();
    const lead = await makeLead(company.id, { contactName: "Íñigo Ñandú" });
    expect(lead.number).toBeGreaterThan(10_000);
    expect(lead.searchText).toContain(`l-${lead.number}`);
    expect(lead.searchText).toContain("inigo nandu");
  });

  test("isn't given to anybody when it is history", async () => {
    const { company, employee } = await house();
    const lead = await makeLead(company.id, {
      defaultOwnerId: employee.id,
      history: true,
      at: new Date("2025-01-02T03:04:05Z"),
    });
    expect(lead.ownerId).toBeNull();
    expect((await eventsOf(lead.id)).map(({ name, history }) => ({ name, history }))).toStrictEqual([
      { name: "lead.created", history: true },
      { name: "lead.classified", history: true },
    ]);
  });
});

describe("assigning", () => {
  test("gives the lead, makes a pending one assigned, and keeps who did it", async () => {
    const { company, manager, employee } = await house();
    const lead = await makeLead(company.id);
    const names = await newEvents(lead.id, () => assign(manager, lead, employee.id));
    expect(names).toStrictEqual(["lead.assigned", "lead.statusChanged"]);
    expect(await database().lead.findUnique({ where: { id: lead.id } })).toMatchObject({
      ownerId: employee.id,
      statusId: await statusId("assigned"),
    });
    expect(await database().assignment.findMany({ where: { leadId: lead.id } })).toMatchObject([
      { ownerId: employee.id, actorId: manager.id, method: "by-hand" },
    ]);
  });

  test("confirms whoever looks at it first, once: it is assigned, theirs as before, and taken back it is pending", async () => {
    const { company, manager, employee } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    const owned = () => database().leadSpan.findMany({ where: { leadId: lead.id, kind: "owner" } });
    const before = await owned();
    const { assignmentId } = await assign(manager, lead, employee.id);
    const standing = () => database().lead.findUniqueOrThrow({ where: { id: lead.id } });
    expect(await standing()).toMatchObject({ ownerId: employee.id, statusId: await statusId("assigned") });
    expect(await owned()).toStrictEqual(before);
    const last = { where: { leadId: lead.id }, orderBy: { id: "desc" as const } };
    expect(await database().assignment.findFirst(last)).toMatchObject({ method: "confirmed", actorId: manager.id });
    await expect(assign(manager, lead, employee.id)).rejects.toMatchObject({ details: { reason: "unchanged" } });
    await takeBackAssignment(ctxOf(manager), { assignmentId });
    expect(await standing()).toMatchObject({ ownerId: employee.id, statusId: await statusId("pending") });
    expect(await owned()).toStrictEqual(before);
  });

  test("is refused to an employee, and the lead doesn't exist for another company's manager", async () => {
    const { company, employee, stranger } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    await expect(assign(employee, lead, null)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(assign(stranger, lead, stranger.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("refuses an owner who couldn't see the lead, or who is gone", async () => {
    const { company, manager, employee, stranger } = await house();
    const lead = await makeLead(company.id);
    await expect(assign(manager, lead, stranger.id)).rejects.toMatchObject({ code: "INVALID" });
    await database().user.update({ where: { id: employee.id }, data: { deactivatedAt: new Date() } });
    await expect(assign(manager, lead, employee.id)).rejects.toMatchObject({ code: "INVALID" });
  });

  test("tells the second of two who was first and to whom", async () => {
    const { company, manager, employee } = await house();
    const other = await makeUser("employee", [company.id]);
    const lead = await makeLead(company.id);
    await assign(manager, lead, employee.id);
    await expect(assign(manager, lead, other.id)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "owner", by: "Marta Tester", to: "Emilio Tester" },
    });
  });

  test("two at once: one holds and one is told", async () => {
    const { company, manager, employee } = await house();
    const lead = await makeLead(company.id);
    const results = await Promise.allSettled([assign(manager, lead, employee.id), assign(manager, lead, manager.id)]);
    expect(results.map((result) => result.status).sort()).toStrictEqual(["fulfilled", "rejected"]);
    expect((await eventsOf(lead.id)).filter((event) => event.name === "lead.assigned")).toHaveLength(1);
  });
});

describe("changing the status", () => {
  test("moves the lead, closes the old span and opens the new one at the same moment", async () => {
    const { company, employee } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    const input = { leadId: lead.id, statusId: await statusId("contacted"), seenStatusId: lead.statusId };
    expect(await newEvents(lead.id, () => changeStatus(ctxOf(employee), input))).toStrictEqual(["lead.statusChanged"]);
    const [first, second] = await database().leadSpan.findMany({
      where: { leadId: lead.id, kind: "status" },
      orderBy: { from: "asc" },
    });
    expect(first?.to).toStrictEqual(second?.from);
    expect(second).toMatchObject({ value: input.statusId, to: null });
  });

  test("is refused to whoever may only read, and hidden from an employee who doesn't own the lead", async () => {
    const { company, executive, employee } = await house();
    const lead = await makeLead(company.id);
    const input = { leadId: lead.id, statusId: await statusId("contacted"), seenStatusId: lead.statusId };
    await expect(changeStatus(ctxOf(executive), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(changeStatus(ctxOf(employee), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await eventsOf(lead.id)).toHaveLength(2);
  });

  test("is a conflict in words when somebody moved it meanwhile", async () => {
    const { company, manager } = await house();
    const lead = await makeLead(company.id);
    await changeStatus(ctxOf(manager), {
      leadId: lead.id,
      statusId: await statusId("quoted"),
      seenStatusId: lead.statusId,
      amountCents: 100,
    });
    const late = changeStatus(ctxOf(manager), {
      leadId: lead.id,
      statusId: await statusId("contacted"),
      seenStatusId: lead.statusId,
    });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "status", by: "Marta Tester", to: "quoted" },
    });
  });
});

describe("editing", () => {
  test("two people changing different fields both hold; the same field is a conflict", async () => {
    const { company, manager } = await house();
    const lead = await makeLead(company.id, { contactName: "Ana", firm: "Uno" });
    const edit = (set: object, seen: Record<string, string>) =>
      updateLead(ctxOf(manager), { leadId: lead.id, set, seen, country: "AR" });
    await edit({ contactName: "Ana María" }, { contactName: "Ana" });
    await edit({ firm: "Dos" }, { firm: "Uno" });
    await expect(edit({ firm: "Tres" }, { firm: "Uno" })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { field: "firm", to: "Dos" },
    });
    expect(await database().lead.findUnique({ where: { id: lead.id } })).toMatchObject({
      contactName: "Ana María",
      contactNameKey: "ana maria",
      firm: "Dos",
    });
  });
});

describe("contact and notes", () => {
  test("the first attempt is the lead's first response; a second one isn't", async () => {
    const { company, employee } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    const { attemptId } = await logContact(ctxOf(employee), {
      leadId: lead.id,
      channel: "call",
      outcome: "pending",
      note: "",
    });
    const first = (await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).firstResponseAt;
    await logContact(ctxOf(employee), { leadId: lead.id, channel: "mail", outcome: "reached", note: "" });
    expect(first).toBeInstanceOf(Date);
    expect((await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).firstResponseAt).toStrictEqual(first);
    expect(
      await newEvents(lead.id, () =>
        setContactOutcome(ctxOf(employee), { attemptId, outcome: "no-answer", note: "buzón" }),
      ),
    ).toStrictEqual(["lead.contactOutcome"]);
  });

  test("nobody says how somebody else's attempt went", async () => {
    const { company, employee, manager } = await house();
    const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
    const { attemptId } = await logContact(ctxOf(employee), {
      leadId: lead.id,
      channel: "call",
      outcome: "pending",
      note: "",
    });
    await expect(setContactOutcome(ctxOf(manager), { attemptId, outcome: "reached", note: "" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("the same note pressed five times is one; another's, another lead's and a later one are their own", async () => {
    const { company, manager } = await house();
    const admin = await makeUser("admin");
    const [lead, other] = [await makeLead(company.id), await makeLead(company.id)];
    const write = (who = manager, leadId = lead.id, now = new Date()) =>
      addNote({ ...ctxOf(who), now: () => now }, { leadId, body: "Llamar el lunes" });
    const written = await Promise.all([write(), write(), write(), write(), write()]);
    expect(new Set(written.map(({ noteId }) => noteId)).size).toBe(1);
    const count = () => database().note.count({ where: { leadId: { in: [lead.id, other.id] } } });
    expect(await count()).toBe(1);
    expect(await database().event.count({ where: { name: "lead.noteAdded", subjectId: lead.id } })).toBe(1);
    await write(admin);
    await write(manager, other.id);
    await write(manager, lead.id, new Date(Date.now() + 11_000));
    await addNote(ctxOf(manager), { leadId: lead.id, body: "Llamar el martes" });
    expect(await count()).toBe(5);
  });

  test("a note is kept with its author, and refused to who may only read", async () => {
    const { company, manager, executive } = await house();
    const lead = await makeLead(company.id);
    expect(
      await newEvents(lead.id, () => addNote(ctxOf(manager), { leadId: lead.id, body: "Llamar el lunes 😀" })),
    ).toStrictEqual(["lead.noteAdded"]);
    await expect(addNote(ctxOf(executive), { leadId: lead.id, body: "no" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await database().note.findMany({ where: { leadId: lead.id } })).toMatchObject([
      { authorId: manager.id, body: "Llamar el lunes 😀" },
    ]);
  });
});

test("a lead that nobody owns isn't made assigned by hand", async () => {
  const { company, manager } = await house();
  const lead = await makeLead(company.id);
  const input = { leadId: lead.id, statusId: await statusId("assigned"), seenStatusId: lead.statusId };
  await expect(changeStatus(ctxOf(manager), input)).rejects.toMatchObject({
    code: "PRECONDITION",
    details: { reason: "ownerFirst" },
  });
});

describe("who a lead is about", () => {
  test("a phone has a digit in it", () => {
    expect(leadFields.safeParse({ phone: "abc" }).error?.issues).toMatchObject([{ message: "noDigits" }]);
    expect(leadFields.safeParse({ phone: "int. 12" }).success).toBe(true);
    expect(leadFields.safeParse({ phone: "" }).success).toBe(true);
  });

  test("the last word of who it is can't be emptied; one of several can", async () => {
    const { company, manager } = await house();
    const lead = await makeLead(company.id, { contactName: "Ana", firm: "", email: "ana@x.example", phone: "" });
    const empty = (field: "contactName" | "email") =>
      updateLead(ctxOf(manager), {
        leadId: lead.id,
        set: { [field]: "" },
        seen: { [field]: lead[field] },
        country: "AR",
      });
    await empty("email");
    await expect(empty("contactName")).rejects.toMatchObject({ fields: { contactName: "someContact" } });
    expect(await database().lead.findUniqueOrThrow({ where: { id: lead.id } })).toMatchObject({ contactName: "Ana" });
  });
});
