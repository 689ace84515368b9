import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { DeliveryLog } from "@/components/settings/webhooks/delivery-log";
import { WebhookActions } from "@/components/settings/webhooks/webhook-actions";
import { WebhookDesk } from "@/components/settings/webhooks/webhook-desk";
import en from "@/lib/i18n/messages/en.json";
import { createWebhookAction, removeWebhookAction, testWebhookAction } from "@/lib/webhooks/actions";
import type { OpenedWebhook } from "@/lib/webhooks/schema";

jest.setTimeout(30_000);
const push = jest.fn();
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push }) }));
jest.mock("@/lib/webhooks/actions", () => ({
  createWebhookAction: jest.fn(),
  removeWebhookAction: jest.fn(),
  testWebhookAction: jest.fn(),
}));

const NOW = "2026-11-23T15:04:00Z";
const A = "0193a000-0000-7000-8000-00000000000a";
const SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

const view: OpenedWebhook = {
  ...{ id: "w", host: "erp.example.com", address: "https://erp.example.com/…", url: "https://erp.example.com/hooks" },
  ...{ description: "ERP", events: ["lead.*"], allowsPrivate: false },
  ...{ everyCompany: false, companyIds: [A], companies: [{ id: A, name: "INTRALOG", tone: "blue" }] },
  ...{ end: null, keeper: "Ana Primera", createdAt: NOW, failingSince: null, previousUntil: null },
  ...{ lastSentAt: "2026-11-23T14:04:00Z", waiting: 2, failed: 0 },
};
const choices = {
  events: [
    { value: "lead.*", label: "Everything about leads" },
    { value: "delivery.read", label: "Arrival read (delivery.read)" },
  ],
  everywhere: true,
  companies: [
    { value: A, label: "INTRALOG" },
    { value: "b", label: "INTRAPAL" },
  ],
};

function show(what: React.ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC" now={new Date(NOW)}>
      {what}
    </NextIntlClientProvider>,
  );
}

test("a webhook says what it is sent, about whom, and how it fares", () => {
  show(<WebhookDesk views={[view]} choices={choices} now={NOW} />);
  const row = within(screen.getByRole("listitem"));
  expect(row.getByRole("link", { name: "ERP" })).toHaveAttribute("href", "/settings/webhooks/w");
  expect(row.getByText("Everything about leads")).toBeVisible();
  expect(row.getByText("INTRALOG")).toBeVisible();
  expect(row.getByText("On")).toBeVisible();
  expect(row.getByText(/Last sent 1 hr ago · 2 wait/)).toBeVisible();
});

test.each<[Partial<OpenedWebhook>, string]>([
  [{ end: "off" }, "Off"],
  [{ end: "failing" }, "Switched off"],
  [{ end: "keeperGone" }, "Stopped"],
  [{ end: "keeperOwes" }, "Stopped"],
  [{ failingSince: NOW }, "Failing"],
])("one that isn't well says so: %j", (more, said) => {
  show(<WebhookDesk views={[{ ...view, ...more }]} choices={choices} now={NOW} />);
  expect(screen.getByText(said)).toBeVisible();
});

test("a new one needs an address, and its secret is shown once", async () => {
  jest.mocked(createWebhookAction).mockResolvedValue({ ok: true, data: { id: "n", secret: SECRET } });
  const user = userEvent.setup();
  show(<WebhookDesk views={[]} choices={choices} now={NOW} />);
  await user.click(screen.getByRole("button", { name: "New webhook" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New webhook" }));
  await user.click(dialog.getByRole("button", { name: "Create webhook" }));
  // The name and the companies, or the address and the companies: none is chosen beforehand.
  expect(await dialog.findAllByText("Fill this in.")).toHaveLength(2);
  expect(createWebhookAction).not.toHaveBeenCalled();

  await user.type(dialog.getByRole("textbox", { name: "Address" }), "https://erp.example.com/hooks");
  await user.click(dialog.getByRole("radio", { name: "Every company" }));
  await user.click(dialog.getByRole("button", { name: "Create webhook" }));
  const made = within(await screen.findByRole("dialog", { name: "The secret of erp.example.com" }));
  expect(made.getByRole("textbox", { name: "Secret" })).toHaveValue(SECRET);
  expect(createWebhookAction).toHaveBeenCalledWith({
    ...{ url: "https://erp.example.com/hooks", description: "", events: ["lead.*"], allowsPrivate: false },
    ...{ everyCompany: true, companyIds: [] },
  });
  await user.click(made.getByRole("button", { name: "I have it" }));
  expect(screen.queryByDisplayValue(SECRET)).toBeNull();
});

test("one that is off can't be tested; one that is on can, and is removed after a question", async () => {
  const user = userEvent.setup();
  const { unmount } = show(<WebhookActions view={{ ...view, end: "off" }} choices={choices} />);
  expect(screen.queryByRole("button", { name: "Send a test" })).toBeNull();
  expect(screen.getByRole("button", { name: "Switch on" })).toBeVisible();
  unmount();

  jest.mocked(testWebhookAction).mockResolvedValue({
    ok: true,
    data: { state: "failed", problem: "status", status: 500, durationMs: 12 },
  });
  jest.mocked(removeWebhookAction).mockResolvedValue({ ok: true, data: undefined });
  show(<WebhookActions view={view} choices={choices} />);
  await user.click(screen.getByRole("button", { name: "Send a test" }));
  expect(testWebhookAction).toHaveBeenCalledWith({ webhookId: "w" });
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  expect(removeWebhookAction).not.toHaveBeenCalled();
  const question = within(await screen.findByRole("alertdialog", { name: "Remove erp.example.com?" }));
  await user.click(question.getByRole("button", { name: "Remove" }));
  expect(push).toHaveBeenCalledWith("/settings/webhooks");
});

test("who isn't told its whole address can't edit it, and can remove it", async () => {
  const user = userEvent.setup();
  show(<WebhookActions view={{ ...view, url: null }} choices={choices} />);
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(await screen.findByRole("menuitem", { name: "Remove" })).toBeVisible();
  expect(screen.queryByRole("menuitem", { name: "Edit" })).toBeNull();
});

test.each([
  ["Sosa", 1],
  ["L-77", 1],
  ["", 0],
])("a search for %p that finds nothing says what is searched: %p", (lead, said) => {
  const page = { rows: [], next: null };
  show(<DeliveryLog view={view} page={page} state="failed" before={undefined} lead={lead} />);
  expect(screen.getByText("None of these")).toBeVisible();
  expect(screen.queryAllByText(/is found by the lead’s number, such as L-1234/)).toHaveLength(said);
});
