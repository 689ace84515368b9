import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { addTouchpoint, updateLead } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { findSamePerson } from "@/lib/leads/duplicates/queries";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { compareLeads } from "@/lib/leads/merging/comparison/queries";
import { joinedElsewhere, laterArrivals, survivorOf } from "@/lib/leads/merging/queries";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { addNote } from "@/lib/leads/notes/commands";
import { addTag, mergeTags, updateTag } from "@/lib/leads/tags/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { rowOf, write } from "@/tests/support/merging";

async function house() {
  const company = await makeCompany();
  const [manager, admin, employee] = [
    await makeUser("manager", [company.id]),
    await makeUser("admin"),
    await makeUser("employee", [company.id]),
  ];
  const survivor = await makeLead(company.id, {
    contactName: "Ana Pérez",
    email: "ana@norte.test",
    defaultOwnerId: employee.id,
    at: new Date("2026-03-02T12:00:00Z"),
  });
  const other = await makeLead(company.id, {
    contactName: "Ana M. Pérez",
    phone: "011 4321-1234",
    extra: { CUIT: "30-71234567-1" },
    at: new Date("2026-03-01T12:00:00Z"),
  });
  return { company, manager, admin, employee, survivor, other };
}

type Four = [string, string, string, string];
const nothingSeen = { survivor: {}, other: {} };

test("a note on a lead that was merged a moment ago is refused, and says into whom", async () => {
  const { manager, survivor, other } = await house();
  await mergeLeads(ctxOf(manager), { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen });
  await expect(addNote(ctxOf(manager), { leadId: other.id, body: "Llamar" })).rejects.toMatchObject({
    code: "PRECONDITION",
    details: { label: `L-${other.number}`, into: `L-${survivor.number}`, by: manager.name },
  });
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  const asked = addNote(ctxOf(stranger), { leadId: other.id, body: "Llamar" });
  await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the other leaves the table with all that hangs on it going over, and its number opens the survivor", async () => {
  const { manager, survivor, other } = await house();
  await addNote(ctxOf(manager), { leadId: other.id, body: "Llamar a la tarde" });
  await logContact(ctxOf(manager), { leadId: other.id, channel: "call", outcome: "reached", note: "" });
  const contacted = await rowOf(other.id);
  await mergeLeads(ctxOf(manager), {
    survivorId: survivor.id,
    otherId: other.id,
    take: ["contactName", "phone"],
    seen: { survivor: { contactName: "Ana Pérez" }, other: { phone: "011 4321-1234" } },
  });
  const left = { where: { leadId: other.id } };
  expect([
    await database().lead.count({ where: { id: other.id } }),
    await database().touchpoint.count(left),
    await database().note.count(left),
    await database().contactAttempt.count(left),
  ]).toStrictEqual([0, 0, 0, 0]);
  const after = await rowOf(survivor.id);
  expect(after).toMatchObject({
    contactName: "Ana M. Pérez",
    contactNameKey: "ana m. perez".replace(". ", "."),
    phoneKey: contacted["phoneKey"],
    email: "ana@norte.test",
    touchCount: 2,
    receivedAt: contacted["receivedAt"],
    submittedAt: contacted["submittedAt"],
    firstResponseAt: contacted["firstResponseAt"],
    extra: { CUIT: "30-71234567-1" },
  });
  expect(after["searchText"]).toContain("1143211234");
  expect(await survivorOf(ctxOf(manager), other.number)).toBe(survivor.number);
  expect((await eventsOf(survivor.id)).at(-1)?.name).toBe("lead.merged");
  expect((await eventsOf(other.id)).at(-1)?.name).toBe("lead.mergedInto");
  const told = await timeline(ctxOf(manager), { leadId: survivor.id, filter: "all", before: null, locale: "es" });
  expect(told.entries.map(({ kind }) => kind)).toStrictEqual(
    expect.arrayContaining(["merged", "note", "contact", "created"]),
  );
  expect(told.entries.find(({ kind }) => kind === "note")).toMatchObject({ of: `L-${other.number}` });
});

