import fs from "node:fs";
import { measureHomeResponses } from "./home.ts";
import { measureImport } from "./import.ts";
import { measureAccepting, measureUntilLead } from "./intake.ts";
import { measureSettling } from "./settling.ts";
import { openStage } from "./stage.ts";
import { measurePalette, measureQueries, measureResponses } from "./table.ts";
import type { HomeTimes } from "./home.ts";
import type { BenchLine } from "./table.ts";

export type Part = { home?: HomeTimes; lookUp?: number; lines: BenchLine[] };

// One size of the benchmark, in a process of its own, because a process knows one database.
// Arguments: the size, the file to write, seconds of each load, what is measured (names of MEASURES, with commas between).

const [size = "small", file = "", secondsText = "60", asked = ""] = process.argv.slice(2);
const seconds = Number(secondsText);
const quick = seconds < 30;
const LEADS: Record<string, number> = { tiny: 1000, small: 10_000, large: 100_000, huge: 500_000 };
const leads = LEADS[size] ?? 1000;
const dataSize = `${leads.toLocaleString("en")} leads`;
const say = (line: string) => process.stderr.write(`  ${line}\n`);

say(`${dataSize}: starting and filling`);
const stage = await openStage(size, leads);
try {
  const part: Part = { lines: [] };
  for (const name of asked.split(",")) {
    say(name);
    await measure(name, part);
  }
  fs.writeFileSync(file, JSON.stringify(part));
} finally {
  await stage.close();
}

async function measure(name: string, part: Part): Promise<void> {
  const { pool } = await import("@/lib/core/db");
  const admin = stage.who["any"];
  if (!admin) throw new Error("nobody of scope any is on the stage");
  const { lines } = part;
  const { measureComparing, measureLookUp } = await import("./duplicates.ts");
  if (name === "home") part.home = await measureHomeResponses(stage.origin, stage.cookies, quick ? 10 : 60);
  if (name === "look-up") part.lookUp = await measureLookUp();
  if (name === "queries") lines.push(...(await measureQueries(pool(), stage.who, dataSize, quick ? 3 : 8)));
  if (name === "responses")
    lines.push(...(await measureResponses(stage.origin, stage.cookies, dataSize, quick ? 10 : 40)));
  if (name === "palette") lines.push(await measurePalette(admin, dataSize, quick ? 10 : 60));
  if (name === "deliveries") lines.push(...(await intake()));
  if (name === "import") lines.push(await measureImport(pool(), admin, quick ? 20_000 : 100_000, dataSize));
  if (name === "settling") lines.push(...(await measureSettling({ dataSize, quick })));
  if (name === "duplicates") lines.push(await measureComparing({ dataSize, leads: quick ? 1000 : 5000 }));
}

async function intake(): Promise<BenchLine[]> {
  const { pool } = await import("@/lib/core/db");
  const { systemCtx } = await import("@/lib/core/ctx");
  const { createSource } = await import("@/lib/intake/sources/commands");
  const { createSourceInput } = await import("@/lib/intake/sources/schema");
  const { rows } = await pool().query<{ id: string }>(`select id::text from "Company" order by position limit 1`);
  const open = async (name: string) =>
    createSource(systemCtx("bench"), createSourceInput.parse({ name, companyId: rows[0]?.id ?? "" }));

  const steady = await open("Steady");
  const pace = { origin: stage.origin, sourcePath: steady.path, sourceId: steady.id, perSecond: 20 };
  const [wait, lag] = await measureUntilLead({ ...pace, seconds: quick ? 20 : 300 });
  const flood = await open("Flood");
  const [empty, accepted] = await measureAccepting({ origin: stage.origin, sourcePath: flood.path, seconds });
  if (!wait || !lag || !empty || !accepted) throw new Error("a measurement of the intake is missing");
  const ratio = Math.round((accepted.value / empty.value) * 100) / 100;
  const line = (
    name: string,
    value: number,
    target: number,
    unit: string,
    note: string,
    atMost: boolean,
  ): BenchLine => ({
    name,
    value,
    target,
    holds: atMost ? value <= target : value >= target,
    unit,
    dataSize,
    note,
  });
  return [
    line("delivery to visible lead at 20/s", wait.value, 1000, "ms p95", wait.note, true),
    line("lag at the end", lag.value, 1000, "ms", lag.note, true),
    line("webhook accepted durably, share of an empty handler", ratio, 0.6, "×", accepted.note, false),
    line("webhook accepted durably", accepted.value, 500, "requests/s", accepted.note, false),
  ];
}
