import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { LeadBoard } from "@/components/leads/board/lead-board";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { LiveRegion } from "@/components/ui/live-region";
import { changeStatusAction } from "@/lib/leads/actions";
import { readList } from "@/lib/leads/list/schema";
import messages from "@/lib/i18n/messages/en.json";
import type { LiveListener } from "@/components/live/live-connection";
import type { BoardCard, BoardNow, BoardTotals, CardPage, CardsNow } from "@/lib/leads/board/schema";
import type { ListChoices, StatusOption } from "@/lib/leads/list/schema";

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

beforeAll(async () => {
  await import("@/components/leads/list/lead-change");
}, 30_000);

// What jsdom doesn't have: nothing is drawn, so nothing has a height.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 800 });
  class Observer {
    observe(): void {
      // Nothing changes.
    }
    unobserve(): void {
      // Nothing is observed.
    }
    disconnect(): void {
      // Nothing is observed.
    }
  }
  globalThis.ResizeObserver = Observer;
  globalThis.IntersectionObserver = Observer as unknown as typeof IntersectionObserver;
  window.matchMedia = (media) =>
    ({
      matches: false,
      media,
      addEventListener: jest.fn(),
      removeEventListener: jest.fn(),
    }) as unknown as MediaQueryList;
});

const WITHIN = { timeout: 5000 };
const NOW = "2026-11-23T12:00:00.000Z";
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

function status(n: number, label: string, more: Partial<StatusOption> = {}): StatusOption {
  const rules = { part: null, asks: {}, barred: [] };
  const key = label.toLowerCase();
  return { id: id(n), key, label, tone: "blue", phase: "cold", group: "initial", active: true, ...rules, ...more };
}

const choices: ListChoices = {
  statuses: [
    status(901, "Pending", { barred: ["customer"] }),
    status(902, "Quoted"),
    status(903, "Customer"),
    status(904, "Lost", { asks: { reason: "required" } }),
  ],
  groups: [],
  companies: [],
  owners: [],
  sources: [],
  types: [],
  reasons: [],
  seesOthers: true,
  meId: id(800),
};

function card(n: number, more: Partial<BoardCard> = {}): BoardCard {
  return {
    id: id(n),
    number: 10_000 + n,
    label: `L-${10_000 + n}`,
    contactName: `Person ${n}`,
    firm: "",
    email: "",
    phone: "",
    reach: { call: null, whatsapp: null, mail: null },
    dueAt: null,
    rotsAt: null,
    wroteAgainAt: null,
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
    more: {},
    can: { status: true, assign: true, contact: true },
    place: { part: 0, value: 100 - n },
    tags: [],
    holdUntil: null,
    lastContactAt: null,
    ...more,
  };
}

type Answers = { cards?: CardsNow; column?: CardPage; totals?: BoardTotals };

/** What the server would answer, by the path asked for. */
function serve(answers: Answers) {
  const asked = jest.fn((address: string) => {
    const part = /^\/api\/leads\/board\/(\w+)/.exec(address)?.[1] as keyof Answers;
    const answer = answers[part];
    return Promise.resolve({ ok: answer !== undefined, status: 500, json: () => Promise.resolve(answer) });
  });
  globalThis.fetch = asked as unknown as typeof fetch;
  return asked;
}

const total = (count: number) => ({ count, value: [] });

function show(pending: BoardCard[], more: { next?: string; totals?: BoardTotals } = {}) {
  const { list } = readList({});
  const totals = more.totals ?? { [id(901)]: total(pending.length) };
  // Counted already: React reads a promise that says so at once.
  const counted = Object.assign(Promise.resolve(totals), { status: "fulfilled", value: totals });
  const columns = choices.statuses.map(({ id: key, label, tone }, at) => {
    return { key, label, tone, folded: at >= 2, companyIds: null };
  });
  const first: BoardNow = {
    columns,
    pages: { [id(901)]: { cards: pending, next: more.next ?? null }, [id(902)]: { cards: [], next: null } },
  };
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <ListNavigation list={list} choices={choices} path="/leads/board">
        <LeadBoard
          by="status"
          asked={list}
          first={first}
          counted={counted}
          now={NOW}
          to={{ locale: "en", timeZone: "America/Argentina/Buenos_Aires" }}
          empty={<p>Nothing here</p>}
          isEmpty={pending.length === 0}
        />
      </ListNavigation>
      <LiveRegion />
    </NextIntlClientProvider>,
  );
}

const column = (name: string) => screen.getByRole("group", { name });
const nameIn = (name: string, person: string) => within(column(name)).queryByRole("link", { name: person });
const happens = (...ids: string[]) => {
  act(() => {
    hear(ids.map((one) => ({ name: "lead.statusChanged", id: one, actorId: null })));
  });
};

