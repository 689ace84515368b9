import { directoryAccess } from "@/lib/auth/directory/queries";
import { database } from "@/lib/core/db";
import { parseInput } from "@/lib/core/define-action";
import { saveDirectoryRules, switchDirectory, updateDirectory } from "@/lib/users/directory/commands";
import { DIRECTORY_SUBJECT } from "@/lib/users/directory/events";
import { directoryRoom } from "@/lib/users/directory/queries";
import { tryDirectory } from "@/lib/users/directory/trying/commands";
import { deleteRole } from "@/lib/users/roles/commands";
import { updateDirectoryInput } from "@/lib/users/directory/schema";
import { setUpDirectory } from "@/tests/support/directory-house";
import { ANA, BASE, JEFES, READER, VENTAS } from "@/tests/support/directory-people";
import { certificate, openDirectory } from "@/tests/support/directory-server";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makePerson, roleId } from "@/tests/support/people";
import type { Ctx } from "@/lib/core/ctx";
import type { DirectoryDoor } from "@/tests/support/directory-server";

let door: DirectoryDoor;
let company: { id: string };
let admin: Ctx;
beforeAll(async () => {
  door = await openDirectory();
  company = await makeCompany("Casa");
  admin = ctxOf(await makeUser("admin"));
});
afterAll(async () => {
  await door.close();
});
beforeEach(async () => {
  await database().directory.deleteMany();
  await database().directoryRule.deleteMany();
});

async function save(set: Record<string, unknown>, ctx = admin): Promise<void> {
  const { values } = await directoryRoom(admin);
  const input = parseInput(updateDirectoryInput, { set, seen: values });
  await updateDirectory(ctx, input);
}
const whole = () => ({
  ...{ host: "localhost", port: door.port, security: "starttls", ca: certificate("ca"), base: BASE },
  ...{ bindDn: READER.dn, password: READER.password },
});
const rule = async (group = VENTAS, role = "employee", companyIds = [company.id]) => ({
  ...{ group, companyIds },
  roleId: await roleId(role),
});
const last = async () => (await eventsOf(DIRECTORY_SUBJECT)).at(-1);

