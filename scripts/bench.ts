import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { nodeScript } from "@/lib/core/node-script";
import { lookUpLine } from "./bench/duplicates.ts";
import { homeLines } from "./bench/home.ts";
import type { HomeTimes } from "./bench/home.ts";
import type { BenchLine } from "./bench/table.ts";

// npm run bench [-- --json] [--seconds=60]: the production build on databases of its own, everything on this machine.
// With --json it writes the list of measurements and nothing else.

type Part = { home: HomeTimes; lookUp: number; lines: BenchLine[] };

const json = process.argv.includes("--json");
const seconds = process.argv.find((word) => word.startsWith("--seconds="))?.slice("--seconds=".length) ?? "60";

const small = await run("small");
const large = await run("large");
const huge = await run("huge");
const lines = [
  ...large.lines,
  ...huge.lines,
  lookUpLine(small.lookUp, huge.lookUp, "500,000 leads against 1,000"),
  ...homeLines(small.home, large.home, "100,000 leads against 1,000"),
];
process.stdout.write(json ? `${JSON.stringify(lines, null, 2)}\n` : table(lines));

async function run(size: "small" | "large" | "huge"): Promise<Part> {
  const file = path.join(os.tmpdir(), `leads-manager-bench-${process.pid}-${size}.json`);
  const child = spawn(process.execPath, nodeScript("scripts/bench/part.ts", size, file, seconds), {
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
