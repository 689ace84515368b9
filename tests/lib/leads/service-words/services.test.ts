import { database } from "@/lib/core/db";
import { fold } from "@/lib/core/text";
import { newId } from "@/lib/core/id";
import { loadKeys } from "@/lib/intake/processing/queries";
import { stepWordMoves } from "@/lib/leads/renaming/stepping/commands";
import {
  addService,
  orderServices,
  retireService,
  reviveService,
  updateService,
} from "@/lib/leads/service-words/commands";
import { serviceTerms } from "@/lib/leads/service-words/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import { cameTo } from "@/tests/support/came-to";
import { ana, arrive, settled } from "@/tests/support/arrivals";
import { makeSource, settleAll } from "@/tests/support/intake";
import { the } from "@/tests/support/custom-fields";
import type { Ctx } from "@/lib/core/ctx";

const word = (text: string) => `${text} ${newId().slice(-8)}`;
const admin = async () => ctxOf(await makeUser("admin"));

async function leadAsking(service: string) {
  const { id } = await makeLead((await makeCompany()).id);
  await database().lead.update({ where: { id }, data: { service, serviceKey: fold(service) } });
  return { id, service: async () => (await database().lead.findUniqueOrThrow({ where: { id } })).service };
}
async function toTheEnd(): Promise<void> {
  await database().wordMove.updateMany({ data: { createdAt: new Date(0) } });
  while ((await database().wordMove.count({ where: { state: "working" } })) > 0) await stepWordMoves();
}
const arriving = async (said: string) => (await loadKeys(database(), { sources: new Map() })).services.named(said);

test("a service is what all its words mean: on leads there are, with an event each, and on what arrives", async () => {
  const ctx = await admin();
  const [es, en, alias] = [word("Transporte terrestre"), word("Road transport"), word("FLETES")];
  const [one, two] = [await leadAsking(alias.toLowerCase()), await leadAsking(en)];
  const { leads } = await addService(ctx, { labelEs: es, labelEn: en, aliases: [alias] });
  expect(leads).toBe(2);
  await toTheEnd();
  expect([await one.service(), await two.service()]).toStrictEqual([es, es]);
  expect((await eventsOf(one.id)).at(-1)).toMatchObject({
    name: "lead.updated",
    changes: { service: { from: alias.toLowerCase(), to: es } },
  });
  const row = await database().lead.findUniqueOrThrow({ where: { id: one.id } });
  expect(row.searchText).toContain(fold(es));
  expect([await arriving(`  ${alias} `), await arriving(en), await arriving("otra cosa")]).toStrictEqual([
    es,
    es,
    "otra cosa",
  ]);
});

test("renamed it keeps its former name among its words; retired its leads and words go to another, until it is back", async () => {
  const ctx = await admin();
  const [before, after, other] = [word("Depósito"), word("Almacenaje"), word("Fulfillment")];
  const lead = await leadAsking(before);
  const { id } = await addService(ctx, { labelEs: before, labelEn: before, aliases: [] });
  const rename = { labelEs: after, labelEn: after };
  await updateService(ctx, { serviceId: id, set: rename, seen: { labelEs: before, labelEn: before } });
  await toTheEnd();
  expect([await lead.service(), await arriving(before)]).toStrictEqual([after, after]);

  const { id: successorId } = await addService(ctx, { labelEs: other, labelEn: other, aliases: [] });
  await retireService(ctx, { serviceId: id, successorId });
  await toTheEnd();
  expect([await lead.service(), await arriving(before), await arriving(after)]).toStrictEqual([other, other, other]);
  await reviveService(ctx, { serviceId: id });
  expect([await lead.service(), await arriving(after), await arriving(other)]).toStrictEqual([other, after, other]);
});

test("a word means one service, also for two who say so at once; a stale edit is a conflict", async () => {
  const ctx = await admin();
  const same = { labelEs: word("Última milla"), labelEn: word("Last mile"), aliases: [word("moto")] };
  const both = await Promise.allSettled([addService(ctx, same), addService(ctx, same)]);
  expect(both.map(({ status }) => status).sort()).toStrictEqual(["fulfilled", "rejected"]);
  const clash = { labelEs: word("x"), labelEn: word("x"), aliases: [same.labelEs.toUpperCase()] };
  await expect(addService(ctx, clash)).rejects.toMatchObject({ fields: { aliases: "taken" } });
  const { services } = await serviceTerms(ctx);
  const known = services.find(({ labelEs }) => labelEs === same.labelEs);
  const edit = (aliases: string[]) =>
    updateService(ctx, { serviceId: the(known).id, set: { aliases }, seen: { aliases: same.aliases } });
  await edit([]);
  await expect(edit([word("z")])).rejects.toMatchObject({ code: "CONFLICT" });
});

test("what is asked for in other words is listed, until it is a service's", async () => {
  const ctx = await admin();
  const said = word("cosa rara");
  await leadAsking(said);
  const others = async () => (await serviceTerms(ctx)).others.map(({ text }) => text);
  expect(await others()).toContain(said);
  await addService(ctx, { labelEs: word("Especial"), labelEn: word("Special"), aliases: [said] });
  expect(await others()).not.toContain(said);
});

const ACTS: Record<string, (ctx: Ctx, target: { serviceId: string; successorId: string }) => Promise<unknown>> = {
  list: (ctx) => serviceTerms(ctx),
  add: (ctx) => addService(ctx, { labelEs: word("x"), labelEn: word("x"), aliases: [] }),
  edit: (ctx, { serviceId }) => updateService(ctx, { serviceId, set: { aliases: [word("y")] }, seen: { aliases: [] } }),
  order: async (ctx) => {
    const rows = await database().service.findMany({
      where: { active: true },
      orderBy: [{ position: "asc" }, { key: "asc" }],
    });
    const seen = rows.map(({ id }) => id);
    return orderServices(ctx, { ids: seen.toReversed(), seen });
  },
  retire: (ctx, target) => retireService(ctx, target),
};

// Written by hand from the domain's table of roles.
// prettier-ignore
const RIGHTS: [act: string, admin: string, manager: string, employee: string, executive: string][] = [
  ["list",   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["add",    "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["edit",   "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["order",  "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
  ["retire", "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"],
];

test.each(RIGHTS)("who may: %s", async (act, ...expected) => {
  for (const [place, roleKey] of (["admin", "manager", "employee", "executive"] as const).entries()) {
    const make = async () =>
      (await addService(await admin(), { labelEs: word("s"), labelEn: word("s"), aliases: [] })).id;
    const target = { serviceId: await make(), successorId: await make() };
    const ctx = ctxOf(await makeUser(roleKey, [(await makeCompany()).id]));
    const came = await cameTo(ACTS[act], ctx, target);
    expect([roleKey, came]).toStrictEqual([roleKey, expected[place]]);
  }
});

test("an answer that is one of a service's words is the service, under whatever key a form sends it", async () => {
  const [es, alias] = [word("Última milla"), word("moto")];
  await addService(await admin(), { labelEs: es, labelEn: word("Last mile"), aliases: [alias] });
  const source = await makeSource();
  const one = await settled(source.id, { ...ana, "menu-505": alias.toUpperCase() });
  await arrive(source.id, { ...ana, email: "b@example.com", telefono: "", "menu-505": es });
  await arrive(source.id, { ...ana, email: "c@example.com", telefono: "", "menu-505": word("otra cosa") });
  await settleAll();
  const rows = await database().lead.findMany({ where: { sourceId: source.id }, orderBy: { email: "asc" } });
  expect(one.state).toBe("processed");
  expect(rows.map(({ service }) => service)).toStrictEqual([es, es, ""]);
});
