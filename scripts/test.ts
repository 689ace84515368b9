import fs from "node:fs";
import path from "node:path";
import { removeCluster } from "@/lib/core/cluster/removal";
import { joinTestServer } from "@/tests/support/test-server";
import { onStopSignal } from "./stop-signals.ts";
import type { Outcome } from "./test/outcome.ts";
import { ofCheck, ofJest, ofPlaywright } from "./test/outcome.ts";
import { endRunningStep, runStep } from "./test/step.ts";
import { startTestServer } from "./test/server.ts";

// npm test: everything that must hold, one after the other, all of it even when something fails.
// npm test -- --only=jest,lint runs a part; further arguments go to jest or playwright.

const REPORTS = ".data/test-reports";
const JOURNEY_HOME = ".data/test-journeys";
const SOURCES = ["app", "components", "lib", "scripts", "tests", "proxy.ts", "instrumentation.ts"];

const only = process.argv
  .find((argument) => argument.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const further = process.argv.slice(2).filter((argument) => !argument.startsWith("--only="));

const steps: Record<string, () => Promise<Outcome>> = {
  build: () => check("scripts/setup.mjs", "--build"),
  format: () => check("node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
  types: () => check("node_modules/typescript/bin/tsc", "--noEmit"),
  lint: () => check("node_modules/eslint/bin/eslint.js", "--max-warnings=0", "."),
  architecture: () =>
    check(
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      ...SOURCES.filter((source) => fs.existsSync(source)),
      "--config",
      "dependency-cruiser.config.mjs",
    ),
  unused: () => check("node_modules/knip/bin/knip.js"),
  jest,
  journeys,
  chaos: () => check("--import", "./scripts/aliases.mjs", "scripts/chaos.ts", "--small"),
};

const interruption = new AbortController();
const outcomes = new Map<string, Outcome & { seconds: number }>();

onStopSignal(() => {
  interruption.abort();
  endRunningStep();
});
fs.mkdirSync(REPORTS, { recursive: true });
refuseUnknown();
for (const [name, run] of Object.entries(steps)) {
  if (interruption.signal.aborted || (only && !only.includes(name))) continue;
  say(`\n── ${name}`);
  const start = Date.now();
  const outcome = await run();
  outcomes.set(name, { ...outcome, seconds: (Date.now() - start) / 1000 });
}
summarise();

async function check(program: string, ...args: string[]): Promise<Outcome> {
  return ofCheck(await runStep([program, ...args]));
}

async function jest(): Promise<Outcome> {
  const report = freshReport("jest.json");
  const code = await runStep(["node_modules/jest/bin/jest.js", "--json", `--outputFile=${report}`, ...further]);
  // A run that was killed can't stop its database; joining and leaving does.
  if (code !== 0) await (await joinTestServer()).leave();
  return ofJest(report, code);
}

async function journeys(): Promise<Outcome> {
  const report = freshReport("playwright.json");
  await removeCluster(JOURNEY_HOME);
  const server = await startTestServer(JOURNEY_HOME);
  try {
    if (!server.url) return { passed: 0, failed: 1, skipped: 0 };
    const variables = { BASE_URL: server.url, SERVER_LOG: server.log, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const code = await runStep(
      ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...further],
      variables,
    );
    return ofPlaywright(report, code);
  } finally {
    await server.stop();
    await removeCluster(JOURNEY_HOME);
  }
}

function freshReport(name: string): string {
  const file = path.resolve(REPORTS, name);
  fs.rmSync(file, { force: true });
  return file;
}

function refuseUnknown(): void {
  const unknown = only?.find((name) => !(name in steps));
  if (unknown === undefined) return;
  say(`There is no step '${unknown}'. There are: ${Object.keys(steps).join(", ")}.`);
  process.exit(1);
}

function summarise(): never {
  say("");
  for (const [name, { passed, failed, skipped, seconds }] of outcomes) {
    const words = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
    say(`${failed > 0 ? "✗" : "✓"} ${name.padEnd(13)} ${words.join(", ").padEnd(24)} ${seconds.toFixed(1)} s`);
  }
  if (interruption.signal.aborted) say("interrupted");
  const all = [...outcomes.values()];
  const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = all.reduce((sum, outcome) => sum + outcome.failed, 0);
  say(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || interruption.signal.aborted ? 1 : 0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
