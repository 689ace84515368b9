import fs from "node:fs";
import { measureAssigning, measureSimulator } from "./assignment.ts";
import { measureAuthorising } from "./authorising.ts";
import { measureBoard } from "./board.ts";
import { measureHomeResponses } from "./home.ts";
import { measureBulk } from "./changing.ts";
import { measureImport } from "./import.ts";
import { measureAccepting, measureUntilLead } from "./intake.ts";
import { measureLive } from "./live.ts";
import { measureSettling } from "./settling.ts";
import { openStage } from "./stage.ts";
import { measurePalette, measureQueries, measureResponses } from "./table.ts";
import type { HomeTimes } from "./home.ts";
import type { BenchLine } from "./table.ts";

export type Part = { home?: HomeTimes; lookUp?: number; lines: BenchLine[] };

// One size of the benchmark, in a process of its own, because a process knows one database.
// Arguments: the size, the file to write, seconds of each load, what is measured (names of MEASURES, with commas between),
// and "keep" where what a former run filled in is good enough.

const [size = "small", file = "", secondsText = "60", asked = "", kept = ""] = process.argv.slice(2);
const seconds = Number(secondsText);
const quick = seconds < 30;
const LEADS: Record<string, number> = { tiny: 1000, small: 10_000, large: 100_000, huge: 500_000, million: 1_000_000 };
const leads = LEADS[size] ?? 1000;
const dataSize = `${leads.toLocaleString("en")} leads${size === "million" ? ", 8,000,000 events" : ""}`;
const say = (line: string) => process.stderr.write(`  ${line}\n`);

say(`${dataSize}: starting and filling`);
/** A log of years stands behind the largest table. */
const eventsPerLead = size === "million" ? 8 : 0;
const stage = await openStage(size, { leads, eventsPerLead }, kept === "keep");
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
    lines.push(...(await measureResponses(stage.origin, stage.cookies, dataSize, quick ? 10 : 20)));
  if (name === "palette") lines.push(await measurePalette(admin, dataSize, quick ? 10 : 60));
  if (name === "board") lines.push(...(await measureBoard(stage.origin, stage.cookies, dataSize, quick ? 10 : 40)));
  if (name === "steady") lines.push(...(await steady(size === "huge" ? 60 : 20)));
  if (name === "flood") lines.push(...(await flood()));
  if (name === "import") lines.push(await measureImport(pool(), admin, quick ? 20_000 : 100_000, dataSize));
  const cookie = stage.cookies["any"] ?? "";
  if (name === "authorising")
    lines.push(await measureAuthorising({ origin: stage.origin, cookie, dataSize, rounds: quick ? 100 : 400 }));
  if (name === "live") {
    const colleague = { ctx: stage.who["company"] ?? admin, cookie: stage.cookies["company"] ?? "" };
    lines.push(await measureLive({ origin: stage.origin, cookie, colleague, dataSize, changes: quick ? 10 : 60 }));
  }
  if (name === "bulk") lines.push(...(await measureBulk({ origin: stage.origin, cookie, admin, dataSize })));
  if (name === "settling") lines.push(...(await measureSettling({ dataSize, quick })));
  if (name === "simulator") lines.push(await measureSimulator(admin, { dataSize }));
  if (name === "assigning") lines.push(await measureAssigning(admin, { dataSize, quick }));
  if (name === "duplicates") lines.push(await measureComparing({ dataSize, leads: quick ? 1000 : 5000 }));
}

/** A source of its own for one load. */
async function openSource(name: string): Promise<{ sourceId: string; sourcePath: string }> {
  const { pool } = await import("@/lib/core/db");
  const { actorId, systemCtx } = await import("@/lib/core/ctx");
  const { createSource } = await import("@/lib/intake/sources/commands");
  const { createSourceInput } = await import("@/lib/intake/sources/schema");
  const { rows } = await pool().query<{ id: string }>(`select id::text from "Company" order by position limit 1`);
  const owner = stage.who["own"];
  const made = await createSource(
    systemCtx("bench"),
    createSourceInput.parse({ name, companyId: rows[0]?.id ?? "", defaultOwnerId: owner && actorId(owner.actor) }),
  );
  return { sourceId: made.id, sourcePath: made.path };
}

/** A steady stream of deliveries: when their leads are there, and what is left at the end. */
async function steady(perSecond: number): Promise<BenchLine[]> {
  const source = await openSource(`Steady ${perSecond}`);
  const pace = { origin: stage.origin, ...source, perSecond, seconds: quick ? 20 : 300 };
  const { wait, lag } = await measureUntilLead(pace);
  return [
    { ...wait, target: 1000, holds: wait.value <= 1000, dataSize },
    { ...lag, target: 1000, holds: lag.value <= 1000, dataSize },
  ];
}

async function flood(): Promise<BenchLine[]> {
  const { sourcePath } = await openSource("Flood");
  const { ratio, accepted } = await measureAccepting({ origin: stage.origin, sourcePath, seconds });
  return [
    { ...ratio, target: 0.6, holds: ratio.value >= 0.6, dataSize },
    { ...accepted, target: 500, holds: accepted.value >= 500, dataSize },
  ];
}
