import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { LeadBrief } from "@/components/leads/page/lead-brief";
import { LeadExtras } from "@/components/leads/page/lead-extras";
import { LeadOwner } from "@/components/leads/page/lead-owner";
import { ManagementMessage } from "@/components/leads/page/management-message";
import { StatusSheet } from "@/components/leads/page/status-sheet";
import { ContactBar } from "@/components/leads/page/contact-bar";
import { LogContactDialog } from "@/components/leads/page/log-contact-dialog";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { LeadStatus } from "@/components/leads/page/lead-status";
import { Toaster } from "@/components/ui/toaster";
import {
  changeStatusAction,
  logContactAction,
  setContactOutcomeAction,
  takeBackContactAction,
} from "@/lib/leads/actions";
import { extrasAction } from "@/lib/leads/page/actions";
import { deskLead, deskOf, deskVocabulary } from "@/tests/support/lead-desk";
import type { LeadView, OpenAttempt } from "@/lib/leads/page/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/page/actions", () => ({ extrasAction: jest.fn(), lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({
  undoAssignmentAction: jest.fn(),
  possibleOwnersAction: jest.fn(),
}));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
  updateLeadAction: jest.fn(),
  logContactAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  takeBackContactAction: jest.fn(),
}));

// Loaded when first used, which takes longer on a busy machine than a test waits.
beforeAll(async () => {
  await import("@/components/ui/toast-outlet");
  // A press on a toast is the beginning of a swipe.
  Element.prototype.setPointerCapture = () => undefined;
}, 30_000);

const owned: LeadView = {
  ...deskLead,
  statusId: "id-pending",
  sourceName: "Fulfilment form",
  owner: { id: "ana", name: "Ana", active: true },
  assignment: { method: "default-owner", reason: "", by: null, at: "2026-11-23T11:00:00.000Z" },
};

