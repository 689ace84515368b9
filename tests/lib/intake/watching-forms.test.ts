import { database } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { watchSources } from "@/lib/intake/watching/commands";
import { formsAmong } from "@/lib/intake/watching/forms/queries";
import { formWatches, quietAlarms, watchOf } from "@/lib/intake/watching/queries";
import { retireForm, watchFormAgain } from "@/lib/intake/watching/retiring/commands";
import { ctxOf, eventsOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import { after, arrive, WEEK, workingWeeks, ZONE } from "@/tests/support/watched";
import type { More } from "@/tests/support/watched";

jest.setTimeout(60_000);

const MINUTE = 60_000;
type Said = { plugin?: string; id?: string; name?: string };
const sentBy = ({ plugin = "fluent-forms", id, name }: Said): More => ({
  understood: { plugin, form: { id: id ?? null, name: name ?? null } },
});
const [CONTACT, QUOTE] = [sentBy({ id: "3", name: "Contacto" }), sentBy({ id: "7", name: "Cotización" })];

beforeEach(async () => {
  await database().source.updateMany({ data: { active: false } });
  await database().mail.deleteMany();
  await database().user.updateMany({ data: { deactivatedAt: new Date() } });
});

/** A source to which two forms sent two an hour each in working hours; this Monday only the first does. */
async function halfSilent(second: More = QUOTE) {
  const { id } = await makeSource({ timeZone: ZONE });
  await arrive(id, workingWeeks(8), CONTACT);
  await arrive(id, workingWeeks(8), second);
  await arrive(id, thisMonday(), CONTACT);
  const actor = await makeUser("admin");
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: "x", locale: "en", timeZone: ZONE } });
  return { id, at: (hours: number) => ctxOf(actor, { now: () => after(hours) }) };
}
/** From 9 to 18, as on other Mondays. */
const thisMonday = () => Array.from({ length: 18 }, (_, index) => after(-3 + index / 2 + 0.1));
/** What our plugin sends from a site. */
const BODY_OF = (site: string): More => ({
  headers: { "x-leads-manager-signature": "t=1,v=1" },
  body: Buffer.from(JSON.stringify({ companion: 1, site })),
});
const alarmsOf = (sourceId: string) =>
  database().quietAlarm.findMany({ where: { sourceId }, orderBy: { openedAt: "asc" } });
const subjects = async () => (await database().mail.findMany({ orderBy: { id: "asc" } })).map(({ subject }) => subject);

test("a form that dies among others is told by its name, once, and so is its end", async () => {
  const { id, at } = await halfSilent();
  await watchSources(after(-2));
  expect(await alarmsOf(id)).toHaveLength(0);
  await watchSources(after(3));
  await watchSources(after(3.25));
  const [alarm, ...others] = await alarmsOf(id);
  expect(others).toHaveLength(0);
  expect(alarm).toMatchObject({ form: "fluent\n7", formName: "Cotización", kind: "none", weeks: 7, closedAt: null });
  expect(await quietAlarms(at(3.25))).toMatchObject([{ sourceId: id, form: "Cotización" }]);
  // The source itself is fine.
  expect(await watchOf(at(3.25), id)).toMatchObject({ state: "watched" });
  expect(await formWatches(at(3.25), id)).toMatchObject([
    { name: "Contacto", watch: { state: "watched" } },
    { name: "Cotización", watch: { state: "quiet" } },
  ]);

  const back = after(4.1);
  await arrive(id, [back], QUOTE);
  await watchSources(after(4.25));
  expect(await alarmsOf(id)).toMatchObject([{ closedBy: "arrived", closedAt: back }]);
  expect(await subjects()).toStrictEqual([
    "Test form, form “Cotización”: nothing has arrived since 20 Nov 2026, 17:37",
    "Test form, form “Cotización”: submissions arrive again",
  ]);
  const said = (await eventsOf(id)).filter(({ name }) => name.includes("uiet"));
  expect(said).toMatchObject([
    { name: "source.wentQuiet", payload: { form: "Cotización" } },
    { name: "source.quietOver", payload: { form: "Cotización", by: "arrived" } },
  ]);
});