describe("the settings", () => {
  test("are kept, the password sealed, and tell neither it nor the certificate to anybody", async () => {
    await save(whole());
    const room = await directoryRoom(admin);
    expect(room).toMatchObject({
      hasPassword: true,
      on: false,
      light: "off",
      values: { host: "localhost", base: BASE },
    });
    expect(JSON.stringify(room)).not.toContain(READER.password);
    expect((await directoryAccess())?.access.password).toBe(READER.password);
    const row = await database().directory.findUniqueOrThrow({ where: { id: 1 } });
    expect(row.passwordSealed).not.toContain(READER.password);
    const told = await last();
    expect(told).toMatchObject({ name: "directory.settingsChanged", payload: { passwordSet: true } });
    expect(JSON.stringify([told?.changes, told?.payload])).not.toMatch(/lee y nada|BEGIN CERTIFICATE/);
  });

  test.each([
    [{ base: "casa" }, { base: "notDn" }],
    [{ personFilter: "(uid=ana)" }, { "set.personFilter": "needsLogin" }],
    [{ personFilter: "(&(uid={login})" }, { personFilter: "notFilter" }],
    [{ groupFilter: "(cn=x)" }, { "set.groupFilter": "needsPerson" }],
    [{ ca: "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----" }, { ca: "notCertificate" }],
    [{ ca: "hola" }, { ca: "notCertificate" }],
    [{ emailAttribute: "mail)(x" }, { "set.emailAttribute": "notAttribute" }],
    [{ bindTemplate: "uid=ana" }, { "set.bindTemplate": "needsLogin" }],
    [{ port: 0 }, { "set.port": "notValid" }],
    [{ checkMinutes: 1 }, { "set.checkMinutes": "tooSmall" }],
  ])("%j is refused with its reason, and nothing is kept", async (set, fields) => {
    await save(whole());
    await expect(save(set)).rejects.toMatchObject({ code: "INVALID", fields });
    expect((await directoryRoom(admin)).values.base).toBe(BASE);
  });

  test.each([{ host: "otro.test" }, { port: 1389 }, { security: "none" }, { ca: "" }, { bindDn: "cn=otro,dc=test" }])(
    "with %j the password is asked again: it doesn't go where it wasn't typed for",
    async (set) => {
      await save(whole());
      await expect(save(set)).rejects.toMatchObject({ fields: { password: "passwordAgain" } });
      await expect(save({ ...set, password: "otra" })).resolves.toBeUndefined();
    },
  );

  test("are an admin's, and nobody's whose own rights are less than what its groups give", async () => {
    const manager = ctxOf(await makeUser("manager", [company.id]));
    await expect(save(whole(), manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await saveDirectoryRules(admin, { rules: [await rule(JEFES, "admin", [])], seen: "[]" });
    const half = await makeUser("manager", [company.id]);
    const keeper = ctxOf({
      ...half,
      permissions: { ...half.permissions, "settings.manage": "any", "user.manage": "any" },
    });
    await expect(save(whole(), keeper)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(switchDirectory(keeper, { on: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      saveDirectoryRules(keeper, { rules: [], seen: (await directoryRoom(admin)).version }),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("what each group gives", () => {
  test("is kept in order and told, each role by its id; who read other rules is told so", async () => {
    await saveDirectoryRules(admin, { rules: [await rule(JEFES, "manager"), await rule()], seen: "[]" });
    const { rules, version } = await directoryRoom(admin);
    expect(rules.map(({ group }) => group)).toStrictEqual([JEFES, VENTAS]);
    const [jefes, ventas] = [
      { group: "Jefes", role: await roleId("manager"), companies: ["Casa"] },
      { group: "Ventas", role: await roleId("employee"), companies: ["Casa"] },
    ];
    expect((await last())?.changes).toStrictEqual({ rules: { from: [], to: [jefes, ventas] } });
    await expect(saveDirectoryRules(admin, { rules: [], seen: "[]" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(saveDirectoryRules(admin, { rules, seen: version })).rejects.toMatchObject({ code: "PRECONDITION" });
  });

  test.each([
    ["no name", async () => [await rule("Ventas")], { "rules.0.group": "notDn" }],
    [
      "one group twice",
      async () => [await rule(), await rule(VENTAS.toUpperCase())],
      { "rules.1.group": "groupTwice" },
    ],
    [
      "a role that needs a company without one",
      async () => [await rule(VENTAS, "employee", [])],
      { "rules.0.companyIds": "required" },
    ],
  ])("isn't kept with %s", async (_what, rules, fields) => {
    await expect(saveDirectoryRules(admin, { rules: await rules(), seen: "[]" })).rejects.toMatchObject({ fields });
    expect(await database().directoryRule.count()).toBe(0);
  });

  test("keeps its role from being deleted", async () => {
    const own = await database().role.create({ data: { key: "feria", nameEn: "Fair", nameEs: "Feria" } });
    await database().directoryRule.create({ data: { position: 0, group: VENTAS, roleId: own.id } });
    await expect(deleteRole(admin, { roleId: own.id })).rejects.toMatchObject({
      details: { reason: "roleInDirectory" },
    });
  });
});

describe("letting people in", () => {
  test("takes a directory that can be asked, a group, and an admin who comes in without it", async () => {
    const on = () => switchDirectory(admin, { on: true });
    await expect(on()).rejects.toMatchObject({ details: { reason: "directoryNotWhole" } });
    await save(whole());
    await expect(on()).rejects.toMatchObject({ details: { reason: "directoryNoRules" } });
    await saveDirectoryRules(admin, { rules: [await rule()], seen: "[]" });
    await database().user.updateMany({ where: { passwordHash: { not: null } }, data: { passwordHash: null } });
    await expect(on()).rejects.toMatchObject({ details: { reason: "directoryOwnAdmin" } });
    await makePerson("admin");
    await on();
    await expect(on()).rejects.toMatchObject({ details: { reason: "unchanged" } });
    expect((await directoryRoom(admin)).light).toBe("untried");
    await expect(
      saveDirectoryRules(admin, { rules: [], seen: (await directoryRoom(admin)).version }),
    ).rejects.toMatchObject({
      details: { reason: "directoryNoRules" },
    });
    await switchDirectory(admin, { on: false });
    expect((await last())?.changes).toStrictEqual({ active: { from: true, to: false } });
  });
});

describe("trying", () => {
  const users = () => database().user.count();

  test("says what somebody would come to and why, and changes nothing", async () => {
    await setUpDirectory(door.port, [{ group: VENTAS, role: "employee", companyIds: [company.id] }], { on: false });
    const before = await users();
    expect(await tryDirectory(admin, { account: "ana" })).toMatchObject({
      ...{ is: "found", entered: null, closed: false, person: { dn: ANA, email: "ana@casa.test" }, groups: [VENTAS] },
      ...{ rule: { place: 1, group: VENTAS, roleEs: "Ventas", companies: ["Casa"] }, as: "new" },
    });
    expect(await tryDirectory(admin, { account: "ana", password: "clave de ana" })).toMatchObject({ entered: true });
    expect(await tryDirectory(admin, { account: "ana", password: "otra" })).toMatchObject({
      is: "found",
      entered: false,
    });
    expect(await tryDirectory(admin, { account: "carla" })).toMatchObject({ rule: null });
    expect(await tryDirectory(admin, { account: "eva" })).toMatchObject({ as: "noMail" });
    expect(await tryDirectory(admin, { account: "*" })).toStrictEqual({ is: "nobody" });
    expect(await users()).toBe(before);
    expect(await database().directoryPerson.count()).toBe(0);
    expect(await last()).toMatchObject({ name: "directory.tried", payload: { account: "*", found: false } });
  });

  test("says what stands in the way", async () => {
    await setUpDirectory(1, []);
    expect(await tryDirectory(admin, { account: "ana" })).toMatchObject({ is: "away", problem: "refused_connection" });
    expect(await directoryRoom(admin)).toMatchObject({ light: "failing", problem: "refused_connection" });
  });
});
