import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { KeyDesk } from "@/components/settings/api-keys/key-desk";
import { createKeyAction, revokeKeyAction } from "@/lib/auth/keys/actions";
import en from "@/lib/i18n/messages/en.json";
import type { KeyView } from "@/lib/auth/keys/schema";

jest.setTimeout(30_000);
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/auth/keys/actions", () => ({ createKeyAction: jest.fn(), revokeKeyAction: jest.fn() }));

const NOW = "2026-11-23T15:04:00Z";
const KEY = `lm_${"A".repeat(43)}`;
const [A, B] = ["0193a000-0000-7000-8000-00000000000a", "0193a000-0000-7000-8000-00000000000b"];

const view: KeyView = {
  ...{ id: "k", name: "Website", prefix: "lm_AbCdEf", source: null, madeBy: "Ana Primera", end: null },
  permissions: [{ permission: "lead.create", scope: "company" }],
  fields: {},
  companies: [{ id: A, name: "INTRALOG", tone: "blue" }],
  ...{ createdAt: "2026-11-01T12:00:00Z", expiresAt: null, lastUsedAt: "2026-11-23T14:04:00Z" },
};

const choices = {
  permissions: ["lead.create", "lead.read"] as const,
  everywhere: true,
  companies: [
    { value: A, label: "INTRALOG" },
    { value: B, label: "INTRAPAL" },
  ],
  sources: [
    { id: "sa", name: "Contacto A", companyId: A },
    { id: "sb", name: "Contacto B", companyId: B },
  ],
};

function show(keys: KeyView[], offered: React.ComponentProps<typeof KeyDesk>["choices"] = choices) {
  return render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC" now={new Date(NOW)}>
      <KeyDesk keys={keys} choices={offered} publicUrl="https://leads.example.com" now={NOW} />
    </NextIntlClientProvider>,
  );
}

test("a key says what it may do, where, and when it was used", () => {
  show([view]);
  const row = within(screen.getByRole("listitem"));
  expect(row.getByText("Send leads")).toBeVisible();
  expect(row.getByText("INTRALOG")).toBeVisible();
  expect(row.getByText(/Used 1 hr ago · No end · Made by Ana Primera on Nov 1, 2026/)).toBeVisible();
});

test.each<[Partial<KeyView>, RegExp, number]>([
  [{ end: "revoked" }, /Revoked/, 0],
  [{ end: "expired", expiresAt: "2026-11-21T00:00:00Z" }, /Expired.*Until Nov 20, 2026/, 1],
  [{ end: "makerGone" }, /Stopped.*Ana Primera, who made it, has no access any more/, 1],
  [{ end: "makerOwes" }, /Stopped.*Ana Primera, who made it, has yet to set up the second factor/, 1],
])("one that has ended stands apart and says why: %j", (more, said, buttons) => {
  show([{ ...view, ...more }]);
  const ended = screen.getByRole("region", { name: "Keys that open nothing any more" });
  expect(ended).toHaveTextContent(said);
  expect(within(ended).queryAllByRole("button", { name: "Revoke Website" })).toHaveLength(buttons);
  expect(screen.getByText("No program has a key yet")).toBeVisible();
});

test("a new key is for the companies that are chosen, and shown once", async () => {
  jest.mocked(createKeyAction).mockResolvedValue({ ok: true, data: { id: "n", key: KEY, prefix: KEY.slice(0, 9) } });
  const user = userEvent.setup();
  show([view]);
  await user.click(screen.getByRole("button", { name: "New key" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New API key" }));
  await user.click(dialog.getByRole("button", { name: "Create key" }));
  // The name and the companies, or the address and the companies: none is chosen beforehand.
  expect(await dialog.findAllByText("Fill this in.")).toHaveLength(2);
  expect(createKeyAction).not.toHaveBeenCalled();

  await user.type(dialog.getByLabelText("Name"), "ERP");
  await user.click(dialog.getByRole("checkbox", { name: "Read leads" }));
  const kept = within(dialog.getByRole("group", { name: "It isn’t told" }));
  await user.click(kept.getByRole("checkbox", { name: "Phone" }));
  await user.click(dialog.getByRole("radio", { name: "Only some" }));
  await user.click(dialog.getByRole("combobox", { name: "Companies" }));
  await user.click(await screen.findByRole("option", { name: "INTRALOG" }));
  await user.keyboard("{Escape}");
  await user.click(dialog.getByRole("button", { name: "Create key" }));
  expect(createKeyAction).toHaveBeenCalledWith({
    ...{ name: "ERP", permissions: ["lead.create", "lead.read"], everyCompany: false, companyIds: [A] },
    ...{ sourceId: "", lastDay: "", fields: { phone: "hidden" } },
  });
  const made = within(await screen.findByRole("dialog", { name: "The key “ERP”" }));
  expect(made.getByRole("textbox", { name: "Key" })).toHaveValue(KEY);
  expect(made.getByRole<HTMLInputElement>("textbox", { name: "A first lead from a shell" }).value).toMatch(
    /^curl https:\/\/leads\.example\.com\/api\/v1\/leads -H "Authorization: Bearer lm_A/,
  );
  await user.click(made.getByRole("button", { name: "I have it" }));
  expect(screen.queryByDisplayValue(KEY)).toBeNull();
});

test("what it isn't told is sent only while it is asked", async () => {
  const user = userEvent.setup();
  jest.mocked(createKeyAction).mockResolvedValue({ ok: true, data: { id: "k", key: KEY, prefix: "lm_AAAAAA" } });
  show([view], { ...choices, permissions: ["lead.read", "intake.read"] });
  await user.click(screen.getByRole("button", { name: "New key" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New API key" }));
  await user.type(dialog.getByLabelText("Name"), "Archive");
  await user.click(dialog.getByRole("checkbox", { name: "Read leads" }));
  await user.click(dialog.getByRole("checkbox", { name: "Phone" }));
  await user.click(dialog.getByRole("checkbox", { name: "Read leads" }));
  await user.click(dialog.getByRole("checkbox", { name: "Read arrivals" }));
  await user.click(dialog.getByRole("radio", { name: "Every company" }));
  await user.click(dialog.getByRole("button", { name: "Create key" }));
  expect(jest.mocked(createKeyAction).mock.lastCall?.[0]).toMatchObject({ permissions: ["intake.read"], fields: {} });
});

test("whoever is bound to companies isn't offered all of them", async () => {
  const user = userEvent.setup();
  show([], { ...choices, everywhere: false });
  await user.click(screen.getByRole("button", { name: "New key" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.queryByRole("radio")).toBeNull();
  expect(dialog.getByRole("combobox", { name: "Companies" })).toBeVisible();
});

test("revoking asks first", async () => {
  jest.mocked(revokeKeyAction).mockResolvedValue({ ok: true, data: undefined });
  const user = userEvent.setup();
  show([view]);
  await user.click(screen.getByRole("button", { name: "Revoke Website" }));
  const asked = within(await screen.findByRole("alertdialog", { name: "Revoke “Website”?" }));
  await user.click(asked.getByRole("button", { name: "Cancel" }));
  expect(revokeKeyAction).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Revoke Website" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Revoke" }));
  expect(revokeKeyAction).toHaveBeenCalledWith({ keyId: "k" });
});
