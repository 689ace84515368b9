import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { database } from "@/lib/core/db";
import { nodeScript } from "@/lib/core/node-script";
import { ownDataFolder } from "@/tests/support/database-switch";
import { eventsOf, makeUser } from "@/tests/support/house";

jest.setTimeout(180_000);

const folder = ownDataFolder();
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

test("works on the test's own database", () => {
  expect(process.env["DATABASE_URL"]).toMatch(/test_\d+/);
});

function admin(words: string[], input = "") {
  // Said expressly: a child inherits the variables from outside Jest, and with them another database than the test's own.
  const run = spawnSync(process.execPath, nodeScript("scripts/admin.ts", ...words), {
    encoding: "utf8",
    input,
    env: { ...process.env },
  });
  return { code: run.status, text: run.stdout, told: run.stderr };
}

const refused = (words: string[], input?: string) => {
  const { code, text } = admin([...words, "--json"], input);
  return { code, ...(JSON.parse(text) as object) };
};

test.each([
  [["--help"], /user create .*\n.*user reset[^]*source create[^]*delivery show[^]*lead show/],
  [["source", "--help"], /source create --name[^]*source list/],
  [["source", "create", "--help"], /source create --name/],
])("%j explains itself without touching anything", (words, expected) => {
  const { code, text } = admin(words);
  expect(code).toBe(0);
  expect(text).toMatch(expected);
});

test("help for one verb leaves the others out", () => {
  expect(admin(["user", "reset", "-h"]).text).not.toContain("user create");
});

test("what isn't understood ends with 2 and the usage", () => {
  expect(admin(["lead", "sell"])).toMatchObject({ code: 2, told: expect.stringContaining("lead show") as string });
  expect(refused(["nonsense"])).toMatchObject({ code: 2, error: { code: "USAGE" } });
});

test("what is refused names the field, in JSON and in words", () => {
  const person = ["user", "create", "--email", "eva@example.com", "--name", "Eva Paz", "--password-stdin"];
  const password = "correcto-caballo-93";
  const invalid = (fields: object) => ({ code: 1, error: { code: "INVALID", fields } });
  const first = [...person, "--company", "Intralog", "--json", "--role"];
  expect(refused([...first, "manager"], password)).toMatchObject(invalid({ role: "firstIsAdmin" }));
  expect(admin([...first, "admin"], password)).toMatchObject({ code: 0 });
  expect(admin([...person, "--role", "king"], password).told).toMatch(
    /^role: There is none of this name\.\n.*employee/,
  );
  expect(refused([...person, "--role", "employee", "--company", "Nowhere"], password)).toMatchObject(
    invalid({ company: "unknown" }),
  );
  expect(refused(person, password)).toMatchObject(invalid({ role: "required" }));
  expect(refused(["user", "reset", "nobody@example.com"])).toMatchObject(invalid({ email: "nobodys" }));
  expect(refused(["source", "create", "--company", "Nowhere"])).toMatchObject(invalid({ company: "unknown" }));
  const key = ["key", "create", "--name", "Web"];
  expect(refused(key)).toMatchObject(invalid({ company: "required" }));
  expect(refused([...key, "--company", "Nowhere"])).toMatchObject(invalid({ company: "unknown" }));
  expect(refused([...key, "--every-company", "--permissions", "lead.eat"])).toMatchObject(
    invalid({ permissions: "unknown" }),
  );
  expect(refused([...key, "--every-company", "--expires", "2001-01-01"])).toMatchObject(
    invalid({ lastDay: "dayPast" }),
  );
  expect(refused(["key", "revoke", "nonsense"])).toMatchObject(invalid({ keyId: "notValid" }));
  expect(refused(["delivery", "show", "nonsense"])).toMatchObject(invalid({ deliveryId: "notValid" }));
});

test("a key is made, listed without its secret, and revoked", () => {
  const json = (words: string[]) => JSON.parse(admin([...words, "--json"]).text) as Record<string, unknown>;
  const made = json(["key", "create", "--name", "Web", "--every-company", "--permissions", "lead.create"]);
  expect(made).toMatchObject({ key: expect.stringMatching(/^lm_[\w-]{43}$/) as string, permissions: ["lead.create"] });
  const list = () => json(["key", "list"])["keys"];
  expect(list()).toMatchObject([{ id: made["id"], name: "Web", end: null }]);
  expect(JSON.stringify(list())).not.toContain(made["key"]);
  expect(json(["key", "revoke", String(made["id"])])).toStrictEqual({ id: made["id"] });
  expect(list()).toMatchObject([{ id: made["id"], end: "revoked" }]);
});

test("a key is kept from what is named when it is made, and from nothing that isn't there", async () => {
  const key = ["key", "create", "--name", "Mailing", "--every-company"];
  const said = admin([...key, "--permissions", "lead.read", "--hide", "phone,amount", "--json"]);
  const { id } = JSON.parse(said.text) as { id: string };
  const kept = await database().apiKeyField.findMany({ where: { keyId: id }, orderBy: { field: "asc" } });
  expect(kept.map(({ field, right }) => [field, right])).toStrictEqual([
    ["amount", "hidden"],
    ["phone", "hidden"],
  ]);
  expect(refused([...key, "--hide", "salary"])).toMatchObject({ code: 1, error: { fields: { hide: "unknown" } } });
});

test("a reset says that a second factor is still asked for, and takes it away where that is said", async () => {
  const { id } = await makeUser("employee");
  const { email } = await database().user.findUniqueOrThrow({ where: { id } });
  const factor = { userId: id, secretSealed: "sealed", lastStep: 0, createdAt: new Date() };
  await database().secondFactor.create({ data: factor });
  const reset = (...more: string[]) => JSON.parse(admin(["user", "reset", email, ...more, "--json"]).text) as object;
  expect(reset()).toMatchObject({ id, secondFactor: true });
  expect(await database().secondFactor.count({ where: { userId: id } })).toBe(1);
  expect(reset("--second-factor")).toMatchObject({ id, secondFactor: false });
  expect(await database().secondFactor.count({ where: { userId: id } })).toBe(0);
  expect((await eventsOf(id)).map(({ name }) => name)).toStrictEqual([
    "user.reset",
    "user.secondFactorReset",
    "user.reset",
  ]);
});
