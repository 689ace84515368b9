import fs from "node:fs";
import path from "node:path";
import { checkLog } from "@/lib/audit/checking/commands";
import { GUARDS, guards } from "@/lib/audit/checking/guards/queries";
import { logState } from "@/lib/audit/checking/state/queries";
import { eraseFromLog } from "@/lib/audit/erasing/commands";
import { EVENT_HASH, FIXED_HASH, PERSONAL_HASH } from "@/lib/audit/hash-sql";
import { beginAgainFrom } from "@/lib/audit/head/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database, pool } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";
import { updateLead } from "@/lib/leads/commands";
import { happen, sealAll, tamper } from "@/tests/support/audit";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { Finding } from "@/lib/audit/schema";

// What somebody tries who owns the database, knows how the program works, and has no key.

const about = (finding: Finding) =>
  "seq" in finding ? [finding.kind, finding.seq] : [finding.kind, ...Object.values(finding).slice(1)];

/** What is found beyond what was wrong before: some tests leave their damage behind. */
async function newFindings(damage: () => Promise<unknown>) {
  const before = await checkLog({ kind: "whole" });
  await damage();
  await sealAll();
  const after = await checkLog({ kind: "whole" });
  const known = new Set(before.findings.map((finding) => JSON.stringify(finding)));
  return after.findings.filter((finding) => !known.has(JSON.stringify(finding))).map(about);
}

const sql = (text: string, values: unknown[] = []) => pool().query<Record<string, string>>(text, values);

/** An event as the program would tell it, written by hand. */
const forgeEvent = (name: string, payload: object) =>
  sql(
    `insert into "Event" (name, "actorType", "actorLabel", "subjectType", "subjectId", "subjectLabel", payload, "occurredAt", "requestId")
     values ($1, 'system', 'audit', 'log', $2, '', $3, now(), 'x')`,
    [name, newId(), JSON.stringify(payload)],
  );

const personalHash = async (seq: bigint) =>
  (await sql(`select encode(${PERSONAL_HASH}, 'hex') as hash from "Event" e where seq = $1`, [seq])).rows[0]?.[
    "hash"
  ] ?? "";

const definitionOf = async (name: string) =>
  (await sql(`select pg_get_functiondef($1::regproc) as text`, [name])).rows[0]?.["text"] ?? "";

/** In a transaction in which the trigger lets it through, as the program's own. */
async function throughDoor(door: "erasing" | "dropping", text: string, values: unknown[]) {
  const client = await pool().connect();
  await client.query("begin");
  await client.query(`select set_config('audit.${door}', 'on', true)`);
  await client.query(text, values);
  await client.query("commit");
  client.release();
}

const newestSeal = () => database().auditSeal.findFirstOrThrow({ orderBy: { number: "desc" } });

test("the hashes that are asked for are those of the database's functions", async () => {
  await happen(2);
  const { rows } = await sql(
    `select count(*) filter (where ${FIXED_HASH} = event_fixed_hash(e) and ${PERSONAL_HASH} = event_personal_hash(e)
                               and ${EVENT_HASH} = event_hash(e))::int as same, count(*)::int as all from "Event" e`,
  );
  expect(rows[0]?.["same"]).toBe(rows[0]?.["all"]);
});

