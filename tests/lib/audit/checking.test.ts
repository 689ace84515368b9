import { checkLog } from "@/lib/audit/checking/commands";
import { isKnownHead } from "@/lib/audit/checking/queries";
import { sealNext } from "@/lib/audit/sealing/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { makePerson } from "@/tests/support/people";
import { happen, nobodyEarlier, sealAll, tamper } from "@/tests/support/audit";
import type { CheckKind, Finding } from "@/lib/audit/schema";

/** Of each what it is about: a row by its number, else a seal by its own. */
const about = (findings: Finding[]) =>
  findings.map((finding) => {
    if ("seq" in finding) return [finding.kind, finding.seq];
    return [finding.kind, "seal" in finding ? finding.seal : ""];
  });

/** What is found beyond what was wrong before: each test leaves its damage behind. */
async function newFindings(damage: () => Promise<void>, kind: CheckKind = "whole") {
  const before = await checkLog({ kind: "whole" });
  await damage();
  const after = await checkLog({ kind });
  const known = new Set(before.findings.map((finding) => JSON.stringify(finding)));
  return about(after.findings.filter((finding) => !known.has(JSON.stringify(finding))));
}

const seals = () => database().auditSeal.count();
const newestSeal = () => database().auditSeal.findFirstOrThrow({ orderBy: { number: "desc" } });

describe("a log that nobody touched", () => {
  test("is whole, and says how much was compared", async () => {
    await happen(3);
    await sealAll();
    const result = await checkLog({ kind: "whole" });
    expect(result).toMatchObject({ findingCount: 0, findings: [], erased: 0, dropped: 0 });
    expect(result.events).toBe(await database().event.count());
    expect(await isKnownHead(`${result.to}:${result.head}`)).toBe(true);
    expect(await isKnownHead(`${result.to}:${"0".repeat(64)}`)).toBe(false);
    expect(await isKnownHead("anything")).toBe(false);
  });

  test("is compared from where the last verification ended, or as a whole", async () => {
    await happen(2);
    await sealAll();
    await checkLog({ kind: "whole" });
    const seqs = await happen(2);
    await sealAll();
    expect((await checkLog({ kind: "new" })).events).toBe(seqs.length);
    expect((await checkLog({ kind: "whole" })).events).toBeGreaterThan(seqs.length);
  });

  test("is sealed when enough has come or somebody has waited long enough, by one process at a time", async () => {
    await sealAll();
    const before = await seals();
    await happen();
    expect(await sealNext()).toBe(false);
    expect(await seals()).toBe(before);
    await happen(1200);
    await nobodyEarlier();
    await Promise.all([sealNext(), sealNext(), sealNext()]);
    await sealAll();
    const batches = await database().auditSeal.findMany({
      where: { number: { gt: before } },
      orderBy: { number: "asc" },
    });
    expect(batches[0]?.events).toBe(1000);
    expect(batches.reduce((sum, { events }) => sum + events, 0)).toBe(1201);
  });

  test("an event whose transaction began earlier is sealed when it is there", async () => {
    const late = await pool().connect();
    await late.query("begin");
    await late.query("select pg_current_xact_id()");
    const [seq = 0n] = await happen();
    await sealNext({ atOnce: true });
    const sealed = async () =>
      (await pool().query(`select 1 from "AuditSeal" where $1::bigint = any(seqs)`, [seq])).rows.length;
    expect(await sealed()).toBe(0);
    await late.query("commit");
    late.release();
    await sealAll();
    expect(await sealed()).toBe(1);
    expect((await checkLog({ kind: "whole" })).findingCount).toBe(0);
  });
});

