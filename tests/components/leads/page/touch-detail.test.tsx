import { render, screen } from "@testing-library/react";
import { TouchDetail } from "@/components/leads/page/touch-detail";
import { deskLead, deskOf } from "@/tests/support/lead-desk";
import type { TouchpointView } from "@/lib/leads/touchpoints/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ undoAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/tasks/actions", () => ({ addTaskAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({ logContactAction: jest.fn(), updateLeadAction: jest.fn() }));
jest.mock("@/lib/intake/spam/actions", () => ({ markSpamAction: jest.fn(), takeBackRulingAction: jest.fn() }));

const touch: TouchpointView = {
  ...{
    id: "one",
    spam: null,
    person: [],
    extra: [],
    files: [],
    consent: null,
    cut: false,
    cutOff: false,
    at: "2026-11-23T10:00:00.000Z",
  },
  ...{ sourceName: "", message: "", service: "", pageUrl: "", referrer: "" },
  utm: { source: "", medium: "", campaign: "", term: "", content: "" },
};

test.each([
  ["message", "hidden", "What they wrote isn’t shown to you."],
  ["phone", "hidden", "What they wrote isn’t shown to you."],
  ["amount", "hidden", "Left only how to reach them."],
  ["message", "read", "Left only how to reach them."],
])("an arrival without a word, to whom %s is %s: %s", (field, right, said) => {
  const lead = { ...deskLead, sensitive: { ...deskLead.sensitive, [field]: right } };
  render(deskOf(<TouchDetail touch={touch} />, lead));
  expect(screen.getByText(said)).toBeVisible();
});

test("on paper a page's address is whole, which is one line on the screen", () => {
  const pageUrl = `https://example.com/${"long/".repeat(40)}`;
  render(deskOf(<TouchDetail touch={{ ...touch, pageUrl, referrer: pageUrl }} />, deskLead));
  const shown = screen.getAllByTitle(pageUrl);
  expect(shown).toHaveLength(2);
  for (const address of shown)
    expect(address).toHaveClass("truncate", "print:whitespace-normal", "print:wrap-anywhere");
});
