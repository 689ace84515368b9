import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { LeadList } from "@/components/leads/list/lead-list";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { LiveRegion } from "@/components/ui/live-region";
import { Toaster } from "@/components/ui/toaster";
import { changeStatusAction, logContactAction } from "@/lib/leads/actions";
import { readList } from "@/lib/leads/list/schema";
import messages from "@/lib/i18n/messages/en.json";
import type { LiveListener } from "@/components/live/live-connection";
import type { LeadPage, LeadRow, ListChoices, RowsNow, StatusOption } from "@/lib/leads/list/schema";

jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
  logContactAction: jest.fn(),
}));
jest.mock("@/lib/leads/ownership/actions", () => ({
  possibleOwnersAction: jest.fn(),
  takeBackAssignmentAction: jest.fn(),
}));
jest.mock("@/lib/leads/list/arrangement/actions", () => ({ arrangeColumnsAction: jest.fn() }));
jest.mock("next/navigation", () => ({ useRouter: () => ({ replace: jest.fn() }) }));

let hear: LiveListener = () => undefined;
jest.mock("@/components/live/live-connection", () => ({
  listenLive: (_userId: string, listener: LiveListener) => {
    hear = listener;
    return () => undefined;
  },
}));

// Loaded when first used, which takes longer on a busy machine than a test waits.
beforeAll(async () => {
  await Promise.all([import("@/components/leads/list/lead-change"), import("@/components/ui/toast-outlet")]);
}, 30_000);

// What jsdom doesn't have: nothing is drawn, so nothing is scrolled or measured.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
  // A press on a toast is the beginning of a swipe.
  Element.prototype.setPointerCapture = () => undefined;
  globalThis.ResizeObserver = class {
    observe(): void {
      // Nothing changes its size.
    }
    unobserve(): void {
      // Nothing is observed.
    }
    disconnect(): void {
      // Nothing is observed.
    }
  };
});

const NOW = "2026-11-23T12:00:00.000Z";
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

function status(n: number, more: Partial<StatusOption> & Pick<StatusOption, "key" | "label">): StatusOption {
  const rules = { part: null, asks: {}, barred: [] };
  return { id: id(n), tone: "blue", phase: "cold", group: "initial", active: true, ...rules, ...more };
}

const choices: ListChoices = {
  statuses: [
    status(901, { key: "pending", label: "Pending", part: "start", barred: ["customer"] }),
    status(902, { key: "quoted", label: "Quoted", phase: "active", group: "started" }),
    status(903, { key: "old", label: "Retired", phase: "closed", group: "inactive", active: false }),
    status(904, { key: "lost", label: "Lost", phase: "closed", asks: { reason: "required" } }),
    status(905, { key: "customer", label: "Customer", phase: "closed" }),
  ],
  groups: [],
  companies: [],
  owners: [],
  sources: [],
  types: [],
  reasons: [
    { id: id(701), key: "price", label: "Price", active: true },
    { id: id(702), key: "old", label: "Retired reason", active: false },
  ],
  seesOthers: true,
  meId: id(800),
};

function lead(n: number, more: Partial<LeadRow> = {}): LeadRow {
  return {
    id: id(n),
    number: 10_000 + n,
    label: `L-${10_000 + n}`,
    contactName: `Person ${n}`,
    firm: "",
    email: "",
    phone: "11 4567-8901",
    reach: { call: "tel:+5491145678901", whatsapp: "https://wa.me/5491145678901", mail: null },
    service: "",
    priority: "normal",
    amountCents: null,
    currency: "ARS",
    score: 0,
    statusId: id(901),
    companyId: id(700),
    companyName: "INTRALOG",
    companyTone: "blue",
    ownerId: null,
    ownerName: "",
    sourceName: "Web",
    subChannel: "",
    receivedAt: "2026-11-23T11:00:00.000Z",
    lastActivityAt: "2026-11-23T11:00:00.000Z",
    firstResponseAt: null,
    touchCount: 1,
    dueAt: null,
    rotsAt: null,
    wroteAgainAt: null,
    more: {},
    can: { status: true, assign: true, contact: true },
    ...more,
  };
}

