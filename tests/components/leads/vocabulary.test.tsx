import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { Moves } from "@/components/leads/vocabulary/moves";
import { StatusList } from "@/components/leads/vocabulary/status-list";
import { Toaster } from "@/components/ui/toaster";
import { namersAction } from "@/lib/intake/naming/actions";
import { allowMoveAction, retireAction } from "@/lib/leads/vocabulary/actions";
import messages from "@/lib/i18n/messages/en.json";
import type { StatusTerm } from "@/lib/leads/vocabulary/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/intake/naming/actions", () => ({ namersAction: jest.fn() }));
jest.mock("@/lib/leads/vocabulary/actions", () => ({
  addStatusAction: jest.fn(),
  updateStatusAction: jest.fn(),
  allowMoveAction: jest.fn(),
  orderTermsAction: jest.fn(),
  retireAction: jest.fn(),
  reviveAction: jest.fn(),
}));

// Loaded when first used, which takes longer on a busy machine than a test waits.
beforeAll(() => import("@/components/ui/toast-outlet"), 30_000);

const asks = { asksReason: "no", asksDate: "no", asksAmount: "no" } as const;

function status(key: string, more: Partial<StatusTerm> = {}): StatusTerm {
  return {
    ...{ id: `id-${key}`, key, labelEn: key, labelEs: key, active: true, leads: 0, retired: null },
    ...{
      groupId: "g",
      phase: "cold",
      outcome: "open",
      tone: "blue",
      part: null,
      asks: {},
      barred: [],
      rotsAfterHours: null,
      ...asks,
    },
    ...more,
  };
}

/** The ways are drawn twice, for a desk and for a phone. */
function first<Item>([item]: Item[]): Item {
  if (!item) throw new Error("there is none");
  return item;
}

const inEnglish = (children: React.ReactNode) => (
  <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
    {children}
    <Toaster />
  </NextIntlClientProvider>
);

test("before a status is retired one sees how many leads move and what names it; without a successor it isn't", async () => {
  jest.mocked(namersAction).mockResolvedValue({
    ok: true,
    data: { rules: [{ source: "Contact", rule: "Jobs" }], sources: [], imports: ["old.csv"] },
  });
  jest.mocked(retireAction).mockResolvedValue({ ok: true, data: { leads: 2 } });
  const user = userEvent.setup();
  const statuses = [status("Start", { part: "start" }), status("Visit", { leads: 2 }), status("Quoted")];
  render(inEnglish(<StatusList statuses={statuses} groups={[]} />));
  expect(screen.getByRole("button", { name: /^Start comes about by itself/ })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Retire Visit" }));
  const dialog = await screen.findByRole("dialog", { name: "Retire Visit" });
  expect(await within(dialog).findByText("Rule “Jobs” (Contact)")).toBeVisible();
  expect(within(dialog).getByText("Import of old.csv")).toBeVisible();
  expect(within(dialog).getByText(/^2 leads move there/)).toBeVisible();
  expect(within(dialog).getByRole("button", { name: "Retire" })).toBeDisabled();
  await user.selectOptions(within(dialog).getByRole("combobox", { name: "What takes its place" }), "Quoted");
  await user.click(within(dialog).getByRole("button", { name: "Retire" }));
  expect(retireAction).toHaveBeenCalledWith({ kind: "status", id: "id-Visit", successorId: "id-Quoted" });
});

test("a retired one says what took its place and how far its leads are", () => {
  const retired = { successorId: "id-Quoted", at: "2026-11-23T10:00:00Z", by: "Ana", toMove: 10, left: 4 };
  const statuses = [status("Quoted"), status("Visit", { active: false, leads: 4, retired })];
  render(inEnglish(<StatusList statuses={statuses} groups={[]} />));
  expect(screen.queryByRole("button", { name: "Retire Visit" })).not.toBeInTheDocument();
  expect(screen.getByText("→ Quoted")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "6 of 10 leads moved.");
});

test("a way is opened and barred by one press; a refusal takes the press back", async () => {
  const user = userEvent.setup();
  jest.mocked(allowMoveAction).mockResolvedValueOnce({ ok: false, code: "FORBIDDEN", requestId: "r" });
  render(inEnglish(<Moves statuses={[status("A", { barred: ["C"] }), status("B"), status("C")]} />));
  const barred = first(screen.getAllByRole("checkbox", { name: "From A to C" }));
  const open = first(screen.getAllByRole("checkbox", { name: "From A to B" }));
  expect(barred).not.toBeChecked();
  expect(open).toBeChecked();
  await user.click(open);
  expect(allowMoveAction).toHaveBeenCalledWith({ fromId: "id-A", toId: "id-B", allowed: false });
  await waitFor(() => {
    expect(open).toBeChecked();
  });
  expect(screen.queryByRole("checkbox", { name: "From A to A" })).not.toBeInTheDocument();
});
