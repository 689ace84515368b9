import { csvSeparator, csvText } from "@/lib/core/csv";

const cellOf = (text: string) =>
  csvText([[text]], ",")
    .replace("\uFEFF", "")
    .split("\r\n")[0];

test.each([
  "=1+1",
  "-2",
  "@SUM(A1)",
  "\tcmd",
  "  =HYPERLINK(1)",
  "+1+1",
  "+cmd|' /C calc'!A0",
  "+54 11 4444-5555+A1",
  "+1-2",
  "+(54) - (11)",
  "+",
  " +54 11 4444 5555",
])("%j is text, never a formula", (text) => {
  expect(cellOf(text)).toBe(`'${text}`);
});

test.each(["+54 11 4444-5555", "+5491144445555", "+1 (305) 265-0123", "+54 9 351 444.5555"])(
  "%j is a phone number, and stays as it was typed",
  (text) => {
    expect(cellOf(text)).toBe(text);
  },
);

test("numbers stay numbers, also below zero", () => {
  expect(csvText([["a", -2]], ",")).toBe("\uFEFFa,-2\r\n");
});

test("what would break a row is quoted", () => {
  expect(csvText([['Say "hola"; now', "two\nlines"]], ";")).toBe('\uFEFF"Say ""hola""; now";"two\nlines"\r\n');
});

test("a language with decimal commas separates by semicolons", () => {
  expect([csvSeparator("es"), csvSeparator("en")]).toStrictEqual([";", ","]);
});