test("while nothing comes at all the source says it, for all its forms", async () => {
  const { id } = await makeSource({ timeZone: ZONE });
  for (const form of [CONTACT, QUOTE]) await arrive(id, workingWeeks(8), form);
  await watchSources(after(3));
  await watchSources(after(6));
  expect(await alarmsOf(id)).toMatchObject([{ form: "", kind: "none", expected: 36 }]);
  // One is back: from then on the other is silent by itself.
  await arrive(
    id,
    thisMonday().map((time) => new Date(time.getTime() + 9 * 60 * MINUTE)),
    CONTACT,
  );
  await watchSources(after(6.25));
  await watchSources(after(6.5));
  const alarms = await alarmsOf(id);
  expect(alarms).toMatchObject([{ form: "", closedBy: "arrived" }]);
});

test("a form that was silent with its source is told when the source is back and it isn't", async () => {
  const { id } = await makeSource({ timeZone: ZONE });
  for (const form of [CONTACT, QUOTE]) await arrive(id, workingWeeks(8), form);
  await watchSources(after(0));
  await arrive(
    id,
    thisMonday().filter((time) => time > after(0)),
    CONTACT,
  );
  for (const hours of [0.25, 3, 6]) await watchSources(after(hours));
  expect(await alarmsOf(id)).toMatchObject([
    { form: "", closedBy: "arrived" },
    { form: "fluent\n7", since: after(0.1), closedAt: null },
  ]);
});

test("what waits to be read may be the silent form's", async () => {
  const { id } = await halfSilent();
  const times = Array.from({ length: 10 }, (_, index) => after(index / 4));
  await arrive(id, times, { state: "received", outcome: "" });
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(0);
  await database().delivery.deleteMany({ where: { sourceId: id, state: "received" } });
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(1);
});

test.each<[string, (index: number) => More]>([
  ["is no other form than the one that is busy", () => CONTACT],
  ["sends each visitor as a form of its own", (index) => sentBy({ id: `x${index}` })],
])("nothing is told of what %s", async (_, sent) => {
  const { id } = await makeSource({ timeZone: ZONE });
  await arrive(id, workingWeeks(8), CONTACT);
  await arrive(id, thisMonday(), CONTACT);
  for (const [index, time] of workingWeeks(3).entries()) await arrive(id, [time], sent(index));
  await watchSources(after(3));
  expect(await alarmsOf(id)).toHaveLength(0);
});

