import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { ConnectionTest } from "@/components/intake/connection-test";
import { PullPanel } from "@/components/intake/pull-panel";
import { PullRuns } from "@/components/intake/pull-runs";
import spanish from "@/lib/i18n/messages/es.json";
import messages from "@/lib/i18n/messages/en.json";
import { askPullAction, stopPullAction, testConnectionAction } from "@/lib/intake/actions";
import type { PullProgress } from "@/lib/intake/pulling/queries";

jest.mock("@/lib/intake/actions", () => ({
  askPullAction: jest.fn(),
  stopPullAction: jest.fn(),
  pullProgressAction: jest.fn(() => Promise.resolve({ ok: false })),
  testConnectionAction: jest.fn(),
}));
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }));

const show = (screenOf: React.ReactNode) =>
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {screenOf}
    </NextIntlClientProvider>,
  );
const at = new Date("2026-11-23T08:00:00Z");
const run = { id: "1", startedAt: at, finishedAt: at, reason: "", detail: "", stopAsked: false, pages: 3 };
const progressOf = (more: Partial<PullProgress["runs"][number]>, pull: Partial<PullProgress> = {}): PullProgress => ({
  pullState: "done",
  pullReason: "",
  lastPullAt: at,
  nextPullAt: at,
  runs: [{ ...run, state: "done", seen: 300, fresh: 12, known: 0, unread: 0, total: 300, ...more }],
  ...pull,
});
const panel = (progress: PullProgress, canManage = true) => (
  <PullPanel sourceId="s" progress={progress} canManage={canManage} active />
);

test("a run on its way shows how far it is, whoever opens the page, and can be stopped", async () => {
  jest.mocked(stopPullAction).mockResolvedValue({ ok: true, data: undefined });
  show(panel(progressOf({ state: "running", finishedAt: null, seen: 120 })));
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "120 of 300 read, 12 new");
  expect(screen.queryByRole("button", { name: "Fetch now" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(stopPullAction).toHaveBeenCalledWith({ sourceId: "s" });
  expect(askPullAction).not.toHaveBeenCalled();
});

test("a failed one says why and what to do, and one that ended early says so", () => {
  const { unmount } = show(
    panel(
      progressOf(
        { state: "failed", reason: "wrong_password", detail: "incorrect_password", seen: 0, fresh: 0, total: null },
        { pullState: "failed", pullReason: "wrong_password" },
      ),
    ),
  );
  expect(screen.getAllByText(/Users → Profile → Application passwords/)).toHaveLength(2);
  unmount();
  show(panel(progressOf({ reason: "repeated" })));
  expect(screen.getByText(/sent the same page twice/)).toBeInTheDocument();
});

test("who may only look sees how it went and no button", () => {
  show(panel(progressOf({ fresh: 0 }), false));
  expect(screen.getByText(/Nothing new/)).toBeInTheDocument();
  expect(screen.queryByRole("button")).toBeNull();
});

const forms = [
  { id: "3", name: "Contact", entries: 7 },
  { id: "5", name: "Quote", entries: null },
];

test("testing the connection shows how submissions are read, and lets a form be chosen", async () => {
  const sample = {
    ...{ name: "Ana Gómez", firm: "Sur S.A.", email: "ana@example.com", phone: null, service: null, message: "Hello" },
    ...{ submittedAt: "2026-11-22T17:26:07Z", externalId: "4", extra: ["Zone"] },
  };
  const data = { ok: true as const, count: 7, isAll: false, unread: 4, samples: [sample], forms };
  jest.mocked(testConnectionAction).mockResolvedValue({ ok: true, data });
  const onChoose = jest.fn();
  show(<ConnectionTest input={{ sourceId: "s" }} onChoose={onChoose} />);
  await userEvent.click(screen.getByRole("button", { name: "Test the connection" }));
  expect(await screen.findByText("Ana Gómez · Sur S.A.")).toBeInTheDocument();
  expect(screen.getByText("Also: Zone")).toBeInTheDocument();
  expect(screen.getByText(/there may be more/)).toBeInTheDocument();
  expect(screen.getByText(/^4 entries of the list/)).toBeInTheDocument();
  expect(screen.queryByText(/have no number/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Use 5: Quote" }));
  expect(onChoose).toHaveBeenCalledWith("5");
});

test("testing the connection says where submissions have no number to be known by", async () => {
  const sample = {
    ...{ name: "Ana Gómez", firm: null, email: null, phone: null, service: null, message: "Hello" },
    ...{ submittedAt: "2026-11-22T17:26:07Z", externalId: null, extra: [] },
  };
  const data = { ok: true as const, count: 131, isAll: true, unread: 0, samples: [sample], forms: [] };
  jest.mocked(testConnectionAction).mockResolvedValue({ ok: true, data });
  show(<ConnectionTest input={{ sourceId: "s" }} />);
  await userEvent.click(screen.getByRole("button", { name: "Test the connection" }));
  expect(await screen.findByText(/have no number/)).toBeInTheDocument();
});

test("a wrong form's number is answered with the forms there are, and shows nothing as read", async () => {
  const data = { ok: false as const, problem: "not_found" as const, detail: "gf_not_found", forms };
  jest.mocked(testConnectionAction).mockResolvedValue({ ok: true, data });
  show(<ConnectionTest input={{ sourceId: "s" }} />);
  await userEvent.click(screen.getByRole("button", { name: "Test the connection" }));
  expect(await screen.findByText(/nothing at this address/)).toBeInTheDocument();
  expect(screen.getByText("3: Contact (7 entries)")).toBeInTheDocument();
  expect(screen.queryByText(/How we read/)).toBeNull();
});

const TEXTS = { es: spanish, en: messages };

test.each([
  ["es", { seen: 1, fresh: 1, total: 1 }, "1 de 1 leído, 1 nuevo"],
  ["es", { seen: 1, fresh: 1, total: null }, "1 leído, 1 nuevo"],
  ["es", { seen: 4, fresh: 4, known: 3, total: 4 }, "4 de 4 leídos, 1 nuevo, 3 ya estaban"],
  ["es", { seen: 1, fresh: 1, known: 1, total: null }, "1 leído, ninguno nuevo, 1 ya estaba"],
  ["en", { seen: 1, fresh: 1, total: 1 }, "1 of 1 read, 1 new"],
  ["en", { seen: 4, fresh: 4, known: 3, total: 4 }, "4 of 4 read, 1 new, 3 here already"],
] as const)("in %s, %p is told as “%s”", (locale, counts, words) => {
  render(
    <NextIntlClientProvider locale={locale} messages={TEXTS[locale]} timeZone="UTC">
      <PullRuns runs={progressOf(counts).runs} />
    </NextIntlClientProvider>,
  );
  expect(screen.getByText(words)).toBeInTheDocument();
  expect(screen.queryByText(/de la lista|of the list/)).toBeNull();
});

test("a run that read nothing but what it couldn't read doesn't say that there was nothing", () => {
  show(<PullRuns runs={progressOf({ seen: 0, fresh: 0, unread: 3, total: null }).runs} />);
  expect(screen.getByText("3 entries of the list couldn’t be read")).toBeInTheDocument();
  expect(screen.queryByText(/Nothing there/)).toBeNull();
});
