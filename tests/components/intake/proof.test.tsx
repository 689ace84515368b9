import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTranslator, NextIntlClientProvider } from "next-intl";
import { InboxList } from "@/components/intake/inbox/inbox-list";
import { DayTable } from "@/components/intake/proof/day-table";
import { LostButton } from "@/components/intake/proof/lost-button";
import { NamedTable } from "@/components/intake/proof/named-table";
import { AskButton } from "@/components/intake/proof/proof-actions";
import { ProofTable } from "@/components/intake/proof/proof-matrix";
import messages from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { askProofAction, setLostAction } from "@/lib/intake/proof/actions";
import { askReplayAction } from "@/lib/intake/replaying/actions";
import type { DeliverySummary } from "@/lib/intake/deliveries/queries";
import type { ProofDay, ProofSource, SiteTrouble, Told } from "@/lib/intake/proof/schema";

jest.mock("@/lib/intake/proof/actions", () => ({ askProofAction: jest.fn(), setLostAction: jest.fn() }));
jest.mock("@/lib/intake/replaying/actions", () => ({ askReplayAction: jest.fn() }));
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }));

/** A list is drawn twice, for a desk and for a phone. */
function first<Item>([item]: Item[]): Item {
  if (item === undefined) throw new Error("there is none");
  return item;
}

const now = new Date("2026-11-23T12:00:00Z");
const show = (screenOf: React.ReactNode) =>
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={now}>
      {screenOf}
    </NextIntlClientProvider>,
  );
const day = (more: Partial<ProofDay> = {}): ProofDay => ({
  day: "2026-11-20",
  arrived: 3,
  ends: { created: 2, duplicate: 1 },
  expected: 4,
  missing: 2,
  lost: 0,
  askedAt: now,
  settled: true,
  ...more,
});
const source = (more: Partial<ProofSource>): ProofSource => ({
  ...{ id: "s", name: "Contacto", kind: "pull", active: true, timeZone: "UTC", asking: false, troubles: [] },
  method: "pull",
  days: [day()],
  ...more,
});

test("the matrix says of each day whether all are here, how many aren't, or that it can't be proved", () => {
  const sources = [
    source({}),
    source({ id: "t", name: "Fine", days: [day({ missing: 0 })] }),
    source({ id: "u", name: "Sends", method: null, days: [day({ expected: null, missing: null })] }),
  ];
  show(<ProofTable matrix={{ timeZone: "UTC", days: ["2026-11-20"], sources }} />);
  for (const one of ["4: 2 missing", "4: All of them are here", "3: Cannot be proved"]) {
    const [desk, phone, ...more] = screen.getAllByRole("link", { name: one });
    expect(phone).toHaveAttribute("href", desk?.getAttribute("href"));
    expect(more).toHaveLength(0);
  }
  expect(first(screen.getAllByRole("link", { name: "4: 2 missing" }))).toHaveAttribute(
    "href",
    "/intake/proof/s?to=2026-11-20",
  );
});

test("what is known to be missing stays red where the source can't be asked any more", () => {
  const sources = [
    source({ id: "found", method: null, days: [day({ missing: 2 })] }),
    source({ id: "given", method: null, days: [day({ missing: 0, lost: 1 })] }),
    source({ id: "none", method: null, days: [day({ missing: 0 })] }),
  ];
  show(<ProofTable matrix={{ timeZone: "UTC", days: ["2026-11-20"], sources }} />);
  for (const one of ["4: 2 missing", "4: 1 known lost", "4: Cannot be proved"]) {
    expect(screen.getAllByRole("link", { name: one })).toHaveLength(2);
  }
});

test("the matrix says what was given up, and puts no tick beside it; what is missing besides is red", () => {
  const sources = [
    source({ id: "lost", days: [day({ missing: 0, lost: 1 })] }),
    source({ id: "both", days: [day({ missing: 1, lost: 1 })] }),
    source({ id: "moved", days: [day({ missing: 1, expected: null, askedAt: null, settled: false })] }),
  ];
  show(<ProofTable matrix={{ timeZone: "UTC", days: ["2026-11-20"], sources }} />);
  for (const one of ["4: 1 known lost", "4: 1 missing", "3: 1 missing"]) {
    expect(screen.getAllByRole("link", { name: one })).toHaveLength(2);
  }
});

