import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { UnreadFilters } from "@/components/leads/list/unread-filters";
import messages from "@/lib/i18n/messages/en.json";
import type { ListProblem } from "@/lib/leads/list/view/schema";

function show(problems: ListProblem[]) {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <UnreadFilters problems={problems} />
    </NextIntlClientProvider>,
  );
}

test.each([
  [["searchEnd"], messages.leads.searchCut],
  [["firstView"], messages.leads.firstViewHidden],
  [["q"], "What couldn't be understood of this address was left out: search."],
] as [ListProblem[], string][])("of %j it says: %s", (problems, said) => {
  show(problems);
  expect(screen.getByRole("status")).toHaveTextContent(said);
});

test("of an address that was understood it says nothing", () => {
  show([]);
  expect(screen.queryByRole("status")).toBeNull();
});
