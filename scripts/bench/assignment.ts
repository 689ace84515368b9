import { performance } from "node:perf_hooks";
import { pool } from "@/lib/core/db";
import { deliver, untilSettled } from "./settling.ts";
import type { Ctx } from "@/lib/core/ctx";
import type { AssignmentRule } from "@/lib/assignment/schema";
import type { BenchLine } from "./table.ts";

/** The bench's leads came over three years. */
const EVERY_DAY = 1200;

/** A rule for everything and everybody, and one before it that asks of a text. */
function rules(): AssignmentRule[] {
  const rule = (id: string, more: Partial<AssignmentRule>): AssignmentRule => ({
    id: `00000000-0000-7000-8000-00000000000${id}`,
    name: `Bench ${id}`,
    condition: { all: [] },
    pool: { userIds: [], companyIds: [], ownCompany: true },
    method: "leastOpen",
    weights: {},
    cap: null,
    remind: 30,
    takeBack: 60,
    ...more,
  });
  const condition = { field: "service", op: "contains", value: "transporte" } as const;
  return [rule("1", { condition, method: "roundRobin" }), rule("2", {})];
}

/** How long it takes to give every lead there is again. */
export async function measureSimulator(admin: Ctx, { dataSize }: { dataSize: string }): Promise<BenchLine> {
  const { simulate } = await import("@/lib/assignment/simulating/queries");
  const began = performance.now();
  const input = { rules: rules(), caps: { everybody: null, people: {} }, days: EVERY_DAY as 90 };
  const result = await simulate(admin, input, { progress: () => undefined, isStopped: () => false });
  const took = Math.round(performance.now() - began) / 1000;
  return {
    name: "assignment, simulator",
    value: took,
    target: 5,
    holds: took <= 5,
    unit: "s",
    dataSize,
    note: `${(result?.leads ?? 0).toLocaleString("en")} past leads, two rules, ${(result?.waited ?? 0).toLocaleString("en")} waited for a shift`,
  };
}

/** How many deliveries become leads in a second that rules give to somebody, each with its receipt. */
export async function measureAssigning(admin: Ctx, { dataSize, quick }: { dataSize: string; quick: boolean }) {
  const { saveAssignment } = await import("@/lib/assignment/rules/commands");
  const { systemCtx } = await import("@/lib/core/ctx");
  const { createSource } = await import("@/lib/intake/sources/commands");
  const { createSourceInput } = await import("@/lib/intake/sources/schema");
  const always = JSON.stringify(Array.from({ length: 7 }, () => [[0, 1440]]));
  await pool().query(`update "WorkingCalendar" set week = $1::jsonb`, [always]);
  const caps = { everybody: null, people: {} };
  await saveAssignment(admin, { rules: rules(), caps, seen: 0, restoredFrom: null });
  const { rows } = await pool().query<{ id: string }>(`select id::text from "Company" order by position limit 1`);
  const input = createSourceInput.parse({ name: "Assigned", companyId: rows[0]?.id ?? "" });
  const { id } = await createSource(systemCtx("bench"), input);
  const count = quick ? 2_000 : 12_000;
  await deliver(id, count, "assigned");
  const began = performance.now();
  await untilSettled(id);
  const value = Math.round((count * 1000) / (performance.now() - began));
  const line: BenchLine = {
    name: "processed leads/s, assigned by rules",
    value,
    target: 150,
    holds: value >= 150,
    unit: "leads/s",
    dataSize,
    note: `${count.toLocaleString("en")} deliveries at once; as above, and given by two rules with a receipt and a watch for the response`,
  };
  await saveAssignment(admin, { rules: [], caps, seen: 1, restoredFrom: null });
  return line;
}