/** What the server would answer, by the path asked for. */
function serve(answers: { rows?: RowsNow; page?: LeadPage }) {
  const asked = jest.fn((address: string) => {
    const answer = address.startsWith("/api/leads/rows") ? answers.rows : answers.page;
    return Promise.resolve({ ok: answer !== undefined, status: 500, json: () => Promise.resolve(answer) });
  });
  globalThis.fetch = asked as unknown as typeof fetch;
  return asked;
}

const total = { total: 1969, more: false };
// Counted already: React reads a promise that says so at once.
const counted = Object.assign(Promise.resolve(total), { status: "fulfilled", value: total });

function show(rows: LeadRow[], similar: LeadPage["similar"] = false) {
  const { list } = readList({});
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <ListNavigation list={list} choices={choices}>
        <LeadList
          asked={list}
          first={{ rows, next: null, similar }}
          counted={counted}
          now={NOW}
          to={{ locale: "en", timeZone: "America/Argentina/Buenos_Aires" }}
          empty={<p>Nothing here</p>}
        />
      </ListNavigation>
      <Toaster />
      <LiveRegion />
    </NextIntlClientProvider>,
  );
}

const happens = (...ids: string[]) => hears("lead.updated", ...ids);
const hears = async (name: string, ...ids: string[]) => {
  await act(async () => {
    hear(ids.map((one) => ({ name, id: one, actorId: null })));
    await new Promise((done) => setTimeout(done, 320));
  });
};
const rowOf = (name: string) => screen.getByRole("row", { name: new RegExp(name) });

const dontFollow = (event: Event) => {
  event.preventDefault();
};

test.each([
  ["all", "2 similar leads"],
  ["most", "The 2 leads most alike"],
] as const)("of similar leads it says how many it shows, and never the count of others: %s", (similar, words) => {
  show([lead(1), lead(2)], similar);
  expect(screen.getByText(words)).toBeVisible();
  expect(screen.getByText(/most alike first/)).toBeVisible();
  expect(screen.queryByText(/1,?969/)).not.toBeInTheDocument();
  expect(screen.getAllByRole("columnheader").filter((head) => head.hasAttribute("aria-sort"))).toStrictEqual([]);
});

