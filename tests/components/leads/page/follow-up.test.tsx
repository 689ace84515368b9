import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { toast } from "sonner";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { ofDistinctDays } from "@/components/tasks/postponed";
import { Toaster } from "@/components/ui/toaster";
import { changeStatusAction, setContactOutcomeAction, takeBackStatusAction } from "@/lib/leads/actions";
import { addTaskAction, removeTaskAction } from "@/lib/leads/tasks/actions";
import { deskLead, deskOf } from "@/tests/support/lead-desk";
import type { OpenAttempt } from "@/lib/leads/page/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn(), removeTaskAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
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

const attempts: OpenAttempt[] = [{ id: "a1", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }];

beforeEach(() => {
  jest.clearAllMocks();
  jest.mocked(setContactOutcomeAction).mockResolvedValue({ ok: true, data: { attemptId: "a1" } });
  jest.mocked(addTaskAction).mockResolvedValue({ ok: true, data: { id: "task" } });
  jest.mocked(removeTaskAction).mockResolvedValue({ ok: true, data: null } as never);
  jest
    .mocked(changeStatusAction)
    .mockResolvedValue({ ok: true, data: { statusId: "id-contacted", changeId: "change" } });
  jest
    .mocked(takeBackStatusAction)
    .mockResolvedValue({ ok: true, data: { statusId: "id-assigned", changeId: "before" } });
});

async function answer(outcome: string) {
  const user = userEvent.setup();
  const { unmount } = render(
    deskOf(
      <>
        <ContactQuestion attempts={attempts} />
        <Toaster />
      </>,
      deskLead,
    ),
  );
  await user.click(screen.getByRole("button", { name: outcome }));
  return { user, unmount };
}

afterEach(() => {
  act(() => {
    toast.dismiss();
  });
});

describe("an outcome with the next try and the status it leads to", () => {
  test("is said in one notice, whose undo takes back the task and the status", async () => {
    const { user, unmount } = await answer("Reached");
    await user.click(screen.getByRole("button", { name: "Tomorrow" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    const notice = await screen.findByRole("listitem");
    expect(notice).toHaveTextContent("Now: Contacted");
    expect(notice).toHaveTextContent("Task added.");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(removeTaskAction).toHaveBeenCalledWith({ taskId: "task" });
    expect(takeBackStatusAction).toHaveBeenCalledWith({ leadId: "lead", changeId: "change" });
    unmount();
  });

  test("says in the same notice that the task couldn’t be added, and undoes the status alone", async () => {
    jest.mocked(addTaskAction).mockResolvedValue({ ok: false, code: "INTERNAL", requestId: "r" });
    const { user, unmount } = await answer("Reached");
    await user.click(screen.getByRole("button", { name: "Tomorrow" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Now: Contacted")).toBeVisible();
    expect(screen.queryByText("Task added.")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(takeBackStatusAction).toHaveBeenCalledTimes(1);
    expect(removeTaskAction).not.toHaveBeenCalled();
    unmount();
  });

  test("leads to the task alone where the status stays", async () => {
    const { user, unmount } = await answer("No answer");
    await user.click(screen.getByRole("button", { name: "Tomorrow" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Task added.")).toBeVisible();
    expect(changeStatusAction).not.toHaveBeenCalled();
    unmount();
  });
});

describe("when to try again", () => {
  test("is any day, with its hour or without", async () => {
    const { user, unmount } = await answer("No answer");
    await user.click(screen.getByRole("button", { name: "Another day…" }));
    fireEvent.change(screen.getByLabelText("For"), { target: { value: "2026-12-03" } });
    fireEvent.change(screen.getByLabelText("Time"), { target: { value: "16:30" } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(addTaskAction).toHaveBeenCalledWith(
      expect.objectContaining({ leadId: "lead", due: { day: "2026-12-03", time: "16:30" } }),
    );
    unmount();
  });

  test("isn’t sent without the day, or for one gone by", async () => {
    const { user, unmount } = await answer("No answer");
    await user.click(screen.getByRole("button", { name: "Another day…" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    fireEvent.change(screen.getByLabelText("For"), { target: { value: "2026-11-22" } });
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(setContactOutcomeAction).not.toHaveBeenCalled();
    unmount();
  });

  test.each([
    ["a Sunday", "2026-11-29", ["hour", "tomorrow", "week"]],
    ["a Monday", "2026-11-30", ["hour", "tomorrow", "monday"]],
    ["a Wednesday", "2026-12-02", ["hour", "tomorrow", "monday", "week"]],
  ])("offers no day twice on %s", (_day, today, offered) => {
    expect(ofDistinctDays(["hour", "tomorrow", "monday", "week"], today)).toStrictEqual(offered);
  });
});
