import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ofJest, ofPlaywright } from "@/scripts/test/outcome";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "outcome-"));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

function report(content: object): string {
  const file = path.join(folder, "report.json");
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const jestReport = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numRuntimeErrorTestSuites: 0 };
const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };

test("counts what jest counted", () => {
  expect(ofJest(report(jestReport), 0)).toStrictEqual({ passed: 7, failed: 0, skipped: 1 });
});

test("a test file that could not be loaded is a failure", () => {
  expect(ofJest(report({ ...jestReport, numRuntimeErrorTestSuites: 2 }), 1).failed).toBe(2);
});

test("a run that died without a report, or after a good one, is a failure", () => {
  expect(ofJest(path.join(folder, "none.json"), 0).failed).toBe(1);
  expect(ofJest(report(jestReport), 137).failed).toBe(1);
  expect(ofPlaywright(report({ stats, errors: [] }), 1).failed).toBe(1);
});

test("a flaky journey is a failure, and so is an error outside of any", () => {
  expect(ofPlaywright(report({ stats: { ...stats, flaky: 1 }, errors: [{}] }), 0)).toStrictEqual({
    passed: 5,
    failed: 2,
    skipped: 0,
  });
});
