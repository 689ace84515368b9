import { pickLocale } from "@/lib/i18n/locale";

test("the cookie decides before the browser", () => {
  expect(pickLocale("en", "es-AR,es;q=0.9")).toBe("en");
});

test.each([
  ["en-US,en;q=0.9,es;q=0.8", "en"],
  ["pt-BR,en;q=0.5,es;q=0.8", "es"],
  ["de,fr", "es"],
  ["en;q=0,es;q=0.1", "es"],
  ["", "es"],
  [null, "es"],
])("without a cookie, %j is answered in %s", (header, locale) => {
  expect(pickLocale(undefined, header)).toBe(locale);
});

test("a cookie with a language we don’t speak is no answer", () => {
  expect(pickLocale("xx", "en")).toBe("en");
  expect(pickLocale("__proto__", null)).toBe("es");
});
