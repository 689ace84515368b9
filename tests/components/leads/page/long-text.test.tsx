import { act, render, screen } from "@testing-library/react";
import { LongText } from "@/components/leads/page/long-text";
import { deskOf as page } from "@/tests/support/lead-desk";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({
  changeStatusAction: jest.fn(),
  takeBackStatusAction: jest.fn(),
  assignLeadAction: jest.fn(),
}));

let look: () => void = () => undefined;
beforeAll(() => {
  window.ResizeObserver = class {
    constructor(told: ResizeObserverCallback) {
      look = () => {
        told([], this);
      };
    }
    observe = jest.fn();
    unobserve = jest.fn();
    disconnect = jest.fn();
  };
});

/** As tall as it would be, and as is shown of it. */
function measures(whole: number, shown: number) {
  jest.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(whole);
  jest.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(shown);
  act(look);
}
const more = () => screen.queryByRole("button", { name: "Show all" });

test("a text that is cut can be shown whole", () => {
  render(page(<LongText text={"word ".repeat(60)} lines={4} />));
  measures(200, 80);
  expect(more()).toBeInTheDocument();
});

test("what is there whole already has no button for more", () => {
  render(page(<LongText text={"word ".repeat(60)} lines={4} />));
  measures(80, 80);
  expect(more()).not.toBeInTheDocument();
});
