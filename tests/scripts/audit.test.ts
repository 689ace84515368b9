import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { checkLog } from "@/lib/audit/checking/commands";
import { database } from "@/lib/core/db";
import { nodeScript } from "@/lib/core/node-script";
import { happen, sealAll, tamper } from "@/tests/support/audit";

jest.setTimeout(180_000);

const folder = process.env["DATA_DIR"] ?? "";
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

function run(script: string, ...words: string[]) {
  const child = spawnSync(process.execPath, nodeScript(script, ...words), {
    encoding: "utf8",
    env: { ...process.env },
  });
  return { code: child.status, text: child.stdout, told: child.stderr };
}
const verify = (...words: string[]) => run("scripts/audit-verify.ts", "--json", ...words);
const beginAgain = (...words: string[]) => run("scripts/admin.ts", "audit", "begin-again", ...words);
const kindsIn = (text: string) =>
  (JSON.parse(text) as { findings: { kind: string }[] }).findings.map(({ kind }) => kind);

/** The database as it was when there was this seal and no later one, as a backup of that day brings it back. */
async function bringBack(number: bigint): Promise<void> {
  const { toSeq } = await database().auditSeal.findUniqueOrThrow({ where: { number } });
  await tamper("AuditSeal", `delete from "AuditSeal" where number > $1`, [number]);
  await tamper("Event", `delete from "Event" where seq > $1`, [toSeq]);
  await tamper("AuditCheck", `delete from "AuditCheck" where "toNumber" > $1`, [number]);
}

test("an older database is found until the shell says that it is meant, which stays, and is said only then", async () => {
  await happen(2);
  await sealAll();
  await checkLog({ kind: "whole" });
  expect(beginAgain("--reason", "Nothing happened")).toMatchObject({
    code: 1,
    told: "The database is as it was noted: there is nothing to begin again.\n",
  });
  const { number } = await database().auditSeal.findFirstOrThrow({ orderBy: { number: "desc" } });
  await happen(2);
  await sealAll();
  await checkLog({ kind: "whole" });

  await bringBack(number);
  const lost = verify();
  expect([lost.code, kindsIn(lost.text)]).toStrictEqual([1, ["headLost", "checkMissing"]]);
  expect(beginAgain()).toMatchObject({ code: 1, told: "reason: Fill this in.\n" });

  const begun = beginAgain("--reason", "Backup of Monday", "--json");
  expect(begun).toMatchObject({ code: 0, told: "" });
  const { head } = JSON.parse(begun.text) as { head: string };
  const whole = verify(`--expect=${head}`);
  expect([whole.code, kindsIn(whole.text)]).toStrictEqual([0, []]);
  expect(await database().event.findMany({ where: { name: "log.begunAgain" } })).toMatchObject([
    { payload: { reason: "Backup of Monday", head } },
  ]);
});
