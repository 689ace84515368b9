import { act, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { BulkProgress } from "@/components/leads/bulk/bulk-progress";
import messages from "@/lib/i18n/messages/en.json";
import type { BulkProgress as Shown } from "@/lib/leads/bulk/changing/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/bulk/changing/actions", () => ({}));

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function show(id: string, more: Partial<Shown> = {}) {
  const first: Shown = {
    id,
    kind: "status",
    stage: "run",
    state: "done",
    total: 3,
    settled: 3,
    changed: 3,
    same: 0,
    skipped: [],
    undone: 0,
    kept: 0,
    ...more,
  };
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <BulkProgress first={first} />
    </NextIntlClientProvider>,
  );
}
const banner = () => screen.queryByRole("region", { name: "A change of many leads" });
const wait = (ms: number) => {
  act(() => {
    jest.advanceTimersByTime(ms);
  });
};

test("what went well goes away by itself, after time enough to read it", () => {
  show("one");
  wait(10_000);
  expect(banner()).toBeInTheDocument();
  wait(30_000);
  expect(banner()).not.toBeInTheDocument();
});

test("whoever went elsewhere and comes back isn't told again", () => {
  show("two").unmount();
  show("two");
  expect(banner()).not.toBeInTheDocument();
});

test("what left some leads unchanged stays until it is put away", () => {
  const { unmount } = show("three", { changed: 2, skipped: [{ reason: "notAllowed", count: 1 }] });
  wait(600_000);
  expect(banner()).toBeInTheDocument();
  unmount();
  show("three", { changed: 2, skipped: [{ reason: "notAllowed", count: 1 }] });
  expect(banner()).toBeInTheDocument();
});

test("tasks are told as added, not as leads changed", () => {
  show("four", { kind: "task", changed: 1 });
  expect(banner()).toHaveTextContent("1 added.");
});
