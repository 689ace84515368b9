import { spawnSync } from "node:child_process";
import path from "node:path";

const PROGRAM = `
  const { logger } = await import("@/lib/core/logger");
  const said = "Ana\\n{\\"level\\":\\"info\\",\\"msg\\":\\"signed in\\"}\\r\\u2028\\u0000\\u001b[2J";
  logger.warn({ login: said, [said]: 1, err: new Error(said) }, said);
`;

function logged(): string {
  const child = spawnSync(
    process.execPath,
    ["--import", path.resolve("scripts/aliases.mjs"), "--input-type=module", "--eval", PROGRAM],
    { encoding: "utf8", env: { ...process.env, LOG_LEVEL: "info" } },
  );
  expect(child.stderr).toBe("");
  return child.stdout;
}

test("whatever is in it, one event is one line of the log", () => {
  const output = logged();
  expect(output.endsWith("\n")).toBe(true);
  const lines = output.trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  const line = JSON.parse(output) as { level: string; login: string; msg: string };
  expect(line.level).toBe("warn");
  expect(line.login).toContain('\n{"level":"info"');
  // A terminal that shows the log isn't spoken to either.
  expect(output).not.toMatch(/[\0\r\u001b]/);
});
