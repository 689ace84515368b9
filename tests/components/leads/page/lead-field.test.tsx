import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { ContactQuestion } from "@/components/leads/page/contact-question";
import { LeadDesk } from "@/components/leads/page/lead-desk";
import { LeadField } from "@/components/leads/page/lead-field";
import { changeStatusAction, setContactOutcomeAction, updateLeadAction } from "@/lib/leads/actions";
import messages from "@/lib/i18n/messages/en.json";
import type { LeadView, StatusView, Vocabulary } from "@/lib/leads/page/schema";

const refresh = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  updateLeadAction: jest.fn(),
  setContactOutcomeAction: jest.fn(),
  changeStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

const status = (key: string, label: string): StatusView => ({
  id: `id-${key}`,
  key,
  label,
  tone: "blue",
  group: "initial",
  phase: "cold",
  outcome: "open",
  active: true,
});
const vocabulary: Vocabulary = {
  groups: [
    { key: "initial", label: "Initial", statuses: [status("assigned", "Assigned"), status("contacted", "Contacted")] },
  ],
  types: [],
};
const lead: LeadView = {
  id: "lead",
  number: 10_001,
  label: "L-10001",
  contactName: "Ana",
  firm: "",
  email: "ana@old.test",
  phone: "",
  phoneE164: null,
  phoneText: "",
  reach: { call: null, whatsapp: null, mail: null },
  message: "",
  service: "",
  managementMessage: "",
  managementMessageBy: null,
  priority: "normal",
  tags: [],
  extra: [],
  leadTypeId: "",
  statusId: "id-assigned",
  statusChangedAt: "2026-11-23T10:00:00.000Z",
  owner: null,
  assignment: null,
  company: { id: "company", name: "INTRALOG", tone: "blue" },
  sourceName: "",
  channel: "",
  subChannel: "",
  rules: [],
  history: false,
  touchCount: 1,
  submittedAt: "2026-11-23T10:00:00.000Z",
  receivedAt: "2026-11-23T10:00:00.000Z",
  assignedAt: null,
  firstResponseAt: null,
  lastActivityAt: "2026-11-23T10:00:00.000Z",
  can: { update: true, status: true, contact: true, assign: true },
};

function page(children: React.ReactNode, shown: LeadView = lead) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <LeadDesk lead={shown} vocabulary={vocabulary} now="2026-11-23T12:00:00.000Z">
        {children}
      </LeadDesk>
    </NextIntlClientProvider>
  );
}

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
    expect(await screen.findByText(/Marta changed it to “ana@marta.test” a moment ago/)).toBeVisible();
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
    const { rerender } = render(page(mail("ana@old.test")));
    const user = await type("ana@mine.test");
    rerender(page(mail("ana@theirs.test")));
    expect(screen.getByText(/It was changed to “ana@theirs.test” meanwhile/)).toBeVisible();
    expect(field()).toHaveValue("ana@mine.test");
    await user.click(screen.getByRole("button", { name: "Keep theirs" }));
    expect(screen.getByText("ana@theirs.test")).toBeVisible();
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
  expect(await screen.findByText("That isn’t a mail address.")).toBeVisible();
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
    jest.mocked(changeStatusAction).mockResolvedValueOnce({ ok: true, data: { statusId: "id-contacted" } });
    const user = userEvent.setup();
    render(page(question));
    await user.click(screen.getByRole("button", { name: "Reached" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(setContactOutcomeAction).toHaveBeenCalledWith({ attemptId: "a1", outcome: "reached", note: "" });
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

  test("can't be saved unanswered, and can wait", async () => {
    const user = userEvent.setup();
    render(page(question));
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Later" }));
    expect(screen.queryByText("How did it go?")).not.toBeInTheDocument();
  });
});
