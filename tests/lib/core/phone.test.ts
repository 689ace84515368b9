import { comparePhone, isServiceLine, normalisePhone } from "@/lib/core/phone";

test.each([
  ["011 15-4321-8765", "+5491143218765"],
  ["11 4321-8765", "+541143218765"],
  ["(0351) 155-551234", "+5493515551234"],
  ["549 11 6000 1234", "+5491160001234"],
  ["+54 9 0351 555 1234", "+5493515551234"],
  ["0054 9 11 4321 8765", "+5491143218765"],
  ["+54 (011) 15-4321-8765", "+5491143218765"],
  ["+54 9 0341 15 4555123", "+5493414555123"],
  ["0054 9 11 15 4321 8765", "+5491143218765"],
  ["549 341 15 4555123", "+5493414555123"],
  ["0800 555 1234", "+548005551234"],
  ["011 4321-8765 int. 23", "+541143218765"],
  ["011 4321-8765 / 8766", "+541143218765"],
  ["4321-8765 / 11 6000-1234", "+541160001234"],
  ["Cel: 11 6000 1234 (Juan)", "+541160001234"],
  ["+1 (305) 265-0123", "+13052650123"],
  ["598 99 123 456", "+59899123456"],
  ["+52 1 55 1234 5678", "+525512345678"],
  ["5215512345678", "+525512345678"],
  ["+56 09 8765 4321", "+56987654321"],
  ["0056 09 8765 4321", "+56987654321"],
  ["+55 (011) 98765-4321", "+5511987654321"],
  ["١١ ٤٣٢١ ٨٧٦٥", "+541143218765"],
  ["＋５４ １１ ４３２１-８７６５", "+541143218765"],
  ["https://wa.me/5491143218765", "+5491143218765"],
  ["wa.me/+5491143218765?text=hola", "+5491143218765"],
  ["https://api.whatsapp.com/send/?text=a&phone=%2B5491143218765", "+5491143218765"],
  ["whatsapp://send?phone=5491143218765", "+5491143218765"],
])("reads %s in Argentina", (typed, expected) => {
  expect(normalisePhone(typed, "AR")).toBe(expected);
});

test.each([
  ...["https://wa.me/message/ABCDEF123456", "https://wa.me/123", "+52 1 55 1234"],
  ...["+56 00 8765 4321", "٤٣٢١-٨٧٦٥"],
])("refuses %s, which only looks like one", (typed) => {
  expect(normalisePhone(typed, "AR")).toBeNull();
});

test.each(["4321-8765", "+54 9 0341 4555", "15-4321-8765", "", "no tengo", "30-71234567-9", "0", "1".repeat(200)])(
  "refuses %s",
  (typed) => {
    expect(normalisePhone(typed, "AR")).toBeNull();
  },
);

test("reads a number by its own country's rules, and none by a country that doesn't exist", () => {
  expect(normalisePhone("(11) 98765-4321", "br")).toBe("+5511987654321");
  expect(normalisePhone("98765-4321", "BR")).toBeNull();
  expect(normalisePhone("11 4321 8765", "ZZ")).toBeNull();
  expect(normalisePhone("+54 11 4321 8765", "ZZ")).toBe("+541143218765");
});

test("compares an Argentine number without its 9, and no other", () => {
  expect(comparePhone("+5491143218765")).toBe(comparePhone("+541143218765"));
  expect(comparePhone("+5511987654321")).toBe("+5511987654321");
});

test("a number that anybody calls a firm by is told from a person's", () => {
  const firms = ["0800 555 1234", "0810-333-1234", "0600 123 4567", "+1 800 555 1234", "+55 0800 777 1234"];
  const people = ["11 4321-8765", "+54 9 341 455 5123", "0351 555-1234", "+1 (415) 555-2672", "+598 94 123 456"];
  const told = (typed: string) => isServiceLine(String(normalisePhone(typed, "AR")));
  expect(firms.filter((typed) => !told(typed))).toStrictEqual([]);
  expect(people.filter(told)).toStrictEqual([]);
});
