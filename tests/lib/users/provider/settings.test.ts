import { providerAccess, providerButton } from "@/lib/auth/provider/queries";
import { NO_PROVIDER } from "@/lib/auth/provider/schema";
import { database } from "@/lib/core/db";
import { parseInput } from "@/lib/core/define-action";
import { saveProviderRules, switchProvider, updateProvider } from "@/lib/users/provider/commands";
import { PROVIDER_SUBJECT } from "@/lib/users/provider/events";
import { providerRoom } from "@/lib/users/provider/queries";
import { updateProviderInput } from "@/lib/users/provider/schema";
import { tryProvider } from "@/lib/users/provider/trying/commands";
import { deleteRole } from "@/lib/users/roles/commands";
import { certificate } from "@/tests/support/directory-server";
import { ctxOf, eventsOf, makeCompany, makeUser } from "@/tests/support/house";
import { makePerson, roleId } from "@/tests/support/people";
import { setUpProvider } from "@/tests/support/provider-house";
import { CLIENT, openProvider } from "@/tests/support/provider-server";
import type { Ctx } from "@/lib/core/ctx";
import type { ProviderDoor } from "@/tests/support/provider-server";

let door: ProviderDoor;
let company: { id: string };
let admin: Ctx;
beforeAll(async () => {
  door = await openProvider();
  company = await makeCompany("Casa");
  admin = ctxOf(await makeUser("admin"));
});
afterAll(async () => {
  await door.close();
});
beforeEach(async () => {
  Object.assign(door, { moods: {}, metadata: {} });
  await database().identityProvider.deleteMany();
  await database().directoryRule.deleteMany();
});

async function save(set: Record<string, unknown>, ctx = admin): Promise<void> {
  const { values } = await providerRoom(admin);
  await updateProvider(ctx, parseInput(updateProviderInput, { set, seen: values }));
}
const whole = () => ({ issuer: door.issuer, clientId: CLIENT.id, secret: CLIENT.secret });
const rule = async (group = "ventas", role = "employee", companyIds = [company.id]) => ({
  ...{ group, companyIds },
  roleId: await roleId(role),
});
const last = async () => (await eventsOf(PROVIDER_SUBJECT)).at(-1);
const because = (reason: string) => ({ code: "PRECONDITION", details: { reason } });

