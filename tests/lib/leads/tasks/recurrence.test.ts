import { anchored, chosenRule, nextDay, readRule } from "@/lib/leads/tasks/recurrence";
import { dueMoment, dueOf, remindMoment, remindOf } from "@/lib/leads/tasks/moments";

const next = (text: string, day: string, since = day) => {
  const rule = readRule(text);
  return rule && nextDay(rule, day, since);
};

test.each([
  ["FREQ=DAILY", "2026-11-27", "2026-11-28"],
  ["FREQ=DAILY;INTERVAL=3", "2026-11-30", "2026-12-03"],
  ["FREQ=WEEKLY", "2026-11-27", "2026-12-04"],
  ["FREQ=WEEKLY;INTERVAL=2", "2026-12-25", "2027-01-08"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-30"],
  ["FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-30", "2026-12-03"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-12-03", "2026-12-14"],
  ["FREQ=MONTHLY", "2026-11-27", "2026-12-27"],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-30", "2026-12-31"],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", "2027-02-28"],
  ["FREQ=YEARLY", "2028-02-29", "2029-02-28"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2031-02-28", "2032-02-29"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-03-04", "2029-02-28"],
])("%s after %s is %s", (text, day, expected) => {
  expect(next(text, day)).toBe(expected);
});

test("what was missed meanwhile doesn't pile up", () => {
  expect(next("FREQ=DAILY", "2026-11-01", "2026-11-27")).toBe("2026-11-28");
  expect(next("FREQ=WEEKLY;BYDAY=MO", "2026-11-02", "2026-11-27")).toBe("2026-11-30");
  expect(next("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-06-15")).toBe("2026-06-30");
});

test.each([
  "FREQ=HOURLY",
  "FREQ=DAILY;COUNT=3",
  "FREQ=DAILY;INTERVAL=0",
  "FREQ=DAILY;BYDAY=MO",
  "FREQ=WEEKLY;BYDAY=1MO",
  "FREQ=MONTHLY;BYMONTHDAY=32",
  "FREQ=MONTHLY;BYMONTHDAY=1.5",
  "FREQ=YEARLY;BYMONTHDAY=29",
  "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29",
  "FREQ=DAILY;INTERVAL=1e2",
  "FREQ=DAILY;INTERVAL= 2",
  "FREQ=DAILY;FREQ=WEEKLY",
  "FREQ=DAILY=",
  "FREQ=DAILY;",
  "FREQ=WEEKLY;BYDAY=MO,MO",
  "daily",
  "",
])("%j isn't understood", (text) => {
  expect(readRule(text)).toBeNull();
});

test("a monthly task remembers the day of the month it began on", () => {
  expect(anchored("FREQ=MONTHLY", "2027-01-31")).toBe("FREQ=MONTHLY;BYMONTHDAY=31");
  expect(anchored("FREQ=MONTHLY;BYMONTHDAY=31", "2027-02-28")).toBe("FREQ=MONTHLY;BYMONTHDAY=31");
  expect(anchored("FREQ=WEEKLY", "2027-01-31")).toBe("FREQ=WEEKLY");
  expect(anchored("FREQ=YEARLY", "2028-02-28")).toBe("FREQ=YEARLY");
});

test("what a rule remembers isn't what was chosen", () => {
  for (const [rule, day] of [
    ["FREQ=MONTHLY", "2027-01-31"],
    ["FREQ=YEARLY", "2028-02-29"],
    ["FREQ=DAILY", "2027-01-31"],
  ] as const)
    expect(chosenRule(anchored(rule, day))).toBe(rule);
});

describe("a task's moment", () => {
  const clocks = { own: "Europe/Madrid", organisation: "America/Argentina/Buenos_Aires" };

  test("with a time is by whose clock it is, a whole day by the organisation's", () => {
    expect(dueMoment({ day: "2026-12-01", time: "09:30" }, clocks)).toStrictEqual(new Date("2026-12-01T08:30:00Z"));
    expect(dueMoment({ day: "2026-12-01", time: null }, clocks)).toStrictEqual(new Date("2026-12-02T02:59:59.999Z"));
  });

  test("stays at its time of day when the clock changes", () => {
    expect(dueMoment({ day: "2026-03-28", time: "09:30" }, clocks)).toStrictEqual(new Date("2026-03-28T08:30:00Z"));
    expect(dueMoment({ day: "2026-03-30", time: "09:30" }, clocks)).toStrictEqual(new Date("2026-03-30T07:30:00Z"));
  });

  test("is what was typed again", () => {
    const dueAt = new Date("2026-12-01T08:30:00Z");
    expect(dueOf({ dueAt, dueDay: null }, "Europe/Madrid")).toStrictEqual({ day: "2026-12-01", time: "09:30" });
    expect(dueOf({ dueAt, dueDay: new Date("2026-12-01") }, "Europe/Madrid")).toStrictEqual({
      day: "2026-12-01",
      time: null,
    });
  });

  test("is reminded of so long before; of a whole day from its morning", () => {
    const timed = { dueAt: new Date("2026-12-01T08:30:00Z"), dueDay: null };
    const whole = { dueAt: new Date("2026-12-02T02:59:59.999Z"), dueDay: new Date("2026-12-01") };
    expect(remindMoment(timed, 60, "Europe/Madrid")).toStrictEqual(new Date("2026-12-01T07:30:00Z"));
    expect(remindMoment(whole, 0, "Europe/Madrid")).toStrictEqual(new Date("2026-12-01T08:00:00Z"));
    expect(remindMoment(whole, null, "Europe/Madrid")).toBeNull();
    expect(remindOf({ ...whole, remindAt: new Date("2026-12-01T07:45:00Z") }, "Europe/Madrid")).toBe(15);
    expect(remindOf({ ...timed, remindAt: null }, "Europe/Madrid")).toBeNull();
  });
});
