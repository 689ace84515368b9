import { render, screen } from "@testing-library/react";
import { When } from "@/components/leads/page/when";
import { deskOf as page } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

test("words that say no time stand once", () => {
  render(page(<When at="2026-11-23T10:00:00.000Z">{() => "nobody yet"}</When>));
  expect(screen.getByText("nobody yet")).not.toHaveClass("print:hidden");
});

test("on the screen it is how long ago, on paper the moment itself", () => {
  render(page(<When at="2026-11-23T10:00:00.000Z">{(when) => `came ${when}`}</When>));
  expect(screen.getByText(/^came 2 .* ago$/)).toHaveClass("print:hidden");
  const paper = screen.getByText(/^came 23 Nov 2026/);
  expect(paper).toHaveClass("hidden", "print:inline");
});
