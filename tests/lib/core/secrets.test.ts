import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { loadSecrets, openText, sealText } from "@/lib/core/secrets";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "secrets-"));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test("makes two different keys once, readable by the owner alone", () => {
  const first = loadSecrets(folder);
  expect(loadSecrets(folder)).toStrictEqual(first);
  expect(first.authSecret).not.toBe(first.dataKey);
  expect(Buffer.from(first.dataKey, "base64url")).toHaveLength(32);
  expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(folder)).toStrictEqual(["secrets.json"]);
});

test("closes a secrets file that was left open to others", () => {
  loadSecrets(folder);
  fs.chmodSync(path.join(folder, "secrets.json"), 0o644);
  loadSecrets(folder);
  expect(fs.statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("refuses a damaged file instead of making new keys over it", () => {
  const file = path.join(folder, "secrets.json");
  fs.writeFileSync(file, '{"authSecret":"short"');
  expect(() => loadSecrets(folder)).toThrow("is damaged. Restore it from a backup");
  expect(fs.readFileSync(file, "utf8")).toBe('{"authSecret":"short"');
});

test.each(["", "contraseña ñandú", "x".repeat(100_000)])("opens what it sealed", (text) => {
  expect(openText(sealText(text))).toBe(text);
});

test("the same text sealed twice looks different and does not contain it", () => {
  expect(sealText("hunter2")).not.toBe(sealText("hunter2"));
  expect(sealText("hunter2")).not.toContain("hunter2");
});

test.each([
  ["changed letters", (sealed: string) => `${sealed.slice(0, 30)}AAAAAAAA${sealed.slice(38)}`],
  ["a cut end", (sealed: string) => sealed.slice(0, 20)],
  ["another version", (sealed: string) => sealed.replace("v1:", "v2:")],
  ["plain text", () => "hunter2"],
])("refuses %s", (_what, damage) => {
  expect(() => openText(damage(sealText("hunter2 and more")))).toThrow();
});