describe("a form that isn't used any more", () => {
  test("is told no more once somebody says so, until it sends again", async () => {
    const { id, at } = await halfSilent();
    await watchSources(after(3));
    const [alarm] = await alarmsOf(id);
    await retireForm(at(3.1), { alarmId: String(alarm?.id) });
    await watchSources(after(3.25));
    await watchSources(after(5));
    expect(await alarmsOf(id)).toMatchObject([{ closedBy: "retired" }]);
    expect(await quietAlarms(at(5))).toHaveLength(0);
    expect((await formWatches(at(5), id))[1]).toMatchObject({ watch: { state: "retired", alarmId: alarm?.id } });
    expect(await subjects()).toHaveLength(1);

    await arrive(id, [after(5.1)], QUOTE);
    const quote = (await formWatches(at(5.2), id)).find(({ name }) => name === "Cotización");
    expect(quote).toMatchObject({ watch: { state: "watched" } });
    const tuesday = thisMonday().map((time) => new Date(time.getTime() + WEEK / 7));
    await arrive(id, tuesday, CONTACT);
    await watchSources(after(29));
    expect(await alarmsOf(id)).toMatchObject([{ closedBy: "retired" }, { since: after(5.1), closedAt: null }]);
  });

  test("is silent as before when that is taken back", async () => {
    const { id, at } = await halfSilent();
    await watchSources(after(3));
    const alarmId = String((await alarmsOf(id))[0]?.id);
    await retireForm(at(3.1), { alarmId });
    await watchFormAgain(at(3.2), { alarmId });
    await watchFormAgain(at(3.2), { alarmId });
    expect(await quietAlarms(at(3.2))).toMatchObject([{ id: alarmId, form: "Cotización" }]);
    const names = (await eventsOf(id)).map(({ name }) => name).filter((name) => /uiet|Again/.test(name));
    expect(names).toStrictEqual(["source.wentQuiet", "source.quietOver", "source.formWatchedAgain"]);
  });

  test("can't be said of a whole source", async () => {
    const { id } = await makeSource({ timeZone: ZONE });
    await arrive(id, workingWeeks(8), CONTACT);
    await watchSources(after(3));
    const alarmId = String((await alarmsOf(id))[0]?.id);
    await expect(retireForm(ctxOf(await makeUser("admin")), { alarmId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("where a second site sends a form of the same number", () => {
  const BODY = (site: string): More => ({
    ...{ ...QUOTE, ...BODY_OF(site) },
  });

  test("a silence told before is the same silence, by its new name, and isn't told twice", async () => {
    const { id } = await halfSilent(BODY("https://uno.test"));
    await watchSources(after(3));
    await arrive(id, [after(3.1)], BODY("https://dos.test"));
    await watchSources(after(3.25));
    expect(await alarmsOf(id)).toMatchObject([{ formName: "Cotización (uno.test)", closedAt: null }]);
    expect(await subjects()).toHaveLength(1);
    await arrive(id, [after(3.3)], BODY("https://uno.test"));
    await watchSources(after(3.5));
    expect(await alarmsOf(id)).toMatchObject([{ closedBy: "arrived" }]);
  });

  test("what isn't used any more stays so", async () => {
    const { id, at } = await halfSilent(BODY("https://uno.test"));
    await watchSources(after(3));
    await retireForm(at(3.1), { alarmId: String((await alarmsOf(id))[0]?.id) });
    await arrive(id, [after(3.2)], BODY("https://dos.test"));
    await watchSources(after(5));
    expect(await alarmsOf(id)).toMatchObject([{ closedBy: "retired" }]);
    const watches = await formWatches(at(5), id);
    expect(watches.find(({ name }) => name === "Cotización (uno.test)")).toMatchObject({ watch: { state: "retired" } });
    expect(watches.find(({ name }) => name === "Cotización (dos.test)")).toMatchObject({
      watch: { state: "learning" },
    });
  });

  test("what came by its plugin's own webhook before is no silent form", async () => {
    const { id } = await halfSilent(QUOTE);
    for (const site of ["uno", "dos"]) await arrive(id, thisMonday(), BODY(`https://${site}.test`));
    await watchSources(after(3));
    await watchSources(after(6));
    expect(await alarmsOf(id)).toHaveLength(0);
  });
});

describe("several sites that send by their plugin's own webhook", () => {
  const of = (home: string): More => ({
    understood: { plugin: "gravity-forms", form: { id: "1", name: "Contacto" }, home },
  });

  test("are watched each for itself, however many paths a site says", async () => {
    const { id } = await makeSource({ timeZone: ZONE });
    const [half, rest] = [workingWeeks(8).slice(0, 360), workingWeeks(8).slice(360)];
    await arrive(id, half, of("dos.test/es/*"));
    await arrive(id, rest, of("dos.test/*"));
    await arrive(id, [...workingWeeks(8), ...thisMonday()], of("uno.test/*"));
    await watchSources(after(3));
    expect(await alarmsOf(id)).toMatchObject([{ formName: "Contacto (dos.test)", kind: "none", closedAt: null }]);
  });

  test("one site's languages, or its webhook and our plugin, are one form", async () => {
    const { id } = await makeSource({ timeZone: ZONE });
    await arrive(id, workingWeeks(8), of("uno.test/es/*"));
    await arrive(id, workingWeeks(8), { ...of("uno.test/blog"), ...BODY_OF("https://uno.test/blog") });
    await arrive(id, thisMonday(), { ...of("uno.test/blog"), ...BODY_OF("https://uno.test/blog") });
    await watchSources(after(3));
    expect(await alarmsOf(id)).toHaveLength(0);
  });
});

describe("a site that is no more", () => {
  const of = (home: string): More => ({
    ...{
      understood: { plugin: "gravity-forms", form: { id: "1", name: "Contacto" }, home },
      ...BODY_OF(`https://${home}`),
    },
  });
  const leave = (sourceId: string, home: string, leftAt: Date) =>
    database().formerSite.create({ data: { sourceId, home, leftAt } });

  /** Two sites, of which the second is silent since Friday and the first brings what it always does. */
  async function twoSites() {
    const { id } = await makeSource({ timeZone: ZONE });
    await arrive(id, workingWeeks(8, 1), of("uno.test"));
    await arrive(id, workingWeeks(8, 6), of("dos.test"));
    await arrive(
      id,
      thisMonday().filter((_, index) => index % 2 === 0),
      of("uno.test"),
    );
    return { id, ctx: ctxOf(await makeUser("admin"), { now: () => after(3.25) }) };
  }

  test("is told of by no alarm, neither its own nor its source's, until it sends again", async () => {
    const { id, ctx } = await twoSites();
    await leave(id, "dos.test", after(-48));
    await watchSources(after(3));
    await watchSources(after(20));
    expect(await alarmsOf(id)).toHaveLength(0);
    expect(await watchOf(ctx, id)).toMatchObject({ state: "watched", aWeek: expect.closeTo(47, -1) as number });
    expect(await formWatches(ctx, id)).toMatchObject([
      { name: "Contacto (uno.test)", watch: { state: "watched" } },
      { name: "Contacto (dos.test)", watch: { state: "left" } },
    ]);
    await arrive(id, [after(-1)], of("dos.test"));
    await watchSources(after(3.25));
    expect(await alarmsOf(id)).toMatchObject([{ formName: "Contacto (dos.test)", closedAt: null }]);
  });

  test("ends its alarm without a mail once somebody says so", async () => {
    const { id } = await twoSites();
    await watchSources(after(3));
    expect(await alarmsOf(id)).toMatchObject([{ formName: "Contacto (dos.test)", closedAt: null }]);
    await database().mail.deleteMany();
    await leave(id, "dos.test", after(3.1));
    await watchSources(after(3.25));
    expect(await alarmsOf(id)).toMatchObject([{ closedBy: "left" }]);
    expect(await subjects()).toHaveLength(0);
  });
});

test("paused, every form's alarm ends without a mail", async () => {
  const { id } = await halfSilent();
  await watchSources(after(3));
  await database().source.update({ where: { id }, data: { active: false } });
  await watchSources(after(4));
  expect(await alarmsOf(id)).toMatchObject([{ closedBy: "paused" }]);
  expect(await subjects()).toHaveLength(1);
});

describe("forms are told apart", () => {
  const row = (key: string, name = "", minutes = 0) => ({
    ...{ key, name, lastAt: new Date(minutes * MINUTE), lastId: newId() },
  });
  const names = (rows: Parameters<typeof formsAmong>[0]) => formsAmong(rows).map(({ name }) => name);
  const [A, B] = ["https://a.example", "https://b.example/blog"];

  test("whichever way they come, the plugin's own or ours", () => {
    const forms = formsAmong([row("fluentform\n3\n", "Alt", 1), row(`fluent-forms\n3\n${A}`, "Neu", 2)]);
    expect(forms).toMatchObject([{ name: "Neu", keys: ["fluentform\n3\n", `fluent-forms\n3\n${A}`] }]);
  });

  test("by plugin, by site where there are several, and by number where they are called the same", () => {
    expect(names([row("fluent-forms\n3\n", "Uno", 2), row("gravity-forms\n3\n", "Dos", 1)])).toStrictEqual([
      "Uno",
      "Dos",
    ]);
    expect(names([row(`wpforms\n3\n${A}`, "Uno", 2), row(`wpforms\n3\n${B}`, "Uno", 1)])).toStrictEqual([
      "Uno (a.example)",
      "Uno (b.example/blog)",
    ]);
    expect(names([row("wpforms\n3\n", "Uno", 2), row("wpforms\n4\n", "Uno", 1)])).toStrictEqual(["Uno (3)", "Uno (4)"]);
  });

  test("also where they say neither number nor name", () => {
    expect(
      names([row("contact-form-7/cf7-to-webhook\n\n"), row("generic\n\n"), row("api\nPresupuesto\n")]),
    ).toStrictEqual(["Contact Form 7 (CF7 to Webhook)", "", "Presupuesto"]);
  });
});
