import { csvSeparator, csvText } from "@/lib/core/csv";

test.each(["=1+1", "+54 11", "-2", "@SUM(A1)", "\tcmd", "  =HYPERLINK(1)"])("%j is text, never a formula", (text) => {
  const [cell] = csvText([[text]], ",")
    .replace("\uFEFF", "")
    .split("\r\n");
  expect(cell).toBe(`'${text}`);
});

test("numbers stay numbers, also below zero", () => {
  expect(csvText([["a", -2]], ",")).toBe("\uFEFFa,-2\r\n");
});

test("what would break a row is quoted", () => {
  expect(csvText([['Say "hola"; now', "two\nlines"]], ";")).toBe('\uFEFF"Say ""hola""; now";"two\nlines"\r\n');
});

test("a language with decimal commas separates by semicolons", () => {
  expect([csvSeparator("es"), csvSeparator("en")]).toStrictEqual([";", ","]);
});
