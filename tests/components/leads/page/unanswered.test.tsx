import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { toast } from "sonner";
import { LeadField } from "@/components/leads/page/lead-field";
import { LeadTags } from "@/components/leads/page/lead-tags";
import { LogContactDialog } from "@/components/leads/page/log-contact-dialog";
import { NoteComposer } from "@/components/leads/page/note-composer";
import { useDesk } from "@/components/leads/page/lead-desk";
import { Toaster } from "@/components/ui/toaster";
import { changeStatusAction, logContactAction, updateLeadAction } from "@/lib/leads/actions";
import { addNoteAction } from "@/lib/leads/notes/actions";
import { tagLeadAction } from "@/lib/leads/tags/actions";
import { deskLead, deskOf, deskVocabulary } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/components/live/reach", () => ({
  doubtReach: jest.fn(),
  untilReached: () => new Promise(() => undefined),
}));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn(), removeTaskAction: jest.fn() }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/tags/actions", () => ({ tagLeadAction: jest.fn() }));
jest.mock("@/lib/leads/notes/actions", () => ({ addNoteAction: jest.fn(), mentionableAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
  logContactAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  takeBackContactAction: jest.fn(),
  updateLeadAction: jest.fn(),
}));

/** As the browser refuses it where there is no connection. */
const broken = () => Promise.reject(new TypeError("Failed to fetch"));
const UNANSWERED = "The server didn’t answer, so this may not be saved. Try again.";

beforeAll(async () => {
  await import("@/components/ui/toast-outlet");
  Element.prototype.setPointerCapture = () => undefined;
}, 30_000);
beforeEach(() => {
  jest.clearAllMocks();
});
afterEach(() => {
  act(() => {
    toast.dismiss();
  });
});

function Status() {
  const { status, moveTo } = useDesk();
  const contacted = deskVocabulary.groups[0]?.statuses.find(({ key }) => key === "contacted");
  return (
    <>
      <output>{status.label}</output>
      <button type="button" onClick={() => contacted && void moveTo(contacted)}>
        Move
      </button>
    </>
  );
}

describe("what no answer came to", () => {
  test("is taken back, said, and sent once more from there: a status", async () => {
    const user = userEvent.setup();
    jest.mocked(changeStatusAction).mockImplementationOnce(broken);
    jest
      .mocked(changeStatusAction)
      .mockResolvedValueOnce({ ok: true, data: { statusId: "id-contacted", changeId: "change" } });
    const { unmount } = render(
      deskOf(
        <>
          <Status />
          <Toaster />
        </>,
        { ...deskLead, statusId: "id-assigned" },
      ),
    );
    await user.click(screen.getByRole("button", { name: "Move" }));
    expect(await screen.findByText(UNANSWERED)).toBeVisible();
    expect(screen.getByRole("status")).toHaveTextContent("Assigned");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => {
      expect(screen.getByRole("status")).toHaveTextContent("Contacted");
    });
    expect(jest.mocked(changeStatusAction).mock.calls[1]).toStrictEqual(jest.mocked(changeStatusAction).mock.calls[0]);
    unmount();
  });

  test("stays typed, with its button free: a note, and it is gone from there only once it is saved", async () => {
    const user = userEvent.setup();
    jest.mocked(addNoteAction).mockImplementationOnce(broken);
    jest.mocked(addNoteAction).mockResolvedValueOnce({ ok: true, data: null } as never);
    const { unmount } = render(deskOf(<NoteComposer />, deskLead));
    await user.type(screen.getByRole("textbox"), "asked for a quote");
    await user.click(screen.getByRole("button", { name: "Add note" }));
    expect(await screen.findByText(UNANSWERED)).toBeVisible();
    expect(screen.getByRole("textbox")).toHaveValue("asked for a quote");
    await user.click(screen.getByRole("button", { name: "Add note" }));
    await waitFor(() => {
      expect(screen.getByRole("textbox")).toHaveValue("");
    });
    unmount();
  });

  test("stays typed in the field it is about", async () => {
    const user = userEvent.setup();
    jest.mocked(updateLeadAction).mockImplementationOnce(broken);
    const { unmount } = render(deskOf(<LeadField field="firm" label="Firm" value="Old" />, deskLead));
    await user.click(screen.getByRole("button", { name: /Firm/ }));
    await user.clear(screen.getByRole("textbox"));
    await user.type(screen.getByRole("textbox"), "New");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(UNANSWERED)).toBeVisible();
    expect(screen.getByRole("textbox")).toHaveValue("New");
    expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
    unmount();
  });

  test("is offered once more: a tag", async () => {
    const user = userEvent.setup();
    jest.mocked(tagLeadAction).mockImplementation(broken);
    const { unmount } = render(
      deskOf(
        <>
          <LeadTags offered={[]} />
          <Toaster />
        </>,
        { ...deskLead, tags: ["vip"] },
      ),
    );
    await user.click(screen.getByRole("button", { name: /vip/ }));
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(tagLeadAction).toHaveBeenCalledTimes(2);
    unmount();
  });

  test("leaves the contact's words where they were typed", async () => {
    const user = userEvent.setup();
    jest.mocked(logContactAction).mockImplementation(broken);
    function Opened() {
      const { setPanel } = useDesk();
      return (
        <button
          type="button"
          onClick={() => {
            setPanel("log");
          }}
        >
          Open
        </button>
      );
    }
    const { unmount } = render(
      deskOf(
        <>
          <Opened />
          <LogContactDialog />
          <Toaster />
        </>,
        deskLead,
      ),
    );
    await user.click(screen.getByRole("button", { name: "Open" }));
    await user.click(await screen.findByRole("button", { name: "Reached" }));
    await user.type(screen.getByRole("textbox"), "wants it by May");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(UNANSWERED)).toBeVisible();
    expect(screen.getByRole("textbox")).toHaveValue("wants it by May");
    expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
    unmount();
  });
});
