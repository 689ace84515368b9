import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { notify } from "@/components/ui/notify";
import { RequestList } from "@/components/users/requests/request-list";
import en from "@/lib/i18n/messages/en.json";
import { refuseRequestsAction } from "@/lib/users/requests/actions";
import type { RequestView } from "@/lib/users/requests/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }));
jest.mock("@/lib/users/requests/actions", () => ({ approveRequestAction: jest.fn(), refuseRequestsAction: jest.fn() }));
jest.mock("@/components/ui/notify", () => ({ notify: { success: jest.fn(), error: jest.fn(), warning: jest.fn() } }));

beforeEach(() => {
  jest.clearAllMocks();
});

const NOW = "2026-11-29T12:00:00.000Z";
const from = (name: string, more: Partial<RequestView> = {}): RequestView => ({
  ...{ id: name, name, email: `${name}@example.test`, message: "", createdAt: NOW, confirmed: false, network: null },
  ...more,
});
const FLOOD = [
  from("Bot1", { network: 0 }),
  from("Bot2", { network: 0 }),
  from("Office", { network: 0, confirmed: true }),
  from("Home"),
];

const show = (requests: RequestView[]) =>
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <RequestList requests={requests} now={NOW} roles={[]} companies={[]} publicUrl={undefined} />
    </NextIntlClientProvider>,
  );
const press = (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
};
const confirm = async (name: string) => {
  const dialog = await screen.findByRole("alertdialog");
  fireEvent.click(within(dialog).getByRole("button", { name }));
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
};
const answer = (data: { refused: number; missed: number }) => {
  jest.mocked(refuseRequestsAction).mockResolvedValueOnce({ ok: true, data });
};

test("a flood is refused together: those of its network that nobody confirmed, after one question", async () => {
  show(FLOOD);
  expect(screen.getByRole("button", { name: "Refuse" })).toBeDisabled();
  press("Choose the 2 not confirmed of the same network as Bot1");
  press("Refuse the 2");
  expect(refuseRequestsAction).not.toHaveBeenCalled();
  expect(screen.getByText("Refuse 2 requests?")).toBeInTheDocument();
  answer({ refused: 1, missed: 1 });
  await confirm("Refuse the 2");
  expect(refuseRequestsAction).toHaveBeenCalledWith({ requestIds: ["Bot1", "Bot2"] });
  expect(notify.warning).toHaveBeenCalledWith("1 request was refused", {
    description: "About 1 more somebody decided first.",
  });
});

test("all that are shown are chosen at once, and it is said how many confirmed their mail", async () => {
  show(FLOOD);
  fireEvent.click(screen.getByRole("checkbox", { name: "Choose the 4 shown" }));
  fireEvent.click(screen.getByRole("checkbox", { name: "Choose Home" }));
  press("Refuse the 3");
  expect(screen.getByText(/^1 confirmed their mail\. They aren’t told\./)).toBeInTheDocument();
  answer({ refused: 3, missed: 0 });
  await confirm("Refuse the 3");
  expect(refuseRequestsAction).toHaveBeenCalledWith({ requestIds: ["Bot1", "Bot2", "Office"] });
});

test("whoever is alone is refused alone, with nothing to choose among; cancelling refuses nobody", async () => {
  show([from("Nora")]);
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  press("Refuse Nora");
  await confirm("Cancel");
  expect(refuseRequestsAction).not.toHaveBeenCalled();
  press("Refuse Nora");
  answer({ refused: 1, missed: 0 });
  await confirm("Refuse");
  expect(refuseRequestsAction).toHaveBeenCalledWith({ requestIds: ["Nora"] });
});
