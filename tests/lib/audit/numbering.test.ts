import { checkLog } from "@/lib/audit/checking/commands";
import { EVENT_HASH } from "@/lib/audit/hash-sql";
import { raiseNumbers } from "@/lib/audit/numbering/commands";
import { leavesHash, orderHash, sealHash, sealSignature } from "@/lib/audit/seal";
import { database, pool } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { happen, sealAll, tamper } from "@/tests/support/audit";

/*
 * A database filled from a dump: its events, and the seal over them, are of transactions that its server hasn't come to.
 */

const AHEAD = 20_000n;

async function nextNumber(): Promise<bigint> {
  const { rows } = await pool().query<{ next: string }>("select pg_snapshot_xmax(pg_current_snapshot())::text as next");
  return BigInt(rows[0]?.next ?? 0);
}

/** As the server that was dumped would have sealed what just happened, so many transactions ahead of this one. */
async function sealedAhead(ahead: bigint, key = env().DATA_KEY): Promise<{ seqs: bigint[]; xid: bigint }> {
  await sealAll();
  const seqs = await happen(2);
  const xid = (await nextNumber()) + ahead;
  await tamper("Event", `update "Event" set xid = $1::text::xid8 where seq = any($2)`, [String(xid), seqs]);
  const { rows } = await pool().query<{ hashes: Buffer; at: Date }>(
    `select string_agg(${EVENT_HASH}, ''::bytea order by seq) as hashes, max("recordedAt") as at from "Event" e where seq = any($1)`,
    [seqs],
  );
  const [found] = rows;
  if (!found) throw new Error("nothing happened");
  const last = await database().auditSeal.findFirst({ orderBy: { number: "desc" } });
  const batch = {
    number: (last?.number ?? 0n) + 1n,
    fromXid: last?.toXid ?? 0n,
    fromSeq: last?.toSeq ?? 0n,
    toXid: xid,
    toSeq: seqs.at(-1) ?? 0n,
    events: seqs.length,
    latestAt: found.at,
    sealedAt: new Date(),
    previous: Buffer.from(last?.hash ?? []).toString("hex"),
  };
  const hash = sealHash({ ...batch, order: orderHash(seqs.join(",")), leaves: leavesHash(found.hashes) });
  const bytes = {
    previous: Buffer.from(batch.previous, "hex"),
    hash: Buffer.from(hash, "hex"),
    signature: Buffer.from(sealSignature(hash, key), "hex"),
  };
  await database().auditSeal.create({ data: { ...batch, ...bytes, seqs, hashes: new Uint8Array(found.hashes) } });
  return { seqs, xid };
}

const kinds = async () => (await checkLog({ kind: "whole" })).findings.map(({ kind }) => kind);
const events = () => database().event.count();

test("where the database numbers lower than its log, that is told, and nothing is written that could never be sealed", async () => {
  const { xid } = await sealedAhead(AHEAD);
  const before = await events();
  expect(await kinds()).toStrictEqual(["renumbered"]);
  expect(await kinds()).toStrictEqual(["renumbered"]);
  expect(await events()).toBe(before);

  // Too many are left to whoever keeps the database; none of them is used up.
  const next = await nextNumber();
  await expect(raiseNumbers(100n)).rejects.toThrow(/filled from a dump.*operating\.md/);
  expect((await nextNumber()) - next).toBeLessThan(AHEAD / 2n);

  expect(await raiseNumbers()).toBeGreaterThan(0n);
  expect(await nextNumber()).toBeGreaterThan(xid);
  const [seq = 0n] = await happen(1);
  await sealAll();
  expect(await database().auditSeal.count({ where: { seqs: { has: seq } } })).toBe(1);
  expect(await kinds()).toStrictEqual([]);
});

test("a database that goes on as it did is left alone", async () => {
  await happen(2);
  expect(await raiseNumbers()).toBe(0n);
  await sealAll();
  const next = await nextNumber();
  expect(await raiseNumbers()).toBe(0n);
  expect((await nextNumber()) - next).toBeLessThan(AHEAD);
});

test("events that weren't sealed when the dump was made are passed too, and not what somebody put far ahead", async () => {
  await sealAll();
  const [seq] = await happen(1);
  const xid = (await nextNumber()) + AHEAD;
  await tamper("Event", `update "Event" set xid = $1::text::xid8 where seq = $2`, [String(xid), seq]);
  expect(await raiseNumbers()).toBeGreaterThan(0n);
  expect(await nextNumber()).toBeGreaterThan(xid);

  const [far] = await happen(1);
  await tamper("Event", `update "Event" set xid = $1::text::xid8 where seq = $2`, [String(xid + 10n ** 12n), far]);
  await sealedAhead(AHEAD, Buffer.alloc(32).toString("base64url"));
  await expect(raiseNumbers(AHEAD * 10n)).resolves.toBeLessThan(AHEAD * 2n);
});
