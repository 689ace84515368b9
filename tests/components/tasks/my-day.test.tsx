import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { MyDay } from "@/components/tasks/my-day";
import { notify } from "@/components/ui/notify";
import { correctAnswersAction } from "@/lib/leads/actions";
import { removeTaskAction, restoreTaskAction, updateTaskAction } from "@/lib/leads/tasks/actions";
import messages from "@/lib/i18n/messages/en.json";
import type { DayPart, MyDay as Day, TaskView } from "@/lib/leads/tasks/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/actions", () => ({ correctAnswersAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({}));
jest.mock("@/lib/leads/tasks/actions", () => ({
  updateTaskAction: jest.fn(),
  removeTaskAction: jest.fn(),
  restoreTaskAction: jest.fn(),
}));

const waits = (number: number, until: string) => ({
  id: `lead-${number}`,
  number,
  label: `L-${number}`,
  title: `Person ${number}`,
  statusId: "hold",
  until,
});

const dayOf = ({
  counts,
  ...more
}: Partial<Omit<Day, "counts">> & { counts?: Partial<Record<DayPart, number>> }): Day => ({
  ...{ overdue: [], today: [], week: [], later: [], done: [], waiting: [], day: "2026-11-28" },
  ...{ shown: { shown: 200, later: false }, ...more },
  counts: { overdue: 0, today: 0, week: 0, later: 0, ...counts },
});
const taskOf = (id: string): TaskView => ({
  ...{ id, title: "Call Ana", notes: "", due: { day: "2026-11-20", time: "15:30" }, dueAt: "2026-11-20T18:30:00.000Z" },
  ...{
    repeat: "",
    remind: null,
    assignee: { id: "me", name: "Me" },
    lead: null,
    doneAt: null,
    doneBy: "",
    editable: true,
  },
});

test("postponed leads whose day has come are told apart from those to come, each with its year and a way to it", () => {
  const waiting = [waits(1, "2026-01-21"), waits(2, "2026-11-28"), waits(3, "2026-12-03")];
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay day={dayOf({ waiting })} now="2026-11-28T12:00:00.000Z" meId="me" isAdding={false} />
    </NextIntlClientProvider>,
  );
  const part = (name: string) => screen.getByRole("region", { name });
  const up = part("On hold: their day has come");
  expect(within(up).getByText(/L-1 · until .*2026/)).toBeInTheDocument();
  expect(within(up).getByRole("link", { name: "Open L-2" })).toHaveAttribute("href", "/leads/2");
  expect(within(up).queryByText("Person 3")).not.toBeInTheDocument();
  expect(within(part("On hold: their day comes soon")).getAllByRole("listitem")).toHaveLength(1);
});

test("a postponed lead whose day has come is put off in one press, and to no day that nobody chose", async () => {
  const user = userEvent.setup();
  jest.mocked(correctAnswersAction).mockClear().mockResolvedValue({ ok: true, data: undefined });
  const waiting = [waits(2, "2026-11-28")];
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay day={dayOf({ waiting })} now="2026-11-28T12:00:00.000Z" meId="me" isAdding={false} />
    </NextIntlClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: "Another date for L-2" }));
  expect(await screen.findByLabelText("For")).toHaveValue("");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(correctAnswersAction).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "In two weeks" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(correctAnswersAction).toHaveBeenCalledWith(expect.objectContaining({ set: { holdUntil: "2026-12-12" } }));
});

test("that nothing is left for today is said only where nothing waits by then", () => {
  const show = (waiting: ReturnType<typeof waits>[]) => (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay day={dayOf({ waiting, counts: { later: 1 } })} now="2026-11-28T12:00:00.000Z" meId="me" isAdding={false} />
    </NextIntlClientProvider>
  );
  const { rerender } = render(show([waits(1, "2026-02-05")]));
  expect(screen.queryByText(messages.tasks.clear)).toBeNull();
  rerender(show([waits(2, "2026-11-28")]));
  expect(screen.queryByText(messages.tasks.clear)).toBeNull();
  rerender(show([waits(3, "2026-11-29")]));
  expect(screen.getByText(messages.tasks.clear)).toBeVisible();
});

