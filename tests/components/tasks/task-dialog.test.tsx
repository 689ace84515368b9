import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { TaskDialog } from "@/components/tasks/task-dialog";
import messages from "@/lib/i18n/messages/en.json";
import { updateTaskAction } from "@/lib/leads/tasks/actions";
import type { TaskView } from "@/lib/leads/tasks/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn(), updateTaskAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ possibleOwnersAction: jest.fn() }));

const TASK: TaskView = {
  ...{ id: "task", title: "Call", notes: "", dueAt: "2026-11-27T19:00:00.000Z", remind: 60, repeat: "" },
  ...{ due: { day: "2026-11-27", time: "16:00" }, assignee: { id: "me", name: "Ana" } },
  ...{ doneAt: null, doneBy: "", lead: null, editable: true },
};

const onClose = jest.fn();

beforeEach(() => {
  jest.mocked(updateTaskAction).mockReset().mockResolvedValue({ ok: true, data: undefined });
  onClose.mockReset();
});

function open() {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <TaskDialog task={TASK} lead={null} mayAssign={false} today="2026-11-27" meId="me" onClose={onClose} />
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

const save = () => screen.getByRole("button", { name: "Save" });

test("only what was changed is sent, with what was shown of the task", async () => {
  const user = open();
  await user.type(screen.getByLabelText(/^Notes/), "Third floor");
  await user.click(save());
  const { title, notes, due, remind, repeat } = TASK;
  expect(jest.mocked(updateTaskAction).mock.lastCall).toStrictEqual([
    {
      taskId: "task",
      set: { notes: "Third floor" },
      seen: { title, notes, due, remind, repeat, assigneeId: "me" },
    },
  ]);
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("who was overtaken is told at the field, keeps what they typed, and replaces the other by saving again", async () => {
  jest.mocked(updateTaskAction).mockResolvedValueOnce({
    ...{ ok: false, code: "CONFLICT", requestId: "r" },
    details: { field: "title", by: "Berta", to: "Visit", seen: JSON.stringify("Visit") },
  });
  const user = open();
  const title = screen.getByLabelText(/^What is to be done/);
  await user.type(title, " again");
  await user.click(save());
  expect(await screen.findByText(/Berta/)).toHaveTextContent("Visit");
  expect(title).toHaveValue("Call again");
  expect(onClose).not.toHaveBeenCalled();
  await user.click(save());
  const seen = jest.mocked(updateTaskAction).mock.calls.map(([input]) => input.seen.title);
  expect(seen).toStrictEqual(["Call", "Visit"]);
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("shut by Escape it is found again as it was typed; cancelled it isn't", async () => {
  const reopened = () =>
    render(
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        <TaskDialog lead={null} mayAssign={false} today="2026-11-27" meId="me" onClose={onClose} />
      </NextIntlClientProvider>,
    );
  const title = () => screen.getByLabelText(/^What is to be done/);
  const { unmount } = reopened();
  await userEvent.type(title(), "Send the offer");
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledTimes(1);
  unmount();
  const { unmount: again } = reopened();
  expect(title()).toHaveValue("Send the offer");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  again();
  reopened();
  expect(title()).toHaveValue("");
});