const told = (more: Partial<Told> = {}): Told => ({
  ...{ id: "lm-1", form: "9", plugin: "wpforms", site: "", at: now.toISOString(), here: false, deliveryId: null },
  missingId: "m1",
  ...more,
});

test("what is missing is given up with one press and looked for again with another, by who may", async () => {
  jest.mocked(setLostAction).mockResolvedValue({ ok: true, data: undefined });
  const named = [
    told({ gone: true }),
    told({ id: "lm-2", missingId: "m2", lost: { at: now, by: "Ana Admin" } }),
    told({ id: "lm-3", missingId: "m3", here: true, deliveryId: "d" }),
  ];
  const table = (canManage: boolean) => <NamedTable sourceId="s" named={named} timeZone="UTC" canManage={canManage} />;
  const { unmount } = show(table(true));
  await userEvent.click(screen.getByRole("button", { name: "Give up as lost" }));
  expect(setLostAction).toHaveBeenLastCalledWith({ sourceId: "s", missingIds: ["m1"], lost: true });
  const row = within(screen.getByRole("row", { name: /lm-2.*Known lost.*Ana Admin, 23 Nov 2026/ }));
  await userEvent.click(row.getByRole("button", { name: "Undo" }));
  expect(setLostAction).toHaveBeenLastCalledWith({ sourceId: "s", missingIds: ["m2"], lost: false });
  expect(screen.getAllByRole("button")).toHaveLength(2);
  unmount();
  show(table(false));
  expect(screen.queryByRole("button")).toBeNull();
});

test("what is missing says why, as far as anything is known; what is here doesn't", () => {
  const named = [
    told({ id: "lm-1", unnamed: "2026-11-21T10:00:00Z", gone: true }),
    told({ id: "lm-2", left: true, unnamed: "2026-11-21T10:00:00Z" }),
    told({ id: "lm-3", gone: true, why: "busy" }),
    told({ id: "lm-4", why: "busy" }),
    told({ id: "lm-5" }),
    told({ id: "lm-6", here: true, why: "busy" }),
  ];
  show(<NamedTable sourceId="s" named={named} timeZone="UTC" canManage={false} />);
  const wordsOf = (id: string) =>
    within(screen.getByRole("row", { name: new RegExp(id) }))
      .getAllByRole("cell")
      .at(-1);
  expect(wordsOf("lm-1")).toHaveTextContent(/^MissingThe site names it no more, since 21 Nov 2026/);
  expect(wordsOf("lm-2")).toHaveTextContent(/^MissingIts site is no more$/);
  expect(wordsOf("lm-3")).toHaveTextContent(/^MissingThe site has its text no more$/);
  expect(wordsOf("lm-4")).toHaveTextContent(/^MissingIt couldn’t be fetched\. The site says it is busy\.$/);
  expect(wordsOf("lm-5")).toHaveTextContent(/^Missing$/);
  expect(wordsOf("lm-6")).toHaveTextContent(/^It arrived$/);
});

test("of several sites in trouble the number is said, of one its name, and of the former line that it wasn't asked", () => {
  const at = (...troubles: SiteTrouble[]) => source({ id: "s", troubles });
  const titleOf = (one: ProofSource) => {
    const { unmount } = show(<ProofTable matrix={{ timeZone: "UTC", days: ["2026-11-20"], sources: [one] }} />);
    const found = screen.queryAllByText(/answer|asked/).map(({ textContent }) => textContent);
    unmount();
    return [...new Set(found)];
  };
  const b = { site: "https://b.test", reason: "html" };
  const c = { site: "https://c.test", reason: "old_line" };
  expect(titleOf(at(b))).toStrictEqual(["https://b.test didn’t answer"]);
  expect(titleOf(at(c))).toStrictEqual(["https://c.test wasn’t asked"]);
  expect(titleOf(at(b, c))).toStrictEqual(["No answer from 2 sites"]);
  expect(titleOf(at({ site: "", reason: "html" }))).toStrictEqual(["The site didn’t answer"]);
  expect(titleOf(at())).toStrictEqual([]);
});

