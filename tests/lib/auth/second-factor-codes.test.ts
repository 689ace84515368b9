import {
  keyUri,
  newRecoveryCodes,
  newSecret,
  qrPicture,
  readAppCode,
  readRecoveryCode,
  stepOf,
} from "@/lib/auth/second-factor/codes";
import { appCode, stepsLater } from "@/tests/support/second-factor";

// "12345678901234567890", as in the RFC's own examples.
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
])("at %d seconds the RFC's code %s is right, and the witness says the same", (seconds, code) => {
  const at = new Date(seconds * 1000);
  expect(stepOf(RFC_SECRET, code, at, 0)).toBe(Math.floor(seconds / 30));
  expect(appCode(RFC_SECRET, at)).toBe(code);
});

test("a clock may be one step off either way, and not two", () => {
  const at = new Date(1_800_000_015_000);
  const step = Math.floor(at.getTime() / 30_000);
  const taken = (off: number) => stepOf(RFC_SECRET, appCode(RFC_SECRET, stepsLater(at, off)), at, 0);
  expect([-2, -1, 0, 1, 2].map(taken)).toStrictEqual([undefined, step - 1, step, step + 1, undefined]);
});

test("a code of a step that was taken, or of one before, isn't taken", () => {
  const at = new Date(1_800_000_015_000);
  const step = Math.floor(at.getTime() / 30_000);
  const code = appCode(RFC_SECRET, at);
  expect(stepOf(RFC_SECRET, code, at, step - 1)).toBe(step);
  expect(stepOf(RFC_SECRET, code, at, step)).toBeUndefined();
  expect(stepOf(RFC_SECRET, code, at, step + 1)).toBeUndefined();
});

test.each([
  ["123 456", "123456"],
  [" 123456 ", "123456"],
  ["12345", undefined],
  ["1234567", undefined],
  ["١٢٣٤٥٦", undefined],
  ["", undefined],
])("%j is read as the app's code %s", (typed, code) => {
  expect(readAppCode(typed)).toBe(code);
});

test.each([
  ["abcd efgh jklm npqr", "ABCD-EFGH-JKLM-NPQR"],
  ["ABCDEFGHJKLMNPQR", "ABCD-EFGH-JKLM-NPQR"],
  ["ABCD-EFGH-JKLM-NPQ", undefined],
  ["123456", undefined],
])("%j is read as the recovery code %s", (typed, code) => {
  expect(readRecoveryCode(typed)).toBe(code);
});

test("recovery codes are ten, all different, read as they are shown", () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  expect(codes.map((code) => readRecoveryCode(code.toLowerCase()))).toStrictEqual(codes);
});

test("what an app reads names the program and the person, and fits into a picture", () => {
  const secret = newSecret();
  const uri = keyUri(secret, "Leads Manager INTRALOG", "ana@example.test");
  expect(uri).toMatch(/^otpauth:\/\/totp\/Leads%20Manager%20INTRALOG:ana%40example\.test\?/);
  expect(new URL(uri).searchParams.get("secret")).toBe(secret);
  const { size, path } = qrPicture(uri);
  expect(size).toBeGreaterThan(30);
  expect(path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
});
