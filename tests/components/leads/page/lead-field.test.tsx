import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { LeadField } from "@/components/leads/page/lead-field";
import { changeStatusAction, setContactOutcomeAction, updateLeadAction } from "@/lib/leads/actions";
import { lastChangeAction } from "@/lib/leads/page/actions";
import { addTaskAction } from "@/lib/leads/tasks/actions";
import { deskOf as page, deskLead as lead } from "@/tests/support/lead-desk";

const refresh = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh }) }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  updateLeadAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

const mail = (value: string) => <LeadField field="email" kind="email" label="Mail" value={value} />;
const field = () => screen.getByRole("textbox", { name: "Mail" });

async function type(text: string) {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Edit Mail" }));
  await user.clear(field());
  await user.type(field(), text);
  return user;
}

describe("a field that somebody else changed first", () => {
  test("says who and to what, keeps what was typed, and writes it when asked to", async () => {
    jest.mocked(updateLeadAction).mockResolvedValueOnce({
      ok: false,
      code: "CONFLICT",
      requestId: "r",
      details: { field: "email", by: "Marta", to: "ana@marta.test" },
    });
    render(page(mail("ana@old.test")));
    const user = await type("ana@mine.test{Enter}");
    expect(await screen.findByText(/Marta changed it to “ana@marta.test” while you were writing/)).toBeVisible();
    expect(field()).toHaveValue("ana@mine.test");

    jest.mocked(updateLeadAction).mockResolvedValueOnce({ ok: true, data: { changed: ["email"] } });
    await user.click(screen.getByRole("button", { name: "Use mine" }));
    expect(updateLeadAction).toHaveBeenLastCalledWith({
      leadId: "lead",
      set: { email: "ana@mine.test" },
      seen: { email: "ana@marta.test" },
    });
    expect(screen.queryByRole("textbox", { name: "Mail" })).not.toBeInTheDocument();
  });

  test("is told even before saving, when the change arrives while one types", async () => {
    jest.mocked(lastChangeAction).mockResolvedValueOnce({ ok: true, data: { by: "Marta" } });
    const { rerender } = render(page(mail("ana@old.test")));
    const user = await type("ana@mine.test");
    rerender(page(mail("ana@theirs.test")));
    expect(await screen.findByText(/Marta changed it to “ana@theirs.test” while you were writing/)).toBeVisible();
    expect(lastChangeAction).toHaveBeenLastCalledWith({ leadId: "lead", field: "email" });
    expect(field()).toHaveValue("ana@mine.test");
    await user.click(screen.getByRole("button", { name: "Take theirs" }));
    expect(screen.getByText("ana@theirs.test")).toBeVisible();
  });

  test("says so without a name when nobody knows whose it was", async () => {
    jest.mocked(lastChangeAction).mockResolvedValueOnce({ ok: true, data: { by: "" } });
    const { rerender } = render(page(mail("ana@old.test")));
    await type("ana@mine.test");
    rerender(page(mail("ana@theirs.test")));
    expect(await screen.findByText(/It was changed to “ana@theirs.test” while you were writing/)).toBeVisible();
  });

  test("isn't spoken of when nobody else changed it", async () => {
    jest.mocked(updateLeadAction).mockResolvedValueOnce({ ok: true, data: { changed: ["email"] } });
    render(page(mail("ana@old.test")));
    await type("ana@mine.test{Enter}");
    expect(screen.queryByRole("status")).not.toBeInTheDocument();
  });
});

test("a value that is refused says why beside the field, and stays", async () => {
  jest.mocked(updateLeadAction).mockResolvedValueOnce({
    ok: false,
    code: "INVALID",
    requestId: "r",
    fields: { "set.email": "email" },
  });
  render(page(mail("ana@old.test")));
  await type("ana{Enter}");
  expect(await screen.findByText("That isn’t an email address.")).toBeVisible();
  expect(field()).toHaveValue("ana");
});

test("whoever may not edit has no button for it", () => {
  render(page(mail("ana@old.test"), { ...lead, can: { ...lead.can, update: false } }));
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

describe("how did it go?", () => {
  const question = (
    <ContactQuestion attempts={[{ id: "a1", channel: "call", at: "2026-11-23T11:55:00.000Z", note: "" }]} />
  );

  test("reached: the answer is saved and the lead becomes contacted, as suggested", async () => {
    jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "a1" } });
    jest
      .mocked(changeStatusAction)
      .mockResolvedValueOnce({ ok: true, data: { statusId: "id-contacted", changeId: "change" } });
    const user = userEvent.setup();
    render(page(question));
    await user.click(screen.getByRole("button", { name: "Reached" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(setContactOutcomeAction).toHaveBeenCalledWith({ attemptId: "a1", outcome: "reached" });
    expect(changeStatusAction).toHaveBeenCalledWith({
      leadId: "lead",
      statusId: "id-contacted",
      seenStatusId: "id-assigned",
    });
  });

  test("no answer: the lead stays where it is", async () => {
    jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "a1" } });
    jest.mocked(changeStatusAction).mockClear();
    const user = userEvent.setup();
    render(page(question));
    await user.click(screen.getByRole("button", { name: "No answer" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(changeStatusAction).not.toHaveBeenCalled();
  });

  test("a mail is asked about as a mail, and its follow-up can be saved as it stands", async () => {
    jest.mocked(setContactOutcomeAction).mockResolvedValueOnce({ ok: true, data: { attemptId: "a1" } });
    jest.mocked(addTaskAction).mockResolvedValueOnce({ ok: true, data: { id: "t1" } });
    jest.mocked(changeStatusAction).mockClear();
    const user = userEvent.setup();
    render(
      page(<ContactQuestion attempts={[{ id: "a1", channel: "mail", at: "2026-11-23T11:55:00.000Z", note: "" }]} />),
    );
    const answers = within(screen.getByRole("group", { name: "How did it go?" })).getAllByRole("button");
    expect(answers.map((one) => one.textContent)).toStrictEqual([
      "No answer yet",
      "Answered",
      "Bounced or wrong address",
    ]);
    const again = screen.getByRole("group", { name: "Write again" });
    await user.click(within(again).getByRole("button", { name: "Tomorrow" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(setContactOutcomeAction).toHaveBeenLastCalledWith({ attemptId: "a1", outcome: "no-answer" });
    expect(addTaskAction).toHaveBeenCalledWith(expect.objectContaining({ title: "Send another email" }));
    expect(changeStatusAction).not.toHaveBeenCalled();
  });

  test("can't be saved unanswered, and can wait", async () => {
    const user = userEvent.setup();
    render(page(question));
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Later" }));
    expect(screen.queryByRole("button", { name: "Save" })).not.toBeInTheDocument();
  });
});
