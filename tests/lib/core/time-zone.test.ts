import { database } from "@/lib/core/db";
import { isTimeZone } from "@/lib/core/time-zone";

test("what is a zone here is the same one to the database", async () => {
  const names = [
    ...Intl.supportedValuesOf("timeZone"),
    "UTC",
    "America/Argentina/Buenos_Aires",
    "US/Pacific",
    "EST5EDT",
  ];
  expect(names.filter((name) => !isTimeZone(name))).toStrictEqual([]);
  const known = await database().$queryRawUnsafe<{ name: string }[]>("select name from pg_timezone_names");
  const there = new Set(known.map(({ name }) => name));
  expect(names.filter((name) => !there.has(name))).toStrictEqual([]);
});

test("a bare offset, and what only one of the two knows, is none", () => {
  expect(["+05:30", "-03:00", "US/Pacific-New", "Mars/Base", ""].filter(isTimeZone)).toStrictEqual([]);
});