describe("a row", () => {
  test("shows its new status at once, and says who was first when it is refused", async () => {
    const user = userEvent.setup();
    let answer: (result: unknown) => void = () => undefined;
    jest.mocked(changeStatusAction).mockReturnValue(new Promise((done) => (answer = done as typeof answer)));
    serve({ rows: { rows: [lead(1)], matching: [id(1)] } });
    show([lead(1)]);

    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await user.click(await screen.findByRole("option", { name: "Quoted" }));
    expect(within(rowOf("Person 1")).getByText("Quoted")).toBeInTheDocument();
    expect(changeStatusAction).toHaveBeenCalledWith({ leadId: id(1), statusId: id(902), seenStatusId: id(901) });

    answer({
      ok: false,
      code: "CONFLICT",
      requestId: "r",
      details: { field: "status", by: "Marta", to: "quoted" },
    });
    expect(await screen.findByText(/Marta moved L-10001 to Quoted before you/)).toBeInTheDocument();
    await waitFor(() => {
      expect(within(rowOf("Person 1")).getByText("Pending")).toBeInTheDocument();
    });
  });

  test("that became something else meanwhile is changed only by who says so again", async () => {
    const user = userEvent.setup();
    const details = { field: "status", by: "Marta", to: "customer", toId: id(905) };
    jest
      .mocked(changeStatusAction)
      .mockResolvedValueOnce({ ok: false, code: "CONFLICT", requestId: "r", details })
      .mockResolvedValueOnce({ ok: true, data: { statusId: id(902), changeId: id(6) } });
    serve({ rows: { rows: [lead(1)], matching: [id(1)] } });
    show([lead(1, { firstResponseAt: NOW })]);

    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await user.click(await screen.findByRole("option", { name: "Quoted" }));
    const question = await screen.findByRole("alertdialog", { name: /L-10001 changed while you were choosing/ });
    expect(question).toHaveTextContent("Marta set it to Customer");
    expect(jest.mocked(changeStatusAction).mock.lastCall).toMatchObject([{ seenStatusId: id(901) }]);
    await user.click(within(question).getByRole("button", { name: "Set Quoted" }));
    await waitFor(() => {
      expect(jest.mocked(changeStatusAction).mock.lastCall).toMatchObject([
        { statusId: id(902), seenStatusId: id(905) },
      ]);
    });
  });

  test("offers no change that its reader may not make, and no status out of use", async () => {
    const user = userEvent.setup();
    show([lead(1), lead(2, { can: { status: false, assign: false, contact: false } })]);
    expect(within(rowOf("Person 2")).queryByRole("button")).toBeNull();
    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await screen.findByRole("option", { name: "Quoted" });
    expect(screen.queryByRole("option", { name: "Retired" })).toBeNull();
  });

  test("offers no status that can't be gone to from its own", async () => {
    const user = userEvent.setup();
    show([lead(1), lead(2, { statusId: id(902) })]);
    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await screen.findByRole("option", { name: "Quoted" });
    expect(screen.queryByRole("option", { name: "Customer" })).toBeNull();
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: /Change the status of L-10002/ }));
    expect(await screen.findByRole("option", { name: "Customer" })).toBeInTheDocument();
  });

  test("asks in place what its new status asks, keeps asking while that is refused, and moves then", async () => {
    const user = userEvent.setup();
    jest
      .mocked(changeStatusAction)
      .mockClear()
      .mockResolvedValueOnce({ ok: false, code: "INVALID", requestId: "r", fields: { lostReasonId: "required" } })
      .mockResolvedValueOnce({ ok: true, data: { statusId: id(904), changeId: id(6) } });
    show([lead(1)]);
    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await user.click(await screen.findByRole("option", { name: "Lost" }));
    const dialog = await screen.findByRole("dialog", { name: "Move to “Lost”" });
    expect(changeStatusAction).not.toHaveBeenCalled();
    expect(within(dialog).queryByRole("radio", { name: "Retired reason" })).toBeNull();
    await user.click(within(dialog).getByRole("button", { name: "Move" }));
    expect(await within(dialog).findByText("Fill this in.")).toBeInTheDocument();
    expect(screen.getByText("Pending")).toBeInTheDocument();
    await user.click(within(dialog).getByRole("radio", { name: "Price" }));
    await user.click(within(dialog).getByRole("button", { name: "Move" }));
    await waitFor(() => {
      expect(within(rowOf("Person 1")).getByText("Lost")).toBeInTheDocument();
    });
    expect(changeStatusAction).toHaveBeenLastCalledWith({
      leadId: id(1),
      statusId: id(904),
      seenStatusId: id(901),
      lostReasonId: id(701),
    });
  });

  test("isn't moved by who thinks better of it", async () => {
    const user = userEvent.setup();
    jest.mocked(changeStatusAction).mockClear();
    show([lead(1)]);
    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await user.click(await screen.findByRole("option", { name: "Lost" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(changeStatusAction).not.toHaveBeenCalled();
    expect(within(rowOf("Person 1")).getByText("Pending")).toBeInTheDocument();
  });

  test("logs a call by the press that makes it, unless its reader may not", async () => {
    const user = userEvent.setup();
    jest.mocked(logContactAction).mockResolvedValue({ ok: true, data: { attemptId: id(5) } });
    show([lead(1), lead(2, { can: { status: false, assign: false, contact: false } })]);
    // jsdom can't dial.
    document.addEventListener("click", dontFollow);
    await user.click(screen.getByRole("link", { name: "Call Person 2" }));
    expect(logContactAction).not.toHaveBeenCalled();
    await user.click(screen.getByRole("link", { name: "Call Person 1" }));
    expect(logContactAction).toHaveBeenCalledWith({ leadId: id(1), channel: "call" });
    expect(await screen.findByText("Call logged on L-10001")).toBeInTheDocument();
    document.removeEventListener("click", dontFollow);
  });
});

describe("whom nobody has contacted", () => {
  test("carries a dot while open, and none once closed", () => {
    show([lead(1), lead(2, { statusId: id(903) }), lead(3, { firstResponseAt: NOW })]);
    expect(within(rowOf("Person 1")).getByText("Not contacted yet")).toBeInTheDocument();
    expect(within(rowOf("Person 2")).queryByText("Not contacted yet")).toBeNull();
    expect(within(rowOf("Person 3")).queryByText("Not contacted yet")).toBeNull();
  });

  test("and is moved on all the same: how they were reached is asked, and one press logs it", async () => {
    const user = userEvent.setup();
    jest.mocked(changeStatusAction).mockResolvedValue({ ok: true, data: { statusId: id(902), changeId: id(6) } });
    jest
      .mocked(logContactAction)
      .mockClear()
      .mockResolvedValue({ ok: true, data: { attemptId: id(5) } });
    show([lead(1)]);
    await user.click(screen.getByRole("button", { name: /Change the status of L-10001/ }));
    await user.click(await screen.findByRole("option", { name: "Quoted" }));
    const asked = await screen.findByRole("group", { name: "How did you reach them?" });
    expect(logContactAction).not.toHaveBeenCalled();
    await user.click(within(asked).getByRole("button", { name: "Meeting" }));
    expect(logContactAction).toHaveBeenCalledWith({ leadId: id(1), channel: "meeting" });
    await waitFor(() => {
      expect(within(rowOf("Person 1")).queryByText("Not contacted yet")).toBeNull();
    });
  });

  test.each([
    ["is already answered", { firstResponseAt: NOW }],
    ["isn't the reader's to contact", { can: { status: true, assign: true, contact: false } }],
  ])("nothing is asked where the lead %s", async (_why, more) => {
    const user = userEvent.setup();
    jest.mocked(changeStatusAction).mockResolvedValue({ ok: true, data: { statusId: id(902), changeId: id(6) } });
    show([lead(4, more)]);
    await user.click(screen.getByRole("button", { name: /Change the status of L-10004/ }));
    await user.click(await screen.findByRole("option", { name: "Quoted" }));
    expect((await screen.findAllByText("L-10004 is now Quoted")).length).toBeGreaterThan(0);
    expect(screen.queryByRole("group", { name: "How did you reach them?" })).toBeNull();
  });
});

test("a lead without a service says so, and doesn't pass its source off as one", () => {
  show([lead(1), lead(2, { service: "Storage" })]);
  expect(within(rowOf("Person 1")).getByText("–")).toBeInTheDocument();
  expect(within(rowOf("Person 1")).getByText("Source: Web")).toBeInTheDocument();
  expect(within(rowOf("Person 2")).queryByText("–")).toBeNull();
});

describe("keys", () => {
  test("C logs a contact on the row that is reached, and on none that its reader may not work", async () => {
    const user = userEvent.setup();
    jest
      .mocked(logContactAction)
      .mockClear()
      .mockResolvedValue({ ok: true, data: { attemptId: id(5) } });
    show([lead(1), lead(2, { can: { status: true, assign: true, contact: false } })]);
    await user.keyboard("c");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("jjc");
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.keyboard("kc");
    await screen.findByRole("dialog", { name: "Contact with L-10001: how?" });
    await user.click(screen.getByRole("option", { name: "Meeting" }));
    expect(logContactAction).toHaveBeenCalledWith({ leadId: id(1), channel: "meeting" });
  });

  test("J and K move through the rows, E opens the status, and none acts while one types", async () => {
    const user = userEvent.setup();
    show([lead(1), lead(2)]);
    await user.keyboard("jj");
    expect(screen.getByRole("link", { name: "Person 2" })).toHaveFocus();
    await user.keyboard("k");
    expect(screen.getByRole("link", { name: "Person 1" })).toHaveFocus();
    await user.keyboard("e");
    expect(await screen.findByRole("dialog", { name: "Status of L-10001" })).toBeInTheDocument();
    await user.keyboard("j");
    expect(screen.getByRole("dialog")).toBeInTheDocument();
  });
});

describe("what is heard", () => {
  test("a new lead announces itself without moving the rows, and comes when asked for", async () => {
    const user = userEvent.setup();
    serve({
      rows: { rows: [lead(3)], matching: [id(3)] },
      page: { rows: [lead(3), lead(1)], next: null, similar: false },
    });
    window.scrollTo = jest.fn();
    show([lead(1)]);
    await happens(id(3));
    expect(screen.queryByText("Person 3")).toBeNull();
    expect(screen.getByText("1 new lead")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Show 1 new" }));
    expect(await screen.findByText("Person 3")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Show/ })).toBeNull();
  });

  test.each([
    ["an empty list", [], false],
    ["a list in a window that nobody looks at", [lead(1)], true],
  ])("in %s a new lead comes by itself: nothing that somebody reads moves", async (_where, rows, hidden) => {
    const isHidden = jest.spyOn(document, "hidden", "get").mockReturnValue(hidden);
    serve({
      rows: { rows: [lead(3)], matching: [id(3)] },
      page: { rows: [lead(3), ...rows], next: null, similar: false },
    });
    show(rows);
    await happens(id(3));
    expect(await screen.findByText("Person 3")).toBeInTheDocument();
    expect(screen.getByText("1 new lead")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Show/ })).toBeNull();
    isHidden.mockRestore();
  });

  test("a person who writes again is told of, apart from new leads, whether their row is shown or not", async () => {
    serve({ rows: { rows: [lead(1, { touchCount: 2 }), lead(9)], matching: [id(1), id(9)] } });
    show([lead(1), lead(2)]);
    await hears("lead.touched", id(1), id(9));
    expect(within(rowOf("Person 1")).getByText("×2")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "2 wrote again" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /new/ })).toBeNull();
  });

  test("nobody wrote again where a lead was only changed, or isn't for this list", async () => {
    serve({ rows: { rows: [lead(1), lead(9)], matching: [id(1)] } });
    show([lead(1)]);
    await happens(id(1));
    await hears("lead.touched", id(9));
    expect(screen.queryByRole("button", { name: /wrote again/ })).toBeNull();
  });

  test("a lead that isn't for this list stays unsaid", async () => {
    serve({ rows: { rows: [lead(3)], matching: [] } });
    show([lead(1)]);
    await happens(id(3));
    expect(screen.queryByRole("button", { name: /new/ })).toBeNull();
  });

  test("a changed row is read again, and one that left the filters is marked but stays", async () => {
    serve({ rows: { rows: [lead(1, { statusId: id(902) })], matching: [] } });
    show([lead(1), lead(2)]);
    await happens(id(1));
    expect(within(rowOf("Person 1")).getByText("Quoted")).toBeInTheDocument();
    expect(within(rowOf("Person 1")).getByText(/no longer in this list/)).toBeInTheDocument();
    expect(within(rowOf("Person 2")).queryByText(/no longer/)).toBeNull();
  });

  test("a row that may not be seen any more goes, and is told of", async () => {
    serve({ rows: { rows: [], matching: [] } });
    show([lead(1), lead(2)]);
    await happens(id(1));
    expect(screen.queryByText("Person 1")).toBeNull();
    expect(screen.getByText("No longer yours to see: L-10001")).toBeInTheDocument();
  });

  test("after a pause everything shown is read again", async () => {
    const asked = serve({
      rows: { rows: [lead(1, { contactName: "Renamed" })], matching: [id(1)] },
      page: { rows: [lead(1)], next: null, similar: false },
    });
    show([lead(1)]);
    await act(async () => {
      hear([{ name: "resync", id: "", actorId: null }]);
      await new Promise((done) => setTimeout(done, 320));
    });
    expect(screen.getByText("Renamed")).toBeInTheDocument();
    expect(asked.mock.calls.map(([address]) => address.split("?")[0])).toStrictEqual(["/api/leads", "/api/leads/rows"]);
  });

  test("a stream that never pauses keeps no new lead from being told", async () => {
    serve({ rows: { rows: [lead(2)], matching: [id(2)] } });
    show([lead(1)]);
    const history = setInterval(() => {
      act(() => {
        hear([{ name: "lead.updated", id: id(2), actorId: null }]);
      });
    }, 100);
    try {
      expect(await screen.findByRole("button", { name: "Show 1 new" })).toBeInTheDocument();
    } finally {
      clearInterval(history);
    }
  });
});
