import { spawnSync } from "node:child_process";
import { nodeScript } from "@/lib/core/node-script";
import { withoutRawIndexes } from "@/lib/core/schema-difference";

test("the migrations and the schema are equal", () => {
  // In a child: the engine allows one use per process.
  const child = spawnSync(process.execPath, nodeScript("scripts/migration-difference.ts"), {
    encoding: "utf8",
    env: process.env,
  });
  expect(child.stderr).toBe("");
  expect(child.stdout).toBe("");
});

test("a hand-written index named raw_… is not dropped by the next migration", () => {
  expect(withoutRawIndexes('-- DropIndex\nDROP INDEX "raw_lead_search";\n')).toBe("");
});

test("any other index is", () => {
  const sql = '-- DropIndex\nDROP INDEX "raw_lead_search";\n\n-- DropIndex\nDROP INDEX "lead_email_idx";\n';
  expect(withoutRawIndexes(sql)).toBe('-- DropIndex\nDROP INDEX "lead_email_idx";\n');
});
