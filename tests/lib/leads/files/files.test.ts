import { database } from "@/lib/core/db";
import { fileStore } from "@/lib/core/files/store";
import { attachFiles, removeFile, uploadFile } from "@/lib/leads/files/commands";
import { filesTotal, readFile } from "@/lib/leads/files/queries";
import { dropUnnamed, sweepFiles } from "@/lib/leads/files/sweeping/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { EXE, PDF, PNG } from "@/tests/support/file-bytes";
import { chunks, ownDataFolder, upload } from "@/tests/support/files";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { UserActor } from "@/lib/core/ctx";

const { remove } = ownDataFolder();
afterAll(remove);

const DAY_MS = 86_400_000;
let unlike = 0;
/** A picture that no other test has. */
const picture = () => Buffer.concat([PNG, Buffer.from(`#${++unlike}`)]);

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const employee = await makeUser("employee", [company.id]);
  const colleague = await makeUser("employee", [company.id]);
  const executive = await makeUser("executive", []);
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id });
  return { company, manager, employee, colleague, executive, stranger, lead };
}

async function attach(actor: UserActor, leadId: string, bytes: Uint8Array = picture(), name = "foto.png") {
  await attachFiles(ctxOf(actor), { leadId, uploads: [await upload(actor, { leadId, bytes, name })] });
  return database().leadFile.findFirstOrThrow({ where: { leadId }, orderBy: { id: "desc" } });
}

/** Who may do what, by hand: the lead's owner, its company's manager, a colleague, who only reads, another company's manager. */
const RIGHTS = [
  { who: "employee", sends: "done", reads: "done", removes: "done" },
  { who: "manager", sends: "done", reads: "done", removes: "done" },
  { who: "colleague", sends: "NOT_FOUND", reads: "NOT_FOUND", removes: "NOT_FOUND" },
  { who: "executive", sends: "FORBIDDEN", reads: "done", removes: "FORBIDDEN" },
  { who: "stranger", sends: "NOT_FOUND", reads: "NOT_FOUND", removes: "NOT_FOUND" },
] as const;

const outcomeOf = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );

test.each(RIGHTS)("$who: sending $sends, reading $reads, removing $removes", async ({ who, sends, reads, removes }) => {
  const all = await house();
  const actor = all[who];
  const file = await attach(all.employee, all.lead.id);
  expect(await outcomeOf(upload(actor, { leadId: all.lead.id }))).toBe(sends);
  expect(await outcomeOf(readFile(ctxOf(actor), { fileId: file.id }))).toBe(reads);
  expect(await outcomeOf(removeFile(ctxOf(actor), { fileId: file.id }))).toBe(removes);
});

test("whoever lost sight of the lead reads its files no more; who brought one and may only read takes theirs away", async () => {
  const { employee, manager, lead } = await house();
  const file = await attach(employee, lead.id);
  await database().lead.update({ where: { id: lead.id }, data: { ownerId: manager.id } });
  expect(await outcomeOf(readFile(ctxOf(employee), { fileId: file.id }))).toBe("NOT_FOUND");
  const reader = { ...employee, permissions: { "lead.read": "company" as const } };
  expect(await outcomeOf(removeFile(ctxOf(reader), { fileId: file.id }))).toBe("done");
});

test("an upload belongs to who sent it, to its lead, and not for ever", async () => {
  const { employee, manager, lead, company } = await house();
  const other = await makeLead(company.id, { defaultOwnerId: employee.id });
  const sent = await upload(employee, { leadId: lead.id });
  const gone = { code: "PRECONDITION", details: { reason: "uploadGone" } };
  const take = (actor: UserActor, leadId: string, uploads: string[], now = new Date()) =>
    attachFiles(ctxOf(actor, { now: () => now }), { leadId, uploads });
  await expect(take(manager, lead.id, [sent])).rejects.toMatchObject(gone);
  await expect(take(employee, other.id, [sent])).rejects.toMatchObject(gone);
  await expect(take(employee, lead.id, [`${sent.slice(0, -2)}xx`])).rejects.toMatchObject(gone);
  await expect(take(employee, lead.id, [sent], new Date(Date.now() + DAY_MS))).rejects.toMatchObject(gone);
  expect(await database().leadFile.count({ where: { leadId: { in: [lead.id, other.id] } } })).toBe(0);
  await take(employee, lead.id, [sent]);
  expect((await eventsOf(lead.id)).at(-1)).toMatchObject({ name: "lead.filesAdded", payload: { names: ["foto.png"] } });
});

