import fs from "node:fs";
import { z } from "zod";

export type Outcome = { passed: number; failed: number; skipped: number };

const jestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** A check without tests of its own counts as one. */
export function ofCheck(code: number): Outcome {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

export function ofJest(file: string, code: number): Outcome {
  const report = read(file, jestReport);
  if (!report) return ofCheck(1);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return distrusting(code, { passed: report.numPassedTests, failed, skipped: report.numPendingTests });
}

/** A flaky journey, one that only a repetition let pass, counts as failed. */
export function ofPlaywright(file: string, code: number): Outcome {
  const report = read(file, playwrightReport);
  if (!report) return ofCheck(1);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return distrusting(code, { passed: expected, failed: unexpected + flaky + report.errors.length, skipped });
}

/** A tool that ended badly has failed, whatever its report says. */
function distrusting(code: number, outcome: Outcome): Outcome {
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!fs.existsSync(file)) return undefined;
  return schema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
}
