import { signIn } from "@/lib/auth/commands";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { checkDirectory } from "@/lib/users/directory/checking/commands";
import { confirmDirectoryOut } from "@/lib/users/directory/commands";
import { directoryRoom } from "@/lib/users/directory/queries";
import { welcome } from "@/lib/users/identities/entering/commands";
import { giveRules, setUpDirectory } from "@/tests/support/directory-house";
import { JEFES, VENTAS } from "@/tests/support/directory-people";
import { openDirectory } from "@/tests/support/directory-server";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import type { DirectoryDoor } from "@/tests/support/directory-server";

jest.setTimeout(60_000);

let door: DirectoryDoor;
let company: { id: string };
beforeAll(async () => {
  door = await openDirectory();
  company = await makeCompany("Casa");
});
afterAll(async () => {
  await door.close();
});
beforeEach(async () => {
  const brought = await database().directoryPerson.findMany();
  await database().user.deleteMany({ where: { id: { in: brought.map(({ userId }) => userId) } } });
  await setUpDirectory(door.port, RULES());
});

const RULES = () => [
  { group: JEFES, role: "manager", companyIds: [company.id] },
  { group: VENTAS, role: "employee", companyIds: [company.id] },
];
let homes = 0;
const enter = async (login: string) => {
  homes++;
  const client = { address: `203.0.113.${homes}`, userAgent: "Test" };
  return signIn(systemCtx("sign-in"), { login, password: `clave de ${login}` }, client, welcome);
};
const because = (reason: string) => ({ code: "PRECONDITION", details: { reason } });
const check = async () => {
  await database().directory.update({ where: { id: 1 }, data: { checkedAt: null } });
  await checkDirectory();
};
const admin = async () => ctxOf(await makeUser("admin"));
const row = () => database().directory.findUniqueOrThrow({ where: { id: 1 } });

/** Four who came in, and a directory that by now tells of no group. */
async function withoutGroups() {
  const people = [await enter("ana"), await enter("beto")];
  for (const login of ["otra", "otro"]) {
    const { id } = await makeUser("employee", [company.id]);
    await database().directoryPerson.create({
      data: { userId: id, key: `entryUUID:${login}`, account: login, seenAt: new Date(), linkedAt: new Date() },
    });
    people.push({ userId: id, sessionId: "" });
  }
  await giveRules([{ group: "cn=movido,dc=casa,dc=test", role: "employee", companyIds: [company.id] }]);
  return people.map(({ userId }) => userId);
}
const outOf = (ids: string[]) => database().user.count({ where: { id: { in: ids }, outAt: { not: null } } });

test("most of them at once aren't put out: the settings say so, and no sign-in puts anybody out meanwhile", async () => {
  const people = await withoutGroups();
  await check();
  expect(await outOf(people)).toBe(0);
  expect(await directoryRoom(await admin())).toMatchObject({ heldOut: 4, people: { out: 0 } });
  await expect(enter("ana")).rejects.toMatchObject(because("directoryNoGroup"));
  expect(await outOf(people)).toBe(0);
  await giveRules(RULES());
  for (const login of ["otra", "otro"])
    await database().directoryPerson.deleteMany({ where: { key: `entryUUID:${login}` } });
  await check();
  expect((await row()).heldOut).toBe(0);
});

test("most of them are out when an admin has confirmed as many, once, and not when it was fewer", async () => {
  const people = await withoutGroups();
  await check();
  const ctx = await admin();
  await expect(confirmDirectoryOut(ctx, { count: 3 })).rejects.toMatchObject({ code: "CONFLICT" });
  await confirmDirectoryOut(ctx, { count: 4 });
  await check();
  expect(await outOf(people)).toBe(4);
  expect(await row()).toMatchObject({ heldOut: 0, outConfirmed: 0 });
});
