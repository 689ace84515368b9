import { closeDatabase, database } from "@/lib/core/db";
import { checkImport, startImport, undoImport } from "@/lib/intake/importing/commands";
import { getImport } from "@/lib/intake/importing/queries";
import { checkImportInput } from "@/lib/intake/importing/schema";
import { unknownWords } from "@/lib/intake/importing/unknown/queries";
import { ctxOf, makeCompany, makeLead, makeUser, statusId } from "@/tests/support/house";
import { check, outcomesOf, stepAll, upload } from "@/tests/support/imports";
import type { UserActor } from "@/lib/core/ctx";
import type { Said } from "@/lib/intake/importing/schema";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function manager() {
  const company = await makeCompany();
  return { actor: await makeUser("manager", [company.id]), companyId: company.id };
}
const unknown = (actor: UserActor, importId: string) => unknownWords(ctxOf(actor), { importId });
const run = async (actor: UserActor, importId: string) => {
  await startImport(ctxOf(actor), { importId });
  await stepAll();
};
const leadsOf = (companyId: string) =>
  database().lead.findMany({
    where: { companyId },
    orderBy: { email: "asc" },
    select: { email: true, statusId: true, ownerId: true },
  });

const FILE = `Mail;Estado;Responsable
a@x.example;Tibio;Ceci
b@x.example;TÍBIO;
c@x.example;Tibio;Ceci
d@x.example;Frío;
e@x.example;Cotizado;
`;

test("the words that nobody knows are listed by kind, the most frequent first, however they are spelt", async () => {
  const { actor } = await manager();
  const importId = await upload(actor, FILE);
  expect(await unknown(actor, importId)).toMatchObject({ status: { words: [] }, owner: { words: [] } });
  await check(actor, importId);
  expect(await unknown(actor, importId)).toStrictEqual({
    status: {
      words: [
        { word: "Tibio", rows: 3, means: "", before: "" },
        { word: "Frío", rows: 1, means: "", before: "" },
      ],
      more: { words: 0, rows: 0 },
    },
    owner: { words: [{ word: "Ceci", rows: 2, means: "", before: "" }], more: { words: 0, rows: 0 } },
  });
  const other = (await manager()).actor;
  expect((await unknown(other, importId)).status.words).toStrictEqual([]);
});

test("of very many only the first are listed, and how many more there are is said", async () => {
  const { actor } = await manager();
  const rows = Array.from({ length: 40 }, (_, n) => `p${n}@x.example;Estado raro ${n}`);
  const importId = await upload(actor, ["Mail;Estado", ...rows, "z@x.example;Estado raro 39"].join("\n"));
  await check(actor, importId);
  const { status } = await unknown(actor, importId);
  expect(status.words).toHaveLength(30);
  expect(status.words[0]).toStrictEqual({ word: "Estado raro 39", rows: 2, means: "", before: "" });
  expect(status.more).toStrictEqual({ words: 10, rows: 10 });
});

test("what a word was said to mean for a file that was imported is offered for the next, to who sees that import", async () => {
  const { actor } = await manager();
  const first = await upload(actor, FILE);
  const quoted = await statusId("quoted");
  await check(actor, first, { said: { status: [{ word: "TIBIO", means: quoted }], owner: [] } });
  const next = await upload(actor, FILE.replaceAll("@x.", "@y."));
  await check(actor, next);
  const offered = async (who: UserActor, importId: string) =>
    (await unknown(who, importId)).status.words.map(({ word, means, before }) => [word, means, before]);
  expect(await offered(actor, next)).toStrictEqual([
    ["Tibio", "", ""],
    ["Frío", "", ""],
  ]);
  await run(actor, first);
  expect(await offered(actor, next)).toStrictEqual([
    ["Tibio", "", quoted],
    ["Frío", "", ""],
  ]);
  expect(await outcomesOf(next)).toContain("refused: status_unknown");
  const elsewhere = await makeUser("manager", [(await makeCompany()).id]);
  const theirs = await upload(elsewhere, FILE);
  await check(elsewhere, theirs);
  expect(await offered(elsewhere, theirs)).toContainEqual(["Tibio", "", ""]);
});

