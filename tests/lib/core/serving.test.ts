import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { forgetServing, noteServing, servingAt } from "@/lib/core/serving";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "serving-"));
afterAll(() => {
  fs.rmSync(home, { recursive: true });
});

const left = (pid: number, url: string) => {
  fs.writeFileSync(path.join(home, "serving", String(pid)), url);
};

test("where a server is reached is known while it runs, and no longer", () => {
  expect(servingAt(home)).toBeUndefined();
  noteServing(home, "http://localhost:4671");
  expect(servingAt(home)).toBe("http://localhost:4671");
  forgetServing(home);
  expect(servingAt(home)).toBeUndefined();
});

test("what a killed server left is believed by nobody, and cleared by the next", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  left(pid, "http://localhost:1");
  expect(servingAt(home)).toBeUndefined();
  noteServing(home, "http://localhost:4671");
  expect(fs.readdirSync(path.join(home, "serving"))).toStrictEqual([String(process.pid)]);
});

test("of several servers the first to stop leaves the other's address", () => {
  noteServing(home, "http://localhost:4671");
  left(process.ppid, "http://localhost:4672");
  forgetServing(home);
  expect(servingAt(home)).toBe("http://localhost:4672");
});