test("what the other wrote first stands in the history of what it became, and of nobody once they are apart", async () => {
  const { company, manager, survivor } = await house();
  const other = await makeLead(company.id, { contactName: "Beto Luna", at: new Date("2026-03-01T12:00:00Z") });
  await database().touchpoint.updateMany({
    where: { leadId: other.id },
    data: { message: "Dos contenedores", values: { person: { firm: "Fusión S.A." }, extra: { Peso: "20 kg" } } },
  });
  const told = async () => {
    const { entries } = await timeline(ctxOf(manager), {
      leadId: survivor.id,
      filter: "arrivals",
      locale: "es",
      before: null,
    });
    return entries;
  };
  const own = { kind: "created", touch: null };
  expect(await told()).toMatchObject([own]);
  const merged = { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen };
  const { mergeId } = await mergeLeads(ctxOf(manager), merged);
  const extra = [{ name: "Peso", value: "20 kg" }];
  const touch = { person: ["Fusión S.A."], message: "Dos contenedores", extra, spam: null };
  expect(await told()).toMatchObject([own, { kind: "created", of: `L-${other.number}`, touch }]);
  await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] });
  expect(await told()).toMatchObject([own]);
});

test("of leads merged one after the other each has its own first words in the history", async () => {
  const { company, manager, survivor } = await house();
  const write = async (contactName: string, at: string) => {
    const { id } = await makeLead(company.id, { contactName, at: new Date(at) });
    await database().touchpoint.updateMany({ where: { leadId: id }, data: { message: `Palabras de ${contactName}` } });
    return id;
  };
  const zoe = await write("Zoe Luna", "2026-03-01T12:00:00Z");
  const abel = await write("Abel Paz", "2026-03-02T09:00:00Z");
  await mergeLeads(ctxOf(manager), { survivorId: abel, otherId: zoe, take: [], seen: nothingSeen });
  await mergeLeads(ctxOf(manager), { survivorId: survivor.id, otherId: abel, take: [], seen: nothingSeen });
  const asked = { leadId: survivor.id, filter: "arrivals" as const, locale: "es" as const, before: null };
  expect((await timeline(ctxOf(manager), asked)).entries).toMatchObject([
    { touch: null },
    { touch: { message: "Palabras de Abel Paz" } },
    { touch: { message: "Palabras de Zoe Luna" } },
  ]);
});

test("taken apart weeks later, both are as they were, and what came after stays where it came", async () => {
  const { manager, survivor, other } = await house();
  await logContact(ctxOf(manager), { leadId: other.id, channel: "call", outcome: "reached", note: "" });
  const before = [await rowOf(survivor.id), await rowOf(other.id)];
  const spans = await database().leadSpan.findMany({ where: { leadId: other.id }, orderBy: { id: "asc" } });
  const { mergeId } = await mergeLeads(ctxOf(manager), {
    survivorId: survivor.id,
    otherId: other.id,
    take: ["contactName", "phone"],
    seen: nothingSeen,
  });
  await addNote(ctxOf(manager), { leadId: survivor.id, body: "Después" });
  const said = await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] });
  expect(said).toStrictEqual({ number: other.number, kept: [] });
  const moving = { lastActivityAt: expect.anything() as string, updatedAt: expect.anything() as string };
  expect(await rowOf(survivor.id)).toStrictEqual({ ...before[0], ...moving });
  expect(await rowOf(other.id)).toStrictEqual({ ...before[1], updatedAt: expect.anything() as string });
  expect(await database().leadSpan.findMany({ where: { leadId: other.id }, orderBy: { id: "asc" } })).toStrictEqual(
    spans,
  );
  expect(await database().note.findMany({ where: { leadId: survivor.id } })).toMatchObject([{ body: "Después" }]);
  expect(await database().contactAttempt.count({ where: { leadId: other.id } })).toBe(1);
  expect(await survivorOf(ctxOf(manager), other.number)).toBeNull();
  expect((await eventsOf(other.id)).at(-1)?.name).toBe("lead.restored");
  await expect(unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] })).rejects.toMatchObject({
    details: { reason: "unmergedAlready" },
  });
});

