import { ask, isFilter, lookAfter, lookUp } from "@/lib/auth/directory/gateway";
import { DirectoryTrouble } from "@/lib/auth/directory/problems";
import { NO_DIRECTORY } from "@/lib/auth/directory/schema";
import { ANA, BASE, DORA, JEFES, PEOPLE_BASE, READER, VENTAS } from "@/tests/support/directory-people";
import { certificate, openDirectory } from "@/tests/support/directory-server";
import { hasSlapd, openSlapd } from "@/tests/support/slapd";
import { sameName } from "@/lib/users/directory/naming/schema";
import type { Answer, DirectoryAccess } from "@/lib/auth/directory/schema";
import type { Listed } from "@/lib/auth/identities/schema";
import type { DirectoryDoor } from "@/tests/support/directory-server";

jest.setTimeout(60_000);

type Opened = { port: number; close: () => Promise<void> };
/** Ours, and the one that most houses have where it is installed. */
const SERVERS: [string, () => Promise<Opened>][] = [["ours", () => openDirectory()]];
if (hasSlapd) SERVERS.push(["slapd", openSlapd]);

const accessTo = (port: number, more: Partial<DirectoryAccess> = {}): DirectoryAccess => ({
  ...NO_DIRECTORY,
  ...{ host: "localhost", port, security: "starttls", ca: certificate("ca") },
  ...{ bindDn: READER.dn, password: READER.password, base: BASE, groupsBy: "search" },
  ...more,
});
const names = (groups: readonly string[]) => groups.map(sameName).sort();
/** The person of a yes. */
function personIn(answer: Answer): Listed {
  if (answer.is !== "yes") throw new Error(answer.is);
  return answer.person;
}
const troubleOf = (asking: Promise<unknown>) =>
  asking.then(
    () => "none",
    (error: unknown) => (error instanceof DirectoryTrouble ? error.problem : error),
  );

describe.each(SERVERS)("the directory, %s", (_, open) => {
  let door: Opened;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(async () => {
    await door.close();
  });
  const access = (more: Partial<DirectoryAccess> = {}) => accessTo(door.port, more);
  const enter = (login: string, password: string, more: Partial<DirectoryAccess> = {}) =>
    ask(access(more), { login, password });

  test.each(["ana", "ANA", "ana@casa.test"])(
    "lets in who types %s and the right password, and tells of them",
    async (login) => {
      const answer = await enter(login, "clave de ana");
      expect(answer).toMatchObject({
        is: "yes",
        person: {
          ...{ dn: ANA, account: "ana", email: "ana@casa.test", firstName: "Ana", lastName: "Álvarez" },
          ...{ phone: "+54 11 4444-5555", jobTitle: "Ventas sur" },
        },
      });
      expect(personIn(answer).key).toMatch(/^entryUUID:.+/);
      expect(names(personIn(answer).groups)).toStrictEqual(names([VENTAS]));
    },
  );

  test("tells all groups of who is in several, and none of who is in none", async () => {
    const beto = await enter("beto", "clave de beto");
    expect(names(personIn(beto).groups)).toStrictEqual(names([JEFES, VENTAS]));
    const carla = await enter("carla", "clave de carla");
    expect(personIn(carla).groups).toStrictEqual([]);
  });

  test("finds who has every sign in their name that means something elsewhere", async () => {
    const dora = await enter("dora", "clave de dora");
    expect(sameName(personIn(dora).dn)).toBe(sameName(DORA));
    expect(names(personIn(dora).groups)).toStrictEqual(names([VENTAS]));
  });

  test.each([
    ["a wrong password", "ana", "clave de beto", "refused"],
    ["an empty password, which by the protocol binds as nobody", "ana", "", "refused"],
    ["a NUL, which some read as the end of an empty one", "ana", "\0clave", "refused"],
    ["nobody", "nadie", "clave de ana", "nobody"],
    ["a sign that means everybody", "*", "clave de ana", "nobody"],
    ["the beginning of a name", "an*", "clave de ana", "nobody"],
    ["a filter within the name", "*)(uid=*", "clave de ana", "nobody"],
    ["the end of the filter", "ana)(|(uid=*", "clave de ana", "nobody"],
    ["an or of their own", "nadie)(mail=ana@casa.test", "clave de ana", "nobody"],
    ["a NUL in the name", "ana\0", "clave de ana", "nobody"],
    ["a backslash", "\\61na", "clave de ana", "nobody"],
  ])("doesn't let in by %s", async (_what, login, password, is) => {
    expect(await enter(login, password)).toMatchObject({ is });
  });

  test.each([
    ["the right password", "ana", "clave de ana", "yes"],
    ["a wrong one", "ana", "clave de beto", "refused"],
    ["an empty one", "ana", "", "refused"],
    ["another's place in the tree", "beto,ou=gente", "clave de beto", "refused"],
    ["a name with the end of one in it", `ana,${PEOPLE_BASE}`, "clave de ana", "refused"],
  ])("by themselves, without an account of ours, people come in with %s", async (_what, login, password, is) => {
    const direct = { reading: "direct", bindTemplate: `uid={login},${PEOPLE_BASE}`, bindDn: "", password: "" } as const;
    expect(await enter(login, password, direct)).toMatchObject({ is });
  });

  test("an account of ours looks people up, and after them by what never changes", async () => {
    const found = await lookUp(access(), "ana");
    const key = personIn(found).key;
    const answers = await lookAfter(access(), [key, "entryUUID:00000000-0000-4000-8000-000000000000"]);
    expect([...answers.values()].map(({ is }) => is)).toStrictEqual(["yes", "nobody"]);
  });

  test("two by one name are nobody", async () => {
    const everybody = { personFilter: "(|(objectClass=person)(uid={login}))" };
    expect(await enter("ana", "clave de ana", everybody)).toStrictEqual({ is: "several" });
  });

  test.each([
    ["a wrong account", { password: "otra" }, "account_refused"],
    ["no account", { bindDn: "", password: "" }, "account_refused"],
    ["an account without a password, which would be nobody", { password: "" }, "account_refused"],
    ["another base", { base: "dc=otra,dc=test" }, "no_base"],
    ["a certificate of another authority", { ca: certificate("other-ca") }, "certificate"],
    ["no certificate of ours", { ca: "" }, "certificate"],
    ["another name than the certificate's", { host: "127.0.0.1" }, "certificate"],
    ["a name that nobody has", { host: "no-such-host.invalid" }, "unknown_host"],
    ["an address of clouds", { host: "169.254.169.254" }, "forbidden_address"],
    ["TLS where StartTLS is wanted", { security: "tls" }, "closed|wrong_security|not_ldap"],
  ])("%s is told as what it is", async (_what, more, problem) => {
    expect(
      await troubleOf(ask(access(more as Partial<DirectoryAccess>), { login: "ana", password: "clave de ana" })),
    ).toMatch(new RegExp(`^(?:${problem})$`));
  });
});

