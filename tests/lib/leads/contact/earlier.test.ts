import { closeDatabase, database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { NOTHING_KNOWN, stillTold } from "@/lib/leads/clocks/dues";
import { addTouchpoint } from "@/lib/leads/commands";
import { logContact } from "@/lib/leads/contact/commands";
import { timeline } from "@/lib/leads/timeline/queries";
import { ctxOf, eventsOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { Dues } from "@/lib/leads/clocks/dues";

jest.setTimeout(60_000);
afterAll(closeDatabase);

const HOUR = 3_600_000;
const CAME = new Date("2026-11-24T12:00:30Z");
const hoursOn = (hours: number) => new Date(CAME.getTime() + hours * HOUR);
/** As a clock in Buenos Aires shows it. */
const typed = (moment: Date) => new Date(moment.getTime() - 3 * HOUR).toISOString().slice(0, 16);
const minuteOf = (moment: Date) => new Date(Math.floor(moment.getTime() / 60_000) * 60_000);

async function house() {
  const company = await makeCompany();
  const employee = { ...(await makeUser("employee", [company.id])), timeZone: "America/Argentina/Buenos_Aires" };
  const lead = await makeLead(company.id, { defaultOwnerId: employee.id, at: CAME });
  const log = (happenedAt: string, now: Date, outcome: "reached" | "pending" = "reached") =>
    logContact(ctxOf(employee, { now: () => now }), {
      leadId: lead.id,
      channel: "call",
      outcome,
      note: "",
      happenedAt,
    });
  const now = () => database().lead.findUniqueOrThrow({ where: { id: lead.id } });
  return { company, employee, lead, log, now };
}

describe("a contact that is told later", () => {
  test("counts from when it was made; the log says both", async () => {
    const { employee, lead, log, now } = await house();
    const { attemptId } = await log(typed(hoursOn(1)), hoursOn(8));
    const made = minuteOf(hoursOn(1));
    expect(await now()).toMatchObject({ firstResponseAt: made, lastActivityAt: made });
    expect(await database().contactAttempt.findUnique({ where: { id: attemptId } })).toMatchObject({
      occurredAt: made,
    });
    expect((await eventsOf(lead.id)).at(-1)).toMatchObject({ name: "lead.contactLogged", occurredAt: made });
    const { entries } = await timeline(ctxOf(employee), {
      ...{ leadId: lead.id, filter: "contacts", before: null, locale: "es" },
    });
    expect(entries).toMatchObject([{ kind: "contact", at: made.toISOString(), toldAt: expect.any(String) as string }]);
  });

  test("said without a time is now", async () => {
    const { employee, lead, log, now } = await house();
    await log("", hoursOn(8));
    expect(await now()).toMatchObject({ firstResponseAt: hoursOn(8), lastActivityAt: hoursOn(8) });
    expect(employee.id).toBe(lead.ownerId);
  });

  test("is the first response where it is the earliest, told first or last; a later one isn't", async () => {
    const { lead, log, now } = await house();
    await log("", hoursOn(5));
    await log(typed(hoursOn(2)), hoursOn(6));
    expect((await now()).firstResponseAt).toStrictEqual(minuteOf(hoursOn(2)));
    await log(typed(hoursOn(4)), hoursOn(7));
    expect((await now()).firstResponseAt).toStrictEqual(minuteOf(hoursOn(2)));
    const logged = (await eventsOf(lead.id)).filter(({ name }) => name === "lead.contactLogged");
    expect(logged.map(({ payload }) => (payload as { first: boolean }).first)).toStrictEqual([true, true, false]);
    // What was done since stays the last that was done.
    expect((await now()).lastActivityAt).toStrictEqual(hoursOn(5));
  });

  test("is refused where it is still to come, or was before the lead came; its very minute is not", async () => {
    const { log, now } = await house();
    const refusedFor = (why: string) => ({ code: "INVALID", fields: { happenedAt: why } });
    await expect(log(typed(hoursOn(9)), hoursOn(8))).rejects.toMatchObject(refusedFor("notYet"));
    await expect(log(typed(hoursOn(-1)), hoursOn(8))).rejects.toMatchObject(refusedFor("beforeLead"));
    await expect(log("2026-02-31T10:00", hoursOn(8))).rejects.toMatchObject(refusedFor("notValid"));
    expect((await now()).firstResponseAt).toBeNull();
    await log(typed(CAME), hoursOn(8));
    expect((await now()).firstResponseAt).toStrictEqual(CAME);
  });

  test("answers nobody who wrote again after it", async () => {
    const { lead, log } = await house();
    await log("", hoursOn(1));
    const arrival = {
      ...{ sourceId: null, deliveryId: null, submittedAt: hoursOn(4), receivedAt: hoursOn(4), message: "¿Y?" },
      ...{ service: "", pageUrl: "", referrer: "", values: {} },
      utm: { source: "", medium: "", campaign: "", term: "", content: "" },
    };
    await addTouchpoint(systemCtx("test", { now: () => hoursOn(4) }), lead.id, arrival);
    const waits = async () => (await database().leadDue.findUnique({ where: { leadId: lead.id } }))?.wroteAgainAt;
    await log(typed(hoursOn(3)), hoursOn(6));
    expect(await waits()).toStrictEqual(hoursOn(4));
    await log(typed(hoursOn(5)), hoursOn(6));
    expect(await waits()).toBeNull();
  });
});

describe("what was told as late", () => {
  const dues: Dues = {
    ...{ assignDueAt: null, assignWarnAt: null, assignMinutes: null, rotsAt: null, rotsFrom: null },
    ...{ respondWarnAt: hoursOn(1), respondDueAt: hoursOn(2), respondMinutes: 0, dueAt: null, warnAt: null },
  };
  const known = { ...NOTHING_KNOWN, respondWarnedAt: hoursOn(1), respondBreachedAt: hoursOn(2.1) };
  const at = { now: hoursOn(8), quiet: false };
  const answered = (firstResponseAt: Date) =>
    stillTold({ isOpen: true, assignedAt: null, firstResponseAt }, dues, known, at);

  test("was not, where somebody had answered in time and told it later", () => {
    expect(answered(hoursOn(1.5))).toMatchObject({ respondWarnedAt: hoursOn(1), respondBreachedAt: null });
    expect(answered(hoursOn(0.5))).toMatchObject({ respondWarnedAt: null, respondBreachedAt: null });
  });

  test("was, where the answer came after the time", () => {
    expect(answered(hoursOn(2.05))).toMatchObject({ respondBreachedAt: hoursOn(2.1) });
    expect(answered(hoursOn(3))).toMatchObject({ respondBreachedAt: hoursOn(2.1) });
  });
});