test("taken apart, both have their tags by what they are called now", async () => {
  const { manager, admin, survivor, other } = await house();
  const name = newId();
  const [mine, theirs, gone, later] = ["mine", "theirs", "gone", "later"].map((word) => `${word} ${name}`) as Four;
  for (const tag of [mine, theirs, gone]) await addTag(ctxOf(admin), { name: tag, tone: "gray" });
  await database().lead.update({ where: { id: survivor.id }, data: { tags: [mine] } });
  await database().lead.update({ where: { id: other.id }, data: { tags: [theirs, gone] } });
  await mergeLeads(ctxOf(manager), { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen });
  await updateTag(ctxOf(admin), { name: theirs, set: { name: later } });
  await mergeTags(ctxOf(admin), { name: gone, into: mine });
  const { id } = await database().leadMerge.findFirstOrThrow({ where: { survivorId: survivor.id } });
  await unmergeLeads(ctxOf(manager), { mergeId: id, touchpointIds: [] });
  expect((await rowOf(other.id))["tags"]).toStrictEqual([later, mine]);
  expect((await rowOf(survivor.id))["tags"]).toStrictEqual([mine]);
});

test("a field somebody edited after the merge keeps that, and is told", async () => {
  const { manager, survivor, other } = await house();
  const take = ["contactName" as const, "phone" as const];
  const { mergeId } = await mergeLeads(ctxOf(manager), {
    survivorId: survivor.id,
    otherId: other.id,
    take,
    seen: nothingSeen,
  });
  await updateLead(ctxOf(manager), {
    leadId: survivor.id,
    set: { contactName: "Ana María Pérez" },
    seen: { contactName: "Ana M. Pérez" },
    country: "AR",
  });
  expect(await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] })).toMatchObject({ kept: ["contactName"] });
  expect(await rowOf(survivor.id)).toMatchObject({ contactName: "Ana María Pérez", phone: "" });
});

test("the owner and status taken go back, each with its span", async () => {
  const { manager, employee, survivor, other } = await house();
  const { mergeId } = await mergeLeads(ctxOf(manager), {
    survivorId: other.id,
    otherId: survivor.id,
    take: ["ownerId"],
    seen: nothingSeen,
  });
  expect(await rowOf(other.id)).toMatchObject({ ownerId: employee.id });
  await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] });
  expect(await rowOf(other.id)).toMatchObject({ ownerId: null, assignedAt: null });
  const open = await database().leadSpan.findMany({ where: { leadId: other.id, to: null } });
  expect(open.map(({ kind }) => kind)).toStrictEqual(["status"]);
});

test("an arrival of the other's phone after the merge finds the survivor, and can go back with the other", async () => {
  const { company, manager, survivor, other } = await house();
  const { mergeId } = await mergeLeads(ctxOf(manager), {
    survivorId: survivor.id,
    otherId: other.id,
    take: [],
    seen: nothingSeen,
  });
  const person = { contactName: "Ana", firm: "", email: "", phone: "+54 9 11 4321 1234", service: "", country: "AR" };
  const found = await database().$transaction((tx) => findSamePerson(tx, company.id, person, new Date()));
  expect(found).toMatchObject({ id: survivor.id });
  const theirs = await write(survivor.id, { phone: "+54 9 11 4321 1234" });
  const own = await write(survivor.id, { email: "ana@norte.test" });
  const later = await laterArrivals(ctxOf(manager), { mergeId });
  expect(new Map(later.map(({ id, ofOther }) => [id, ofOther]))).toStrictEqual(
    new Map([
      [own, false],
      [theirs, true],
    ]),
  );
  const first = await database().touchpoint.findFirstOrThrow({ where: { leadId: survivor.id } });
  await expect(unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [first.id] })).rejects.toMatchObject({
    code: "INVALID",
  });
  await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [theirs] });
  expect(await rowOf(other.id)).toMatchObject({ touchCount: 2 });
  expect(await rowOf(survivor.id)).toMatchObject({ touchCount: 2 });
});

