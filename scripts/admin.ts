import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";
import type { Outcome } from "@/lib/core/errors";

// npm run admin -- <noun> <verb> …: for operators and scripts, through the same commands as the screens.
// Exits with 0, with 1 when it was refused, with 2 when it wasn't understood.

const NOUNS = ["user", "source", "delivery", "lead", "key", "audit"] as const;

const typed = process.argv.slice(2);
const asksHelp = typed.some((word) => word === "--help" || word === "-h");
const [noun = "", verb = "", ...rest] = typed.filter((word) => word !== "--help" && word !== "-h");
const named = NOUNS.find((name) => name === noun);
if (asksHelp) await help();
const known = named ?? (await end(await misunderstood(NOUNS)));

const installation = await openInstallation({ log: () => undefined });
// A command's answer is its own; what the product logs beside it goes nowhere unless asked for.
Object.assign(process.env, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" }, installation.variables);

let code = 0;
try {
  migrate();
  // Only now: these read the environment.
  const chosen = verbOf(await verbsOf(known));
  if (chosen) await run(chosen);
  else code = await misunderstood([known]);
} catch (error) {
  code = await refusal(error);
} finally {
  const { closeDatabase } = await import("@/lib/core/db");
  const { stopQueue } = await import("@/lib/core/queue");
  await stopQueue();
  await closeDatabase();
  await installation.close();
}
await end(code);

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
  const given: Record<string, unknown> = values;
  const of = (several: boolean) => Object.entries(given).filter(([, value]) => Array.isArray(value) === several);
  const answer = await chosen.run({
    words: positionals,
    values: Object.fromEntries(of(false)) as Record<string, string | boolean | undefined>,
    lists: Object.fromEntries(of(true)) as Record<string, string[]>,
  });
  process.stdout.write(values["json"] ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`);
}

async function refusal(error: unknown): Promise<number> {
  const { Outcome, reasonKey } = await import("@/lib/core/errors");
  const { code, message } =
    error instanceof Outcome
      ? { code: error.code, message: await inWords(error) }
      : { code: "FAILED", message: error instanceof Error ? error.message : String(error) };
  process.stderr.write(`${message}\n`);
  const usage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ?? false;
  if (rest.includes("--json")) {
    const said = error instanceof Outcome ? error.fields : undefined;
    const keys = Object.entries(said ?? {}).map(([field, key]) => [field, reasonKey(key)]);
    const fields = said ? { fields: Object.fromEntries(keys) as Record<string, string> } : {};
    process.stdout.write(`${JSON.stringify({ error: { code: usage ? "USAGE" : code, message, ...fields } })}\n`);
  }
  return usage ? 2 : 1;
}

/** The screens' own words, in English. */
async function inWords({ code, fields = {}, details = {} }: Outcome): Promise<string> {
  const { default: messages } = await import("@/lib/i18n/messages/en.json", { with: { type: "json" } });
  const { reasons, ...errors } = messages.errors;
  const { lengthsIn } = await import("@/lib/core/errors");
  const word = (list: Record<string, string>, key: string) => list[key] ?? key;
  const fieldWord = (key: string) => {
    const lengths = lengthsIn(key);
    if (!lengths) return word(errors, key);
    return errors.tooLongBy.replace("{most}", String(lengths.most)).replace("{length}", String(lengths.length));
  };
  const perField = Object.entries(fields).map(([field, key]) => `${field}: ${fieldWord(key)}`);
  const { reason, ...others } = details;
  if (perField.length > 0) return [...perField, ...Object.values(others)].join("\n");
  if (reason !== undefined) return word(reasons, reason);
  return [word(errors, code), ...Object.values(others)].join(" ");
}

async function verbsOf(name: string): Promise<Record<string, Verb>> {
  return ((await import(`./admin/${name}.ts`)) as { verbs: Record<string, Verb> }).verbs;
}

function verbOf(verbs: Record<string, Verb>): Verb | undefined {
  return Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
}

/** Needs no database: it must help where nothing has been installed yet. */
async function help(): Promise<never> {
  process.env["LOG_LEVEL"] ??= "silent";
  const lines = await usageOf(named ? [named] : NOUNS);
  process.stdout.write(`Usage:\n${lines.join("\n")}\n\n--json answers one line of JSON, also when it refuses.\n`);
  return end(0);
}

/** Of one verb, where it is known; else of all verbs of the nouns. */
async function usageOf(nouns: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(nouns.map(async (name) => ({ name, verbs: await verbsOf(name) })));
  const line = (name: string, key: string, { usage }: Verb) => `  npm run admin -- ${name} ${key} ${usage}`.trimEnd();
  return lists.flatMap(({ name, verbs }) => {
    const one = verbOf(verbs);
    return one ? [line(name, verb, one)] : Object.entries(verbs).map(([key, each]) => line(name, key, each));
  });
}

async function misunderstood(nouns: readonly string[]): Promise<number> {
  const lines = await usageOf(nouns);
  process.stderr.write(`Usage:\n${lines.join("\n")}\n`);
  if (typed.includes("--json")) {
    const message = named ? `There is no ${named} ${verb}.` : `There is no ${noun}.`;
    process.stdout.write(`${JSON.stringify({ error: { code: "USAGE", message } })}\n`);
  }
  return 2;
}

/** A pipe takes its time with a long answer. */
async function end(status: number): Promise<never> {
  await new Promise((written) => process.stdout.write("", written));
  process.exit(status);
}
