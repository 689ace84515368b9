import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { markSpamAction } from "@/lib/intake/spam/actions";
import { LeadTimeline } from "@/components/leads/page/lead-timeline";
import { deskOf } from "@/tests/support/lead-desk";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";
import type { TimelineEntry, TimelineFilter } from "@/lib/leads/timeline/schema";

const replace = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ replace, refresh: jest.fn() }) }));
jest.mock("@/lib/leads/timeline/actions", () => ({ timelineAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({
  undoAssignmentAction: jest.fn(),
  possibleOwnersAction: jest.fn(),
}));
jest.mock("@/lib/intake/spam/actions", () => ({
  markSpamAction: jest.fn().mockResolvedValue({ ok: true, data: { rulingId: null } }),
  takeBackRulingAction: jest.fn(),
}));
jest.mock("@/lib/leads/notes/actions", () => ({ addNoteAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

type Told = TimelineEntry extends infer Entry
  ? Entry extends TimelineEntry
    ? Omit<Entry, "seq" | "at" | "history" | "actor">
    : never
  : never;

/** Given in the order it happened, a second apart. */
function history(actor: string, ...told: Told[]): TimelineEntry[] {
  return told
    .map((entry, index) => ({
      ...entry,
      seq: String(index + 1),
      at: `2026-11-23T11:00:0${index}.000Z`,
      history: false,
      actor: { type: "user", name: actor },
    }))
    .toReversed();
}

function timeline(entries: TimelineEntry[], filter: TimelineFilter = "all", more = false) {
  return deskOf(<LeadTimeline first={{ entries, more }} filter={filter} />);
}

const field = (name: string, from: string, to: string): Told => ({
  kind: "fields",
  changes: [{ field: name, from, to }],
});
const note = (body: string): Told => ({
  ...{ kind: "note", noteId: body, body, names: {}, own: false, editedAt: null, deletedAt: null, files: [] },
});
const sentences = () => screen.getAllByRole("listitem").map((item) => item.textContent);

test("a call, its outcome and the status that followed read as one sentence, and open into their steps", async () => {
  render(
    timeline(
      history(
        "Ana",
        { kind: "contact", attemptId: "a", channel: "call", outcome: "pending", note: "" },
        { kind: "outcome", attemptId: "a", channel: "call", from: "pending", to: "reached", note: "Wants a price" },
        { kind: "status", from: { label: "Assigned" }, to: { label: "Contacted" }, answers: {}, because: null },
      ),
    ),
  );
  const [row, ...others] = screen.getAllByRole("listitem");
  expect(others).toStrictEqual([]);
  expect(row).toHaveTextContent(/^Ana called: got through.*Assigned.*Contacted.*Wants a price/);

  await userEvent.click(screen.getByRole("button", { name: "Show the 3 steps", expanded: false }));
  const [, ...steps] = screen.getAllByRole("listitem");
  expect(steps).toHaveLength(3);
  expect(steps[1]).toHaveTextContent("Ana noted how the call went: got through");
  await userEvent.click(screen.getByRole("button", { name: "Fold", expanded: true }));
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
});

test("what stands alone has nothing to open", () => {
  render(timeline(history("Ana", note("Monday"))));
  expect(screen.getByText("Monday")).toBeVisible();
  expect(screen.queryByRole("button", { name: /steps/ })).not.toBeInTheDocument();
});

test("a change says what was changed; a message to the owner is no changed field", () => {
  render(
    timeline(
      history(
        "Marta",
        field("service", "", "Fulfillment"),
        field("managementMessage", "", "Call today"),
        field("managementMessage", "Call today", ""),
        { kind: "fields", changes: ["firm", "email"].map((name) => ({ field: name, from: "", to: "x" })) },
        { kind: "assigned", from: "", to: "Marta", method: "by-hand", reason: "" },
        { kind: "assigned", from: "Marta", to: "Ana", method: "by-hand", reason: "" },
      ),
    ),
  );
  expect(sentences()).toStrictEqual([
    expect.stringMatching(/^Marta passed it from Marta to Ana/),
    expect.stringMatching(/^Marta took it/),
    expect.stringMatching(/^Marta changed 2 fields/),
    expect.stringMatching(/^Firm/),
    expect.stringMatching(/^Email/),
    expect.stringMatching(/^Marta removed the message to the owner/),
    expect.stringMatching(/^Marta wrote a message to the owner.*Call today/),
    expect.stringMatching(/^Marta changed the service.*Fulfillment/),
  ]);
});

test("the filter goes to the address, and everything has the plain one", async () => {
  const { rerender } = render(timeline([]));
  await userEvent.click(screen.getByRole("button", { name: "Notes" }));
  expect(replace).toHaveBeenLastCalledWith("/leads/10001?history=notes", { scroll: false });
  rerender(timeline([], "notes"));
  expect(screen.getByRole("button", { name: "Notes", pressed: true })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "All" }));
  expect(replace).toHaveBeenLastCalledWith("/leads/10001", { scroll: false });
});

test("the filter leaves the rest of the address alone: the list one came from", async () => {
  window.history.replaceState(null, "", "/leads/10001?from=q%3Dana");
  render(timeline([]));
  await userEvent.click(screen.getByRole("button", { name: "Notes" }));
  expect(replace).toHaveBeenLastCalledWith("/leads/10001?from=q%3Dana&history=notes", { scroll: false });
  window.history.replaceState(null, "", "/");
});

test("another filter's entries don't stay when it changes; those of the same do when the page is read anew", () => {
  const [written, call] = [
    history("Ana", note("Monday")),
    history("Ana", { kind: "contact", attemptId: "a", channel: "call", outcome: "reached", note: "" }),
  ];
  const { rerender } = render(timeline(written, "notes"));
  const newer = { ...history("Ana", note("Tuesday"))[0], seq: "9" } as TimelineEntry;
  rerender(timeline([newer], "notes", true));
  expect(screen.getByText("Monday")).toBeVisible();
  expect(screen.getByText("Tuesday")).toBeVisible();
  rerender(timeline(call, "contacts"));
  expect(screen.queryByText("Monday")).not.toBeInTheDocument();
  expect(screen.getByText(/got through/)).toBeVisible();
});

const touch = (more: Partial<TouchpointView> = {}): TouchpointView => ({
  ...{ id: "t", spam: null, person: [], extra: [], files: [], consent: null, cut: false, cutOff: false },
  ...{ at: "2026-11-23T11:00:00.000Z", sourceName: "", message: "", service: "", pageUrl: "", referrer: "", ...more },
  utm: { source: "", medium: "", campaign: "", term: "", content: "", ...more.utm },
});

test("who wrote again is told whole, once, and can be said to be spam by who may", async () => {
  const said = touch({
    message: "Any news?",
    extra: [{ name: "Boxes", value: "40" }],
    pageUrl: "https://w.example/quote",
    utm: { source: "google", medium: "cpc", campaign: "spring", term: "", content: "" },
    spam: { deliveryId: "d", values: { email: "eva@firm.test" } },
  });
  const entries: Told[] = [
    { kind: "touched", source: "Form", touch: touch({ message: "First" }) },
    { kind: "touched", source: "Form", touch: said },
  ];
  render(timeline(history("Form", ...entries)));
  for (const words of ["Any news?", "40", "google › cpc › spring", "Page: https://w.example/quote"])
    expect(screen.getAllByText(words)).toHaveLength(1);
  // Of the other one nobody who reads here may say so.
  await userEvent.click(screen.getByRole("button", { name: "This is spam" }));
  const dialog = screen.getByRole("alertdialog");
  await userEvent.click(within(dialog).getByRole("checkbox", { name: /eva@firm.test/ }));
  await userEvent.click(within(dialog).getByRole("button", { name: "This is spam" }));
  expect(markSpamAction).toHaveBeenCalledWith({ deliveryId: "d", block: ["email"] });
});

test("an arrival that was spam is told as that, and opens for who reads arrivals", () => {
  const spam = { kind: "touchRemoved" as const, touchpointId: "t", spam: true };
  render(timeline(history("Ana", { ...spam, deliveryId: null }, { ...spam, deliveryId: "d" })));
  expect(sentences()).toStrictEqual([expect.stringContaining("Ana said"), expect.stringContaining("Ana said")]);
  expect(screen.getByRole("link", { name: "Open the arrival" })).toHaveAttribute("href", "/intake/deliveries/d");
});

test("an arrival that is spam now isn't told any more, however early it was loaded", () => {
  const entries = history("Ana", note("Monday"), { kind: "touched", source: "Form", touch: touch({ message: "Buy" }) });
  const spam: Told = { kind: "touchRemoved", touchpointId: "t", spam: true, deliveryId: null };
  const told = { ...history("Ana", spam)[0], seq: "9", at: "2026-11-23T12:00:00.000Z" } as TimelineEntry;
  const { rerender } = render(timeline(entries));
  expect(screen.getByText("Buy")).toBeVisible();
  rerender(timeline([told], "all", true));
  expect(screen.queryByText("Buy")).not.toBeInTheDocument();
  expect(screen.getByText("Monday")).toBeVisible();
});

test("to confirm whoever looks at it first isn't told as a reassignment, nor is to take that back", () => {
  const given = (method: string, from: string, to: string): Told => ({
    kind: "assigned",
    from,
    to,
    method,
    reason: "",
  });
  render(
    timeline(
      history("Marta", given("confirmed", "Ana", "Ana"), given("undo", "Ana", "Ana"), given("undo", "Ana", "Luis")),
    ),
  );
  const [reassigned, unconfirmed, confirmed] = sentences();
  expect(confirmed).toContain("Marta confirmed that Ana takes it");
  expect(unconfirmed).toContain("Marta took back that Ana takes it");
  expect(reassigned).not.toContain("took back");
});