test("what somebody else moves goes to its column by itself, is counted there and told", async () => {
  serve({ cards: { cards: [card(1, { statusId: id(902) })], matching: [id(1)] }, totals: { [id(902)]: total(1) } });
  show([card(1), card(2)]);
  expect(nameIn("Pending", "Person 1")).toBeInTheDocument();
  happens(id(1));
  await waitFor(() => {
    expect(nameIn("Quoted", "Person 1")).toBeInTheDocument();
  });
  expect(nameIn("Pending", "Person 1")).not.toBeInTheDocument();
  expect(within(column("Quoted")).getByText("1")).toBeInTheDocument();
  expect(screen.getByText("L-10001 is now in Quoted.")).toBeInTheDocument();
});

test("what can't be seen any more goes, and is named", async () => {
  serve({ cards: { cards: [], matching: [] }, totals: {} });
  show([card(1), card(2)]);
  happens(id(1));
  expect(await screen.findByText("No longer yours to see: L-10001")).toBeInTheDocument();
  expect(nameIn("Pending", "Person 1")).not.toBeInTheDocument();
  expect(nameIn("Pending", "Person 2")).toBeInTheDocument();
});

test("while a card is carried nothing moves and no number changes; they do once it is put down, each once", async () => {
  const user = userEvent.setup();
  const asked = serve({
    cards: { cards: [card(2, { statusId: id(902) })], matching: [id(2)] },
    totals: { [id(901)]: total(1), [id(902)]: total(1) },
  });
  const numbers = () => ["Pending", "Quoted"].map((name) => within(column(name)).getByText(/^\d$/).textContent);
  show([card(1), card(2)]);
  screen.getByRole("link", { name: "Person 1" }).focus();
  await user.keyboard("[Space]");
  expect(await screen.findByText(/L-10001 is taken/)).toBeInTheDocument();
  happens(id(2));
  const asks = () => asked.mock.calls.map(([address]) => address.split("?")[0]);
  // Longer than the counts would take, which come after the cards.
  await act(() => new Promise((done) => setTimeout(done, 1300)));
  expect(asks()).toStrictEqual([]);
  expect(nameIn("Pending", "Person 2")).toBeInTheDocument();
  expect(numbers()).toStrictEqual(["2", "0"]);
  await user.keyboard("[Escape]");
  await waitFor(() => {
    expect(nameIn("Quoted", "Person 2")).toBeInTheDocument();
  });
  expect(numbers()).toStrictEqual(["1", "1"]);
  await waitFor(() => {
    expect(asks()).toContain("/api/leads/board/totals");
  }, WITHIN);
  expect(numbers()).toStrictEqual(["1", "1"]);
});

test("what the server has counted already isn't counted again by the cards", async () => {
  const answers: Answers = { totals: { [id(901)]: total(1), [id(902)]: total(1) } };
  const asked = serve(answers);
  show([card(1), card(2)]);
  happens(id(2));
  const quoted = () => within(column("Quoted"));
  // The cards couldn't be read, the numbers could.
  await waitFor(() => {
    expect(quoted().getByText("1")).toBeInTheDocument();
  }, WITHIN);
  answers.cards = { cards: [card(2, { statusId: id(902) })], matching: [id(2)] };
  happens(id(2));
  await waitFor(() => {
    expect(nameIn("Quoted", "Person 2")).toBeInTheDocument();
  }, WITHIN);
  await waitFor(() => {
    expect(asked.mock.calls.filter(([address]) => address.includes("/totals"))).toHaveLength(2);
  }, WITHIN);
  expect(quoted().getByText("1")).toBeInTheDocument();
});

test("a card that was put down is there at once, and goes back when the server refuses", async () => {
  const user = userEvent.setup();
  let answer: (result: unknown) => void = () => undefined;
  jest.mocked(changeStatusAction).mockReturnValue(new Promise((done) => (answer = done as typeof answer)));
  serve({ cards: { cards: [card(1)], matching: [id(1)] }, totals: { [id(901)]: total(1) } });
  show([card(1, { firstResponseAt: NOW })]);
  screen.getByRole("link", { name: "Person 1" }).focus();
  await user.keyboard("[Space]");
  expect(await screen.findByText(/L-10001 is taken/)).toBeInTheDocument();
  await user.keyboard("[ArrowRight]");
  expect(await screen.findByText("L-10001 would go to Quoted.")).toBeInTheDocument();
  await user.keyboard("[Space]");
  await waitFor(() => {
    expect(nameIn("Quoted", "Person 1")).toBeInTheDocument();
  });
  expect(changeStatusAction).toHaveBeenCalledWith({ leadId: id(1), statusId: id(902), seenStatusId: id(901) });
  answer({ ok: false, code: "FORBIDDEN", requestId: "r" });
  await waitFor(() => {
    expect(nameIn("Pending", "Person 1")).toBeInTheDocument();
  });
  expect(within(column("Pending")).getByText("1")).toBeInTheDocument();
});