describe("whose lead it is", () => {
  test("who looks at it first isn't called its owner while it is pending", () => {
    render(deskOf(<LeadOwner explainsAccess={false} />, owned));
    expect(screen.getByRole("heading", { name: "Looks at it first" })).toBeVisible();
    expect(screen.getByText(/Who takes it is still to be confirmed/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Assign" })).toBeVisible();
  });

  test("once it moved on, or when a person gave it, they are", () => {
    const { rerender } = render(deskOf(<LeadOwner explainsAccess={false} />, { ...owned, statusId: "id-contacted" }));
    expect(screen.getByRole("heading", { name: "Owner" })).toBeVisible();
    const byHand = { method: "by-hand", reason: "", by: { id: "m", name: "Marta" }, at: "2026-11-23T11:00:00.000Z" };
    rerender(deskOf(<LeadOwner explainsAccess={false} />, { ...owned, assignment: byHand }));
    expect(screen.getByRole("heading", { name: "Owner" })).toBeVisible();
    expect(screen.queryByText(/Who takes it is still to be confirmed/)).not.toBeInTheDocument();
  });

  test("a message to the owner can be left before there is one, by who may assign and nobody else", () => {
    const { rerender } = render(deskOf(<ManagementMessage />, deskLead));
    expect(screen.getByRole("button", { name: "Write a message to the owner" })).toBeVisible();
    rerender(deskOf(<ManagementMessage />, { ...deskLead, can: { ...deskLead.can, assign: false } }));
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });
});

test("on a phone the status is chosen from a sheet that tells the present one", async () => {
  jest
    .mocked(changeStatusAction)
    .mockResolvedValueOnce({ ok: true, data: { statusId: "id-contacted", changeId: "change" } });
  const user = userEvent.setup();
  render(
    deskOf(
      <>
        <ContactBar />
        <StatusSheet />
      </>,
    ),
  );
  await user.click(screen.getByRole("button", { name: "Status: Assigned. Change" }));
  expect(await screen.findByRole("button", { name: "Assigned", pressed: true })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Contacted", pressed: false }));
  expect(changeStatusAction).toHaveBeenCalledWith({
    leadId: "lead",
    statusId: "id-contacted",
    seenStatusId: "id-assigned",
  });
});

// Loaded when first used, which takes longer on a busy machine than a test waits.
beforeAll(() => import("@/components/leads/status-question"), 30_000);
test("what a status asks is asked in place, before the lead is moved; its answers stand with it afterwards", async () => {
  jest
    .mocked(changeStatusAction)
    .mockClear()
    .mockResolvedValueOnce({ ok: true, data: { statusId: "id-lost", changeId: "change" } });
  const user = userEvent.setup();
  const sheet = (
    <>
      <ContactBar />
      <StatusSheet />
      <LeadStatus />
    </>
  );
  const { unmount } = render(deskOf(sheet));
  await user.click(within(screen.getByRole("toolbar")).getByRole("button", { name: "Status: Assigned. Change" }));
  await user.click(await screen.findByRole("button", { name: "Lost", pressed: false }));
  const dialog = await screen.findByRole("dialog", { name: "Move to “Lost”" });
  expect(changeStatusAction).not.toHaveBeenCalled();
  await user.click(within(dialog).getByRole("radio", { name: "Price" }));
  await user.click(within(dialog).getByRole("button", { name: "Move" }));
  expect(changeStatusAction).toHaveBeenCalledWith({
    leadId: "lead",
    statusId: "id-lost",
    seenStatusId: "id-assigned",
    lostReasonId: deskVocabulary.reasons[0]?.id,
  });
  unmount();

  const answered = {
    lostReasonId: String(deskVocabulary.reasons[1]?.id),
    holdUntil: "2026-12-31",
    amountCents: 125_050,
  };
  render(deskOf(<LeadStatus />, { ...deskLead, statusId: "id-lost", ...answered }));
  expect(screen.getByText("Retired reason")).toBeVisible();
  expect(screen.getByText("31 Dec 2026")).toBeVisible();
  expect(screen.getByText(/1,250\.50/)).toBeVisible();
});

test("moving on whom nobody has contacted asks how they were reached, and never insists", async () => {
  jest
    .mocked(changeStatusAction)
    .mockResolvedValue({ ok: true, data: { statusId: "id-contacted", changeId: "change" } });
  jest.mocked(logContactAction).mockResolvedValue({ ok: true, data: { attemptId: "a" } });
  const user = userEvent.setup();
  const { unmount } = render(deskOf(<StatusAndToasts />, { ...deskLead, statusId: "id-pending" }));
  await user.click(screen.getByRole("button", { name: "Move to Contacted" }));
  const asked = await screen.findByRole("group", { name: "How did you reach them?" });
  expect(screen.getByRole("button", { name: "Undo" })).toBeVisible();
  expect(logContactAction).not.toHaveBeenCalled();
  await user.click(within(asked).getByRole("button", { name: "WhatsApp" }));
  expect(logContactAction).toHaveBeenCalledWith({ leadId: "lead", channel: "whatsapp" });
  // What is said in a corner outlives the page.
  await waitFor(() => {
    expect(asked).not.toBeInTheDocument();
  });
  unmount();

  render(deskOf(<StatusAndToasts />, { ...deskLead, statusId: "id-pending", firstResponseAt: deskLead.receivedAt }));
  await user.click(screen.getByRole("button", { name: "Move to Contacted" }));
  expect(await screen.findByRole("button", { name: "Undo" })).toBeVisible();
  expect(screen.queryByRole("group", { name: "How did you reach them?" })).not.toBeInTheDocument();
});

function StatusAndToasts() {
  return (
    <>
      <LeadStatus />
      <Toaster />
    </>
  );
}

describe("how it went", () => {
  const attempts: OpenAttempt[] = [{ id: "a1", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }];

  test("put off once it is a line, at the next visit too, that opens when pressed", async () => {
    const user = userEvent.setup();
    const { unmount } = render(deskOf(<ContactQuestion attempts={attempts} />));
    expect(screen.getByRole("button", { name: "Save" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Later" }));
    expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
    unmount();
    const { rerender } = render(deskOf(<ContactQuestion attempts={attempts} />));
    expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /^How did it go\?/, expanded: false }));
    expect(screen.getByRole("button", { name: "Save" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Later" }));
    // Another attempt asks anew.
    rerender(
      deskOf(
        <ContactQuestion
          attempts={[{ id: "a2", channel: "call", at: "2026-11-23T11:59:00.000Z", note: "" }, ...attempts]}
        />,
      ),
    );
    expect(screen.getByRole("button", { name: "Save" })).toBeVisible();
  });
});

describe("what a phone shows first", () => {
  beforeAll(() => {
    window.ResizeObserver = class {
      observe = jest.fn();
      unobserve = jest.fn();
      disconnect = jest.fn();
    };
  });
  const wants = "Precio por pallet. ".repeat(20).trim();

  test("is what they want, its first lines, and how they are reached", async () => {
    render(
      deskOf(<LeadBrief />, {
        ...deskLead,
        message: wants,
        service: "Depósito",
        phone: "1",
        phoneText: "011 4555-1234",
      }),
    );
    const brief = screen.getByRole("region", { name: "What they want, and how to reach them" });
    expect(brief).toHaveTextContent("Depósito");
    expect(brief).toHaveTextContent("011 4555-1234");
    expect(brief).toHaveTextContent("ana@old.test");
    expect(within(brief).getByText(wants)).toHaveClass("line-clamp-4");
    await userEvent.click(within(brief).getByRole("button", { name: "Show all" }));
    expect(within(brief).getByText(wants)).not.toHaveClass("line-clamp-4");
    // A press there would be an attempt.
    expect(within(brief).queryByRole("link")).not.toBeInTheDocument();
  });

  test("is nothing where nothing of it is known, or may be", () => {
    const { container } = render(deskOf(<LeadBrief />, { ...deskLead, email: "" }));
    expect(container).toBeEmptyDOMElement();
  });
});

describe("a slip", () => {
  const attempts: OpenAttempt[] = [{ id: "slip", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }];

  test("is taken back where it is asked how it went", async () => {
    jest.mocked(takeBackContactAction).mockResolvedValueOnce({ ok: true, data: { firstResponseAt: null } });
    const user = userEvent.setup();
    render(deskOf(<ContactQuestion attempts={attempts} />));
    await user.click(screen.getByRole("button", { name: "I didn’t call, it was a slip" }));
    expect(takeBackContactAction).toHaveBeenCalledWith({ leadId: "lead", attemptId: "slip" });
    expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
  });

  test("that can’t be taken back any more is told, and still asked about", async () => {
    jest
      .mocked(takeBackContactAction)
      .mockResolvedValueOnce({ ok: false, code: "PRECONDITION", requestId: "r", details: { reason: "outcomeSaid" } });
    const user = userEvent.setup();
    render(
      deskOf(
        <>
          <ContactQuestion attempts={attempts} />
          <Toaster />
        </>,
      ),
    );
    await user.click(screen.getByRole("button", { name: "I didn’t call, it was a slip" }));
    expect(await screen.findByText(/Something else has been noted/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Save" })).toBeVisible();
  });
});

describe("a contact of another time", () => {
  const openDialog = async () => {
    const user = userEvent.setup();
    const dialog = (
      <>
        <ContactBar />
        <LogContactDialog />
      </>
    );
    render(deskOf(dialog));
    await user.click(screen.getByRole("button", { name: "Log" }));
    await user.click(await screen.findByRole("button", { name: "Reached" }));
    return user;
  };

  test("is said in a field that is folded away; without it the contact is now", async () => {
    jest
      .mocked(logContactAction)
      .mockClear()
      .mockResolvedValue({ ok: true, data: { attemptId: "a" } });
    const user = await openDialog();
    expect(screen.getByLabelText("When it was")).not.toBeVisible();
    await user.click(screen.getByText("It wasn’t just now"));
    fireEvent.change(screen.getByLabelText("When it was"), { target: { value: "2026-11-23T10:00" } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(logContactAction).toHaveBeenCalledWith(expect.objectContaining({ happenedAt: "2026-11-23T10:00" }));
  });

  test("says beside it why it is refused, and keeps what was typed", async () => {
    jest
      .mocked(logContactAction)
      .mockClear()
      .mockResolvedValue({ ok: false, code: "INVALID", requestId: "r", fields: { happenedAt: "beforeLead" } });
    const user = await openDialog();
    await user.click(screen.getByText("It wasn’t just now"));
    fireEvent.change(screen.getByLabelText("When it was"), { target: { value: "2026-11-20T10:00" } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("That was before the lead came.")).toBeVisible();
    expect(screen.getByLabelText("When it was")).toHaveValue("2026-11-20T10:00");
  });
});

describe("extra values", () => {
  const extra = [{ name: "canal", value: "Feria" }];

  test("the rest comes when asked for", async () => {
    const all = [...extra, { name: "rubro", value: "Textil" }];
    jest.mocked(extrasAction).mockResolvedValueOnce({ ok: true, data: { values: all, total: 2 } });
    render(deskOf(<LeadExtras />, { ...deskLead, extra, extraCount: 2 }));
    expect(screen.queryByText("Textil")).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Show all 2" }));
    expect(await screen.findByText("Textil")).toBeVisible();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });

  test("where all are there nothing is offered", () => {
    render(deskOf(<LeadExtras />, { ...deskLead, extra, extraCount: 1 }));
    expect(screen.getByText("Feria")).toBeVisible();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });
});

describe("what was said of a contact", () => {
  const attempts: OpenAttempt[] = [{ id: "call", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }];
  const question = (meId?: string) => deskOf(<ContactQuestion attempts={attempts} />, deskLead, meId);

  test("is there again after the page was left, for who typed it alone, and gone once it is saved", async () => {
    jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "call" } });
    const user = userEvent.setup();
    const { unmount } = render(question());
    await user.type(screen.getByRole("textbox"), "Quiere precio");
    unmount();
    const { unmount: leave } = render(question("other"));
    expect(screen.getByRole("textbox")).toHaveValue("");
    leave();
    render(question());
    expect(screen.getByRole("textbox")).toHaveValue("Quiere precio");
    await user.click(screen.getByRole("button", { name: "Reached" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => {
      expect(Object.values(sessionStorage)).not.toContain("Quiere precio");
    });
  });
});
