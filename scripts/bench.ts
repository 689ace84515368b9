import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { nodeScript } from "@/lib/core/node-script";
import { lookUpLine } from "./bench/duplicates.ts";
import { homeLines } from "./bench/home.ts";
import type { Part } from "./bench/part.ts";
import type { BenchLine } from "./bench/table.ts";

// npm run bench [-- --json] [--seconds=60] [--only=home,steady] [--keep]: the production build on databases of its own,
// everything on this machine. With --json it writes the list of measurements and nothing else; the names for --only stand
// below. With --keep what a former run filled in is measured again: a million leads take a while.

/** What is measured at which size, in this order: an import last, because its leads are compared for duplicates afterwards. */
const MEASURES = {
  tiny: ["home", "authorising"],
  small: ["look-up"],
  large: ["home", "queries", "responses", "board", "palette", "steady", "flood", "simulator", "import"],
  huge: ["look-up", "steady", "settling", "assigning", "duplicates"],
  million: ["queries", "responses", "palette", "live", "bulk"],
};

type Size = keyof typeof MEASURES;

const json = process.argv.includes("--json");
const seconds = given("seconds") ?? "60";
const only = given("only")?.split(",");

const tiny = await run("tiny");
const small = await run("small");
const large = await run("large");
const huge = await run("huge");
const million = await run("million");
const lines = [...tiny.lines, ...large.lines, ...huge.lines, ...million.lines];
if (small.lookUp && huge.lookUp) lines.push(lookUpLine(small.lookUp, huge.lookUp, "500,000 leads against 10,000"));
if (tiny.home && large.home) lines.push(...homeLines(tiny.home, large.home, "100,000 leads against 1,000"));
process.stdout.write(json ? `${JSON.stringify(lines, null, 2)}\n` : table(lines));

function given(name: string): string | undefined {
  return process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
}

async function run(size: Size): Promise<Part> {
  const measures = MEASURES[size].filter((name) => only?.includes(name) ?? true);
  if (measures.length === 0) return { lines: [] };
  const file = path.join(os.tmpdir(), `leads-manager-bench-${process.pid}-${size}.json`);
  const kept = process.argv.includes("--keep") ? ["keep"] : [];
  const words = [size, file, seconds, measures.join(","), ...kept];
  const child = spawn(process.execPath, nodeScript("scripts/bench/part.ts", ...words), {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the ${size} part failed`);
  const part = JSON.parse(fs.readFileSync(file, "utf8")) as Part;
  fs.rmSync(file);
  return part;
}

function table(all: BenchLine[]): string {
  const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model ?? "?"}), ${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  const rows = all.map(
    ({ name, value, target, holds, unit, dataSize, note }) =>
      `| ${name} | ${value} ${unit} | ${target} | ${holds ? "yes" : "**no**"} | ${dataSize} | ${note} |`,
  );
  const head = ["| what | measured | target | holds | data | note |", "| --- | --- | --- | --- | --- | --- |"];
  return [`${machine}, ${seconds} s each`, "", ...head, ...rows, ""].join("\n");
}
