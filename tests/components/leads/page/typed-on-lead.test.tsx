import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NoteEntry } from "@/components/leads/notes/note-entry";
import { AssignDialog } from "@/components/leads/page/assign-dialog";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { CorrectContact } from "@/components/leads/page/correct-contact";
import { LeadKeys } from "@/components/leads/page/lead-keys";
import { StatusAnswers } from "@/components/leads/page/status-answers";
import { TypedThere } from "@/components/leads/page/typed-there";
import { LeadTasks } from "@/components/tasks/lead-tasks";
import { Toaster } from "@/components/ui/toaster";
import { setContactOutcomeAction, takeBackContactAction } from "@/lib/leads/actions";
import { editNoteAction } from "@/lib/leads/notes/actions";
import { addTaskAction, updateTaskAction } from "@/lib/leads/tasks/actions";
import { deskLead, deskOf } from "@/tests/support/lead-desk";
import type { OpenAttempt } from "@/lib/leads/page/schema";
import type { TaskView } from "@/lib/leads/tasks/schema";
import type { TimelineEntry } from "@/lib/leads/timeline/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/actions", () => ({
  correctAnswersAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  takeBackContactAction: jest.fn(),
}));
jest.mock("@/lib/leads/notes/actions", () => ({ editNoteAction: jest.fn(), mentionableAction: jest.fn() }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn(), updateTaskAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({
  possibleOwnersAction: jest.fn().mockResolvedValue({ ok: true, data: [] }),
}));

beforeAll(async () => {
  await import("@/components/leads/status-question");
  Element.prototype.scrollIntoView = () => undefined;
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
}, 30_000);

beforeEach(() => {
  sessionStorage.clear();
});

const MARIA = "00000000-0000-7000-8000-0000000000aa";
const at = "2026-11-23T11:00:00.000Z";
const note: Extract<TimelineEntry, { kind: "note" }> = {
  ...{ seq: "1", at, kind: "note", noteId: "n1", body: `Asks @{${MARIA}} for a price`, names: { [MARIA]: "María" } },
  ...{ own: true, editedAt: null, deletedAt: null, files: [], actor: { type: "user", name: "Ana" } },
} as unknown as Extract<TimelineEntry, { kind: "note" }>;
const task: TaskView = {
  ...{ id: "t1", title: "Call", notes: "", dueAt: "2026-11-27T19:00:00.000Z", remind: 60, repeat: "" },
  ...{ due: { day: "2026-11-27", time: "16:00" }, assignee: { id: "me", name: "Ana" } },
  ...{ doneAt: null, doneBy: "", lead: null, editable: true },
};
const own = { outcome: "no-answer", note: "Voicemail", at, takenBack: true } as const;
const attempts: OpenAttempt[] = [{ id: "call", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }];
const lead = { ...deskLead, amountCents: 120_000 };

const page = ({ body = note.body, tasks = [task] } = {}) =>
  deskOf(
    <>
      <NoteEntry entry={{ ...note, body }} />
      <LeadTasks tasks={tasks} today="2026-11-27" />
      <CorrectContact channel="call" attemptId="a1" own={own} />
      <ContactQuestion attempts={attempts} />
      <StatusAnswers />
      <AssignDialog />
      <LeadKeys />
      <Toaster />
    </>,
    lead,
  );

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const field = (name: string | RegExp) => screen.findByRole("textbox", { name });
/** At one go, so that nothing else follows it. */
async function write(name: string | RegExp, text: string) {
  await userEvent.clear(await field(name));
  await userEvent.paste(text);
}
async function editTask() {
  await press("More for Call");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit" }));
}
async function correct(which: "contact" | "answers") {
  const [contact = document.body, answers = document.body] = screen.getAllByRole("button", { name: "Correct" });
  await userEvent.click({ contact, answers }[which]);
}

type Place = { open: () => Promise<void>; name: string | RegExp; text: string };
const REWRITTEN: [string, Place][] = [
  ["a note that is edited", { open: () => press("Edit"), name: "Note", text: "Asks for two prices" }],
  ["a new task", { open: () => press("New task"), name: /^What is to be done/, text: "Send the offer" }],
  ["a task that is edited", { open: editTask, name: /^Notes/, text: "Third floor" }],
  ["a contact that is corrected", { open: () => correct("contact"), name: "What was said", text: "Rang twice" }],
];
async function openAssign() {
  fireEvent.keyDown(window, { key: "a" });
  await screen.findByRole("dialog");
}
const ONCE: [string, Place][] = [
  ["an amount", { open: () => correct("answers"), name: /amount/i, text: "3,400" }],
  ["the reason of an assignment", { open: openAssign, name: /reason/i, text: "Speaks Portuguese" }],
];
const QUESTION: [string, Place] = [
  "how a contact went",
  { open: () => Promise.resolve(), name: "What was said", text: "Wants it on Monday" },
];

const afterMerge = (meId = "me") =>
  render(deskOf(<TypedThere meId={meId} leadId="lead" />, { ...deskLead, id: "survivor" }));

test.each([...REWRITTEN, ...ONCE, QUESTION])(
  "%s stands where one comes to when the lead is merged away, and for nobody else",
  async (_what, { open, name, text }) => {
    const { unmount } = render(page());
    await open();
    await write(name, text);
    unmount();
    const { unmount: leave } = afterMerge("somebody-else");
    expect(screen.queryByRole("listitem")).not.toBeInTheDocument();
    leave();
    afterMerge();
    expect(screen.getByRole("listitem")).toHaveTextContent(text);
    await press("Discard");
    expect(sessionStorage).toHaveLength(0);
  },
);

test.each(REWRITTEN)(
  "%s is as it was left when it is opened again, and as it is once it was given up",
  async (_what, { open, name, text }) => {
    const { unmount } = render(page());
    await open();
    const { value: former } = (await field(name)) as HTMLTextAreaElement;
    await write(name, text);
    unmount();
    render(page());
    await open();
    expect(await field(name)).toHaveValue(text);
    await press("Cancel");
    expect(sessionStorage).toHaveLength(0);
    await open();
    expect(await field(name)).toHaveValue(former);
  },
);

test.each(ONCE)("%s that was left open is nothing to come back to", async (_what, { open, name, text }) => {
  const { unmount } = render(page());
  await open();
  await write(name, text);
  unmount();
  render(page()).unmount();
  expect(sessionStorage).toHaveLength(0);
});

test("a note is written over what it said when its editing began, with who was named in it", async () => {
  jest
    .mocked(editNoteAction)
    .mockResolvedValueOnce({ ok: false, code: "CONFLICT", requestId: "r", details: { by: "Ana", to: "Other" } })
    .mockResolvedValueOnce({ ok: true, data: undefined });
  const { unmount } = render(page());
  await press("Edit");
  await write("Note", "@María asks for two");
  unmount();
  render(page({ body: "Said otherwise since" }));
  await press("Edit");
  const [saved = document.body] = screen.getAllByRole("button", { name: "Save" });
  await userEvent.click(saved);
  const sent = { noteId: "n1", body: `@{${MARIA}} asks for two`, seenBody: note.body };
  expect(editNoteAction).toHaveBeenLastCalledWith(sent);
  // Refused, it is still kept; saved, it isn't.
  expect(Object.values(sessionStorage)).toContain("@María asks for two");
  await userEvent.click(saved);
  expect(sessionStorage).toHaveLength(0);
});

test("of a task that is edited what was changed is kept, over what it was then", async () => {
  jest.mocked(updateTaskAction).mockResolvedValueOnce({ ok: true, data: undefined });
  const { unmount } = render(page());
  await editTask();
  await write(/^Notes/, "Third floor");
  unmount();
  render(page({ tasks: [{ ...task, title: "Visit", notes: "Ring twice" }] }));
  await press("More for Visit");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit" }));
  expect(await field(/^What is to be done/)).toHaveValue("Visit");
  await press("Save");
  expect(jest.mocked(updateTaskAction).mock.lastCall).toMatchObject([
    { taskId: "t1", set: { notes: "Third floor" }, seen: { title: "Call", notes: "" } },
  ]);
  expect(sessionStorage).toHaveLength(0);
});

test("a task whose day alone was changed is no text to be told of", async () => {
  const { unmount } = render(page());
  await editTask();
  fireEvent.change(await screen.findByLabelText(/^For/), { target: { value: "2026-11-30" } });
  await waitFor(() => {
    expect(sessionStorage).toHaveLength(1);
  });
  unmount();
  afterMerge();
  expect(screen.queryByRole("listitem")).not.toBeInTheDocument();
});

test("what was saved or taken back leaves nothing", async () => {
  jest.mocked(addTaskAction).mockResolvedValueOnce({ ok: true, data: { id: "t2" } });
  jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "a1" } });
  jest.mocked(takeBackContactAction).mockResolvedValueOnce({ ok: true, data: { firstResponseAt: null } });
  render(page());
  await press("New task");
  await write(/^What is to be done/, "Send the offer");
  await press("Save");
  await correct("contact");
  await write("What was said", "Rang twice");
  await press("Save");
  await write("What was said", "Wants it on Monday");
  await press("I didn’t call, it was a slip");
  expect(sessionStorage).toHaveLength(0);
});