test("a move that is asked about and not answered is told as none, and the card has the focus again", async () => {
  const user = userEvent.setup();
  jest.mocked(changeStatusAction).mockClear();
  serve({});
  show([card(1)]);
  const link = screen.getByRole("link", { name: "Person 1" });
  link.focus();
  await user.keyboard("[Space]");
  expect(await screen.findByText(/L-10001 is taken/)).toBeInTheDocument();
  await user.keyboard("[ArrowRight][ArrowRight]");
  expect(await screen.findByText("L-10001 would go to Lost.")).toBeInTheDocument();
  await user.keyboard("[Space]");
  expect(await screen.findByRole("dialog")).toBeInTheDocument();
  expect(screen.queryByText(/was put in|is now in/)).not.toBeInTheDocument();
  await user.keyboard("[Escape]");
  expect(await screen.findByText("L-10001 stays where it was.")).toBeInTheDocument();
  await waitFor(() => {
    expect(screen.getByRole("link", { name: "Person 1" })).toHaveFocus();
  });
  expect(changeStatusAction).not.toHaveBeenCalled();
});

test("where a card can't go is said while it is carried, and the arrow keys pass it by", async () => {
  const user = userEvent.setup();
  jest.mocked(changeStatusAction).mockClear();
  serve({ column: { cards: [], next: null } });
  show([card(1)]);
  await user.click(screen.getByRole("button", { name: "Unfold Customer" }));
  screen.getByRole("link", { name: "Person 1" }).focus();
  await user.keyboard("[Space]");
  expect(await within(column("Customer")).findByText("This lead can’t go here")).toBeInTheDocument();
  expect(within(column("Quoted")).queryByText("This lead can’t go here")).not.toBeInTheDocument();
  await user.keyboard("[ArrowRight]");
  expect(await screen.findByText("L-10001 would go to Quoted.")).toBeInTheDocument();
  await user.keyboard("[ArrowRight][ArrowRight]");
  expect(await screen.findByText("L-10001 would go to Lost.")).toBeInTheDocument();
  await user.keyboard("[Escape]");
  expect(await screen.findByText("L-10001 stays where it was.")).toBeInTheDocument();
  expect(changeStatusAction).not.toHaveBeenCalled();
});

test("a lead that one may not move has no menu and can't be taken", async () => {
  const user = userEvent.setup();
  serve({});
  show([card(1, { can: { status: false, assign: false, contact: false } })]);
  expect(screen.queryByRole("button", { name: "Move L-10001 to…" })).not.toBeInTheDocument();
  screen.getByRole("link", { name: "Person 1" }).focus();
  await user.keyboard("[Space]");
  expect(screen.queryByText(/is taken/)).not.toBeInTheDocument();
});

test("its menu moves a card as dragging does", async () => {
  const user = userEvent.setup();
  jest.mocked(changeStatusAction).mockResolvedValue({ ok: true, data: { statusId: id(902), changeId: id(6) } });
  serve({});
  show([card(1, { firstResponseAt: NOW })]);
  await user.click(screen.getByRole("button", { name: "Move L-10001 to…" }));
  expect(screen.queryByRole("option", { name: "Customer" })).not.toBeInTheDocument();
  await user.click(await screen.findByRole("option", { name: "Quoted" }));
  expect(nameIn("Quoted", "Person 1")).toBeInTheDocument();
});

test("a column that couldn't be read on says so, and tries again when asked", async () => {
  const user = userEvent.setup();
  const answers: Answers = {};
  serve(answers);
  show([card(1)], { next: "later" });
  const again = await within(column("Pending")).findByRole("button", { name: "Try again" });
  expect(nameIn("Pending", "Person 1")).toBeInTheDocument();
  answers.column = { cards: [card(2)], next: null };
  await user.click(again);
  await waitFor(() => {
    expect(nameIn("Pending", "Person 2")).toBeInTheDocument();
  });
});

test("an empty board says why, and shows what comes in", async () => {
  serve({ cards: { cards: [card(1)], matching: [id(1)] }, totals: { [id(901)]: total(1) } });
  show([]);
  expect(screen.getByText("Nothing here")).toBeInTheDocument();
  happens(id(1));
  await waitFor(() => {
    expect(nameIn("Pending", "Person 1")).toBeInTheDocument();
  });
});
