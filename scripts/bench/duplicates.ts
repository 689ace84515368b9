import { setTimeout as sleep } from "node:timers/promises";
import { database, pool } from "@/lib/core/db";
import { insertRows } from "@/lib/core/rows";
import { blockKeys } from "@/lib/leads/duplicates/blocking";
import { comparable } from "@/lib/leads/duplicates/comparable";
import { findSamePerson } from "@/lib/leads/duplicates/queries";
import type { Compared } from "@/lib/leads/duplicates/comparable";
import type { BenchLine } from "./table.ts";

const LOOK_UPS = 400;

/** Milliseconds of one look-up of a known person, at the median. */
export async function measureLookUp(): Promise<number> {
  const { rows } = await pool().query<{ companyId: string; email: string; phone: string }>(
    `select "companyId"::text, email, phone from "Lead" order by md5(id::text) limit ${LOOK_UPS}`,
  );
  const nobody = { contactName: "", firm: "", service: "", country: "AR" };
  const times = await database().$transaction(
    async (tx) => {
      const taken: number[] = [];
      for (const { companyId, ...person } of rows) {
        const began = performance.now();
        await findSamePerson(tx, companyId, { ...nobody, ...person }, new Date());
        taken.push(performance.now() - began);
      }
      return taken.toSorted((one, other) => one - other);
    },
    { timeout: 120_000 },
  );
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** One size's look-up against another's. */
export function lookUpLine(small: number, large: number, dataSize: string): BenchLine {
  const value = Math.round((large / small) * 100) / 100;
  const note = `${large.toFixed(2)} ms against ${small.toFixed(2)} ms, at the median`;
  return { name: "exact duplicate look-up", value, target: 1.3, holds: value <= 1.3, unit: "×", dataSize, note };
}

const PAGE = 5000;

/** How long the server's own loop takes to compare a lead, with the keys of all others there. */
export async function measureComparing({ dataSize, leads }: { dataSize: string; leads: number }): Promise<BenchLine> {
  await keyAll();
  const began = performance.now();
  await pool().query(
    `insert into "DuplicateScan" ("leadId") select id from "Lead" order by md5(id::text) limit ${leads}`,
  );
  await untilCompared();
  const value = Math.round(((performance.now() - began) / leads) * 10) / 10;
  const pairs = await database().duplicatePair.count();
  return {
    name: "near duplicates of a lead",
    value,
    target: 50,
    holds: value <= 50,
    unit: "ms",
    dataSize,
    note: `${leads.toLocaleString("en")} leads compared by the worker; ${pairs.toLocaleString("en")} pairs found`,
  };
}

/** The keys of every lead, as the loop would have written them by and by. */
async function keyAll(): Promise<void> {
  await pool().query(`truncate "DuplicateScan"`);
  await untilCompared();
  await pool().query(`truncate "LeadBlock"`);
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const { rows } = await pool().query<Compared>(
      `select id::text, "companyId"::text, null as "previousLeadId", "contactNameKey", "firmKey", "emailKey", phone, "phoneKey",
              "otherKeys", null as extra from "Lead" where id > $1::uuid order by id limit ${PAGE}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    const blocks = rows.flatMap((row) => {
      const { id, companyId, ...lead } = comparable(row);
      return blockKeys({ id, companyId, ...lead }).map((key) => ({ companyId, key, leadId: id }));
    });
    await insertRows(database(), "LeadBlock", blocks);
  }
  await pool().query(`analyze "LeadBlock"`);
}

async function untilCompared(): Promise<void> {
  while ((await database().duplicateScan.count({ take: 1 })) > 0) await sleep(20);
  // The last ones are taken away in the transaction that compares them.
  await pool().query(`select pg_advisory_lock(hashtext('duplicates')), pg_advisory_unlock(hashtext('duplicates'))`);
}