test("what somebody says they mean counts in the dry run and in the run alike; what is left as it is stays refused", async () => {
  const { actor, companyId } = await manager();
  const ceci = await makeUser("employee", [companyId], { firstName: "Cecilia" });
  const importId = await upload(actor, FILE);
  await check(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual([...Array<string>(4).fill("refused: status_unknown"), "new"]);
  const quoted = await statusId("quoted");
  const said: Said = { status: [{ word: "TIBIO", means: quoted }], owner: [{ word: "Ceci", means: ceci.id }] };
  await check(actor, importId, { said });
  const tried = ["new", "new", "new", "refused: status_unknown", "new"];
  expect(await outcomesOf(importId)).toStrictEqual(tried);
  expect(await unknown(actor, importId)).toMatchObject({
    status: {
      words: [
        { word: "Frío", rows: 1, means: "", before: "" },
        { word: "TIBIO", rows: 0, means: quoted },
      ],
    },
    owner: { words: [{ word: "Ceci", rows: 0, means: ceci.id }] },
  });
  await run(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(tried);
  expect(await leadsOf(companyId)).toStrictEqual([
    { email: "a@x.example", statusId: quoted, ownerId: ceci.id },
    { email: "b@x.example", statusId: quoted, ownerId: null },
    { email: "c@x.example", statusId: quoted, ownerId: ceci.id },
    { email: "e@x.example", statusId: quoted, ownerId: null },
  ]);
});

test("said to mean none, a word is as if it weren't there: a new lead is like the others, a known one keeps what it has", async () => {
  const { actor, companyId } = await manager();
  const vera = await makeUser("employee", [companyId]);
  await makeLead(companyId, { email: "a@x.example", defaultOwnerId: vera.id });
  const [pending, quoted] = [await statusId("pending"), await statusId("quoted")];
  const importId = await upload(actor, "Mail;Estado;Responsable\na@x.example;Tibio;Ceci\nb@x.example;Tibio;Ceci\n");
  const none = [
    { word: "Tibio", means: "none" },
    { word: "Ceci", means: "none" },
  ];
  await check(actor, importId, {
    ...{ statusId: quoted, onMatch: "update", overwrite: ["status", "owner"] },
    said: { status: none.slice(0, 1), owner: none.slice(1) },
  });
  await run(actor, importId);
  expect(await leadsOf(companyId)).toStrictEqual([
    { email: "a@x.example", statusId: pending, ownerId: vera.id },
    { email: "b@x.example", statusId: quoted, ownerId: null },
  ]);
});

test("what is said to mean none is kept as an extra value, and goes with an undo; what means something leaves no trace", async () => {
  const { actor, companyId } = await manager();
  const vera = await makeUser("employee", [companyId]);
  await makeLead(companyId, { email: "a@x.example", extra: { Rubro: "Vinos" } });
  await makeLead(companyId, { email: "b@x.example", extra: { Vendedor: "Luis" } });
  const file = `Mail;Etapa;Vendedor
a@x.example;Tibio;Pepe Inexistente
b@x.example;;Pepe Inexistente
c@x.example;Frío;Vera
d@x.example;Frío;-
e@x.example;Tibio;Pepe Inexistente
`;
  const importId = await upload(actor, file);
  const said: Said = {
    status: [
      { word: "Tibio", means: "none" },
      { word: "Frío", means: await statusId("quoted") },
    ],
    owner: [
      { word: "Pepe Inexistente", means: "none" },
      { word: "Vera", means: vera.id },
    ],
  };
  await check(actor, importId, { said });
  await run(actor, importId);
  const extras = async () =>
    (await database().lead.findMany({ where: { companyId }, orderBy: { email: "asc" } })).map(({ extra }) => extra);
  const kept = { Etapa: "Tibio", Vendedor: "Pepe Inexistente" };
  expect(await extras()).toStrictEqual([{ Rubro: "Vinos", ...kept }, { Vendedor: "Luis" }, {}, {}, kept]);
  await undoImport(ctxOf(actor), { importId });
  await stepAll();
  expect(await extras()).toStrictEqual([{ Rubro: "Vinos" }, { Vendedor: "Luis" }]);
});

test("a word can only mean a status that there is and somebody who works for the company", async () => {
  const { actor, companyId } = await manager();
  const [mine, foreign] = [
    await makeUser("employee", [companyId]),
    await makeUser("employee", [(await makeCompany()).id]),
  ];
  const importId = await upload(actor, FILE);
  const { settings } = await getImport(ctxOf(actor), { importId });
  const asked = (status: string, owner: string) =>
    checkImport(ctxOf(actor), {
      importId,
      settings: {
        ...settings,
        said: { status: [{ word: "Tibio", means: status }], owner: [{ word: "Ceci", means: owner }] },
      },
    });
  const refused = { code: "INVALID", fields: { said: "notValid" } };
  await expect(asked(mine.id, mine.id)).rejects.toMatchObject(refused);
  await expect(asked(await statusId("quoted"), foreign.id)).rejects.toMatchObject(refused);
  await expect(asked(await statusId("quoted"), mine.id)).resolves.toBeUndefined();
  await stepAll();
  const many = { word: "x", means: "none" };
  const tooMany = { ...settings, said: { status: Array(501).fill(many), owner: [] } };
  expect(checkImportInput.safeParse({ importId, settings: tooMany }).success).toBe(false);
  expect(checkImportInput.safeParse({ importId, settings }).success).toBe(true);
});

test("whoever stops working for the company between the dry run and the run gets none of its leads", async () => {
  const { actor, companyId } = await manager();
  const ceci = await makeUser("employee", [companyId]);
  const importId = await upload(actor, "Mail;Responsable\na@x.example;Ceci\n");
  await check(actor, importId, { said: { status: [], owner: [{ word: "Ceci", means: ceci.id }] } });
  expect(await outcomesOf(importId)).toStrictEqual(["new"]);
  await database().userCompany.deleteMany({ where: { userId: ceci.id } });
  await run(actor, importId);
  expect(await outcomesOf(importId)).toStrictEqual(["refused: owner_unknown"]);
});
