import { GET as getLead } from "@/app/api/v1/leads/[lead]/route";
import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { getDelivery } from "@/lib/intake/deliveries/queries";
import { listInbox } from "@/lib/intake/inbox/queries";
import { assignLead } from "@/lib/leads/ownership/commands";
import { updateLead } from "@/lib/leads/commands";
import { listView, viewPage } from "@/lib/leads/list/view/queries";
import { leadPage } from "@/lib/leads/page/queries";
import { changeStatus } from "@/lib/leads/status/commands";
import { viewNames } from "@/lib/leads/views/queries";
import { saveView } from "@/lib/leads/views/commands";
import { make } from "@/tests/rights/make";
import { makeScene, makeThing } from "@/tests/rights/scene";
import { ask, makeKey } from "@/tests/support/api";
import { ctxOf, makeUser } from "@/tests/support/house";
import { statementsOf } from "@/tests/support/statements";
import type { Ctx } from "@/lib/core/ctx";
import type { Lead } from "@/lib/core/prisma/client";
import type { Scene } from "@/tests/rights/scene";

async function leadThat(situation: string, s: Scene): Promise<Lead> {
  const { lead } = await makeThing("lead", situation, s);
  if (!lead) throw new Error(`${situation} is no lead`);
  return lead;
}

/** A lead that the one who asks may not see, and one that they may. */
async function unseen() {
  const s = await makeScene("manager");
  return { s, lead: await leadThat("another company's", s), seen: await leadThat("a colleague's", s) };
}

const told = (error: unknown) => JSON.parse(JSON.stringify(error)) as object;

const WRONG: Record<string, (ctx: Ctx, leadId: string, house: { strangerId: string }) => Promise<unknown>> = {
  "a status that isn't there": (ctx, leadId) => changeStatus(ctx, { leadId, statusId: newId(), seenStatusId: newId() }),
  "a status that was seen otherwise": async (ctx, leadId) => {
    const { id } = await database().status.findUniqueOrThrow({ where: { key: "contacted" } });
    return changeStatus(ctx, { leadId, statusId: id, seenStatusId: newId() });
  },
  "an owner who was seen otherwise": (ctx, leadId, { strangerId }) =>
    assignLead(ctx, { leadId, ownerId: strangerId, seenOwnerId: newId(), reason: "" }),
  "a value that was seen otherwise": (ctx, leadId) =>
    updateLead(ctx, { leadId, set: { firm: "x" }, seen: { firm: "otherwise" }, country: "AR" }),
  "no one to reach any more": (ctx, leadId) =>
    updateLead(ctx, { leadId, set: { contactName: "", firm: "", email: "", phone: "" }, seen: {}, country: "AR" }),
  "a company of others": (ctx, leadId) =>
    updateLead(ctx, { leadId, set: { companyId: newId() }, seen: { companyId: "" }, country: "AR" }),
};

test.each(Object.keys(WRONG))("no error tells anything of a lead that one may not see: %s", async (what) => {
  const { s, lead, seen } = await unseen();
  const ctx = ctxOf(s.actor);
  const answer = async (leadId: string) =>
    told(await WRONG[what]?.(ctx, leadId, { strangerId: s.stranger.id }).catch((error: unknown) => error));
  const of = await answer(lead.id);
  expect(of).toMatchObject({ code: "NOT_FOUND" });
  expect(of).toStrictEqual(await answer(newId()));
  // Of one that they do see it is told what was wrong.
  expect(await answer(seen.id)).not.toStrictEqual(of);
});

test("a view that is shared shows each reader what they see", async () => {
  const s = await makeScene("employee");
  const admin = await makeUser("admin", [s.here.id]);
  const mine = await leadThat("one's own", s);
  const theirs = await leadThat("a colleague's", s);
  const view = { name: newId(), audience: "everyone" as const, companyId: null, columns: "" };
  const { id } = await saveView(ctxOf(admin), { ...view, query: `company=${s.here.id}` });
  const shown = async (ctx: Ctx) => {
    const page = await viewPage(ctx, await listView(ctx, { view: id }, "es"));
    return page.rows.map((row) => row.id).sort();
  };
  expect((await viewNames(ctxOf(s.actor))).map((one) => one.id)).toContain(id);
  expect(await shown(ctxOf(s.actor))).toStrictEqual([mine.id]);
  expect(await shown(ctxOf(admin))).toStrictEqual(expect.arrayContaining([mine.id, theirs.id]));
});

test("an arrival that may be seen doesn't tell the number of a lead that may not", async () => {
  const s = await makeScene("manager");
  const source = await makeThing("source", "one's company's", s);
  const lead = await leadThat("a colleague's", s);
  const deliveryId = await make.delivery(source, { leadId: lead.id });
  const numbers = async () => {
    const { rows } = await listInbox(ctxOf(s.actor), { source: source.id });
    return [rows[0]?.leadNumber, (await getDelivery(ctxOf(s.actor), deliveryId)).leadNumber];
  };
  expect(await numbers()).toStrictEqual([lead.number, lead.number]);
  const moved = { companyId: s.elsewhere.id, ownerId: s.stranger.id };
  await database().lead.update({ where: { id: lead.id }, data: moved });
  expect(await numbers()).toStrictEqual([null, null]);
});

test("a page by number and the API do the same for what may not be seen as for what isn't there", async () => {
  const { s, lead, seen } = await unseen();
  const reading = async (number: number) => {
    const page = () => leadPage(ctxOf(s.actor), { number, locale: "es" }).catch(told);
    await page();
    const { result, sent } = await statementsOf(page);
    return { result, sent: sent.sort() };
  };
  const of = await reading(lead.number);
  expect(of).toStrictEqual(await reading(2_147_483_000));
  expect((await reading(seen.number)).sent).not.toStrictEqual(of.sent);

  const { key } = await makeKey({ companyIds: [s.here.id] });
  const asking = async (name: string) => {
    const api = () =>
      ask(getLead, `/api/v1/leads/${name}`, {
        key,
        params: { lead: name },
        headers: { "x-request-id": "same-request" },
      });
    await api();
    const { result, sent } = await statementsOf(api);
    return { body: result.body, status: result.status, sent: sent.sort() };
  };
  expect(await asking(lead.id)).toStrictEqual(await asking(newId()));
  expect(await asking(String(lead.number))).toStrictEqual(await asking("2147483000"));
  expect((await asking(seen.id)).status).toBe(200);
});