test("a postponed lead gets another day from its row, over the day that was shown", async () => {
  const user = userEvent.setup();
  jest.mocked(correctAnswersAction).mockResolvedValue({ ok: true, data: undefined });
  const waiting = [waits(2, "2026-11-28")];
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay day={dayOf({ waiting })} now="2026-11-28T12:00:00.000Z" meId="me" isAdding={false} />
    </NextIntlClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: "Another date for L-2" }));
  fireEvent.change(await screen.findByLabelText("For"), { target: { value: "2026-12-09" } });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => {
    expect(correctAnswersAction).toHaveBeenCalledWith({
      leadId: "lead-2",
      seenStatusId: "hold",
      set: { holdUntil: "2026-12-09" },
      seen: { holdUntil: "2026-11-28" },
    });
  });
});

test("a task is put off to any day from its row, keeping its time; a refusal leaves what was chosen", async () => {
  const user = userEvent.setup();
  const task = taskOf("task");
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay
        day={dayOf({ overdue: [task], counts: { overdue: 1 } })}
        now="2026-11-28T12:00:00.000Z"
        meId="me"
        isAdding={false}
      />
    </NextIntlClientProvider>,
  );
  await user.click(screen.getByRole("button", { name: /Call Ana/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Another day…" }));
  const day = await screen.findByLabelText("For");
  expect(day).toHaveValue("2026-11-28");
  fireEvent.change(day, { target: { value: "2026-12-15" } });
  jest.mocked(updateTaskAction).mockResolvedValueOnce({ ok: false, code: "NOT_FOUND", requestId: "r" });
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(day).toHaveValue("2026-12-15");
  jest.mocked(updateTaskAction).mockResolvedValueOnce({ ok: true, data: undefined });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
  expect(jest.mocked(updateTaskAction).mock.lastCall).toStrictEqual([
    { taskId: "task", set: { due: { day: "2026-12-15", time: "15:30" } }, seen: { due: task.due }, putOff: true },
  ]);
});

test("a part says how many it has and leads to those that aren't shown; one that shows all leads nowhere", () => {
  const day = dayOf({
    today: [taskOf("1"), taskOf("2")],
    week: [taskOf("3")],
    counts: { today: 437, week: 1, later: 3 },
  });
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay day={day} now="2026-11-28T12:00:00.000Z" meId="me" isAdding={false} />
    </NextIntlClientProvider>,
  );
  const today = within(screen.getByRole("region", { name: "Today (437)" }));
  expect(today.getByRole("link", { name: "435 more" })).toHaveAttribute("href", "/tasks?shown=400");
  const week = within(screen.getByRole("region", { name: "Next 7 days (1)" }));
  expect(week.queryByRole("link")).toBeNull();
  expect(screen.getByText(/There are 3 later on/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Show" })).toHaveAttribute("href", "/tasks?shown=200&later=1");
});

test("a task that was deleted is offered back, and one that wasn't isn't", async () => {
  const user = userEvent.setup();
  const success = jest.spyOn(notify, "success");
  const error = jest.spyOn(notify, "error");
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay
        day={dayOf({ overdue: [taskOf("task")], counts: { overdue: 1 } })}
        now="2026-11-28T12:00:00.000Z"
        meId="me"
        isAdding={false}
      />
    </NextIntlClientProvider>,
  );
  const remove = async () => {
    await user.click(screen.getByRole("button", { name: /Call Ana/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  };
  jest.mocked(removeTaskAction).mockResolvedValueOnce({ ok: false, code: "FORBIDDEN", requestId: "r" });
  await remove();
  await waitFor(() => {
    expect(error).toHaveBeenCalledTimes(1);
  });
  expect(success).not.toHaveBeenCalled();
  jest.mocked(removeTaskAction).mockResolvedValueOnce({ ok: true, data: { removed: "sealed" } });
  jest.mocked(restoreTaskAction).mockResolvedValueOnce({ ok: true, data: undefined });
  await remove();
  await waitFor(() => {
    expect(success).toHaveBeenCalledTimes(1);
  });
  expect(success).toHaveBeenCalledWith("Task deleted.", {
    action: { label: "Undo", run: expect.any(Function) as () => void },
  });
  act(() => {
    success.mock.lastCall?.[1]?.action?.run();
  });
  await waitFor(() => {
    expect(restoreTaskAction).toHaveBeenCalledWith({ taskId: "task", removed: "sealed" });
  });
});
