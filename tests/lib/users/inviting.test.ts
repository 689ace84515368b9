import { setPasswordByLink } from "@/lib/auth/commands";
import { personOfLink } from "@/lib/auth/queries";
import { systemCtx } from "@/lib/core/ctx";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { createUser, holdNames } from "@/lib/users/commands";
import { inviteAgain, inviteMany } from "@/lib/users/inviting/commands";
import { namesIn, readList } from "@/lib/users/inviting/rows";
import { usualRole } from "@/lib/users/inviting/schema";
import { listUsers } from "@/lib/users/queries";
import { userListInput } from "@/lib/users/schema";
import { ctxOf, makeCompany, makeUser } from "@/tests/support/house";
import { forgetMails, lettersTo, setUpMail, tokenTo } from "@/tests/support/letters";
import { announced, AT_HOME, newUser } from "@/tests/support/people";

beforeEach(forgetMails);

async function house() {
  const [company, other] = [await makeCompany(`Norte ${newId()}`), await makeCompany(`Sur ${newId()}`)];
  return {
    company,
    other,
    admin: await makeUser("admin"),
    manager: await makeUser("manager", [company.id]),
    employee: await makeUser("employee", [company.id]),
  };
}

describe("inviting one", () => {
  test("writes to them in their language, where mail leaves, and shows nobody the link", async () => {
    const { admin, company } = await house();
    await setUpMail();
    const input = await newUser("employee", [company.id], { locale: "en" });
    const made = await createUser(ctxOf(admin), input);
    expect(made).toStrictEqual({ id: made.id, mailedTo: input.email });
    const [letter] = await lettersTo(input.email);
    expect(letter?.text).toContain("Choose your password by the link below");
    expect(letter?.text).toContain(input.userName);
    expect(await personOfLink(await tokenTo(input.email, "welcome"))).toMatchObject({ firstName: "Nadia" });
  });

  test("keeps the link readable nowhere", async () => {
    const { admin, company } = await house();
    await setUpMail();
    const input = await newUser("employee", [company.id]);
    await createUser(ctxOf(admin), input);
    const token = await tokenTo(input.email, "welcome");
    expect(token).toHaveLength(43);
    const kept = JSON.stringify([await database().mail.findMany(), await database().oneTimeToken.findMany()]);
    expect(kept).not.toContain(token);
  });

  test.each([
    ["mail isn't set up", forgetMails],
    ["nobody said what links begin with", () => setUpMail("")],
  ])("answers a link to hand over where %s", async (_, prepare) => {
    const { admin, company } = await house();
    await prepare();
    const input = await newUser("employee", [company.id]);
    const { linkToken = "" } = await createUser(ctxOf(admin), input);
    expect(await personOfLink(linkToken)).toBeDefined();
    expect(await lettersTo(input.email)).toStrictEqual([]);
  });

  test("again replaces the link, is announced, and shows until when the invitation holds", async () => {
    const { manager, company } = await house();
    const { id, linkToken: first = "" } = await createUser(ctxOf(manager), await newUser("employee", [company.id]));
    let second = "";
    const names = await announced(id, async () => {
      ({ linkToken: second = "" } = await inviteAgain(ctxOf(manager), { userId: id }));
    });
    expect(names).toStrictEqual(["user.invited"]);
    expect(await personOfLink(first)).toBeUndefined();
    expect(await personOfLink(second)).toBeDefined();
    const invited = await listUsers(ctxOf(manager), userListInput.parse({ state: "invited" }));
    const found = invited.users.find((user) => user.id === id);
    expect(Date.parse(String(found?.invitedUntil))).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  });

  test("again is refused for who has a password, who is deactivated, and by who may not", async () => {
    const { admin, manager, employee, company, other } = await house();
    const { id, linkToken: token = "" } = await createUser(ctxOf(admin), await newUser("employee", [company.id]));
    const elsewhere = await createUser(ctxOf(admin), await newUser("employee", [other.id]));
    const again = (actor: typeof admin, userId: string) => inviteAgain(ctxOf(actor), { userId });
    await expect(again(manager, elsewhere.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(again(employee, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(again(admin, admin.id)).rejects.toMatchObject({ details: { reason: "ownAccount" } });
    await setPasswordByLink(systemCtx("visitor"), { token, password: "otra frase bien larga" }, AT_HOME);
    await expect(again(admin, id)).rejects.toMatchObject({ details: { reason: "hasPassword" } });
    await database().user.update({ where: { id: elsewhere.id }, data: { deactivatedAt: new Date() } });
    await expect(again(admin, elsewhere.id)).rejects.toMatchObject({ details: { reason: "alreadyDeactivated" } });
  });
});

describe("a list of people", () => {
  const HEAD = "Nombre;Apellido;Correo;Rol;Empresas;Idioma";
  const run = (actor: Parameters<typeof ctxOf>[0], text: string, dryRun = false) =>
    inviteMany(ctxOf(actor), { text, dryRun });

  test("gives everybody a user name of their own, in the letters of their name", async () => {
    const { admin, company } = await house();
    const tag = company.id.slice(-12);
    const row = (name: string, at: string) => `${name};${at}-${tag}@example.test;Ventas;${company.name};`;
    const people = ["Иван;Иванов", "ИВАН;ИВАНОВ", "小明;王", "محمد;", "明;", "…;"];
    const text = [HEAD, ...people.map((name, at) => row(name, `p${at}`))].join("\n");
    expect((await run(admin, text, false)).rows.map(({ problems }) => problems)).toStrictEqual(people.map(() => ({})));
    const made = await database().user.findMany({
      where: { email: { endsWith: `-${tag}@example.test` } },
      orderBy: { email: "asc" },
    });
    expect(made.map(({ userName }) => userName)).toStrictEqual([
      ...["иван.иванов", "иван.иванов2", "小明.王", "محمد"],
      ...[`p4-${tag}`, `p5-${tag}`],
    ]);
  });

  test("is tried without a trace, and then makes everybody in one go", async () => {
    const { admin, company } = await house();
    const tag = company.id.slice(-12);
    const text = `${HEAD}\nAna;Lista;ana-${tag}@example.test;Ventas;${company.name};inglés\nBeto;Lista;beto-${tag}@example.test;manager;${company.key};\n`;
    const before = await database().event.count();
    const tried = await run(admin, text, true);
    expect(tried).toMatchObject({
      people: [],
      rows: [
        { line: 2, problems: {} },
        { line: 3, problems: {} },
      ],
    });
    expect(await database().user.count({ where: { email: { contains: tag } } })).toBe(0);
    expect(await database().event.count()).toBe(before);
    const { people } = await run(admin, text);
    expect(people.map(({ linkToken }) => linkToken?.length)).toStrictEqual([43, 43]);
    const made = await database().user.findMany({
      where: { email: { contains: tag } },
      orderBy: { firstName: "asc" },
      include: { role: true, companies: true },
    });
    expect(made).toMatchObject([
      { firstName: "Ana", locale: "en", role: { key: "employee" }, companies: [{ companyId: company.id }] },
      { firstName: "Beto", role: { key: "manager" } },
    ]);
    expect(made[0]?.userName).not.toBe(made[1]?.userName);
  });

  test("is tried while somebody else's names are held, and writes to nobody", async () => {
    const { admin, company } = await house();
    await setUpMail();
    const email = `${newId()}@example.test`;
    const tried = await database().$transaction(async (tx) => {
      await holdNames(tx);
      return run(admin, `${HEAD}\nAna;;${email};Ventas;${company.key};`, true);
    });
    expect(tried).toMatchObject({ rows: [{ problems: {} }] });
    expect(await lettersTo(email)).toStrictEqual([]);
  });

  test("gives whoever has one letter for a name another to sign in by, and still says what else is wrong", async () => {
    const { admin, company } = await house();
    const row = (name: string) => `${HEAD}\n${name};;${newId()}@example.test;Ventas;${company.key};`;
    expect((await run(admin, row("A"), true)).rows).toMatchObject([{ problems: {} }]);
    expect((await run(admin, row(""), true)).rows).toMatchObject([{ problems: { firstName: "required" } }]);
  });

  test("tells which mails are somebody's so often, and no more", async () => {
    const { manager, employee, company } = await house();
    const rows = Array.from({ length: 130 }, () => `Ana;;${employee.email};Ventas;${company.key};`);
    const ask = () => run(manager, [HEAD, ...rows].join("\n"), true);
    expect((await ask()).rows[0]).toMatchObject({ problems: { email: "taken" } });
    await expect(ask()).rejects.toMatchObject({ code: "LIMIT" });
  });

  test("names what is wrong with each row, and makes nobody while anything is", async () => {
    const { manager, employee, company, other } = await house();
    const tag = company.id.slice(-12);
    const text = [
      HEAD,
      `Ana;;ana-${tag}@example.test;Ventas;${company.key};`,
      `;;sin-nombre-${tag}@example.test;Ventas;${company.key};`,
      `Beto;;no es correo;Ventas;${company.key};`,
      `Caro;;tampoco es;Gerencia general;${company.key};`,
      `Dino;;dino-${tag}@example.test;admin;${company.key};`,
      `Eva;;eva-${tag}@example.test;Ventas;${other.key};klingon`,
      `Fede;;fede-${tag}@example.test;Ventas;${other.key};`,
      `Gala;;ana-${tag}@example.test;Ventas;${company.key};`,
      `Hugo;;${employee.email};Ventas;${company.key};`,
    ].join("\n");
    const { rows, people } = await run(manager, text);
    expect(people).toStrictEqual([]);
    expect(rows.map(({ problems }) => problems)).toStrictEqual([
      {},
      { firstName: "required" },
      { email: "notEmail" },
      { role: "unknown", email: "notEmail" },
      { role: "roleNotYours" },
      { locale: "languageUnknown", companies: "companyNotYours" },
      { companies: "companyNotYours" },
      { email: "taken" },
      { email: "taken" },
    ]);
    expect(await database().user.count({ where: { email: { contains: tag } } })).toBe(0);
  });

  test("a row that stands in the file already names the other row; what is a colleague's names none", async () => {
    const { admin, employee, company } = await house();
    const tag = newId();
    const line = (name: string, email: string, userName: string, role = "Ventas") =>
      `${name};${email};${role};${company.key};${userName}`;
    const text = [
      "Nombre;Correo;Rol;Empresa;Usuario",
      line("Ana", `ana-${tag}@example.test`, `ana.${tag.slice(-8)}`, "Nadie"),
      line("Beto", `ANA-${tag}@example.test`, `beto.${tag.slice(-8)}`),
      line("Caro", employee.email, ""),
      line("Dino", employee.email, ""),
      line("Eva", `eva-${tag}@example.test`, `Beto.${tag.slice(-8)}`),
      line(`Fede${tag.slice(-8)}`, `fede-${tag}@example.test`, ""),
      line("Gala", `gala-${tag}@example.test`, `fede${tag.slice(-8)}`),
    ].join("\n");
    const { rows } = await run(admin, text, true);
    expect(rows.map(({ problems, twins }) => [problems, twins])).toStrictEqual([
      [{ role: "unknown" }, {}],
      [{ email: "taken" }, { email: 2 }],
      [{ email: "taken" }, {}],
      [{ email: "taken" }, {}],
      [{ userName: "taken" }, { userName: 3 }],
      [{}, {}],
      [{ userName: "taken" }, { userName: 7 }],
    ]);
  });

  test("a company of others is told a manager as one that nobody has; an administrator is told which it is", async () => {
    const { admin, manager, other } = await house();
    const problemsOf = async (actor: typeof admin, company: string) => {
      const text = `${HEAD}\nAna;;${newId()}@example.test;Ventas;${company};`;
      return (await run(actor, text, true)).rows.map(({ problems }) => problems);
    };
    const said = [{ companies: "companyNotYours" }];
    expect(await problemsOf(manager, other.name)).toStrictEqual(said);
    expect(await problemsOf(manager, `Ninguna ${newId()}`)).toStrictEqual(said);
    expect(await problemsOf(admin, other.name)).toStrictEqual([{}]);
    expect(await problemsOf(admin, `Ninguna ${newId()}`)).toStrictEqual([{ companies: "companyUnknown" }]);
  });

  test("that lacks a column, has nobody in it, or comes from who may not, is refused as a whole", async () => {
    const { admin, employee } = await house();
    await expect(run(admin, "Nombre;Rol\nAna;Ventas")).rejects.toMatchObject({
      fields: { text: "columnsMissing" },
      details: { columns: "email" },
    });
    await expect(run(admin, `${HEAD}\n;;;;;\n`)).rejects.toMatchObject({ fields: { text: "noRows" } });
    const many = Array.from({ length: 201 }, (_, index) => `A;;a${index}@example.test;Ventas;x;`);
    await expect(run(admin, [HEAD, ...many].join("\n"))).rejects.toMatchObject({ fields: { text: "tooManyRows" } });
    await expect(run(employee, `${HEAD}\nAna;;a@example.test;Ventas;x;`)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test.each([
    ["first name,E-Mail,ROLE\r\nAna,ana@example.test,admin\r\n", [{ line: 2, firstName: "Ana", role: "admin" }]],
    ['\uFEFFnombre\tcorreo electrónico\trol\n"Ana ""la jefa"""\ta@b.test\tx', [{ firstName: 'Ana "la jefa"' }]],
    ["nombre;correo;rol;signo\nAna;a@b.test;x;leo\n\nBeto;b@b.test;x;leo", [{ line: 2 }, { line: 4 }]],
  ])("%j is read as a list", (text, rows) => {
    expect(readList(text)).toMatchObject({ rows, missing: [] });
  });

  test("may say a WhatsApp number, and one that isn't whole names its row", async () => {
    const { admin, company } = await house();
    const email = `${newId()}@example.test`;
    const list = (whatsapp: string) =>
      `nombre,correo,rol,empresa,WhatsApp\nAna,${email},employee,${company.key},${whatsapp}\n`;
    const run = (whatsapp: string) => inviteMany(ctxOf(admin), { text: list(whatsapp), dryRun: false });
    expect((await run("555 1234")).rows[0]?.problems).toStrictEqual({ whatsapp: "notPhone" });
    expect((await run("011 15 5555-1234")).people).toHaveLength(1);
    expect(await database().user.findUnique({ where: { email } })).toMatchObject({ whatsapp: "+5491155551234" });
  });

  test("several companies stand in one cell", () => {
    expect(namesIn(" Norte, Sur ; Este|Oeste ")).toStrictEqual(["Norte", "Sur", "Este", "Oeste"]);
  });
});

test.each([
  [["admin", "employee", "own-1"], "employee"],
  [["admin", "own-1"], "own-1"],
  [[], undefined],
])("of the roles %j a template shows %s", (keys, usual) => {
  expect(usualRole(keys.map((key) => ({ key })))?.key).toBe(usual);
});
