import { updateLead } from "@/lib/leads/commands";
import { logContact, setContactOutcome } from "@/lib/leads/contact/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { assignLead } from "@/lib/leads/ownership/commands";
import { changeStatus } from "@/lib/leads/status/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { TIMELINE_PAGE } from "@/lib/leads/timeline/schema";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import type { Ctx, UserActor } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { TimelineFilter } from "@/lib/leads/timeline/schema";

async function house() {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const employee = await makeUser("employee", [company.id], { firstName: "Emilio" });
  const lead = await makeLead(company.id, { at: new Date("2026-11-20T10:00:00Z") });
  return { company, manager, employee, lead };
}

const read = (actor: UserActor, lead: Lead, filter: TimelineFilter = "all", before?: { at: string; seq: string }) =>
  timeline(ctxOf(actor), { leadId: lead.id, filter, before: before ?? null, locale: "en" });

async function worked() {
  const { company, manager, employee, lead } = await house();
  const ctx = ctxOf(employee);
  await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: employee.id, seenOwnerId: null, reason: "Knows them" });
  await updateLead(ctxOf(manager), {
    leadId: lead.id,
    set: { priority: "high" },
    seen: { priority: "normal" },
    country: "AR",
  });
  const { attemptId } = await logContact(ctx, { leadId: lead.id, channel: "call", outcome: "pending", note: "" });
  await setContactOutcome(ctx, { attemptId, outcome: "no-answer", note: "Voicemail" });
  const [assigned, contacted] = [await statusId("assigned"), await statusId("contacted")];
  await changeStatus(ctx, { leadId: lead.id, statusId: contacted, seenStatusId: assigned });
  await addNote(ctx, { leadId: lead.id, body: "They call back on Monday" });
  return { company, manager, employee, lead };
}

test("who did what, before and after, in the words of the reader's language, the newest first", async () => {
  const { manager, lead } = await worked();
  const { entries, more } = await read(manager, lead);
  expect(more).toBe(false);
  expect(entries.map(({ kind, actor }) => `${actor.name}: ${kind}`)).toStrictEqual([
    "Emilio Tester: note",
    "Emilio Tester: status",
    "Emilio Tester: outcome",
    "Emilio Tester: contact",
    "Marta Tester: fields",
    "Marta Tester: status",
    "Marta Tester: assigned",
    "test: classified",
    "test: created",
  ]);
  expect(entries).toMatchObject([
    { body: "They call back on Monday" },
    { from: { label: "Assigned" }, to: { label: "Contacted", tone: "cyan" } },
    { channel: "call", from: "pending", to: "no-answer", note: "Voicemail" },
    { channel: "call", outcome: "pending", note: "" },
    { changes: [{ field: "priority", from: "normal", to: "high" }] },
    { from: { label: "Pending" }, to: { label: "Assigned" } },
    { from: "", to: "Emilio Tester", reason: "Knows them" },
    { type: "Transport", status: { label: "Pending" }, rules: [] },
    {},
  ]);
});

test("one's own contact, once said, can be corrected and for a day taken back; a colleague's can't; its note stands once", async () => {
  const { manager, lead } = await house();
  const { attemptId } = await logContact(ctxOf(manager), {
    ...{ leadId: lead.id, channel: "call", outcome: "no-answer", note: "Voicemail" },
  });
  await setContactOutcome(ctxOf(manager), { attemptId, outcome: "reached" });
  const contacts = async (ctx: Ctx) =>
    (await timeline(ctx, { leadId: lead.id, filter: "contacts", before: null, locale: "en" })).entries;
  const own = { outcome: "reached", note: "Voicemail", takenBack: true };
  const mine = await contacts(ctxOf(manager));
  expect(mine).toMatchObject([
    { kind: "outcome", from: "no-answer", to: "reached", note: "", own },
    { kind: "contact", outcome: "no-answer", note: "Voicemail", own },
  ]);
  const tomorrow = ctxOf(manager, { now: () => new Date(Date.now() + 25 * 3_600_000) });
  expect(await contacts(tomorrow)).toMatchObject([{ own: { takenBack: false } }, { own: { takenBack: false } }]);
  const director = await makeUser("executive", []);
  for (const entry of await contacts(ctxOf(director))) expect(entry).not.toHaveProperty("own");
});

test("each filter shows its kind of event and no other", async () => {
  const { manager, lead } = await worked();
  const kinds = async (filter: TimelineFilter) => (await read(manager, lead, filter)).entries.map(({ kind }) => kind);
  await expect(kinds("notes")).resolves.toStrictEqual(["note"]);
  await expect(kinds("contacts")).resolves.toStrictEqual(["outcome", "contact"]);
  await expect(kinds("changes")).resolves.toStrictEqual(["status", "fields", "status", "assigned", "classified"]);
});

test("what was told late stands at the time it happened", async () => {
  const { manager, lead } = await house();
  await addNote(ctxOf(manager), { leadId: lead.id, body: "today" });
  const past = ctxOf(manager, { now: () => new Date("2026-11-21T10:00:00Z"), history: true });
  await addNote(past, { leadId: lead.id, body: "long ago" });
  const { entries } = await read(manager, lead);
  expect(entries.slice(0, 2)).toMatchObject([
    { kind: "note", body: "today", history: false },
    { kind: "note", body: "long ago", history: true },
  ]);
});

test("its pages show every event once, even those of one instant", async () => {
  const { manager, lead } = await house();
  const at = new Date("2026-11-22T10:00:00.123Z");
  const written = Array.from({ length: TIMELINE_PAGE + 9 }, (_, index) => `note ${index}`);
  for (const body of written) await addNote(ctxOf(manager, { now: () => at }), { leadId: lead.id, body });
  const first = await read(manager, lead, "notes");
  const [last] = first.entries.slice(-1).map(({ at: lastAt, seq }) => ({ at: lastAt, seq }));
  const second = await read(manager, lead, "notes", last);
  expect([first.more, second.more]).toStrictEqual([true, false]);
  expect([...first.entries, ...second.entries]).toMatchObject(written.toReversed().map((body) => ({ body })));
});

test("of very long notes a page tells fewer, at least one, and each of them whole and once", async () => {
  const { manager, lead } = await house();
  const long = (mark: string) => `${mark} ${"palabra ".repeat(48_000)}${mark}`;
  for (const mark of ["one", "two"]) await addNote(ctxOf(manager), { leadId: lead.id, body: long(mark) });
  const first = await read(manager, lead, "notes");
  expect(first).toMatchObject({ entries: [{ body: long("two") }], more: true });
  const [last] = first.entries.map(({ at, seq }) => ({ at, seq }));
  expect(await read(manager, lead, "notes", last)).toMatchObject({ entries: [{ body: long("one") }], more: false });
});

test("it isn't told to whoever may not see the lead, nor to its former owner", async () => {
  const { company, manager, employee, lead } = await worked();
  const colleague = await makeUser("employee", [company.id]);
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  for (const actor of [colleague, stranger]) {
    await expect(read(actor, lead)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(read(employee, lead)).resolves.toMatchObject({ more: false });
  await assignLead(ctxOf(manager), {
    leadId: lead.id,
    ownerId: colleague.id,
    seenOwnerId: employee.id,
    reason: "",
  });
  await expect(read(employee, lead)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
