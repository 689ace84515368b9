import { database } from "@/lib/core/db";
import { addNote, deleteNote, editNote } from "@/lib/leads/notes/commands";
import { mentionable, noteVersions, ownMentions } from "@/lib/leads/notes/queries";
import { timelineOf } from "@/lib/leads/timeline/queries";
import { updateMail } from "@/lib/settings/mail/commands";
import { PDF, PNG } from "@/tests/support/file-bytes";
import { ownDataFolder, upload } from "@/tests/support/files";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { owesSecondFactor } from "@/tests/support/owing";
import type { UserActor } from "@/lib/core/ctx";

const { remove } = ownDataFolder();
afterAll(remove);

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const colleague = await makeUser("employee", [company.id], { firstName: "Sofía" });
  const executive = await makeUser("executive", [], { firstName: "Elsa" });
  const stranger = await makeUser("manager", [(await makeCompany()).id], { firstName: "Otto" });
  const ids = [manager, employee, colleague, executive, stranger].map(({ id }) => id);
  await database().user.updateMany({ where: { id: { in: ids } }, data: { passwordHash: "set" } });
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, contactName: "Ana Pérez" });
  return { company, manager, employee, colleague, executive, stranger, lead };
}

const named = (...people: UserActor[]) => people.map(({ id }) => `@{${id}}`).join(" ");
const mailsTo = ({ email }: UserActor) => database().mail.findMany({ where: { to: email }, orderBy: { id: "asc" } });
const history = async (actor: UserActor, leadId: string) =>
  (await timelineOf(ctxOf(actor), { leadId, filter: "notes", before: null, locale: "en" })).entries;

