import { exportLog } from "@/lib/audit/exporting/commands";
import { labelsIn, subjectsOf } from "@/lib/audit/naming/queries";
import { auditPage } from "@/lib/audit/queries";
import { entryHref, readAudit } from "@/lib/audit/search-params";
import { subjectHref } from "@/lib/audit/subjects/policy";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { assignLead } from "@/lib/leads/ownership/commands";
import { visibleNumbers } from "@/lib/leads/naming/queries";
import { updateOrganisation } from "@/lib/settings/commands";
import { createRole, deleteRole, updateRole } from "@/lib/users/roles/commands";
import { happen } from "@/tests/support/audit";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { AuditFilter } from "@/lib/audit/search-params";
import type { Ctx } from "@/lib/core/ctx";
import type { Event } from "@/lib/core/prisma/client";

const from = (via: "screen" | "shell", address: string) => ({ via, address, userAgent: "Test" });

async function admin(): Promise<Ctx> {
  return ctxOf(await makeUser("admin"));
}

async function seqsOf(ctx: Ctx, filter: AuditFilter): Promise<string[]> {
  const { entries } = await auditPage(ctx, filter);
  return entries.map(({ seq }) => seq);
}

async function eventsWith(seqs: bigint[]): Promise<[Event, ...Event[]]> {
  return (await database().event.findMany({ where: { seq: { in: seqs } } })) as [Event, ...Event[]];
}

const newestFirst = (seqs: bigint[]) => seqs.map(String).reverse();

/** What the same filter lets through, row by row and without any index. */
async function expected(where: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool().query<{ seq: string }>(
    `select e.seq::text from "Event" e left join "Origin" o on o.id = e."originId" where ${where} order by e.seq desc limit 50`,
    values,
  );
  return rows.map(({ seq }) => seq);
}

test("newest first, page by page, each entry once", async () => {
  const ctx = await admin();
  const subject = await happen(120);
  const [{ subjectId }] = await eventsWith(subject);
  const filter = { about: `test:${subjectId}` };
  const seen: string[] = [];
  for (let before: string | null | undefined; before !== null;) {
    const page = await auditPage(ctx, filter, before);
    seen.push(...page.entries.map(({ seq }) => seq));
    before = page.next;
  }
  expect(seen).toStrictEqual(newestFirst(subject));
});

test("by person, by place and door, by kind, by a lead's number, and by several at once", async () => {
  const ctx = await admin();
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id]);
  const lead = await makeLead(company.id);
  const place = { from: from("screen", "203.0.113.5") };
  await assignLead(ctxOf(manager, place), { leadId: lead.id, ownerId: manager.id, reason: "", seenOwnerId: null });
  const shell = await happen(2, systemCtx("test", { from: from("shell", "server-7") }));
  const [assigned = ""] = await expected(`e.name = 'lead.assigned' and e."subjectId" = $1`, [lead.id]);

  expect(await seqsOf(ctx, { person: manager.id })).toStrictEqual(await expected(`e."actorId" = $1`, [manager.id]));
  expect(await seqsOf(ctx, { person: manager.id })).toContain(assigned);
  expect(await seqsOf(ctx, { about: `L-${lead.number}` })).toStrictEqual(
    await expected(`e."subjectId" = $1`, [lead.id]),
  );
  expect(await seqsOf(ctx, { about: manager.email })).toStrictEqual(await expected(`e."subjectId" = $1`, [manager.id]));
  expect(await seqsOf(ctx, { about: "nobody@example.test" })).toStrictEqual([]);
  expect(await seqsOf(ctx, { what: "leads" })).toStrictEqual(await expected(`e.name like 'lead.%'`, []));
  expect(await seqsOf(ctx, { what: "lead.assigned" })).toContain(assigned);
  expect(await seqsOf(ctx, { address: "203.0.113.5" })).toStrictEqual(await expected(`o.address = '203.0.113.5'`, []));
  expect(await seqsOf(ctx, { via: "shell" })).toStrictEqual(newestFirst(shell));
  expect(await seqsOf(ctx, { via: "server" })).toStrictEqual(await expected(`e."originId" is null`, []));
  const both = { person: manager.id, what: "leads", address: "203.0.113.5", about: `lead:${lead.id}` };
  expect(await seqsOf(ctx, both)).toContain(assigned);
  expect(await seqsOf(ctx, { ...both, address: "203.0.113.6" })).toStrictEqual([]);
});

test("by days of the reader's own zone", async () => {
  const ctx = await admin();
  await happen(3);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Argentina/Buenos_Aires" });
  const day = today.format(new Date());
  const before = today.format(new Date(Date.now() - 86_400_000));
  expect(await seqsOf(ctx, { from: day, to: day })).toStrictEqual(await expected("true", []));
  expect(await seqsOf(ctx, { from: before, to: before })).toStrictEqual([]);
});

