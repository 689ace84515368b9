import { findEmail, normaliseEmail } from "@/lib/core/email";

test.each([
  [" Ana.Ruiz@Correo.Test ", "ana.ruiz@correo.test"],
  ["mailto:ana+web@sub.correo.com.ar", "ana+web@sub.correo.com.ar"],
  ["\u202Aana@r.test\u200B", "ana@r.test"],
  ["josé@correo.test", "josé@correo.test"],
  ["o'neil@correo.test", "o'neil@correo.test"],
])("takes %s", (typed, expected) => {
  expect(normaliseEmail(typed)).toBe(expected);
});

test.each([
  "ana@gmail",
  "ana",
  "@r.test",
  "ana@@r.test",
  "a na@r.test",
  "ana..b@r.test",
  "ana@r..test",
  "ana@-r.test",
  `${"a".repeat(70)}@r.test`,
  "",
])("refuses %s", (typed) => {
  expect(normaliseEmail(typed)).toBeNull();
});

test("finds the first address in a text, without what stands around it", () => {
  expect(findEmail("Escribime a (Ana@R.test), o a eva@r.test.")).toBe("ana@r.test");
  expect(findEmail("Ana <ana@r.test>")).toBe("ana@r.test");
  expect(findEmail("@ana en todas las redes, ana@ también")).toBeNull();
});