describe("found is a forged", () => {
  test("erasure, with the hashes of what was there and is there now", async () => {
    const [seq = 0n] = await happen(2);
    await sealAll();
    const found = await newFindings(async () => {
      const before = await personalHash(seq);
      await throughDoor("erasing", `update "Event" set payload = '{"what": "else"}', salt = null where seq = $1`, [
        seq,
      ]);
      const rows = { [String(seq)]: `${before}:${await personalHash(seq)}` };
      const said = { subjectType: "lead", subjectId: newId(), reason: "They asked for it", rows };
      await forgeEvent("log.erased", said);
      await forgeEvent("log.erased", { ...said, signature: "0".repeat(64) });
    });
    expect(found).toStrictEqual([["changed", String(seq)]]);
  });

  test("erasure behind a rightful one of the same row", async () => {
    const company = await makeCompany();
    const manager = await makeUser("manager", [company.id]);
    const lead = await makeLead(company.id, { contactName: "Ana Pérez" });
    const seen = { contactName: "Ana Pérez" };
    await updateLead(ctxOf(manager), { leadId: lead.id, country: "AR", set: { contactName: "Ana Paz" }, seen });
    await sealAll();
    const rightful = await newFindings(() =>
      eraseFromLog(systemCtx("test"), { subjectType: "lead", subjectId: lead.id, reason: "They asked for it" }),
    );
    expect(rightful).toStrictEqual([]);
    const row = await database().event.findFirstOrThrow({ where: { subjectId: lead.id, name: "lead.updated" } });
    const { payload } = await database().event.findFirstOrThrow({
      where: { name: "log.erased" },
      orderBy: { seq: "desc" },
    });
    const found = await newFindings(async () => {
      const before = await personalHash(row.seq);
      await throughDoor("erasing", `update "Event" set "subjectLabel" = 'Somebody' where seq = $1`, [row.seq]);
      const rows = { [String(row.seq)]: `${before}:${await personalHash(row.seq)}` };
      await forgeEvent("log.erased", { ...(payload as object), rows });
    });
    expect(found).toStrictEqual([["changed", String(row.seq)]]);
  });

  test("drop of a recent row", async () => {
    const [seq = 0n] = await happen(2);
    await sealAll();
    const found = await newFindings(async () => {
      await throughDoor("dropping", `delete from "Event" where seq = $1`, [seq]);
      const numbers = { rows: 1, first: Number(seq), last: Number(seq), ranges: String(seq) };
      const said = { kind: "signIns", name: "test.happened", before: new Date().toISOString(), ...numbers };
      await forgeEvent("log.dropped", { ...said, signature: "0".repeat(64) });
      await forgeEvent("log.dropped", { ...said, first: "x" });
    });
    expect(found).toStrictEqual([["missing", String(seq)]]);
  });

  test("verification that says all is well, also one of the future", async () => {
    const [seq = 0n] = await happen();
    await sealAll();
    await tamper("Event", `delete from "Event" where seq = $1`, [seq]);
    const { findingCount } = await checkLog({ kind: "whole" });
    const { number, hash } = await newestSeal();
    const ids = [newId(), newId()];
    for (const [at, id] of ids.entries()) {
      await sql(
        `insert into "AuditCheck" (id, kind, "startedAt", "finishedAt", "fromNumber", "toNumber", head, events, "findingCount", signature)
         values ($1, 'whole', now() + $2::int * interval '4 years', now(), 0, $3, $4, 9, 0, $5)`,
        [id, at, number, hash, Buffer.alloc(32)],
      );
    }
    const state = await logState(ctxOf(await makeUser("admin")));
    expect(state.findingCount).toBe(findingCount + 2);
    expect(state.findings).toContainEqual(expect.objectContaining({ kind: "missing", seq: String(seq) }));
    const { findings } = await checkLog({ kind: "whole" });
    expect(findings.filter(({ kind }) => kind === "checkForeign").map(about)).toStrictEqual(
      expect.arrayContaining(ids.map((id) => ["checkForeign", id])),
    );
  });

  test("seal far behind the chain, which ends neither a verification nor the chain", async () => {
    await happen();
    await sealAll();
    const found = await newFindings(async () => {
      await sql(`insert into "AuditSeal" (number, "fromXid", "fromSeq", "toXid", "toSeq", events, seqs, hashes, "latestAt", "sealedAt", previous, hash, signature)
                 select 999999999999, "toXid", "toSeq", 900000000000000000, 1, 1, seqs, hashes, "latestAt", "sealedAt", hash, sha256(hash), signature
                   from "AuditSeal" order by number desc limit 1`);
      await happen();
    });
    expect(found).toStrictEqual([["sealChanged", "999999999999"]]);
    const { number } = await database().auditSeal.findFirstOrThrow({
      where: { number: { lt: 999999999999n } },
      orderBy: { number: "desc" },
    });
    expect(await checkLog({ kind: "new" })).toMatchObject({ to: String(number) });
    await tamper("AuditSeal", `delete from "AuditSeal" where number = 999999999999`);
  });

  test("row of a transaction that will never be", async () => {
    const [seq = 0n] = await happen();
    const found = await newFindings(() =>
      tamper("Event", `update "Event" set xid = '9000000000000000000' where seq = $1`, [seq]),
    );
    expect(found).toContainEqual(["beyond", String(seq)]);
    await tamper("Event", `update "Event" set xid = pg_current_xact_id() where seq = $1`, [seq]);
    expect(await newFindings(() => Promise.resolve())).toStrictEqual([]);
  });
});

