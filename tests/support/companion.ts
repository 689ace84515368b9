import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const FOLDER = path.join(process.cwd(), "tests/fixtures/companion");

/** A submission as a plugin's hook gives it, what the companion tells of it, and what we understand of that. */
export type Sample = { plugin: string; seen: unknown; told: Record<string, unknown>; understood: object };

export const SAMPLES = fs.readdirSync(FOLDER).map((name) => path.basename(name, ".json"));

export const sample = (name: string): Sample =>
  JSON.parse(fs.readFileSync(path.join(FOLDER, `${name}.json`), "utf8")) as Sample;

type Vector = { secret: string; t: number; body: string; expected: string };

export const { vectors: VECTORS } = JSON.parse(
  fs.readFileSync(path.join(process.cwd(), "tests/fixtures/signatures/companion.json"), "utf8"),
) as { vectors: Vector[] };

/** What the companion sends of a sample; an entry that its plugin gave no id has one of the companion's own. */
export function sent({ plugin, told }: Sample): Record<string, unknown> {
  const { entry, ...rest } = told;
  const id = entry === "" ? "lm-0123456789abcdef0123" : entry;
  return { companion: 1, plugin, site: "https://www.ejemplo.test", entry: { id }, ...rest };
}

export const PLUGIN = "wordpress/leads-manager/leads-manager.php";

export const hasPhp = spawnSync("php", ["-v"]).status === 0;

type Call = readonly [name: string, args: readonly unknown[]];

function runPhp(file: string, calls: readonly Call[]): unknown[] {
  const { stdout, stderr, status } = spawnSync("php", [`tests/support/${file}`], {
    input: JSON.stringify(calls),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout) as unknown[];
}

/** Calls plain functions of the companion, by the name behind `leads_manager_`. */
export const callCompanion = (calls: readonly Call[]): unknown[] => runPhp("companion.php", calls);

export const hasDatabase =
  hasPhp && spawnSync("php", ["-r", "exit(extension_loaded('pdo_sqlite') ? 0 : 1);"]).status === 0;

/** One after the other in a WordPress with a table of its own: the companion's functions, and what a test does to the site. */
export const inSite = (steps: readonly Call[]): unknown[] => runPhp("companion-site/site.php", steps);
