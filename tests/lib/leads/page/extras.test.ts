import { addTouchpoint, updateLead } from "@/lib/leads/commands";
import { extras, lastChange, leadPage } from "@/lib/leads/page/queries";
import { FIRST_EXTRAS, LONGEST_EXTRA, MORE_EXTRAS } from "@/lib/leads/page/schema";
import { timeline } from "@/lib/leads/timeline/queries";
import { TIMELINE_PAGE } from "@/lib/leads/timeline/schema";
import { ctxOf, makeCompany, makeLead, makeUser } from "@/tests/support/house";
import type { TimelineEntry, TimelinePage } from "@/lib/leads/timeline/schema";
import type { Arrival, NewLead } from "@/lib/leads/commands";

async function house(more: Partial<NewLead> = {}) {
  const company = await makeCompany();
  const manager = await makeUser("manager", [company.id], { firstName: "Marta" });
  const stranger = await makeUser("manager", [(await makeCompany()).id]);
  const lead = await makeLead(company.id, more);
  return { company, manager, stranger, lead };
}

describe("what a form sent beyond the known fields", () => {
  const MANY = 3412;
  const extra = Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`campo ${index}`, `valor ${index}`]));

  test("comes a first part with the page, and all of it when asked for", async () => {
    const { manager, lead } = await house({ extra });
    const { lead: view } = await leadPage(ctxOf(manager), { number: lead.number, locale: "es" });
    expect(view.extra).toHaveLength(FIRST_EXTRAS);
    expect([view.extraCount, view.extraCut]).toStrictEqual([MANY, false]);
    const all = await extras(ctxOf(manager), { leadId: lead.id, from: 0 });
    expect(all.total).toBe(MANY);
    expect(Object.fromEntries(all.values.map(({ name, value }) => [name, value]))).toStrictEqual(extra);
  });

  test("is cut where it is long, and whole when asked for", async () => {
    const long = "x".repeat(LONGEST_EXTRA + 1);
    const { manager, lead } = await house({ extra: { largo: long, corto: "y" } });
    const { lead: view } = await leadPage(ctxOf(manager), { number: lead.number, locale: "es" });
    expect(view.extraCut).toBe(true);
    expect(view.extra.map(({ value }) => value.length).toSorted((a, b) => a - b)).toStrictEqual([1, LONGEST_EXTRA]);
    const { values } = await extras(ctxOf(manager), { leadId: lead.id, from: 0 });
    expect(values).toContainEqual({ name: "largo", value: long });
  });

  test("goes on where the part before ended, and never more at a time than a browser bears", async () => {
    const most = Object.fromEntries(Array.from({ length: MORE_EXTRAS + 3 }, (_, index) => [`c${index}`, "v"]));
    const { manager, lead } = await house({ extra: most });
    const part = (from: number) => extras(ctxOf(manager), { leadId: lead.id, from });
    expect((await part(0)).values).toHaveLength(MORE_EXTRAS);
    expect((await part(MORE_EXTRAS)).values).toHaveLength(3);
  });

  test("isn't there for whoever may not see the lead", async () => {
    const { stranger, lead } = await house({ extra });
    await expect(extras(ctxOf(stranger), { leadId: lead.id, from: 0 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the times they wrote", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute));
  const arrival = (minute: number): Arrival => ({
    sourceId: null,
    deliveryId: null,
    submittedAt: at(minute),
    receivedAt: at(minute),
    message: `mensaje ${minute}`,
    service: "",
    pageUrl: "",
    referrer: "",
    utm: { source: "", medium: "", campaign: "", term: "", content: "" },
    values: {},
  });

  const endOf = ({ entries }: TimelinePage) =>
    entries.slice(-1).map(({ at: when, seq }) => ({ at: when, seq }))[0] ?? null;
  const saidIn = (entry: TimelineEntry) => (entry.kind === "touched" ? entry.touch?.message : entry.kind);

  test("stand in the history, each once; what made the lead is told by the lead alone", async () => {
    const { manager, stranger, lead } = await house({ arrival: arrival(0) });
    const minutes = Array.from({ length: TIMELINE_PAGE + 2 }, (_, index) => index + 1);
    for (const minute of minutes) await addTouchpoint(ctxOf(manager), lead.id, arrival(minute));
    const { touchpoints } = await leadPage(ctxOf(manager), { number: lead.number, locale: "es" });
    expect(touchpoints.map(({ message }) => message)).toStrictEqual(["mensaje 0"]);
    const asked = { leadId: lead.id, filter: "arrivals" as const, before: null, locale: "es" as const };
    const first = await timeline(ctxOf(manager), asked);
    const rest = await timeline(ctxOf(manager), { ...asked, before: endOf(first) });
    expect([...first.entries, ...rest.entries].map(saidIn)).toStrictEqual([
      ...minutes.toReversed().map((minute) => `mensaje ${minute}`),
      "created",
    ]);
    await expect(timeline(ctxOf(stranger), asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("who changed a field last is told to whoever sees the lead", async () => {
  const { manager, stranger, lead } = await house();
  await updateLead(ctxOf(manager), { leadId: lead.id, set: { firm: "Firma" }, seen: { firm: "" }, country: "AR" });
  await expect(lastChange(ctxOf(manager), { leadId: lead.id, field: "firm" })).resolves.toStrictEqual({
    by: "Marta Tester",
  });
  await expect(lastChange(ctxOf(manager), { leadId: lead.id, field: "phone" })).resolves.toStrictEqual({ by: "" });
  await expect(lastChange(ctxOf(stranger), { leadId: lead.id, field: "firm" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
