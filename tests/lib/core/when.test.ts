import { isClock, parseWhen } from "@/lib/core/when";

const HERE = { timeZone: "America/Argentina/Buenos_Aires", order: "dmy" } as const;

test.each([
  ["14 octubre, 2025 11:58 am", "2025-10-14T11:58:00-03:00"],
  ["October 14, 2025 9:05 am", "2025-10-14T09:05:00-03:00"],
  ["22 de novembro de 2026 14:34", "2026-11-22T14:34:00-03:00"],
  ["martes 14 de octubre de 2025 a las 23:05", "2025-10-14T23:05:00-03:00"],
  ["terça-feira, 14 de outubro de 2025 às 18h20", "2025-10-14T18:20:00-03:00"],
  ["2 de setiembre del 2025, 7:05 p. m.", "2025-09-02T19:05:00-03:00"],
  ["mar 3 mar 2026 10:00", "2026-03-03T10:00:00-03:00"],
  ["12 sept 2025 12:00 am", "2025-09-12T00:00:00-03:00"],
  ["2025-10-14 12:40:09", "2025-10-14T12:40:09-03:00"],
  ["2025-10-14T12:40:09.123-05:00", "2025-10-14T12:40:09-05:00"],
  ["2025-10-14T12:40:09Z", "2025-10-14T12:40:09Z"],
  ["Tue, 14 Oct 2025 15:04:11 GMT", "2025-10-14T15:04:11Z"],
  ["05/12/2026 2:29 pm", "2026-12-05T14:29:00-03:00"],
  ["11/22/2026 2:29 pm", "2026-11-22T14:29:00-03:00"],
  ["28/11/2026 15:05 hs", "2026-11-28T15:05:00-03:00"],
  ["28/11/2026 a las 15:05hs.", "2026-11-28T15:05:00-03:00"],
  ["28/11/2026 às 14h35", "2026-11-28T14:35:00-03:00"],
  ["28-11-2026 - 14h35min", "2026-11-28T14:35:00-03:00"],
  ["sábado, 28/11/2026, 15 hs", "2026-11-28T15:00:00-03:00"],
  ["sexta-feira 27.11.2026 às 14h", "2026-11-27T14:00:00-03:00"],
  ["2026/11/28 at 3 p.m.", "2026-11-28T15:00:00-03:00"],
  ["1760454300", "2025-10-14T15:05:00Z"],
])("reads %s", (raw, iso) => {
  expect(parseWhen(raw, HERE)?.iso).toBe(iso);
});

test.each([
  "0000-00-00 00:00:00",
  "31/02/2025",
  "2025-13-01",
  "14 brumario 2025",
  "hola",
  "",
  "25:00",
  "2025-10-14 25:00",
  "13 pm 2025",
  "28/11/2026 24 hs",
  "28/11/2026 urgente",
  "28/11/2026 y 29/11/2026",
  "15:05 hs",
])("refuses %s", (raw) => {
  expect(parseWhen(raw, HERE)).toBeNull();
});

test("an ambiguous date follows the order it is told", () => {
  expect(parseWhen("05/12/2026", { ...HERE, order: "mdy" })).toStrictEqual({
    iso: "2026-05-12T00:00:00-03:00",
    basis: "site",
    hasTime: false,
  });
  expect(parseWhen("05/12/2026", HERE)?.iso).toBe("2026-12-05T00:00:00-03:00");
});

test("a site's zone is taken as it was on that day", () => {
  const madrid = { timeZone: "Europe/Madrid", order: "dmy" } as const;
  expect(parseWhen("2026-07-01 12:00", madrid)?.iso).toBe("2026-07-01T12:00:00+02:00");
  expect(parseWhen("2026-12-01 12:00", madrid)?.iso).toBe("2026-12-01T12:00:00+01:00");
  expect(parseWhen("2026-10-25 03:30", madrid)?.iso).toBe("2026-10-25T03:30:00+01:00");
  expect(parseWhen("2026-07-01 12:00", { timeZone: "UTC", order: "dmy" })).toStrictEqual({
    iso: "2026-07-01T12:00:00Z",
    basis: "utc",
    hasTime: true,
  });
});

test("tells a time of day from anything longer", () => {
  expect(["2:26 pm", "14:34", "14h34", "5 pm", "4:10 p. m."].map(isClock)).toStrictEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(["14:34 hoy", "2026-01-01 14:34", "hola", "14", ""].map(isClock)).toStrictEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
