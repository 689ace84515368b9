import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";

// npm run admin -- <noun> <verb> …: for operators and scripts, through the same commands as the screens.
// Exits with 0, with 1 when it was refused, with 2 when it wasn't understood.

const NOUNS = ["source", "delivery", "lead"] as const;

const [noun = "", verb = "", ...rest] = process.argv.slice(2);
const known = NOUNS.find((name) => name === noun);
if (!known) usage(NOUNS.map((name) => `npm run admin -- ${name} …`));

const installation = await openInstallation({ log: () => undefined });
// A command's answer is its own; what the product logs beside it goes nowhere unless asked for.
Object.assign(process.env, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" }, installation.variables);

let code = 0;
try {
  migrate();
  // Only now: these read the environment.
  const { verbs } = (await import(`./admin/${known}.ts`)) as { verbs: Record<string, Verb> };
  const chosen = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (chosen) await run(chosen);
  else
    code = complain(
      Object.entries(verbs).map(([name, { usage: words }]) => `npm run admin -- ${known} ${name} ${words}`),
    );
} catch (error) {
  code = await refusal(error);
} finally {
  const { closeDatabase } = await import("@/lib/core/db");
  const { stopQueue } = await import("@/lib/core/queue");
  await stopQueue();
  await closeDatabase();
  await installation.close();
}
process.exit(code);

/** What a noun's file exports for each verb. */
export type Verb = {
  usage: string;
  options: Record<string, { type: "string" | "boolean" }>;
  run: (input: {
    words: string[];
    values: Record<string, string | boolean | undefined>;
  }) => Promise<{ json: object; text: string }>;
};

/** A fresh installation may be set up from here, before its first start. In a child: the migration engine leaves its memory behind. */
function migrate(): void {
  const { status, stderr } = spawnSync(process.execPath, nodeScript("scripts/migrate.ts"), { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr || "The database could not be brought up to date.");
}

async function run(chosen: Verb): Promise<void> {
  const options = { ...chosen.options, json: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
  const answer = await chosen.run({
    words: positionals,
    values: values,
  });
  process.stdout.write(values["json"] ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`);
}

async function refusal(error: unknown): Promise<number> {
  const { Outcome } = await import("@/lib/core/errors");
  if (error instanceof Outcome) {
    const fields = Object.entries(error.fields ?? {}).map(([field, problem]) => `${field}: ${problem}`);
    const details = Object.values(error.details ?? {});
    process.stderr.write(`${[error.code, ...fields, ...details].join("\n  ")}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
}

function complain(lines: string[]): number {
  process.stderr.write(`Usage:\n  ${lines.join("\n  ")}\n`);
  return 2;
}

function usage(lines: string[]): never {
  process.exit(complain(lines));
}