describe("the settings", () => {
  test("are kept, the secret sealed and told to nobody", async () => {
    await save({ ...whole(), label: "Cuenta de la casa" });
    const room = await providerRoom(admin);
    expect(room).toMatchObject({
      ...{ hasSecret: true, on: false, light: "off" },
      values: { ...NO_PROVIDER, issuer: door.issuer, clientId: CLIENT.id, label: "Cuenta de la casa" },
    });
    expect(JSON.stringify(room)).not.toContain(CLIENT.secret);
    expect((await providerAccess())?.access.secret).toBe(CLIENT.secret);
    const row = await database().identityProvider.findUniqueOrThrow({ where: { id: 1 } });
    expect(row.secretSealed).not.toContain(CLIENT.secret);
    const told = await last();
    expect(told).toMatchObject({ name: "provider.settingsChanged", payload: { secretSet: true } });
    expect(JSON.stringify([told?.changes, told?.payload])).not.toContain(CLIENT.secret);
  });

  test.each([
    [{ issuer: "ingreso.casa.test" }, { "set.issuer": "notIssuer" }],
    [{ issuer: "https://ana:clave@casa.test" }, { "set.issuer": "notIssuer" }],
    [{ issuer: "https://casa.test/?a=b" }, { "set.issuer": "notIssuer" }],
    [{ issuer: "ftp://casa.test" }, { "set.issuer": "notIssuer" }],
    [{ issuer: "http://casa.test" }, { "set.issuer": "notHttps" }],
    [{ issuer: "http://localhost.casa.test" }, { "set.issuer": "notHttps" }],
    [{ scopes: "email profile" }, { "set.scopes": "needsOpenid" }],
    [{ groupsClaim: 'a"b' }, { "set.groupsClaim": "notClaim" }],
    [{ againDays: 0 }, { "set.againDays": "tooSmall" }],
    [{ ca: "hola" }, { ca: "notCertificate" }],
  ])("%j is refused with its reason, and nothing is kept", async (set, fields) => {
    await save(whole());
    await expect(save(set)).rejects.toMatchObject({ code: "INVALID", fields });
    expect((await providerRoom(admin)).values).toMatchObject({ issuer: door.issuer, scopes: NO_PROVIDER.scopes });
  });

  test.each([{ issuer: "https://otro.test" }, { clientId: "otro" }, { ca: certificate("ca") }])(
    "with %j the secret is asked again: it doesn't go where it wasn't typed for",
    async (set) => {
      await save(whole());
      await expect(save(set)).rejects.toMatchObject({ fields: { secret: "secretAgain" } });
      await expect(save({ ...set, secret: "otro" })).resolves.toBeUndefined();
    },
  );

  test("are an admin's, and nobody's whose own rights are less than what its groups give", async () => {
    const manager = ctxOf(await makeUser("manager", [company.id]));
    await expect(save(whole(), manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(tryProvider(manager)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await saveProviderRules(admin, { rules: [await rule("jefes", "admin", [])], seen: "[]" });
    const half = await makeUser("manager", [company.id]);
    const keeper = ctxOf({
      ...half,
      permissions: { ...half.permissions, "settings.manage": "any", "user.manage": "any" },
    });
    const { version: seen } = await providerRoom(admin);
    await expect(save(whole(), keeper)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(switchProvider(keeper, { on: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(saveProviderRules(keeper, { rules: [], seen })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("what each group gives", () => {
  test("is kept in order and told, each role by its id, and leaves what the directory's give alone", async () => {
    const ofDirectory = { via: "directory", position: 0, group: "cn=x,dc=test", roleId: await roleId("employee") };
    await database().directoryRule.create({ data: ofDirectory });
    await saveProviderRules(admin, { rules: [await rule("/jefes", "manager"), await rule()], seen: "[]" });
    const { rules, version } = await providerRoom(admin);
    expect(rules.map(({ group }) => group)).toStrictEqual(["/jefes", "ventas"]);
    const [jefes, ventas] = [
      { group: "/jefes", role: await roleId("manager"), companies: ["Casa"] },
      { group: "ventas", role: await roleId("employee"), companies: ["Casa"] },
    ];
    expect((await last())?.changes).toStrictEqual({ rules: { from: [], to: [jefes, ventas] } });
    await expect(saveProviderRules(admin, { rules: [], seen: "[]" })).rejects.toMatchObject({ code: "CONFLICT" });
    await saveProviderRules(admin, { rules: [], seen: version });
    expect(await database().directoryRule.findMany()).toMatchObject([{ group: "cn=x,dc=test" }]);
  });

  test("isn't kept with one group twice, and keeps its role from being deleted", async () => {
    const rules = [await rule(), await rule(" ventas ")];
    await expect(saveProviderRules(admin, { rules, seen: "[]" })).rejects.toMatchObject({
      fields: { "rules.1.group": "groupTwice" },
    });
    const own = await database().role.create({ data: { key: "feria", nameEn: "Fair", nameEs: "Feria" } });
    await database().directoryRule.create({ data: { via: "provider", position: 0, group: "x", roleId: own.id } });
    await expect(deleteRole(admin, { roleId: own.id })).rejects.toMatchObject(because("roleInProvider"));
  });
});

describe("letting people in", () => {
  test("takes a provider that can be spoken to, a group, and an admin who comes in without it", async () => {
    const on = () => switchProvider(admin, { on: true });
    await expect(on()).rejects.toMatchObject(because("providerNotWhole"));
    await save(whole());
    await expect(on()).rejects.toMatchObject(because("providerNoRules"));
    await saveProviderRules(admin, { rules: [await rule()], seen: "[]" });
    await database().user.updateMany({ where: { passwordHash: { not: null } }, data: { passwordHash: null } });
    await expect(on()).rejects.toMatchObject(because("providerOwnAdmin"));
    await makePerson("admin");
    expect(await providerButton()).toBeUndefined();
    await on();
    expect(await providerButton()).toStrictEqual({ label: "" });
    await expect(on()).rejects.toMatchObject(because("unchanged"));
    const { light, version: seen } = await providerRoom(admin);
    expect(light).toBe("untried");
    await expect(saveProviderRules(admin, { rules: [], seen })).rejects.toMatchObject(because("providerNoRules"));
    await switchProvider(admin, { on: false });
    expect((await last())?.changes).toStrictEqual({ active: { from: true, to: false } });
    expect(await providerButton()).toBeUndefined();
  });
});

describe("trying", () => {
  test("asks it about itself, and changes nothing but that it was tried", async () => {
    await expect(tryProvider(admin)).rejects.toMatchObject(because("providerNotWhole"));
    await setUpProvider(door.issuer, [], { on: false });
    const before = await database().identityProvider.findMany();
    expect(await tryProvider(admin)).toStrictEqual({
      is: "fine",
      facts: {
        ...{ issuer: door.issuer, keys: 1, saysPkce: true, saysIssuer: true, userinfoEndpoint: null },
        ...{ authorizationEndpoint: `${door.issuer}/authorize`, tokenEndpoint: `${door.issuer}/token` },
      },
    });
    expect(await database().identityProvider.findMany()).toStrictEqual(before);
    expect(await last()).toMatchObject({ name: "provider.tried", payload: { problem: "" } });
  });

  test.each([
    [{ issuer: "https://otro.test" }, "issuer_differs", "https://otro.test"],
    [{ token_endpoint: undefined }, "no_endpoints", "token_endpoint"],
    [{ jwks_uri: "http://casa.test/keys" }, "not_https", "jwks_uri"],
    [{ response_types_supported: ["id_token"] }, "no_code", ""],
    [{ code_challenge_methods_supported: ["plain"] }, "no_s256", ""],
    [{ token_endpoint_auth_methods_supported: ["private_key_jwt"] }, "no_client_auth", ""],
    [{ id_token_signing_alg_values_supported: ["none", "HS256"] }, "no_signing", ""],
  ])("with %j it says what is wrong", async (metadata, problem, detail) => {
    door.metadata = metadata;
    await setUpProvider(door.issuer, []);
    expect(await tryProvider(admin)).toStrictEqual({ is: "trouble", problem, detail });
    expect(await last()).toMatchObject({ payload: { problem } });
  });

  test.each([
    ["http://127.0.0.1:1", "refused_connection"],
    ["https://nadie.invalid", "unknown_host"],
    ["https://169.254.169.254", "forbidden_address"],
    ["http://casa.test", "not_https"],
  ])("%s it says that it can't be asked, and why", async (issuer, problem) => {
    await setUpProvider(issuer, []);
    expect(await tryProvider(admin)).toMatchObject({ is: "trouble", problem });
  });

  test("a certificate of the house's own authority counts once it is pasted, and only for who it was given to", async () => {
    const own = await openProvider({ secure: true });
    const tried = async (ca: string, issuer = own.issuer) => {
      await setUpProvider(issuer, [], { ca });
      return tryProvider(admin);
    };
    expect(await tried("")).toMatchObject({ is: "trouble", problem: "certificate" });
    expect(await tried(certificate("other-ca"))).toMatchObject({ is: "trouble", problem: "certificate" });
    expect(await tried(certificate("ca"))).toMatchObject({ is: "fine" });
    await own.close();
  });

  test("a provider without a key that signs is told so, and one that says nothing of PKCE isn't refused for it", async () => {
    await setUpProvider(door.issuer, []);
    door.moods = { keys: "failing" };
    expect(await tryProvider(admin)).toStrictEqual({ is: "trouble", problem: "status", detail: "503" });
    door.moods = {};
    door.metadata = { code_challenge_methods_supported: undefined };
    expect(await tryProvider(admin)).toMatchObject({ is: "fine", facts: { saysPkce: false } });
  });
});