test.each([
  [es, 0, /, y están todos\.$/],
  [es, 1, /; están todos menos uno que se dio por perdido\.$/],
  [messages, 0, /all of them are here\.$/],
  [messages, 2, /all of them are here but 2 that were given up as lost\.$/],
])("after a question without an answer what was given up is said beside all that are here", (words, count, told) => {
  const t = createTranslator({ locale: "es", messages: words, namespace: "proof" });
  expect(t("equalThen", { count, when: "hoy", expected: "10" })).toMatch(told);
});

test("all that a site has no more are given up at once", async () => {
  jest.mocked(setLostAction).mockResolvedValue({ ok: true, data: undefined });
  show(<LostButton sourceId="s" missingIds={["a", "b"]} lost isAllGone />);
  await userEvent.click(screen.getByRole("button", { name: "Give up the 2 that are gone" }));
  expect(setLostAction).toHaveBeenLastCalledWith({ sourceId: "s", missingIds: ["a", "b"], lost: true });
});

test("several sites say it in the plural, one in the singular, and what was given up has a column", () => {
  const { unmount } = show(<DayTable sourceId="s" days={[day()]} sites={2} past={false} />);
  expect(screen.getByRole("columnheader", { name: "The sites say" })).toBeInTheDocument();
  unmount();
  show(<DayTable sourceId="s" days={[day({ lost: 1 })]} sites={1} past={false} />);
  expect(screen.getByRole("columnheader", { name: "The site says" })).toBeInTheDocument();
  expect(screen.getByRole("columnheader", { name: "Known lost" })).toBeInTheDocument();
});

test.each([es, messages])(
  "no word on why a site couldn't be read promises another try, which by hand there is none of",
  (words) => {
    const texts = Object.values(words.intake.pullProblems).join(" ");
    expect(texts).not.toMatch(/volvemos a probar|we’ll (?:wait|try)|try again/i);
  },
);

test("the matrix puts no tick beside a day that may have had more since, or where the last question failed", () => {
  const asked = new Date("2026-11-23T03:07:00Z");
  const fine = { expected: 3, missing: 0, askedAt: asked };
  const sources = [
    source({ id: "today", days: [day({ ...fine, day: "2026-11-23", arrived: 18, settled: false })] }),
    source({ id: "mute", troubles: [{ site: "", reason: "html" }], days: [day({ ...fine, day: "2026-11-22" })] }),
    source({
      id: "short",
      troubles: [{ site: "", reason: "html" }],
      days: [day({ ...fine, day: "2026-11-22", missing: 2 })],
    }),
    source({ id: "over", days: [day({ ...fine, day: "2026-11-22" })] }),
  ];
  show(<ProofTable matrix={{ timeZone: "UTC", days: ["2026-11-23"], sources }} />);
  const said = sources.map(({ id }) => {
    const links = screen.getAllByRole("link").filter(({ title }) => title !== "");
    return links.find((link) => link.getAttribute("href")?.includes(`/${id}?`))?.ariaLabel;
  });
  const fineThen = "All of the 3 there were when it was asked are here: 23 Nov 2026, 03:07";
  expect(said).toStrictEqual([`18: ${fineThen}`, `3: ${fineThen}`, "3: 2 missing", "3: All of them are here"]);
});

test.each([
  [es, { count: 1, isOneDay: "true" }, "Contacto: el sitio lo nombró, y acá nunca llegó. Es del 29 nov."],
  [es, { count: 2, isOneDay: "true" }, "Contacto: el sitio los nombró, y acá nunca llegaron. Son del 29 nov."],
  [
    es,
    { count: 2, isOneDay: "false" },
    "Contacto: el sitio los nombró, y acá nunca llegaron. Son de los días del 29 nov al 30 nov.",
  ],
  [
    messages,
    { count: 1, isOneDay: "true" },
    "Contacto: the site named it, and it never arrived here. It is of 29 nov.",
  ],
])("what is missing is told in the number it has, and of one day as of one", (words, values, told) => {
  const t = createTranslator({ locale: "es", messages: words, namespace: "proof" });
  expect(t("troubleText", { ...values, sources: "Contacto", from: "29 nov", to: "30 nov" })).toBe(told);
});

