import { personOfLink } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { askForAccess, confirmRequest, receiveRequest } from "@/lib/users/requests/commands";
import { approveRequest, refuseRequests, takeRequests } from "@/lib/users/requests/deciding/commands";
import { countRequests, requestOfLink, waitingRequests } from "@/lib/users/requests/queries";
import { areCrowded } from "@/lib/users/requests/room/queries";
import { askForAccessInput } from "@/lib/users/requests/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { forgetMails, jobsNamed, lettersTo, setUpMail, tokenTo } from "@/tests/support/letters";
import { announced, AT_HOME, roleId } from "@/tests/support/people";
import type { UserActor } from "@/lib/core/ctx";

const visitor = systemCtx("visitor");

beforeEach(async () => {
  await forgetMails();
  await database().accessRequest.deleteMany();
  await database().organisation.upsert({
    where: { id: 1 },
    create: { id: 1, name: "Test", setUpAt: new Date(), takesRequests: true },
    update: { takesRequests: true },
  });
});

const asking = (email = `${newId()}@example.test`) => ({
  firstName: "Nora",
  lastName: "Nueva",
  email,
  message: "Del equipo de Rosario",
  locale: "es" as const,
});
const receive = (input = asking(), sender = "") => receiveRequest({ ...input, requestId: "test", sender });
const only = () => database().accessRequest.findFirstOrThrow();

describe("asking", () => {
  test("waits for a click in the mailbox, and then for who decides", async () => {
    await setUpMail();
    const admin = ctxOf(await makeUser("admin"));
    const input = asking();
    await receive(input);
    expect(await only()).toMatchObject({ state: "unconfirmed" });
    expect(await countRequests(admin)).toBe(0);
    const token = await tokenTo(input.email, "request");
    expect(await requestOfLink(token)).toStrictEqual({ firstName: "Nora" });
    const { id } = await only();
    expect(await announced(id, () => confirmRequest(visitor, { token }))).toStrictEqual(["accessRequest.confirmed"]);
    expect(await waitingRequests(admin)).toMatchObject([{ name: "Nora Nueva", confirmed: true }]);
    await expect(confirmRequest(visitor, { token })).rejects.toMatchObject({ details: { reason: "linkUsed" } });
  });

  test("those who may give access are told once confirmed, of many within an hour by one letter", async () => {
    await setUpMail();
    const { id: adminId, email } = await makeUser("admin");
    await database().user.update({ where: { id: adminId }, data: { passwordHash: "x" } });
    const other = await makeUser("employee");
    const [first, second] = [asking(), asking()];
    for (const input of [first, second]) await receive(input);
    expect(await lettersTo(email)).toStrictEqual([]);
    for (const input of [first, second])
      await confirmRequest(visitor, { token: await tokenTo(input.email, "request") });
    expect((await lettersTo(email)).map(({ subject, text }) => [subject, text])).toStrictEqual([
      ["Nora Nueva pide acceso a Test", expect.stringContaining(first.email) as string],
    ]);
    expect(await lettersTo(other.email)).toStrictEqual([]);

    const third = asking();
    await receive(third);
    await database().mail.updateMany({
      where: { kind: "requestWaiting" },
      data: { createdAt: new Date(Date.now() - 3_601_000) },
    });
    await confirmRequest(visitor, { token: await tokenTo(third.email, "request") });
    expect((await lettersTo(email)).map(({ text }) => text).at(-1)).toContain("Esperan 3 pedidos.");
  });

  test("waits for who decides at once where no mail leaves, and says that nobody confirmed it", async () => {
    await receive();
    expect(await waitingRequests(ctxOf(await makeUser("admin")))).toMatchObject([{ confirmed: false }]);
  });

  test("a link isn't taken after two days, and what nobody confirmed is forgotten", async () => {
    await setUpMail();
    const input = asking();
    await receive(input);
    const token = await tokenTo(input.email, "request");
    const old = new Date(Date.now() - 49 * 3_600_000);
    await database().accessRequest.updateMany({ data: { createdAt: old } });
    await expect(confirmRequest(visitor, { token })).rejects.toMatchObject({ details: { reason: "linkUsed" } });
    await receive();
    expect(await database().accessRequest.count()).toBe(1);
  });

  test("is answered alike for who has an account; only their own mailbox is told", async () => {
    await setUpMail();
    const known = await makeUser("employee");
    const gone = await makeUser("employee");
    await database().user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
    for (const { email } of [known, gone]) {
      await expect(askForAccess(visitor, asking(email), { ...AT_HOME, address: "192.0.2.1" })).resolves.toBeUndefined();
      await receive(asking(email));
    }
    expect(await database().accessRequest.count()).toBe(0);
    expect((await lettersTo(known.email)).map(({ text }) => text)).toStrictEqual([
      expect.stringContaining("Ya tenés una cuenta ahí") as string,
    ]);
    expect(await lettersTo(gone.email)).toStrictEqual([]);
  });

  test("asking does the same whether or not anybody has the address", async () => {
    const known = await makeUser("employee");
    const queued = () => jobsNamed("users.accessAsked");
    const before = await queued();
    const client = { ...AT_HOME, address: "192.0.2.2" };
    await askForAccess(visitor, asking(known.email), client);
    await askForAccess(visitor, asking(), client);
    expect((await queued()) - before).toBe(2);
    expect(await database().accessRequest.count()).toBe(0);
  });

  test("twice is one request, and so is asking on while it waits", async () => {
    const input = asking();
    await receive(input);
    await receive(input);
    expect(await database().accessRequest.count()).toBe(1);
    await setUpMail();
    const other = asking();
    await receive(other);
    await receive(other);
    expect(await database().accessRequest.count({ where: { email: other.email } })).toBe(1);
  });

  test("is refused while nobody may ask, and slows down", async () => {
    const admin = ctxOf(await makeUser("admin"));
    await takeRequests(admin, { open: false });
    const client = { ...AT_HOME, address: "192.0.2.3" };
    await expect(askForAccess(visitor, asking(), client)).rejects.toMatchObject({
      details: { reason: "requestsClosed" },
    });
    await takeRequests(admin, { open: true });
    const input = asking();
    const before = await jobsNamed("users.accessAsked");
    for (let round = 0; round < 4; round++) await askForAccess(visitor, input, client);
    expect((await jobsNamed("users.accessAsked")) - before).toBe(3);
  });

  test("goes on after hundreds that nobody confirmed in time", async () => {
    await setUpMail();
    const old = new Date(Date.now() - 49 * 3_600_000);
    await database().accessRequest.createMany({
      data: Array.from({ length: 500 }, () => ({ ...asking(), id: newId(), state: "unconfirmed", createdAt: old })),
    });
    const input = asking();
    await receive(input);
    expect(await database().accessRequest.findMany()).toMatchObject([{ email: input.email }]);
  });

  test.each(["Ganaste: entrá a premio.example/ya", "Nora@otra", "premio.example", "Nora\nHola"])(
    "takes no name like %j, which would go to a mailbox under the house's name",
    (firstName) => {
      expect(askForAccessInput.safeParse({ ...asking(), firstName }).success).toBe(false);
    },
  );

  test.each(["Ma.Elena", "J.R.", "Ana M.", "Nuño O'Higgins-Paz", "José"])("takes the name %s", (firstName) => {
    expect(askForAccessInput.safeParse({ ...asking(), firstName }).success).toBe(true);
  });
});