test("after they were taken apart what arrived meanwhile is told of whose it is now, and named so where it arrived", async () => {
  const { manager, survivor, other } = await house();
  const ctx = ctxOf(manager);
  const merging = { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen };
  const { mergeId } = await mergeLeads(ctx, merging);
  const touched = { sourceId: null, deliveryId: null, submittedAt: new Date(), receivedAt: new Date(), message: "" };
  const arrival = { ...touched, service: "", pageUrl: "", referrer: "", utm: NO_UTM, values: {} };
  const { touchpointId } = await addTouchpoint(ctx, survivor.id, arrival);
  await addTouchpoint(ctx, survivor.id, arrival);
  await unmergeLeads(ctx, { mergeId, touchpointIds: [touchpointId] });
  const touches = async (leadId: string) => {
    const { entries } = await timeline(ctx, { leadId, filter: "all", before: null, locale: "en" });
    return entries.filter(({ kind }) => kind === "touched").map((entry) => entry.of);
  };
  expect(await touches(survivor.id)).toStrictEqual([undefined, `L-${other.number}`]);
  expect(await touches(other.id)).toStrictEqual([undefined]);
});

const NO_UTM = { source: "", medium: "", campaign: "", term: "", content: "" };

test("a manager merges within their companies and an admin anywhere; an employee, even their own, nowhere", async () => {
  const { admin, employee, survivor, other } = await house();
  const input = { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen };
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  await expect(mergeLeads(ctxOf(employee), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(mergeLeads(ctxOf(stranger), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(mergeLeads(ctxOf(admin), { ...input, otherId: survivor.id })).rejects.toMatchObject({ code: "INVALID" });
  const { mergeId } = await mergeLeads(ctxOf(admin), input);
  await expect(unmergeLeads(ctxOf(employee), { mergeId, touchpointIds: [] })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(unmergeLeads(ctxOf(stranger), { mergeId, touchpointIds: [] })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await survivorOf(ctxOf(stranger), other.number)).toBeNull();
});

test("what somebody changed meanwhile is a conflict, and of two who merge at once one is told who was first", async () => {
  const { manager, admin, survivor, other } = await house();
  const input = { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen };
  await expect(
    mergeLeads(ctxOf(manager), { ...input, seen: { survivor: { firm: "Norte" }, other: {} } }),
  ).rejects.toMatchObject({ code: "CONFLICT", details: { field: "firm" } });
  const both = await Promise.allSettled([
    mergeLeads(ctxOf(manager), input),
    mergeLeads(ctxOf(admin), { ...input, survivorId: other.id, otherId: survivor.id }),
  ]);
  const refused = both.filter((one) => one.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "PRECONDITION", details: { reason: "mergedAlready" } } }]);
  expect(await database().leadMerge.count({ where: { leadId: { in: [survivor.id, other.id] } } })).toBe(1);
});

test("leads of two companies aren't one", async () => {
  const { admin, survivor } = await house();
  const elsewhere = await makeLead((await makeCompany()).id);
  await expect(
    mergeLeads(ctxOf(admin), { survivorId: survivor.id, otherId: elsewhere.id, take: [], seen: nothingSeen }),
  ).rejects.toMatchObject({ details: { reason: "otherCompany" } });
});

test("a lead that was merged on is parted last merged first, and says so", async () => {
  const { company, manager, survivor, other } = await house();
  const third = await makeLead(company.id, { contactName: "A. Pérez" });
  const merge = (survivorId: string, otherId: string) =>
    mergeLeads(ctxOf(manager), { survivorId, otherId, take: [], seen: nothingSeen });
  const first = await merge(survivor.id, other.id);
  const second = await merge(third.id, survivor.id);
  expect(await survivorOf(ctxOf(manager), other.number)).toBe(third.number);
  await expect(unmergeLeads(ctxOf(manager), { mergeId: first.mergeId, touchpointIds: [] })).rejects.toMatchObject({
    details: { reason: "survivorMerged", into: `L-${third.number}` },
  });
  await unmergeLeads(ctxOf(manager), { mergeId: second.mergeId, touchpointIds: [] });
  await unmergeLeads(ctxOf(manager), { mergeId: first.mergeId, touchpointIds: [] });
  expect(await database().touchpoint.count({ where: { leadId: other.id } })).toBe(1);
  expect(await rowOf(survivor.id)).toMatchObject({ touchCount: 1, statusId: await statusId("pending") });
});

describe("an amount", () => {
  const worth = (leadId: string, amountCents: bigint) =>
    database().lead.update({ where: { id: leadId }, data: { amountCents, currency: "ARS" } });

  test("is compared, told in the history, and gone from the survivor once they are apart", async () => {
    const { manager, survivor, other } = await house();
    await worth(other.id, 530_700n);
    const numbers = [survivor.number, other.number] as const;
    const { fields } = await compareLeads(ctxOf(manager), { numbers, locale: "es" });
    expect(fields.find(({ field }) => field === "amountCents")).toMatchObject({
      a: { value: null, text: "" },
      b: { value: "530700", text: expect.stringContaining("5.307") as string },
    });
    const { mergeId } = await mergeLeads(ctxOf(manager), {
      survivorId: survivor.id,
      otherId: other.id,
      take: ["amountCents"],
      seen: { survivor: { amountCents: null }, other: { amountCents: "530700" } },
    });
    expect(await rowOf(survivor.id)).toMatchObject({ amountCents: 530_700, currency: "ARS" });
    expect((await eventsOf(survivor.id)).at(-1)?.changes).toStrictEqual({ amount: { from: null, to: 530_700 } });
    await unmergeLeads(ctxOf(manager), { mergeId, touchpointIds: [] });
    expect([(await rowOf(survivor.id))["amountCents"], (await rowOf(other.id))["amountCents"]]).toStrictEqual([
      null,
      530_700,
    ]);
  });

  test("that was changed while somebody chose is a conflict", async () => {
    const { manager, survivor, other } = await house();
    await worth(other.id, 530_700n);
    const asked = mergeLeads(ctxOf(manager), {
      survivorId: survivor.id,
      otherId: other.id,
      take: ["amountCents"],
      seen: { survivor: {}, other: { amountCents: "1" } },
    });
    await expect(asked).rejects.toMatchObject({ code: "CONFLICT", details: { field: "amount" } });
  });

  test("that whoever merges may not see is shown to nobody, and fills what says nothing all the same", async () => {
    const { manager, survivor, other } = await house();
    await worth(other.id, 530_700n);
    const blind = ctxOf({ ...manager, fields: { amount: "hidden" } });
    const numbers = [survivor.number, other.number] as const;
    const { fields } = await compareLeads(blind, { numbers, locale: "es" });
    expect(JSON.stringify(fields.find(({ field }) => field === "amountCents"))).not.toMatch(/\d/);
    await mergeLeads(blind, { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen });
    expect((await rowOf(survivor.id))["amountCents"]).toBe(530_700);
  });

  test("of the survivor's own isn't overwritten by one that nobody chose, nor by whoever may only read it", async () => {
    const { manager, survivor, other } = await house();
    await worth(survivor.id, 100n);
    await worth(other.id, 530_700n);
    const input = { survivorId: survivor.id, otherId: other.id, seen: nothingSeen };
    const reader = ctxOf({ ...manager, fields: { amount: "read" } });
    await expect(mergeLeads(reader, { ...input, take: ["amountCents"] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await mergeLeads(reader, { ...input, take: [] });
    expect((await rowOf(survivor.id))["amountCents"]).toBe(100);
  });
});

test("whose lead was merged into one that isn't theirs is told so, and nobody else that there was one", async () => {
  const { company, manager, employee, survivor } = await house();
  const colleague = await makeUser("employee", [company.id]);
  const other = await makeLead(company.id, { contactName: "Ana P.", defaultOwnerId: colleague.id });
  await mergeLeads(ctxOf(manager), { survivorId: survivor.id, otherId: other.id, take: [], seen: nothingSeen });
  expect(await survivorOf(ctxOf(colleague), other.number)).toBeNull();
  expect(await joinedElsewhere(ctxOf(colleague), other.number)).toStrictEqual({ leadId: other.id, by: manager.name });
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  expect(await joinedElsewhere(ctxOf(stranger), other.number)).toBeNull();
  expect(await joinedElsewhere(ctxOf(employee), other.number)).toBeNull();
});
