import { argentineHolidays, easterSunday } from "@/lib/calendar/holidays/argentina";
import { holidaysIn } from "@/lib/calendar/holidays/ics";

test.each([
  [2024, "2024-03-31"],
  [2025, "2025-04-20"],
  [2026, "2026-04-05"],
  [2038, "2038-04-25"],
])("Easter of %i", (year, day) => {
  expect(easterSunday(year)).toBe(day);
});

// As the government announced them.
test.each([
  [2024, ["2024-02-12", "2024-02-13", "2024-03-29", "2024-06-17", "2024-08-17", "2024-10-11", "2024-11-18"]],
  [2025, ["2025-03-03", "2025-03-04", "2025-04-18", "2025-06-16", "2025-08-17", "2025-10-12", "2025-11-24"]],
  [2026, ["2026-02-16", "2026-02-17", "2026-04-03", "2026-06-15", "2026-08-17", "2026-10-12", "2026-11-23"]],
])("Argentina's moving holidays of %i, but for what a decree adds", (year, days) => {
  const moving = argentineHolidays(year).filter(({ yearly }) => !yearly);
  // In 2024 the government moved the 12th of October, a Saturday, by decree.
  expect(moving.map(({ day }) => day.replace("2024-10-12", "2024-10-11"))).toStrictEqual(days);
});

test("the fixed ones come back every year", () => {
  const fixed = argentineHolidays(2026).filter(({ yearly }) => yearly);
  expect(fixed).toHaveLength(9);
  expect(fixed).toContainEqual({ day: "2026-05-25", yearly: true, name: "Día de la Revolución de Mayo" });
});

const file = (...entries: string[]) =>
  ["BEGIN:VCALENDAR", ...entries.map((entry) => `BEGIN:VEVENT\r\n${entry}\r\nEND:VEVENT`), "END:VCALENDAR"].join(
    "\r\n",
  );

test("a calendar file's whole days are holidays: one, several in a row, or of every year", () => {
  const text = file(
    "DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Navi\r\n dad\\, feliz",
    "SUMMARY;LANGUAGE=es:Carnaval\r\nDTSTART;VALUE=DATE:20270208\r\nDTEND;VALUE=DATE:20270210",
    "DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Año Nuevo",
  );
  expect(holidaysIn(text)).toStrictEqual({
    holidays: [
      { day: "2026-12-25", yearly: false, name: "Navidad, feliz" },
      { day: "2027-02-08", yearly: false, name: "Carnaval" },
      { day: "2027-02-09", yearly: false, name: "Carnaval" },
      { day: "2026-01-01", yearly: true, name: "Año Nuevo" },
    ],
    left: 0,
  });
});

test.each([
  ["a meeting", "DTSTART:20261225T100000Z\r\nDTEND:20261225T110000Z\r\nSUMMARY:Cita"],
  ["a day without a name", "DTSTART;VALUE=DATE:20261225"],
  ["a cancelled day", "DTSTART;VALUE=DATE:20261225\r\nSUMMARY:x\r\nSTATUS:CANCELLED"],
  ["a season", "DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260901\r\nSUMMARY:Verano"],
  ["the last Monday of May", "DTSTART;VALUE=DATE:20260525\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5\r\nSUMMARY:x"],
  ["a day there isn't", "DTSTART;VALUE=DATE:20261341\r\nSUMMARY:x"],
  ["a February's 30th", "DTSTART;VALUE=DATE:20260230\r\nSUMMARY:x"],
  ["the year 0", "DTSTART;VALUE=DATE:00000101\r\nSUMMARY:x"],
])("%s is left and counted", (_, entry) => {
  expect(holidaysIn(file(entry))).toStrictEqual({ holidays: [], left: 1 });
});

test("anything else has no holidays", () => {
  expect(holidaysIn("mail,cliente\na@b.c,x")).toStrictEqual({ holidays: [], left: 0 });
});
