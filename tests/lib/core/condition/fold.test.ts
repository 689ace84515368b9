import fs from "node:fs";
import path from "node:path";

const statement = (text: string) => /create or replace function fold\(value text\)[^]*?\$fold\$;/.exec(text)?.[0];

test("the database's fold() is the one of fold.sql, which the tests compare with the program's", () => {
  const migrations = fs
    .readdirSync("prisma/migrations")
    .sort()
    .map((name) => path.join("prisma/migrations", name, "migration.sql"))
    .filter((file) => fs.existsSync(file));
  const newest = migrations
    .map((file) => statement(fs.readFileSync(file, "utf8")))
    .findLast((text) => text !== undefined);
  expect(newest).toBe(statement(fs.readFileSync("lib/core/condition/fold.sql", "utf8")));
  expect(newest).toContain("plpgsql immutable strict");
});

test("one letter of difference would be noticed", () => {
  const text = fs.readFileSync("lib/core/condition/fold.sql", "utf8");
  expect(statement(text.replace("'ss'", "'sz'"))).not.toBe(statement(text));
});