test("a moment is found among numbers by halving", async () => {
  const [first = 0n] = await happen(1);
  const { recordedAt } = await database().event.findUniqueOrThrow({ where: { seq: first } });
  const at = async (moment: Date) =>
    (await pool().query<{ seq: string }>(`select event_seq_at($1)::text as seq`, [moment])).rows[0]?.seq;
  const [earliest] = await expected(
    `e."recordedAt" >= $1 and not exists (select 1 from "Event" f where f.seq < e.seq and f."recordedAt" >= $1)`,
    [recordedAt],
  );
  expect(await at(recordedAt)).toBe(earliest);
  const [lowest] = (await pool().query<{ seq: string }>(`select min(seq)::text as seq from "Event"`)).rows;
  expect(await at(new Date(0))).toBe(lowest?.seq);
});

test("ids are told as what they stand for", async () => {
  const ctx = await admin();
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Nombrada" });
  const lead = await makeLead(company.id);
  await assignLead(ctxOf(manager), { leadId: lead.id, ownerId: manager.id, reason: "", seenOwnerId: null });
  const { entries } = await auditPage(ctx, { about: `lead:${lead.id}`, what: "lead.assigned" });
  expect((await labelsIn(ctx, entries, "es")).get(manager.id)).toBe("Nombrada Tester");
});