test.each([
  ["by its name", "setup.exe", PDF],
  ["by its bytes", "foto.jpg", EXE],
  ["by a name that is turned round", "fact\u202egpj.exe", PDF],
])("a program is refused %s", async (_, name, bytes) => {
  const { employee, lead } = await house();
  await expect(
    uploadFile(ctxOf(employee), { leadId: lead.id, name, said: null, body: chunks(bytes) }),
  ).rejects.toMatchObject({ details: { reason: "fileRefused" } });
});

test("the same bytes on two leads are kept once, and go with the last row that names them", async () => {
  const { employee, lead, company, manager } = await house();
  const other = await makeLead(company.id, { defaultOwnerId: employee.id });
  const bytes = picture();
  const [one, two] = [
    await attach(employee, lead.id, bytes, "a.png"),
    await attach(employee, other.id, bytes, "b.png"),
  ];
  const admin = ctxOf(await makeUser("admin"));
  const before = await filesTotal(admin);
  await removeFile(ctxOf(manager), { fileId: one.id });
  await dropUnnamed(one.digest);
  expect(await fileStore().has(one.digest)).toBe(true);
  expect(await filesTotal(admin)).toStrictEqual(before);
  await removeFile(ctxOf(manager), { fileId: two.id });
  await dropUnnamed(two.digest);
  expect(await fileStore().has(one.digest)).toBe(false);
  expect((await eventsOf(other.id)).at(-1)).toMatchObject({ name: "lead.fileRemoved", payload: { name: "b.png" } });
  await expect(filesTotal(ctxOf(manager))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("two who take the same file away: one does, the other is told that it is gone", async () => {
  const { employee, manager, lead } = await house();
  const file = await attach(employee, lead.id);
  const ended = await Promise.all(
    [employee, manager].map((who) => outcomeOf(removeFile(ctxOf(who), { fileId: file.id }))),
  );
  expect(ended.sort()).toStrictEqual(["NOT_FOUND", "done"]);
  expect((await eventsOf(lead.id)).filter(({ name }) => name === "lead.fileRemoved")).toHaveLength(1);
});

test("what was sent and never used goes after a day, what a row names stays", async () => {
  const { employee, lead } = await house();
  const file = await attach(employee, lead.id);
  const bytes = picture();
  const sent = await upload(employee, { leadId: lead.id, bytes });
  const digests = async () => {
    const kept = [];
    for await (const { digest } of fileStore().all()) kept.push(digest);
    return kept;
  };
  const before = await digests();
  await sweepFiles(new Date(Date.now() + DAY_MS - 60_000));
  expect(await digests()).toStrictEqual(before);
  await sweepFiles(new Date(Date.now() + DAY_MS + 60_000));
  expect(await digests()).toContain(file.digest);
  await expect(attachFiles(ctxOf(employee), { leadId: lead.id, uploads: [sent] })).rejects.toMatchObject({
    details: { reason: "uploadGone" },
  });
});

test("bytes that are swept at the moment they are used are either there or refused, never named and gone", async () => {
  const { employee, lead } = await house();
  for (let round = 0; round < 5; round++) {
    const bytes = picture();
    const sent = await upload(employee, { leadId: lead.id, bytes });
    await Promise.all([
      outcomeOf(attachFiles(ctxOf(employee), { leadId: lead.id, uploads: [sent] })),
      sweepFiles(new Date(Date.now() + 2 * DAY_MS)),
    ]);
  }
  for (const { digest } of await database().leadFile.findMany({ where: { leadId: lead.id } }))
    expect(await fileStore().has(digest)).toBe(true);
});

test("a merged lead's files are the survivor's", async () => {
  const { manager, company, lead } = await house();
  const other = await makeLead(company.id);
  const file = await attach(manager, other.id);
  await mergeLeads(ctxOf(manager), {
    survivorId: lead.id,
    otherId: other.id,
    take: [],
    seen: { survivor: {}, other: {} },
  });
  const { files } = await leadPage(ctxOf(manager), { number: lead.number, locale: "en" });
  expect(files).toMatchObject([{ id: file.id, removable: true }]);
});
