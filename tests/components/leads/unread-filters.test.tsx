import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { UnreadFilters } from "@/components/leads/list/unread-filters";
import messages from "@/lib/i18n/messages/en.json";
import { problemsSaid } from "@/lib/leads/list/view/schema";
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
  [["view"], messages.leads.viewUnknown],
  [["others"], messages.leads.onlyYours],
  [["view", "sort"], `${messages.leads.viewUnknown} What couldn't be understood of this address was left out: order.`],
  [["q"], "What couldn't be understood of this address was left out: search."],
] as [ListProblem[], string][])("of %j it says: %s", (problems, said) => {
  show(problems);
  expect(screen.getByRole("status")).toHaveTextContent(said);
});

test("of an address that was understood it says nothing", () => {
  show([]);
  expect(screen.queryByRole("status")).toBeNull();
});

test("who sees only their own leads is told so of another owner, known or not, and nobody else is", () => {
  const said = (owner: string[], problems: ListProblem[], seesOthers = false) =>
    problemsSaid({ list: { owner }, choices: { seesOthers, meId: "me-id" }, problems });
  expect(said([], ["owner", "q"])).toStrictEqual(["q", "others"]);
  expect(said(["none"], [])).toStrictEqual(["others"]);
  expect(said(["somebody"], [])).toStrictEqual(["others"]);
  expect(said(["me", "me-id"], ["view"])).toStrictEqual(["view"]);
  expect(said(["none"], ["owner"], true)).toStrictEqual(["owner"]);
});