describe("who can be named", () => {
  test("whoever may see the lead and nobody else: not a colleague, not another company's manager, not who left or was put out", async () => {
    const { manager, employee, colleague, executive, stranger, lead, company } = await house();
    const gone = await makeUser("manager", [company.id]);
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    const out = await makeUser("manager", [company.id]);
    await database().user.update({ where: { id: out.id }, data: { outAt: new Date() } });
    const offered = (await mentionable(ctxOf(manager), { leadId: lead.id })).map(({ id }) => id);
    for (const { id } of [manager, employee, executive]) expect(offered).toContain(id);
    for (const { id } of [colleague, stranger, gone, out]) expect(offered).not.toContain(id);
    await expect(mentionable(ctxOf(stranger), { leadId: lead.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(mentionable(ctxOf(executive), { leadId: lead.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("two of one name are told apart", async () => {
    const { manager, lead, company } = await house();
    const other = await makeUser("manager", [company.id], { firstName: "Marta" });
    const offered = await mentionable(ctxOf(manager), { leadId: lead.id });
    const labels = offered.filter(({ id }) => [manager.id, other.id].includes(id)).map(({ label }) => label);
    expect(labels.sort()).toStrictEqual([`Marta Tester (${manager.id})`, `Marta Tester (${other.id})`].sort());
  });

  test("a note that names somebody who can't see the lead isn't saved, and nobody hears of it", async () => {
    const { employee, colleague, manager, lead } = await house();
    const write = addNote(ctxOf(employee), { leadId: lead.id, body: `Look, ${named(manager, colleague)}` });
    await expect(write).rejects.toMatchObject({ code: "PRECONDITION", details: { reason: "mentionUnseen" } });
    expect(await database().note.count({ where: { leadId: lead.id } })).toBe(0);
    expect(await mailsTo(manager)).toStrictEqual([]);
  });
});

describe("who is named", () => {
  test("gets one mail, in their language, with the note and a link; not the author, nor who never came in or owes a proof", async () => {
    const { employee, manager, executive, lead } = await house();
    const server = { host: "127.0.0.1", fromAddress: "leads@example.test", baseUrl: "https://leads.example" };
    await updateMail(ctxOf(await makeUser("admin")), { set: server, seen: { host: "", fromAddress: "", baseUrl: "" } });
    await database().user.update({ where: { id: manager.id }, data: { locale: "en" } });
    await database().user.update({ where: { id: executive.id }, data: { passwordHash: null } });
    const owing = await owesSecondFactor(await makeUser("manager", [lead.companyId], { firstName: "Olga" }));
    await database().user.update({ where: { id: owing.id }, data: { passwordHash: "set" } });
    const body = `Call first, ${named(manager)}. ${named(manager, employee, executive)} ${named(owing)}`;
    await addNote(ctxOf(employee), { leadId: lead.id, body });
    const [mail, ...more] = await mailsTo(manager);
    expect(more).toStrictEqual([]);
    expect(mail).toMatchObject({ kind: "mention", subject: `Emilio Tester named you in a note on L-${lead.number}` });
    expect(mail?.text).toContain("Call first, @Marta Tester. @Marta Tester @Emilio Tester @Elsa Tester");
    expect(mail?.text).toContain(`https://leads.example/leads/${lead.number}`);
    expect(await mailsTo(employee)).toStrictEqual([]);
    expect(await mailsTo(executive)).toStrictEqual([]);
    expect(await mailsTo(owing)).toStrictEqual([]);
    expect(mail?.text).toContain(`wrote about ${lead.contactName} (L-${lead.number}):`);
    // Whom nobody knows by a name is called by the number, and once.
    await database().lead.update({ where: { id: lead.id }, data: { contactName: "", firm: "" } });
    await addNote(ctxOf(employee), { leadId: lead.id, body: `Again, ${named(manager)}` });
    const [, nameless] = await mailsTo(manager);
    expect(nameless?.text).toContain(`wrote about L-${lead.number}:`);
    await database().mailServer.deleteMany();
  });

  test("isn't told twice: not by an edit, not by being taken out and named again; who is new in it is told", async () => {
    const { employee, manager, executive, lead } = await house();
    const ctx = ctxOf(employee);
    const { noteId } = await addNote(ctx, { leadId: lead.id, body: `Hi ${named(manager)}` });
    const edit = async (body: string) => {
      const { body: seenBody } = await database().note.findUniqueOrThrow({ where: { id: noteId } });
      await editNote(ctx, { noteId, body, seenBody });
    };
    await edit("Hi nobody");
    expect(await ownMentions(ctxOf(manager))).toStrictEqual([]);
    await edit(`Hi ${named(manager, executive)}`);
    expect(await mailsTo(manager)).toHaveLength(1);
    expect(await mailsTo(executive)).toHaveLength(1);
    expect(await ownMentions(ctxOf(manager))).toMatchObject([{ noteId, author: "Emilio Tester" }]);
  });

  test("finds it in their list only as long as they may see the lead, and never their own", async () => {
    const { employee, manager, lead, company } = await house();
    await addNote(ctxOf(manager), { leadId: lead.id, body: `For ${named(employee, manager)}` });
    expect(await ownMentions(ctxOf(employee))).toMatchObject([{ leadNumber: lead.number, leadName: "Ana Pérez" }]);
    expect(await ownMentions(ctxOf(manager))).toStrictEqual([]);
    const other = await makeUser("employee", [company.id]);
    await database().lead.update({ where: { id: lead.id }, data: { ownerId: other.id } });
    expect(await ownMentions(ctxOf(employee))).toStrictEqual([]);
  });

  test("sees the beginning of a very long one in their list, and of a name that is cut there nothing", async () => {
    const { employee, manager, lead } = await house();
    const body = `${named(manager)} ${"x".repeat(940)} ${named(manager)} the end`;
    await addNote(ctxOf(employee), { leadId: lead.id, body });
    expect(await ownMentions(ctxOf(manager))).toMatchObject([{ body: `${named(manager)} ${"x".repeat(940)} ` }]);
  });

  test("stays named in one's note when they lost sight of the lead, and the note can still be edited", async () => {
    const { employee, manager, lead } = await house();
    const body = `For ${named(employee)}`;
    const { noteId } = await addNote(ctxOf(manager), { leadId: lead.id, body });
    await database().lead.update({ where: { id: lead.id }, data: { ownerId: manager.id } });
    await editNote(ctxOf(manager), { noteId, body: `${body}, later`, seenBody: body });
    expect(await mailsTo(employee)).toHaveLength(1);
  });
});

describe("editing one's own note", () => {
  test("keeps what it said, says that it was edited, and is one event", async () => {
    const { employee, manager, lead } = await house();
    const { noteId } = await addNote(ctxOf(employee), { leadId: lead.id, body: "Call on Monday" });
    const before = (await eventsOf(lead.id)).length;
    await editNote(ctxOf(employee), { noteId, body: "Call on Tuesday", seenBody: "Call on Monday" });
    expect((await eventsOf(lead.id)).slice(before).map(({ name }) => name)).toStrictEqual(["lead.noteEdited"]);
    expect(await history(manager, lead.id)).toMatchObject([
      { kind: "note", body: "Call on Tuesday", own: false, editedAt: expect.any(String) as string },
    ]);
    expect((await noteVersions(ctxOf(manager), { noteId })).versions).toMatchObject([{ body: "Call on Monday" }]);
  });

  test("over an older state of it is a conflict, and loses neither", async () => {
    const { employee, lead } = await house();
    const { noteId } = await addNote(ctxOf(employee), { leadId: lead.id, body: "One" });
    await editNote(ctxOf(employee), { noteId, body: "Two", seenBody: "One" });
    const late = editNote(ctxOf(employee), { noteId, body: "Three", seenBody: "One" });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", details: { to: "Two" } });
    const twice = ["Four", "Five"].map((body) => editNote(ctxOf(employee), { noteId, body, seenBody: "Two" }));
    const ended = await Promise.allSettled(twice);
    expect(ended.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  });

  test.each([
    ["manager", "FORBIDDEN"],
    ["executive", "FORBIDDEN"],
    ["stranger", "NOT_FOUND"],
  ] as const)("isn't for the %s: %s", async (who, code) => {
    const all = await house();
    const { noteId } = await addNote(ctxOf(all.employee), { leadId: all.lead.id, body: "Mine" });
    const ctx = ctxOf(all[who]);
    await expect(editNote(ctx, { noteId, body: "Yours", seenBody: "Mine" })).rejects.toMatchObject({ code });
    await expect(deleteNote(ctx, { noteId })).rejects.toMatchObject({ code });
  });

  test("its versions aren't for who may not see the lead", async () => {
    const { employee, colleague, lead } = await house();
    const { noteId } = await addNote(ctxOf(employee), { leadId: lead.id, body: "Mine" });
    await expect(noteVersions(ctxOf(colleague), { noteId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("a deleted note's words, versions and files are gone from the database; that there was one isn't", async () => {
  const { employee, manager, lead } = await house();
  const uploads = [await upload(employee, { leadId: lead.id })];
  const { noteId } = await addNote(ctxOf(employee), { leadId: lead.id, body: `Secret ${named(manager)}`, uploads });
  const { body: seenBody } = await database().note.findUniqueOrThrow({ where: { id: noteId } });
  await editNote(ctxOf(employee), { noteId, body: "Secret two", seenBody });
  await deleteNote(ctxOf(employee), { noteId });
  expect(await database().note.findUniqueOrThrow({ where: { id: noteId } })).toMatchObject({ body: "" });
  expect(await database().noteVersion.count({ where: { noteId } })).toBe(0);
  expect(await database().leadFile.count({ where: { noteId } })).toBe(0);
  expect(await ownMentions(ctxOf(manager))).toStrictEqual([]);
  expect(await history(manager, lead.id)).toMatchObject([{ kind: "note", body: "", files: [] }]);
  await expect(deleteNote(ctxOf(employee), { noteId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a note brings its files, may have no words then, and without either is refused", async () => {
  const { employee, lead } = await house();
  const send = (bytes: Uint8Array, name: string) => upload(employee, { leadId: lead.id, bytes, name });
  const uploads = [await send(PNG, "foto.png"), await send(PDF, "oferta.pdf")];
  await addNote(ctxOf(employee), { leadId: lead.id, body: "", uploads });
  expect(await history(employee, lead.id)).toMatchObject([
    {
      own: true,
      files: [
        { name: "foto.png", type: "image/png", own: true },
        { name: "oferta.pdf", type: "application/pdf" },
      ],
    },
  ]);
});

test("two pictures without a word right after each other are two notes; the same one sent again is one", async () => {
  const { employee, lead } = await house();
  const write = async (bytes: Uint8Array) =>
    addNote(ctxOf(employee), {
      leadId: lead.id,
      body: "",
      uploads: [await upload(employee, { leadId: lead.id, bytes })],
    });
  await write(PNG);
  await write(PDF);
  await write(PDF);
  expect(await database().note.count({ where: { leadId: lead.id } })).toBe(2);
});
