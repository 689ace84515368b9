import { database } from "@/lib/core/db";
import { markSpam } from "@/lib/intake/spam/commands";
import { takeBackRuling } from "@/lib/intake/spam/taking-back/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { timeline } from "@/lib/leads/timeline/queries";
import { ana, idOf, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { Ctx } from "@/lib/core/ctx";

const arrivalsOf = async (ctx: Ctx, leadId: string) =>
  (await timeline(ctx, { leadId, filter: "arrivals", before: null, locale: "es" })).entries;
const marked = async (ctx: Ctx, deliveryId: string) => ({
  rulingId: (await markSpam(ctx, { deliveryId, block: [] })).rulingId ?? "",
});

test("a returning person's other words and files show where they wrote again, and fill only what was empty", async () => {
  const source = await makeSource();
  const manager = await makeUser("manager", [source.companyId]);
  const first = await settled(source.id, { nombre: "Ana Pérez", email: "ana@correo.test", mensaje: "Hola" });
  const again = {
    ...ana,
    nombre: "Ana Pérez de Ruiz",
    email: "ana@correo.test",
    adjunto: "https://www.example.test/wp-content/uploads/presupuesto.pdf",
  };
  const { leadId, outcome } = await settled(source.id, again);
  expect([leadId, outcome]).toStrictEqual([first.leadId, "touched"]);

  const now = await lead(leadId);
  expect(now).toMatchObject({ contactName: "Ana Pérez", phoneE164: "+541143218765" });
  const ctx = ctxOf(manager);
  const { touchpoints } = await leadPage(ctx, { number: now.number, locale: "es" });
  expect(touchpoints.map(({ person, files }) => [person[0], files.length])).toStrictEqual([["Ana Pérez", 0]]);
  const told = await arrivalsOf(ctx, now.id);
  expect(told).toMatchObject([
    { kind: "touched", touch: { files: [{ url: again.adjunto }], spam: null } },
    { kind: "created" },
  ]);
  expect(told).toHaveProperty("0.touch.person.0", "Ana Pérez de Ruiz");
});

test("one that is spam is told as that, to open for who reads arrivals; taken back it is told where it came", async () => {
  const source = await makeSource();
  const admin = ctxOf(await makeUser("admin"));
  const employee = await makeUser("employee", [source.companyId]);
  const me = { nombre: "Eva Ruiz", email: "eva@ruiz-arrivals.test", mensaje: "Hola" };
  const leadId = idOf(await settled(source.id, me));
  await database().lead.update({ where: { id: leadId }, data: { ownerId: employee.id } });
  const { id: deliveryId } = await settled(source.id, { ...me, mensaje: "Comprá ya" });
  const told = (ctx: Ctx) => arrivalsOf(ctx, leadId);
  expect((await told(admin))[0]).toMatchObject({
    kind: "touched",
    touch: { message: "Comprá ya", spam: { deliveryId, values: { email: me.email, domain: "ruiz-arrivals.test" } } },
  });
  expect((await told(ctxOf(employee)))[0]).toMatchObject({ touch: { message: "Comprá ya", spam: null } });
  const said = await marked(admin, deliveryId);
  const spam = { kind: "touchRemoved", spam: true, actor: { name: admin.actor.name } };
  expect(await told(admin)).toMatchObject([{ ...spam, deliveryId }, { kind: "created" }]);
  expect(await told(ctxOf(employee))).toMatchObject([{ ...spam, deliveryId: null }, { kind: "created" }]);
  await takeBackRuling(admin, said);
  expect((await told(admin)).map(({ kind }) => kind)).toStrictEqual(["touched", "created"]);
});
