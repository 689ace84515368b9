import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { database } from "@/lib/core/db";
import { nodeScript } from "@/lib/core/node-script";
import { forgetServing, noteServing } from "@/lib/core/serving";
import { ownDataFolder } from "@/tests/support/database-switch";
import { makeSource } from "@/tests/support/intake";
import { eventsOf, makeCompany, makeUser } from "@/tests/support/house";

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

test("of sources with one name the shell asks for the id, and makes no further one", async () => {
  const { id: companyId, key: company } = await makeCompany();
  const [one, other] = [
    await makeSource({ companyId, name: "Contacto web" }),
    await makeSource({ companyId }),
  ] as const;
  expect(refused(["source", "create", "--company", company, "--name", "Contacto web"])).toMatchObject({
    code: 1,
    error: { fields: { name: "sourceNameTaken" } },
  });
  await database().source.updateMany({ where: { companyId }, data: { name: "Contacto web" } });
  const key = ["key", "create", "--every-company", "--permissions", "lead.create", "--name", "Feria", "--source"];
  const { code, told } = admin([...key, "Contacto web"]);
  expect(code).toBe(1);
  expect(told).toMatch(/^source: Several have this name/);
  for (const { id } of [one, other]) expect(told).toContain(id);
  expect(admin([...key, one.id])).toMatchObject({ code: 0 });
});

test("a source's address is where the server on these data is reached, and none is made where none can be fetched from", async () => {
  const { key: company } = await makeCompany();
  const create = ["source", "create", "--company", company, "--name", "Uno"];
  noteServing(folder, "http://localhost:4671");
  expect(admin(create).text).toMatch(/\nhttp:\/\/localhost:4671\/api\/intake\/\S+\n$/);
  forgetServing(folder);
  const pull = ["--form", "3", "--user", "u", "--password", "p", "--pull", "http://[::ffff:169.254.169.254]/"];
  expect(refused([...create, ...pull])).toMatchObject({
    code: 1,
    error: { fields: { "site.url": "siteNotAllowed" } },
  });
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
