import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";
import type { Outcome } from "@/lib/core/errors";

// npm run admin -- <noun> <verb> …: for operators and scripts, through the same commands as the screens.
// Exits with 0, with 1 when it was refused, with 2 when it wasn't understood.

const NOUNS = ["user", "source", "delivery", "lead"] as const;

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
// A pipe takes its time with a long answer.
await new Promise((written) => process.stdout.write("", written));
process.exit(code);

/** What a noun's file exports for each verb. */
export type Verb = {
  usage: string;
  options: Record<string, { type: "string" | "boolean"; multiple?: boolean }>;
  run: (input: {
    words: string[];
    values: Record<string, string | boolean | undefined>;
    /** Of options that may be given several times. */
    lists: Record<string, string[]>;
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
  const typed: Record<string, unknown> = values;
  const of = (several: boolean) => Object.entries(typed).filter(([, value]) => Array.isArray(value) === several);
  const answer = await chosen.run({
    words: positionals,
    values: Object.fromEntries(of(false)) as Record<string, string | boolean | undefined>,
    lists: Object.fromEntries(of(true)) as Record<string, string[]>,
  });
  process.stdout.write(values["json"] ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`);
}

async function refusal(error: unknown): Promise<number> {
  const { Outcome } = await import("@/lib/core/errors");
  const { code, message } =
    error instanceof Outcome
      ? { code: error.code, message: await inWords(error) }
      : { code: "FAILED", message: error instanceof Error ? error.message : String(error) };
  process.stderr.write(`${message}\n`);
  const usage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  if (rest.includes("--json")) {
    const fields = error instanceof Outcome && error.fields ? { fields: error.fields } : {};
    process.stdout.write(`${JSON.stringify({ error: { code: usage ? "USAGE" : code, message, ...fields } })}\n`);
  }
  return usage ? 2 : 1;
}

/** The screens' own words, in English. */
async function inWords({ code, fields = {}, details = {} }: Outcome): Promise<string> {
  const { default: messages } = await import("@/lib/i18n/messages/en.json", { with: { type: "json" } });
  const { reasons, ...errors } = messages.errors;
  const word = (list: Record<string, string>, key: string) => list[key] ?? key;
  const perField = Object.entries(fields).map(([field, key]) => `${field}: ${word(errors, key)}`);
  if (perField.length > 0) return perField.join("\n");
  const { reason, ...others } = details;
  if (reason !== undefined) return word(reasons, reason);
  return [word(errors, code), ...Object.values(others)].join(" ");
}

function complain(lines: string[]): number {
  process.stderr.write(`Usage:\n  ${lines.join("\n  ")}\n`);
  return 2;
}

function usage(lines: string[]): never {
  process.exit(complain(lines));
}