describe("a flood of them", () => {
  const before = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  /** So many that nobody confirmed, the oldest first, from networks of the flooder's. */
  const flood = (count: number, networks: number, more: { state: string; confirmedAt?: Date }) =>
    database().accessRequest.createMany({
      data: Array.from({ length: count }, (_, at) => ({
        ...{ ...asking(), id: newId(), sender: `flood ${at % networks}`, createdAt: before(1000 - at) },
        ...more,
      })),
    });
  const isKept = async (email: string) => (await database().accessRequest.count({ where: { email } })) === 1;

  test.each([
    ["with mail", "unconfirmed", () => setUpMail()],
    ["without mail", "waiting", () => forgetMails()],
  ])(
    "shuts the door to nobody else: it gives way to who asks from elsewhere, and they stay, %s",
    async (_, state, prepare) => {
      await prepare();
      await flood(500, 5, { state });
      const [first, second] = [asking(), asking()];
      await receive(first, "office");
      expect(await database().accessRequest.count()).toBe(500);
      await receive(second, "home");
      // The flood goes on, and drives out itself.
      for (let at = 0; at < 10; at++) await receive(asking(), `flood ${at % 5}`);
      expect([await isKept(first.email), await isKept(second.email)]).toStrictEqual([true, true]);
      expect(await database().accessRequest.count()).toBeLessThanOrEqual(500);
    },
  );

  test("of one network is fifty at most, of which the oldest gives way", async () => {
    const oldest = asking();
    await receive(oldest, "flood 0");
    await database().accessRequest.updateMany({ data: { createdAt: before(2000) } });
    await flood(49, 1, { state: "waiting" });
    const newest = asking();
    await receive(newest, "flood 0");
    expect([await isKept(oldest.email), await isKept(newest.email)]).toStrictEqual([false, true]);
    expect(await database().accessRequest.count({ where: { sender: "flood 0" } })).toBe(50);
    // Elsewhere there is room.
    await receive(asking(), "office");
    expect(await database().accessRequest.count()).toBe(51);
  });

  test("takes nobody's place who confirmed theirs; where all did, whoever asks is told, and whoever decides is", async () => {
    const admin = ctxOf(await makeUser("admin"));
    await flood(499, 5, { state: "waiting", confirmedAt: new Date() });
    expect(await areCrowded(admin)).toBe(false);
    await receive(asking(), "office");
    expect(await areCrowded(admin)).toBe(true);
    const client = { ...AT_HOME, address: "192.0.2.77" };
    await expect(askForAccess(visitor, asking(), client)).resolves.toBeUndefined();
    await database().accessRequest.updateMany({ data: { confirmedAt: new Date() } });
    await expect(askForAccess(visitor, asking(), client)).rejects.toMatchObject({
      details: { reason: "requestsFull" },
    });
    const late = asking();
    await receive(late, "office");
    expect(await isKept(late.email)).toBe(false);
    expect(await database().accessRequest.count()).toBe(500);
    await expect(areCrowded(ctxOf(await makeUser("employee")))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is told by its network, and no request says from which address it came", async () => {
    const client = { ...AT_HOME, address: "192.0.2.78" };
    await askForAccess(visitor, asking(), client);
    const sent = await database().$queryRawUnsafe<{ sender: string }[]>(
      `select data->>'sender' as sender from pgboss.job where name = 'users.accessAsked' order by created_on desc limit 1`,
    );
    expect(sent[0]?.sender).toMatch(/^[\w-]{43}$/);
  });
});

describe("deciding", () => {
  const approve = async (actor: UserActor, role: string, companyIds: string[]) =>
    approveRequest(ctxOf(actor), { requestId: (await only()).id, roleId: await roleId(role), companyIds });

  test("makes the user with the role that was given, who is invited", async () => {
    const [admin, company] = [await makeUser("admin"), await makeCompany()];
    const input = asking();
    await receive(input);
    const { id: requestId } = await only();
    let made: Awaited<ReturnType<typeof approve>> | undefined;
    const names = await announced(requestId, async () => {
      made = await approve(admin, "manager", [company.id]);
    });
    expect(names).toStrictEqual(["accessRequest.approved"]);
    expect(await personOfLink(String(made?.linkToken))).toMatchObject({ firstName: "Nora" });
    const user = await database().user.findUniqueOrThrow({ where: { email: input.email }, include: { role: true } });
    expect(user).toMatchObject({ id: made?.id, role: { key: "manager" } });
    expect(await countRequests(ctxOf(admin))).toBe(0);
  });

  test("who asks is named in their own letters, and apart from who has that name", async () => {
    const [admin, company] = [await makeUser("admin"), await makeCompany()];
    const names: string[] = [];
    for (const lastName of ["Παππάς", "ΠΑΠΠΑΣ"]) {
      const input = { ...asking(), firstName: "Νίκος", lastName };
      await receive(input);
      const { id: requestId } = await database().accessRequest.findFirstOrThrow({ where: { email: input.email } });
      await approveRequest(ctxOf(admin), { requestId, roleId: await roleId("employee"), companyIds: [company.id] });
      names.push((await database().user.findUniqueOrThrow({ where: { email: input.email } })).userName);
    }
    expect(names).toStrictEqual(["νικοσ.παππασ", "νικοσ.παππασ2"]);
  });

  test("a manager gives what they may give, and an employee decides nothing", async () => {
    const [company, other] = [await makeCompany(), await makeCompany()];
    const manager = await makeUser("manager", [company.id]);
    const employee = await makeUser("employee", [company.id]);
    await receive();
    await expect(approve(manager, "admin", [company.id])).rejects.toMatchObject({ fields: { roleId: "roleNotYours" } });
    await expect(approve(manager, "employee", [other.id])).rejects.toMatchObject({
      fields: { companyIds: "companyNotYours" },
    });
    await expect(approve(employee, "employee", [company.id])).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(waitingRequests(ctxOf(employee))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await only()).toMatchObject({ state: "waiting" });
    await expect(approve(manager, "employee", [company.id])).resolves.toHaveProperty("id");
  });

  test("of two at once one is told that it was decided", async () => {
    const [admin, company] = [await makeUser("admin"), await makeCompany()];
    await receive();
    const { id: requestId } = await only();
    const results = await Promise.allSettled([
      approve(admin, "employee", [company.id]),
      refuseRequests(ctxOf(admin), { requestIds: [requestId] }),
    ]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ details: { reason: "requestDecided" } });
  });

  test("who was refused is told nothing, and not heard again for a month", async () => {
    const admin = ctxOf(await makeUser("admin"));
    const input = asking();
    await receive(input);
    const { id: requestId } = await only();
    await setUpMail();
    expect(await announced(requestId, () => refuseRequests(admin, { requestIds: [requestId] }))).toStrictEqual([
      "accessRequest.refused",
    ]);
    await receive(input);
    expect(await lettersTo(input.email)).toStrictEqual([]);
    expect(await database().accessRequest.count()).toBe(1);
    await database().accessRequest.updateMany({ data: { decidedAt: new Date(Date.now() - 31 * 86_400_000) } });
    await receive(input);
    expect(await database().accessRequest.count()).toBe(2);
  });

  test("switching it on and off is for who manages the settings", async () => {
    const manager = await makeUser("manager", [(await makeCompany()).id]);
    await expect(takeRequests(ctxOf(manager), { open: false })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const admin = ctxOf(await makeUser("admin"));
    await expect(takeRequests(admin, { open: true })).rejects.toMatchObject({ details: { reason: "unchanged" } });
  });
});