describe("whoever owns the database and takes the triggers away is found:", () => {
  test("a changed row, whichever column", async () => {
    const [first = 0n, second = 0n] = await happen(3);
    await sealAll();
    const found = await newFindings(async () => {
      await tamper("Event", `update "Event" set "actorLabel" = 'Somebody else' where seq = $1`, [first]);
      await tamper("Event", `update "Event" set payload = '{"what": "something else"}' where seq = $1`, [second]);
    });
    expect(found).toStrictEqual([
      ["changed", String(first)],
      ["changed", String(second)],
    ]);
  });

  test("a deleted row", async () => {
    const [, second = 0n] = await happen(3);
    await sealAll();
    const found = await newFindings(() => tamper("Event", `delete from "Event" where seq = $1`, [second]));
    expect(found).toStrictEqual([["missing", String(second)]]);
  });

  test("a row put in where everything is sealed, and one that says it is older than it is", async () => {
    const [first = 0n] = await happen(1);
    await sealAll();
    const forged = (seq: string, xid: string, at: string) => `
      insert into "Event" (seq, xid, name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", "occurredAt", "recordedAt", "requestId")
      select ${seq}, ${xid}, name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", "occurredAt", ${at}, "requestId"
        from "Event" where seq = $1 returning seq`;
    const late = `nextval(pg_get_serial_sequence('"Event"', 'seq'))`;
    const inserted: string[] = [];
    const found = await newFindings(async () => {
      const two = [
        forged("-1", "xid", `"recordedAt"`),
        forged(late, "pg_current_xact_id()", `now() - interval '2 days'`),
      ];
      for (const sql of two) {
        const { rows } = await pool().query<{ seq: string }>(sql, [first]);
        inserted.push(...rows.map(({ seq }) => seq));
      }
      await sealAll();
    });
    expect(found).toStrictEqual([
      ["added", "-1"],
      ["misdated", inserted[1]],
    ]);
  });

  test("a row moved to another place in the log", async () => {
    const [first = 0n] = await happen(1);
    await sealAll();
    const found = await newFindings(async () => {
      await tamper("Event", `update "Event" set xid = pg_current_xact_id() where seq = $1`, [first]);
      await sealAll();
    });
    expect(found).toContainEqual(["changed", String(first)]);
  });

  test("a changed seal, also one that was worked out anew without the key", async () => {
    await happen();
    await sealAll();
    const { number } = await newestSeal();
    const found = await newFindings(() =>
      tamper("AuditSeal", `update "AuditSeal" set "sealedAt" = "sealedAt" - interval '1 day' where number = $1`, [
        number,
      ]),
    );
    expect(found).toStrictEqual([["sealChanged", String(number)]]);
    await happen();
    await sealAll();
    const signed = await newestSeal();
    const unsigned = await newFindings(() =>
      tamper("AuditSeal", `update "AuditSeal" set signature = sha256(signature) where number = $1`, [signed.number]),
    );
    expect(unsigned).toStrictEqual([["sealForeign", String(signed.number)]]);
  });

  test("seals taken out of the middle", async () => {
    await happen();
    await sealAll();
    const { number } = await newestSeal();
    await happen();
    await sealAll();
    const found = await newFindings(() => tamper("AuditSeal", `delete from "AuditSeal" where number = $1`, [number]));
    expect(found).toContainEqual(["sealMissing", String(number)]);
  });

  test("the newest seals taken away with their rows, and sealed again, also by the check of what is new", async () => {
    await happen();
    await sealAll();
    const { number, toSeq } = await newestSeal();
    const found = await newFindings(async () => {
      await tamper("AuditSeal", `delete from "AuditSeal" where number = $1`, [number]);
      await tamper("Event", `delete from "Event" where seq = $1`, [toSeq]);
      await happen();
      await sealAll();
    }, "new");
    expect(found).toContainEqual(["sealChanged", String(number)]);
  });

  test("where somebody came from, changed", async () => {
    const from = { via: "screen", address: "203.0.113.77", userAgent: "Test" } as const;
    await happen(1, systemCtx("test", { from }));
    const { id } = await database().origin.findFirstOrThrow({ where: { address: from.address } });
    const found = await newFindings(() =>
      tamper("Origin", `update "Origin" set address = '203.0.113.78' where id = $1`, [id]),
    );
    expect(found).toStrictEqual([["originChanged", ""]]);
  });
});

test("what is found is told once, and again when more is found", async () => {
  const told = () => database().event.count({ where: { name: "log.foundWrong" } });
  const [first = 0n, second = 0n] = await happen(2);
  await sealAll();
  await tamper("Event", `update "Event" set "requestId" = 'x' where seq = $1`, [first]);
  await checkLog({ kind: "whole" });
  const before = await told();
  expect(before).toBeGreaterThan(0);
  await checkLog({ kind: "whole" });
  expect(await told()).toBe(before);
  await tamper("Event", `update "Event" set "requestId" = 'x' where seq = $1`, [second]);
  await checkLog({ kind: "whole" });
  expect(await told()).toBe(before + 1);
});

test("whoever reads the log and has come in once is written to, and nobody else", async () => {
  const [admin, manager] = [await makePerson("admin"), await makePerson("manager")];
  const [seq = 0n] = await happen(1);
  await sealAll();
  await tamper("Event", `delete from "Event" where seq = $1`, [seq]);
  await checkLog({ kind: "new" });
  const to = async (email: string) => database().mail.count({ where: { kind: "audit", to: email } });
  expect([await to(admin.email), await to(manager.email)]).toStrictEqual([1, 0]);
});

/** Another value of each kind of column. */
const OTHER: Record<string, string> = {
  bigint: "12345",
  text: "other",
  uuid: "00000000-0000-7000-8000-000000000000",
  jsonb: `{"other": 1}`,
  ARRAY: "{00000000-0000-7000-8000-000000000000}",
  boolean: "true",
  "timestamp with time zone": "2001-01-01T00:00:00Z",
  xid8: "12345",
};

type Column = { name: string; type: string };

/** Whether an event would have the same hash with another value in a column. */
async function sameHash(seq: bigint, { name, type }: Column): Promise<boolean | undefined> {
  const cast = type === "jsonb" ? "jsonb" : "text";
  const { rows } = await pool().query<{ same: boolean }>(
    `select event_hash(e) = event_hash(jsonb_populate_record(e, jsonb_build_object($2::text, $3::${cast}))) as same
       from "Event" e where seq = $1`,
    [seq, name, OTHER[type]],
  );
  return rows[0]?.same;
}

test("each stored column is part of an event's hash", async () => {
  const [seq = 0n] = await happen();
  const { rows: columns } = await pool().query<Column>(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'Event' order by 1`,
  );
  const same = await Promise.all(columns.map(async (column) => [column.name, await sameHash(seq, column)]));
  expect(same).toStrictEqual(columns.map(({ name }) => [name, false]));
  expect(columns.length).toBeGreaterThan(15);
});

test("nobody changes, deletes or empties seals and origins without taking the trigger away first", async () => {
  await happen();
  await sealAll();
  for (const table of ["AuditSeal", "Origin"]) {
    await expect(pool().query(`truncate "${table}"`)).rejects.toThrow("append-only");
  }
  await expect(pool().query(`update "AuditSeal" set events = 0`)).rejects.toThrow("append-only");
  await expect(pool().query(`delete from "AuditSeal"`)).rejects.toThrow("append-only");
});
