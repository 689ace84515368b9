import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { TimelineEvent } from "@/components/leads/page/timeline-event";
import { Toaster } from "@/components/ui/toaster";
import { setContactOutcomeAction, takeBackContactAction } from "@/lib/leads/actions";
import { deskLead, deskOf } from "@/tests/support/lead-desk";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ undoAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/notes/actions", () => ({}));
jest.mock("@/lib/intake/spam/actions", () => ({}));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  takeBackContactAction: jest.fn(),
}));

beforeAll(async () => {
  await import("@/components/ui/toast-outlet");
}, 30_000);

type Contact = Extract<TimelineEntry, { kind: "contact" }>;
const at = "2026-11-23T11:00:00.000Z";
const call: Contact = {
  ...{ seq: "1", at, kind: "contact", attemptId: "a1", channel: "call", outcome: "no-answer", note: "Buzón" },
  actor: { type: "user", name: "Ana" },
} as Contact;
const own = { outcome: "no-answer", note: "Buzón", at, takenBack: true } as const;
const show = (entry: TimelineEntry, lead = deskLead) =>
  render(
    deskOf(
      <>
        <TimelineEvent row={{ head: entry, parts: [] }} />
        <Toaster />
      </>,
      lead,
    ),
  );

test("one's own contact is corrected from what was noted: how it went and what was said, even to nothing", async () => {
  jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "a1" } });
  const user = userEvent.setup();
  show({ ...call, own });
  await user.click(screen.getByRole("button", { name: "Correct" }));
  expect(await screen.findByRole("button", { name: "No answer" })).toHaveAttribute("aria-pressed", "true");
  await user.click(screen.getByRole("button", { name: "Reached" }));
  await user.clear(screen.getByRole("textbox"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(setContactOutcomeAction).toHaveBeenCalledWith({ attemptId: "a1", outcome: "reached", note: "" });
  expect(await screen.findByText("The contact was corrected.")).toBeVisible();
});

test("it is taken back as it was seen; a refusal is said and keeps what was typed", async () => {
  jest
    .mocked(takeBackContactAction)
    .mockResolvedValueOnce({ ok: false, code: "PRECONDITION", requestId: "r", details: { reason: "outcomeSaid" } });
  const user = userEvent.setup();
  show({ ...call, own });
  await user.click(screen.getByRole("button", { name: "Correct" }));
  await user.type(await screen.findByRole("textbox"), " lleno");
  await user.click(screen.getByRole("button", { name: "I didn’t call, it was a slip" }));
  expect(takeBackContactAction).toHaveBeenCalledWith({ leadId: "lead", attemptId: "a1", seen: "no-answer" });
  expect(await screen.findByText(/Something else has been noted/)).toBeVisible();
  expect(screen.getByRole("textbox")).toHaveValue("Buzón lleno");
});

test("what was noted more than a day ago is only corrected", async () => {
  const user = userEvent.setup();
  show({ ...call, own: { ...own, takenBack: false } });
  await user.click(screen.getByRole("button", { name: "Correct" }));
  expect(await screen.findByRole("button", { name: "Save" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /slip/ })).not.toBeInTheDocument();
});

test.each<[string, TimelineEntry, typeof deskLead]>([
  ["a colleague's", call, deskLead],
  ["one that still waits for how it went", { ...call, outcome: "pending", own }, deskLead],
  [
    "one of a lead that may not be contacted",
    { ...call, own },
    { ...deskLead, can: { ...deskLead.can, contact: false } },
  ],
])("%s has nothing to correct", (_what, entry, lead) => {
  show(entry, lead);
  expect(screen.queryByRole("button", { name: "Correct" })).not.toBeInTheDocument();
});
