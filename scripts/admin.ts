import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { openInstallation } from "@/lib/core/installation";
import { nodeScript } from "@/lib/core/node-script";
import { Refusal, UsageError } from "./admin/noun.ts";
import type { Installation } from "@/lib/core/installation";
import type { Answer, Noun, Verb } from "./admin/noun.ts";

// npm run admin -- <noun> <verb> …: what operators and scripts do, through the same commands as the screens.
// Ends with 0 when it was done, 1 when it was refused, 2 when it was typed wrongly.

/** Loaded only once the environment is there. */
const NOUNS: Record<string, () => Promise<Noun>> = {
  user: async () => (await import("./admin/user.ts")).user,
  source: async () => (await import("./admin/source.ts")).source,
  delivery: async () => (await import("./admin/delivery.ts")).delivery,
  lead: async () => (await import("./admin/lead.ts")).lead,
};

// The log goes where the answer goes.
process.env["LOG_LEVEL"] = "silent";
process.exitCode = await main(process.argv.slice(2));

async function main([nounName = "", verbName = "", ...rest]: string[]): Promise<number> {
  const json = rest.includes("--json");
  try {
    const verb = await findVerb(nounName, verbName);
    const given = parse(verb, rest);
    print(json, await withInstallation(() => verb.run(given)));
    return 0;
  } catch (error) {
    return explain(error, json);
  }
}

async function findVerb(nounName: string, verbName: string): Promise<Verb> {
  const load = NOUNS[nounName];
  if (!load) throw new UsageError(`Usage: npm run admin -- <${Object.keys(NOUNS).join(" | ")}> <verb> [--json]`);
  const noun = await load();
  const verb = noun[verbName];
  if (verb) return verb;
  const lines = Object.entries(noun).map(([name, { usage }]) => `  npm run admin -- ${nounName} ${name} ${usage}`);
  throw new UsageError(["Usage:", ...lines].join("\n"));
}

function parse(verb: Verb, args: string[]) {
  try {
    const options = { ...verb.options, json: { type: "boolean" } as const };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { options: values, words: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function withInstallation<T>(work: () => Promise<T>): Promise<T> {
  const installation = await openInstallation({ log: () => undefined });
  const { closeDatabase } = await import("@/lib/core/db");
  const { stopQueue } = await import("@/lib/core/queue");
  try {
    Object.assign(process.env, installation.variables);
    await migrate(installation);
    return await work();
  } finally {
    await stopQueue();
    await closeDatabase();
    await installation.close();
  }
}

/** The first thing done to a new installation may be this. */
async function migrate({ variables }: Installation): Promise<void> {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, nodeScript("scripts/migrate.ts"), {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Refusal("The database could not be brought up to date; the reason is above.");
}

function print(json: boolean, answer: Answer): void {
  process.stdout.write(`${json ? JSON.stringify(answer.json) : answer.text}\n`);
}

async function explain(error: unknown, json: boolean): Promise<number> {
  const { Outcome } = await import("@/lib/core/errors");
  if (error instanceof UsageError) return complain(json, 2, { code: "USAGE", message: error.message });
  if (error instanceof Refusal) return complain(json, 1, { code: "REFUSED", message: error.message });
  if (error instanceof Outcome) {
    const message = await inWords(error.code, error.fields ?? {}, error.details?.["reason"]);
    return complain(json, 1, { code: error.code, message, ...(error.fields && { fields: error.fields }) });
  }
  return complain(json, 1, { code: "INTERNAL", message: error instanceof Error ? error.message : String(error) });
}

function complain(json: boolean, exitCode: number, problem: { code: string; message: string }): number {
  process.stderr.write(`${problem.message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ error: problem })}\n`);
  return exitCode;
}

/** The screens' own words, in English. */
async function inWords(code: string, fields: Record<string, string>, reason: string | undefined): Promise<string> {
  const { default: messages } = await import("@/lib/i18n/messages/en.json", { with: { type: "json" } });
  const { reasons, ...errors } = messages.errors;
  const word = (list: Record<string, string>, key: string) => list[key] ?? key;
  const perField = Object.entries(fields).map(
    ([field, key]) => `${field.replace(/^person\./, "")}: ${word(errors, key)}`,
  );
  if (perField.length > 0) return perField.join("\n");
  return reason === undefined ? word(errors, code) : word(reasons, reason);
}
