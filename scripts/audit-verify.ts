import { openInstallation } from "@/lib/core/installation";
import type { CheckResult, Finding } from "@/lib/audit/schema";

// npm run audit:verify [-- --json] [--new] [--expect=<number>:<hash>]: compares every seal and every event of the log with
// each other. Exits with 0 when it is whole, with 1 when it isn't, with 2 when it couldn't be verified.

const typed = process.argv.slice(2);
const json = typed.includes("--json");
const expected = typed.find((word) => word.startsWith("--expect="))?.slice("--expect=".length);

const installation = await openInstallation({ log: () => undefined });
Object.assign(process.env, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" }, installation.variables);

let code = 2;
try {
  code = await verify();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  const { closeDatabase } = await import("@/lib/core/db");
  const { stopQueue } = await import("@/lib/core/queue");
  await stopQueue();
  await closeDatabase();
  await installation.close();
}
await new Promise((written) => process.stdout.write("", written));
process.exit(code);

async function verify(): Promise<number> {
  const { sealNext } = await import("@/lib/audit/sealing/commands");
  const { checkLog } = await import("@/lib/audit/checking/commands");
  const { isKnownHead } = await import("@/lib/audit/checking/queries");
  // What was committed by now is part of it, also where no server is running.
  while (await sealNext({ atOnce: true }));
  const result = await checkLog({ kind: typed.includes("--new") ? "new" : "whole", progress: shown });
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  const isExpected = expected === undefined || (await isKnownHead(expected));
  const standing = await foundBefore(result);
  const whole = result.findingCount === 0 && standing === 0 && isExpected;
  process.stdout.write(
    json
      ? `${JSON.stringify({ whole, expected: isExpected, ...result, standing })}\n`
      : await told(result, { isExpected, standing }),
  );
  return whole ? 0 : 1;
}

function shown(done: bigint, of: bigint): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${(done * 100n) / of} %`);
}

/** What is new says nothing of what was found before. */
async function foundBefore({ kind, findings }: CheckResult): Promise<number> {
  if (kind === "whole") return 0;
  const { logState } = await import("@/lib/audit/checking/state/queries");
  const { systemCtx } = await import("@/lib/core/ctx");
  const { findingCount } = await logState(systemCtx("npm run audit:verify"));
  return Math.max(findingCount - findings.length, 0);
}

async function told(
  result: CheckResult,
  { isExpected, standing }: { isExpected: boolean; standing: number },
): Promise<string> {
  const { auditIn } = await import("@/lib/i18n/words-in");
  const t = auditIn("en");
  const line = (finding: Finding) => `  ${t(`findings.${finding.kind}`, { ...finding })}`;
  const more = result.findingCount - result.findings.length;
  return [
    result.findingCount > 0
      ? t("check.wrong", { count: result.findingCount })
      : t(result.kind === "new" ? "check.wholeNew" : "check.whole"),
    ...result.findings.map(line),
    ...(more > 0 ? [`  ${t("check.more", { count: more })}`] : []),
    ...(standing > 0 ? [t("check.standing", { count: standing })] : []),
    ...(isExpected ? [] : [t("check.unexpected", { head: expected ?? "" })]),
    t("check.numbers", {
      events: result.events,
      erased: result.erased,
      dropped: result.dropped,
      unsealed: result.unsealed,
    }),
    t("check.head", { head: `${result.to}:${result.head}` }),
    "",
  ].join("\n");
}
