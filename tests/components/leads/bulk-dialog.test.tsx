import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { BulkDialog } from "@/components/leads/bulk/bulk-dialog";
import { ListNavigation } from "@/components/leads/list/list-navigation";
import { bulkTagsAction, previewBulkAction } from "@/lib/leads/bulk/changing/actions";
import { NOT_CHANGED } from "@/lib/leads/bulk/changing/schema";
import { readList } from "@/lib/leads/list/schema";
import messages from "@/lib/i18n/messages/en.json";
import type { BulkPreview } from "@/lib/leads/bulk/changing/schema";
import type { ListChoices, StatusOption } from "@/lib/leads/list/schema";

jest.mock("@/lib/leads/bulk/changing/actions", () => ({
  previewBulkAction: jest.fn(),
  startBulkAction: jest.fn(),
  bulkOwnersAction: jest.fn(),
  bulkTagsAction: jest.fn(),
}));
jest.mock("@/lib/leads/list/arrangement/actions", () => ({ arrangeColumnsAction: jest.fn() }));
jest.mock("next/navigation", () => ({ useRouter: () => ({ replace: jest.fn(), refresh: jest.fn() }) }));

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const status = (n: number, label: string): StatusOption => ({
  id: id(n),
  key: label,
  label,
  tone: "gray",
  phase: "cold",
  group: "initial",
  active: true,
  part: null,
  asks: {},
  barred: [],
});
const choices: ListChoices = {
  statuses: [status(1, "Pending"), status(2, "Contacted"), status(3, "On hold"), status(4, "Closed")],
  groups: [],
  companies: [],
  owners: [],
  sources: [],
  types: [],
  reasons: [],
  seesOthers: true,
  meId: "me",
};

const none = Object.fromEntries(NOT_CHANGED.map((key) => [key, 0])) as Omit<BulkPreview, "change" | "from">;
function answer(preview: Partial<BulkPreview>) {
  jest.mocked(previewBulkAction).mockResolvedValue({ ok: true, data: { ...none, change: 0, from: [], ...preview } });
}

function show(kind: "status" | "tags") {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <ListNavigation list={readList({}).list} choices={choices}>
        <BulkDialog kind={kind} selection={{ ids: [id(9)] }} onClose={jest.fn()} onStarted={jest.fn()} />
      </ListNavigation>
    </NextIntlClientProvider>,
  );
}

test("another status says what becomes of the leads of each, and how many may not", async () => {
  const user = userEvent.setup();
  answer({
    change: 12,
    same: 4,
    wayBarred: 3,
    from: [
      { statusId: id(3), goes: 0, stays: 1 },
      { statusId: id(2), goes: 12, stays: 2 },
    ],
  });
  show("status");
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "Closed");
  const preview = within(await screen.findByRole("list", { name: "What would change" }));
  expect(preview.getAllByRole("listitem").map((line) => line.textContent)).toStrictEqual([
    "12 would change",
    "12 Contacted → Closed, 2 may not",
    "0 On hold → Closed, 1 may not",
    "4 are so already",
    "3 can’t be moved there from where they are",
  ]);
});

test("tags to give are found or made by typing, those to take away are those that the leads have", async () => {
  const user = userEvent.setup();
  answer({ change: 1 });
  const offered = [
    { name: "Feria", tone: "blue" },
    { name: "Urgente", tone: "red" },
  ];
  jest.mocked(bulkTagsAction).mockResolvedValue({
    ok: true,
    data: { offered, standing: [{ name: "Vieja", tone: "gray", leads: 7 }] },
  });
  show("tags");
  const [add, remove] = [
    screen.getByRole("combobox", { name: "Add" }),
    screen.getByRole("combobox", { name: /^Take/ }),
  ];
  await user.type(add, "fér");
  await user.click(await screen.findByRole("option", { name: "Feria" }));
  await user.type(add, "Nueva");
  await user.click(await screen.findByRole("option", { name: "Make “Nueva”" }));
  await user.type(remove, "Nueva");
  expect(await screen.findByText("No such tag.")).toBeVisible();
  await user.clear(remove);
  await user.type(remove, "vie");
  await user.click(await screen.findByRole("option", { name: /^Vieja/ }));
  await waitFor(() => {
    expect(jest.mocked(previewBulkAction).mock.lastCall).toStrictEqual([
      { selection: { ids: [id(9)] }, set: { kind: "tags", add: ["Feria", "Nueva"], remove: ["Vieja"] } },
    ]);
  });
});