describe("a directory that", () => {
  let door: DirectoryDoor;
  beforeEach(async () => {
    door = await openDirectory();
  });
  afterEach(async () => {
    await door.close();
  });
  const enter = (more: Partial<DirectoryAccess> = {}, password = "clave de ana") =>
    ask(accessTo(door.port, more), { login: "ana", password });

  test.each([
    ["rubbish", "not_ldap"],
    ["closing", "closed"],
    ["silent", "no_answer"],
  ] as const)("is %s is away", async (mood, problem) => {
    door.mood = mood;
    expect(await troubleOf(enter({ security: "none" }))).toBe(problem);
  });

  test("sends elsewhere isn't followed", async () => {
    door.mood = "referral";
    // The binding goes well, and only that.
    expect(await troubleOf(enter({ security: "none" }))).toBe("referral");
  });

  test("is asked encrypted hears no password before that", async () => {
    await enter();
    expect(door.binds.length).toBeGreaterThan(1);
    expect(door.binds.every(({ encrypted }) => encrypted)).toBe(true);
  });

  test("takes empty passwords never gets one", async () => {
    await enter({}, "");
    await troubleOf(enter({ password: "" }));
    expect(door.binds).toStrictEqual([]);
  });

  test("listens at a port for TLS is asked there", async () => {
    const secure = await openDirectory({ encrypted: true });
    const answer = await ask(accessTo(secure.port, { security: "tls" }), { login: "ana", password: "clave de ana" });
    expect(answer.is).toBe("yes");
    expect(await troubleOf(enter({ port: secure.port, security: "tls", ca: certificate("other-ca") }))).toBe(
      "certificate",
    );
    await secure.close();
  });

  test("tells groups at the person, and groups of groups, is read in both ways", async () => {
    const all = `cn=Todos,ou=grupos,${BASE}`;
    door.held.push({ dn: all, values: { objectClass: ["groupOfNames"], member: [VENTAS] } });
    const groupsBy = async (way: DirectoryAccess["groupsBy"]) => {
      const answer = await enter({ groupsBy: way });
      return names(personIn(answer).groups);
    };
    expect(await groupsBy("memberOf")).toStrictEqual(names([VENTAS]));
    expect(await groupsBy("nested")).toStrictEqual(names([VENTAS, all]));
  });

  test("is Active Directory knows people by an id of bytes, and tells whom it has closed", async () => {
    Object.assign(door.valuesOf(ANA), {
      objectGUID: ["\u00ff\u0000\u0080*("],
      userAccountControl: ["512"],
      sAMAccountName: ["ana.alvarez"],
    });
    const found = await enter();
    const key = personIn(found).key;
    expect(key).toBe("objectGUID:ff00802a28");
    expect(found).toMatchObject({ person: { account: "ana.alvarez" } });
    const after = async () => (await lookAfter(accessTo(door.port), [key])).get(key)?.is;
    expect(await after()).toBe("yes");
    Object.assign(door.valuesOf(ANA), { userAccountControl: ["514"] });
    expect(await after()).toBe("refused");
    expect((await enter()).is).toBe("refused");
    Object.assign(door.valuesOf(ANA), { userAccountControl: ["512"], accountExpires: ["132539328000000000"] });
    expect(await after()).toBe("refused");
  });
});

test.each([
  ["(&(objectClass=person)(uid={login}))", true],
  ["(uid={login}", false],
  ["uid={login}", false],
  ["(&(uid={login})", false],
  ["", false],
])("%j can be asked: %s", (filter, is) => {
  expect(isFilter(filter)).toBe(is);
});