describe("found is what was taken away:", () => {
  test("the newest seals with their events and the verifications that saw them", async () => {
    await happen();
    await sealAll();
    await checkLog({ kind: "whole" });
    const { number, toSeq } = await newestSeal();
    await happen();
    await sealAll();
    const found = await newFindings(async () => {
      const cut = await newestSeal();
      await tamper("AuditCheck", `delete from "AuditCheck" where "toNumber" > $1`, [number]);
      await tamper("AuditSeal", `delete from "AuditSeal" where number > $1`, [number]);
      await tamper("Event", `delete from "Event" where seq > $1`, [toSeq]);
      expect(cut.number).toBeGreaterThan(number);
      // What is sealed since takes the same numbers, and doesn't hide it.
      await happen();
      await sealAll();
      await happen();
    });
    expect(found.map(([kind]) => kind)).toStrictEqual(expect.arrayContaining(["headLost", "checkMissing"]));

    // Until somebody says that it is meant, which stays in the log and is refused where nothing is lost.
    const manager = ctxOf(await makeUser("manager"));
    await expect(beginAgainFrom(manager, { reason: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { head } = await beginAgainFrom(systemCtx("test"), { reason: "Backup of Monday" });
    const kinds = (await checkLog({ kind: "whole" })).findings.map(({ kind }) => kind);
    expect(kinds).not.toContain("headLost");
    expect(kinds).not.toContain("checkMissing");
    expect(await database().event.findFirst({ where: { name: "log.begunAgain" } })).toMatchObject({
      payload: { reason: "Backup of Monday", head },
    });
    await expect(beginAgainFrom(systemCtx("test"), { reason: "x" })).rejects.toMatchObject({
      details: { reason: "headKnown" },
    });
  });

  test("the note of the end outside, when it is changed and not when it is as it was", async () => {
    await happen();
    await sealAll();
    const file = path.resolve(env().DATA_DIR, "audit-head.json");
    const text = fs.readFileSync(file, "utf8");
    const found = await newFindings(() => {
      const head = JSON.parse(text) as { number: string };
      fs.writeFileSync(file, JSON.stringify({ ...head, number: "1" }));
      return Promise.resolve();
    });
    expect(found).toStrictEqual([["headDamaged"]]);
    fs.writeFileSync(file, text);
    expect((await checkLog({ kind: "whole" })).findings.map(({ kind }) => kind)).not.toContain("headDamaged");
  });

  test("where somebody came from", async () => {
    await happen(1, systemCtx("test", { from: { via: "screen", address: "203.0.113.9", userAgent: "Test" } }));
    await sealAll();
    const { id } = await database().origin.findFirstOrThrow({ where: { address: "203.0.113.9" } });
    const found = await newFindings(() => tamper("Origin", `delete from "Origin" where id = $1`, [id]));
    expect(found).toStrictEqual([["originMissing", id]]);
  });
});

describe("what guards the log in the database", () => {
  test("is as it was shipped", async () => {
    expect(await guards()).toStrictEqual(GUARDS);
  });

  test("is found changed: a function, a trigger that is off, one that was put there", async () => {
    const shipped = await definitionOf("event_fixed_hash");
    const [seq = 0n] = await happen();
    await sealAll();
    const found = await newFindings(async () => {
      await sql(`create or replace function event_fixed_hash(e "Event") returns bytea language sql stable parallel safe
                 as $$ select 'always the same'::bytea $$`);
      await throughDoor("erasing", `update "Event" set "actorLabel" = 'Somebody else' where seq = $1`, [seq]);
      await sql(`alter table "Origin" disable trigger origin_append_only`);
      await sql(`create trigger quiet before insert on "Event" for each row execute function refuse_seal_change()`);
      await sql(`alter table "Event" disable trigger quiet`);
    });
    expect(found).toStrictEqual([
      ["changed", String(seq)],
      ["guardChanged", "function event_fixed_hash"],
      ["guardChanged", "trigger Origin.origin_append_only"],
      ["guardChanged", "trigger Event.quiet"],
    ]);
    await sql(shipped);
    await sql(`alter table "Origin" enable trigger origin_append_only`);
    await sql(`drop trigger quiet on "Event"`);
    expect(await guards()).toStrictEqual(GUARDS);
  });
});

test("a verification that was kept isn't changed, and only one that found nothing is forgotten", async () => {
  await happen();
  await sealAll();
  await checkLog({ kind: "whole" });
  await expect(sql(`update "AuditCheck" set "findingCount" = 0`)).rejects.toThrow("append-only");
  await expect(sql(`delete from "AuditCheck"`)).rejects.toThrow("append-only");
  await expect(sql(`truncate "AuditCheck"`)).rejects.toThrow("append-only");
});