test("whoever may not read it reads nothing of it, in no way", async () => {
  for (const role of ["employee", "manager", "executive"]) {
    const ctx = ctxOf(await makeUser(role));
    await expect(auditPage(ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(exportLog(ctx, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(labelsIn(ctx, [], "es")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(subjectsOf(ctx, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("a lead is linked for whoever may see it", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()];
  const manager = ctxOf(await makeUser("manager", [mine.id]));
  const [own, other] = [await makeLead(mine.id), await makeLead(theirs.id)];
  const numbers = await visibleNumbers(manager, [own.id, other.id]);
  expect([...numbers]).toStrictEqual([[own.id, own.number]]);
  const about = { subjectType: "lead", subjectId: other.id };
  expect(subjectHref(manager.actor, about, numbers.get(other.id))).toBeUndefined();
  expect(subjectHref(manager.actor, { subjectType: "role", subjectId: own.id }, undefined)).toBeUndefined();
  expect(subjectHref((await admin()).actor, { subjectType: "user", subjectId: own.id }, undefined)).toBe(
    `/users/${own.id}`,
  );
});

test("who takes the log out is told, before the first row and from where", async () => {
  const ctx = { ...(await admin()), from: from("screen", "203.0.113.99") };
  const batches = await exportLog(ctx, { what: "log.exported" });
  const told = await database().event.findFirstOrThrow({
    where: { name: "log.exported", originId: { not: null } },
    orderBy: { seq: "desc" },
  });
  expect(told).toMatchObject({ payload: { query: "?what=log.exported" } });
  const origin = await database().origin.findUnique({ where: { id: String(told.originId) } });
  expect(origin).toMatchObject({ via: "screen", address: "203.0.113.99" });
  const seqs: string[] = [];
  for await (const batch of batches) seqs.push(...batch.map(({ seq }) => seq));
  expect(seqs).toStrictEqual(await expected(`e.name = 'log.exported'`, []));
});

test("a change says who, from where, before and after", async () => {
  const ctx = { ...(await admin()), from: from("screen", "203.0.113.98") };
  const name = "Grupo";
  await database().organisation.create({ data: { id: 1, name, setUpAt: new Date() } });
  await updateOrganisation(ctx, { set: { name: `${name}!` }, seen: { name } });
  const { entries } = await auditPage(ctx, { address: "203.0.113.98" });
  expect(entries[0]).toMatchObject({
    name: "organisation.updated",
    via: "screen",
    userAgent: "Test",
    changes: { name: { from: name, to: `${name}!` } },
  });
});

test("by an address that has come with hundreds of browsers, all of it and nobody else's", async () => {
  const ctx = await admin();
  const address = "203.0.113.50";
  for (let at = 0; at < 205; at++)
    await happen(1, systemCtx("test", { from: { via: "screen", address, userAgent: `Browser ${at}` } }));
  await happen(1, systemCtx("test", { from: from("screen", "203.0.113.51") }));
  const seqs: string[] = [];
  for await (const batch of await exportLog(ctx, { address })) seqs.push(...batch.map(({ seq }) => seq));
  const { rows } = await pool().query<{ seq: string }>(
    `select e.seq::text from "Event" e join "Origin" o on o.id = e."originId" where o.address = $1 order by e.seq desc`,
    [address],
  );
  expect(seqs).toStrictEqual(rows.map(({ seq }) => seq));
  expect(seqs).toHaveLength(205);
});

test.each([
  [
    { person: "x", what: "nonsense", via: "moon", from: "2026-13-01", before: "1;", opened: "-1" },
    { filter: {}, notUnderstood: ["person", "what", "via", "from"] },
  ],
  [
    { about: " L-10 ", what: "signIns", before: "12", opened: "11", address: " " },
    { filter: { about: "L-10", what: "signIns" }, notUnderstood: [], before: "12", opened: "11" },
  ],
  [
    { from: "0000-01-01", to: "9999-12-31" },
    { filter: {}, notUnderstood: ["from", "to"] },
  ],
  [
    { what: ["a", "b"], address: "1.2.3.4" },
    { filter: { address: "1.2.3.4" }, notUnderstood: ["what"] },
  ],
  [{ about: "a\u0000b" }, { filter: {}, notUnderstood: ["about"] }],
])("of the address %j counts %j", (params, read) => {
  expect(readAudit(params)).toStrictEqual(read);
});

describe("what has a name in each language is called by the reader's", () => {
  const reader = async (locale: string) => ctxOf({ ...(await makeUser("admin")), locale });
  const labelsOf = async (ctx: Ctx, about: string) =>
    (await auditPage(ctx, { about })).entries.map(({ subjectLabel }) => subjectLabel);

  test("a role, also when it was renamed or deleted since; in the file too", async () => {
    const system = systemCtx("test");
    const { id: copyOf } = await database().role.findUniqueOrThrow({ where: { key: "employee" } });
    const [nameEn, nameEs] = [`Sellers ${newId()}`, `Vendedores ${newId()}`];
    const { id: roleId } = await createRole(system, { copyOf, nameEn, nameEs });
    const about = `role:${roleId}`;
    expect(await labelsOf(await reader("es"), about)).toStrictEqual([nameEs]);
    expect(await labelsOf(await reader("en"), about)).toStrictEqual([nameEn]);
    await updateRole(system, { roleId, set: { nameEs: `${nameEs} 2` }, seen: { nameEs } });
    expect(await labelsOf(await reader("es"), about)).toStrictEqual([`${nameEs} 2`, `${nameEs} 2`]);
    await deleteRole(system, { roleId });
    const spanish = await reader("es");
    expect(await labelsOf(spanish, about)).toStrictEqual(Array(3).fill(`${nameEs} 2`));
    const file: string[] = [];
    for await (const batch of await exportLog(spanish, { about })) file.push(...batch.map((one) => one.subjectLabel));
    expect(file).toStrictEqual(Array(3).fill(`${nameEs} 2`));
    expect(await labelsOf(await reader("en"), about)).toStrictEqual(Array(3).fill(nameEn));
  });

  test("a role in what changed, also when it was deleted since", async () => {
    const system = systemCtx("test");
    const { id: copyOf } = await database().role.findUniqueOrThrow({ where: { key: "employee" } });
    const [nameEn, nameEs] = [`Sellers ${newId()}`, `Vendedores ${newId()}`];
    const { id: roleId } = await createRole(system, { copyOf, nameEn, nameEs });
    const entries = [{ changes: { role: { from: copyOf, to: roleId } }, payload: {} }];
    const named = async (locale: string) => {
      const labels = await labelsIn(await reader(locale), entries, locale);
      return [copyOf, roleId, "role:employee"].map((key) => labels.get(key));
    };
    expect(await named("es")).toStrictEqual(["Ventas", nameEs, "Ventas"]);
    await deleteRole(system, { roleId });
    expect(await named("es")).toStrictEqual(["Ventas", nameEs, "Ventas"]);
    expect(await named("en")).toStrictEqual(["Employee", nameEn, "Employee"]);
  });

  test("what a verification found, whose row is linked; a row that is gone is neither", async () => {
    const system = systemCtx("test");
    const { id: copyOf } = await database().role.findUniqueOrThrow({ where: { key: "employee" } });
    const [nameEn, nameEs] = [`Sellers ${newId()}`, `Vendedores ${newId()}`];
    const { id: roleId } = await createRole(system, { copyOf, nameEn, nameEs });
    const spanish = await reader("es");
    const [{ seq } = { seq: "" }] = (await auditPage(spanish, { about: `role:${roleId}` })).entries;
    const changed = { kind: "changed", seal: "1", seq, name: "role.created", subject: nameEn, at: "" } as const;
    const missing = { kind: "missing", seal: "1", seq: "999999999" } as const;
    expect(await subjectsOf(spanish, [changed, missing])).toStrictEqual(new Map([[seq, nameEs]]));
    expect(await subjectsOf(await reader("en"), [changed])).toStrictEqual(new Map([[seq, nameEn]]));
    const query = Object.fromEntries(new URL(String(entryHref(seq)), "http://x").searchParams);
    const { filter, before, opened } = readAudit(query);
    expect((await auditPage(spanish, filter, before)).entries[0]).toMatchObject({ seq: opened });
    expect(entryHref("-9223372036854775808")).toBeUndefined();
  });

  test("a lead keeps the name it was recorded by", async () => {
    const lead = await makeLead((await makeCompany()).id);
    const labels = await labelsOf(await reader("es"), `L-${lead.number}`);
    expect(new Set(labels)).toStrictEqual(new Set([`L-${lead.number}`]));
  });
});
