import { isPassing } from "@/lib/core/sql-state";

const prisma = (originalCode: string) => ({
  code: "P2010",
  meta: { driverAdapterError: { name: "DriverAdapterError", cause: { originalCode, kind: "postgres" } } },
});

test.each([
  ["a disk that is full", { code: "53100" }],
  ["the same, as Prisma tells it", prisma("53100")],
  ["a database that is being stopped", prisma("57P01")],
  ["a page that can't be read", { cause: { code: "XX001" } }],
  ["a connection that was cut", { code: "ECONNRESET" }],
  ["no connection in time", { code: "P2024" }],
])("%s may be another time", (_, error) => {
  expect(isPassing(error)).toBe(true);
});

test.each([
  ["a value that doesn't fit", prisma("22001")],
  ["a rule of the database", { code: "23505" }],
  ["a mistake in a statement", prisma("42601")],
  ["an error of the program", new TypeError("x is not a function")],
  ["nothing", undefined],
])("%s stays what it is", (_, error) => {
  expect(isPassing(error)).toBe(false);
});
