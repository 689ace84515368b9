import { closeDatabase, database } from "@/lib/core/db";
import { updateLead } from "@/lib/leads/commands";
import { keepEmail } from "@/lib/leads/email/commands";
import { leadPage } from "@/lib/leads/page/queries";
import { ana, idOf, lead, settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";

jest.setTimeout(60_000);
afterAll(closeDatabase);

async function slip(email = "ana@gmial.com") {
  const source = await makeSource();
  const leadId = idOf(await settled(source.id, { ...ana, email }));
  const { number } = await lead(leadId);
  const ctx = ctxOf(await makeUser("manager", [source.companyId]));
  const suggested = async () => (await leadPage(ctx, { number, locale: "es" })).lead.emailSuggestion;
  return { source, leadId, ctx, suggested };
}

test("a mail that is obviously a slip is kept as it came, and what was meant is suggested", async () => {
  const { leadId, ctx, suggested } = await slip();
  expect((await lead(leadId)).email).toBe("ana@gmial.com");
  expect(await suggested()).toBe("ana@gmail.com");
  const set = { email: "ana@gmail.com" };
  await updateLead(ctx, { leadId, set, seen: { email: "ana@gmial.com" }, country: "AR" });
  expect(await suggested()).toBeNull();
});

test("said to be right it isn't asked about again, until it is another domain", async () => {
  const { leadId, ctx, suggested } = await slip();
  await keepEmail(ctx, { leadId, email: "ana@gmial.com" });
  expect(await suggested()).toBeNull();
  const kept = await database().event.findMany({ where: { subjectId: leadId, name: "lead.emailKept" } });
  expect(kept).toMatchObject([{ payload: { domain: "gmial.com" } }]);
  await expect(keepEmail(ctx, { leadId, email: "ana@gmial.com" })).rejects.toMatchObject({ code: "PRECONDITION" });
  const seen = { email: "ana@gmial.com" };
  await updateLead(ctx, { leadId, set: { email: "ana@hotmal.com" }, seen, country: "AR" });
  expect(await suggested()).toBe("ana@hotmail.com");
});

test("is refused to whoever may not change the lead, and where the mail is another by now", async () => {
  const { leadId, ctx, suggested } = await slip();
  await expect(keepEmail(ctx, { leadId, email: "ana@gmal.com" })).rejects.toMatchObject({ code: "CONFLICT" });
  const stranger = ctxOf(await makeUser("manager"));
  await expect(keepEmail(stranger, { leadId, email: "ana@gmial.com" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await suggested()).toBe("ana@gmail.com");
});

test("nothing is asked about a common domain", async () => {
  expect(await (await slip("ana@ymail.com")).suggested()).toBeNull();
});
