import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { nodeScript } from "@/lib/core/node-script";
import { happen, tamper } from "@/tests/support/audit";
import { ownDataFolder } from "@/tests/support/database-switch";
import { makeCompany, makeLead } from "@/tests/support/house";

jest.setTimeout(180_000);

const folder = ownDataFolder();
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

function run(script: string, words: string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, nodeScript(script, ...words), {
    encoding: "utf8",
    env: { ...process.env, ...more },
  });
  return { code: status, text: stdout, told: stderr };
}

type Verified = { whole: boolean; findings: object[]; erased: number; to: string; head: string };

function verify(...words: string[]) {
  const { code, text } = run("scripts/audit-verify.ts", [...words, "--json"]);
  return { code, ...(JSON.parse(text) as Verified) };
}

test("says with its exit code and in words whether the log is whole, also after an erasure, and names what isn't", async () => {
  const company = await makeCompany();
  const lead = await makeLead(company.id, { contactName: "Ana Pérez" });
  const [seq = 0n] = await happen(2);
  const first = verify();
  expect(first).toMatchObject({ code: 0, whole: true, findings: [] });

  expect(run("scripts/admin.ts", ["audit", "erase", "--lead", "x", "--reason", "y"])).toMatchObject({ code: 1 });
  expect(run("scripts/admin.ts", ["audit", "erase", "--lead", `L-${lead.number}`])).toMatchObject({ code: 1 });
  const erase = ["audit", "erase", "--lead", `L-${lead.number}`, "--reason", "They asked for it"];
  expect(run("scripts/admin.ts", erase)).toMatchObject({ code: 0 });
  expect(verify(`--expect=${first.to}:${first.head}`)).toMatchObject({ code: 0, whole: true });
  expect(verify(`--expect=${first.to}:${"0".repeat(64)}`)).toMatchObject({ code: 1, whole: false, findings: [] });

  await tamper("Event", `update "Event" set "actorLabel" = 'Somebody else' where seq = $1`, [seq]);
  expect(verify()).toMatchObject({ code: 1, whole: false, findings: [{ kind: "changed", seq: String(seq) }] });
  const told = run("scripts/audit-verify.ts", []);
  expect(told.code).toBe(1);
  expect(told.text).toMatch(
    new RegExp(`1 thing is not as it was written\\.\\n  Entry ${seq} was changed: test\\.happened, T`),
  );
  expect(told.text).toMatch(/Last seal: \d+:[\da-f]{64}\n$/);
});

test("what can't be verified isn't called whole", () => {
  const away = { DATABASE_URL: "postgresql://nobody:x@127.0.0.1:9/none" };
  expect(run("scripts/audit-verify.ts", [], away)).toMatchObject({ code: 2, text: "" });
});
