import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

let home: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "leads-setup-"));
  fs.mkdirSync(path.join(home, "scripts"));
  fs.copyFileSync("scripts/setup.mjs", path.join(home, "scripts", "setup.mjs"));
  for (const file of ["package.json", "package-lock.json"]) fs.copyFileSync(file, path.join(home, file));
});
afterEach(() => {
  fs.rmSync(home, { recursive: true });
});

/** Whatever would be installed: this says so and fails. */
function setUp() {
  const npm = path.join(home, "npm.mjs");
  fs.writeFileSync(npm, `process.stdout.write("installing"); process.exit(1);`);
  const env = { ...process.env, npm_execpath: npm };
  return spawnSync(process.execPath, ["scripts/setup.mjs"], { cwd: home, env, encoding: "utf8" });
}

function mark(pid: number): void {
  fs.mkdirSync(path.join(home, ".next", "serving"), { recursive: true });
  fs.writeFileSync(path.join(home, ".next", "serving", String(pid)), "");
}

test("no packages are exchanged under a running server", () => {
  mark(process.pid);
  const { status, stderr, stdout } = setUp();
  expect(status).toBe(1);
  expect(stderr).toContain(`running from this folder (process ${process.pid}) and its packages have changed`);
  expect(stdout).not.toContain("installing");
});

test("nor while one of several still runs; one that died is no obstacle", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  mark(pid);
  expect(setUp().stdout).toContain("installing");
  mark(process.pid);
  expect(setUp().stdout).not.toContain("installing");
});