test("each number of a day opens its rows; one of a past proof opens nothing", () => {
  const { unmount } = show(<DayTable sourceId="s" days={[day()]} sites={1} past={false} />);
  const row = within(screen.getByRole("row", { name: /20 Nov/ }));
  const hrefs = row.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(hrefs).toStrictEqual([
    "#named",
    "#named",
    "/intake/deliveries?source=s&submitted=2026-11-20",
    "/intake/deliveries?source=s&submitted=2026-11-20&state=processed&outcome=created",
    "/intake/deliveries?source=s&submitted=2026-11-20&state=duplicate",
  ]);
  unmount();
  show(<DayTable sourceId="s" days={[day()]} sites={1} past />);
  expect(screen.queryByRole("link")).toBeNull();
});

test("what is missing is fetched with one press", async () => {
  jest.mocked(askProofAction).mockResolvedValue({ ok: true, data: { reconciliationId: "r" } });
  show(<AskButton sourceId="s" from="2026-11-17" to="2026-11-23" asking={false} missing={2} />);
  await userEvent.click(screen.getByRole("button", { name: "Fetch these 2" }));
  expect(askProofAction).toHaveBeenCalledWith({ sourceId: "s", from: "2026-11-17", to: "2026-11-23", fetch: true });
});

const delivery = (id: string, who: string): DeliverySummary => ({
  ...{ id, who, via: "push", receivedAt: now, state: "failed", outcome: "", reason: "", history: false },
  ...{ leadId: null, leadNumber: null, plugin: "generic", source: { id: "s", name: "Contacto" } },
});

test("the chosen are read again, all of a filter only after a question, and never everything there is", async () => {
  jest.mocked(askReplayAction).mockResolvedValue({ ok: true, data: { replayId: "r", total: 1 } });
  const rows = [delivery("a", "Ana"), delivery("b", "Beto")];
  const { unmount } = show(<InboxList rows={rows} filter={{ state: "failed" }} total={34} />);
  await userEvent.click(first(screen.getAllByRole("checkbox", { name: "Choose Ana" })));
  await userEvent.click(screen.getByRole("button", { name: "Read again" }));
  expect(askReplayAction).toHaveBeenLastCalledWith({ deliveryIds: ["a"] });
  await userEvent.click(await screen.findByRole("button", { name: "Read all 34 again…" }));
  expect(askReplayAction).toHaveBeenCalledTimes(1);
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Read again" }));
  expect(askReplayAction).toHaveBeenLastCalledWith({ filter: { state: "failed" } });
  unmount();
  show(<InboxList rows={rows} filter={{}} total={2110} />);
  expect(screen.queryByRole("button", { name: /Read all/ })).toBeNull();
});

test("of the chosen only spam is said to be none, and all of a filter only where it asks for spam", async () => {
  jest.mocked(askReplayAction).mockResolvedValue({ ok: true, data: { replayId: "r", total: 1 } });
  const rows = [{ ...delivery("a", "Ana"), state: "spam" as const }, delivery("b", "Beto")];
  const { unmount } = show(<InboxList rows={rows} filter={{ state: "spam" }} total={34} />);
  await userEvent.click(screen.getByRole("checkbox", { name: "Choose all on this page" }));
  await userEvent.click(screen.getByRole("button", { name: "Not spam" }));
  expect(askReplayAction).toHaveBeenLastCalledWith({ genuine: true, deliveryIds: ["a"] });
  await userEvent.click(await screen.findByRole("button", { name: "All 34 are not spam…" }));
  await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Not spam" }));
  expect(askReplayAction).toHaveBeenLastCalledWith({ genuine: true, filter: { state: "spam" } });
  unmount();
  show(<InboxList rows={[delivery("b", "Beto")]} filter={{ state: "failed" }} total={34} />);
  expect(screen.queryByRole("button", { name: /not spam/i })).toBeNull();
});
