import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { notify } from "@/components/ui/notify";
import { Toaster } from "@/components/ui/toaster";

beforeAll(() => {
  // The browser's, which jsdom lacks and the toasts ask for.
  window.matchMedia = jest.fn().mockReturnValue({
    matches: false,
    addListener: jest.fn(),
    removeListener: jest.fn(),
    addEventListener: jest.fn(),
    removeEventListener: jest.fn(),
  });
  Element.prototype.setPointerCapture = jest.fn();
});

test("loads nothing until there is something to say, then loses none of it", async () => {
  const undone = jest.fn();
  const { container } = render(<Toaster />);
  expect(container).toBeEmptyDOMElement();

  act(() => {
    notify.success("Assigned", { action: { label: "Undo", run: undone } });
    notify.error("Not saved", { description: "Somebody was first." });
  });
  expect(await screen.findByText("Assigned")).toBeInTheDocument();
  expect(screen.getByText("Somebody was first.")).toBeInTheDocument();

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(undone).toHaveBeenCalledTimes(1);
});
