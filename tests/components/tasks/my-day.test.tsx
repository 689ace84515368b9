import { render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { MyDay } from "@/components/tasks/my-day";
import messages from "@/lib/i18n/messages/en.json";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({}));
jest.mock("@/lib/leads/tasks/actions", () => ({}));
jest.mock("@/lib/leads/ownership/actions", () => ({}));

const waits = (number: number, until: string) => ({
  id: `lead-${number}`,
  number,
  label: `L-${number}`,
  title: `Person ${number}`,
  until,
});

test("postponed leads whose day has come are told apart from those to come, each with its year and a way to it", () => {
  const waiting = [waits(1, "2026-01-21"), waits(2, "2026-11-28"), waits(3, "2026-12-03")];
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MyDay
        day={{ overdue: [], today: [], week: [], later: 0, done: [], waiting, day: "2026-11-28" }}
        now="2026-11-28T12:00:00.000Z"
        meId="me"
        isAdding={false}
      />
    </NextIntlClientProvider>,
  );
  const part = (name: string) => screen.getByRole("region", { name });
  const up = part("On hold: their day has come");
  expect(within(up).getByText(/L-1 · until .*2026/)).toBeInTheDocument();
  expect(within(up).getByRole("link", { name: "Open L-2" })).toHaveAttribute("href", "/leads/2");
  expect(within(up).queryByText("Person 3")).not.toBeInTheDocument();
  expect(within(part("On hold: their day comes soon")).getAllByRole("listitem")).toHaveLength(1);
});
