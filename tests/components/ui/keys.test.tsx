import { fireEvent, render, screen } from "@testing-library/react";
import { isTaken } from "@/components/ui/keys";

const heard = jest.fn();
const listen = (event: KeyboardEvent) => {
  heard(isTaken(event));
};
beforeEach(() => {
  window.addEventListener("keydown", listen);
});
afterEach(() => {
  window.removeEventListener("keydown", listen);
});

test("a field in an open dialog keeps its presses; one that is being closed gives them up", () => {
  const { rerender } = render(<Dialog closed={false} />);
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "c" });
  expect(heard).toHaveBeenLastCalledWith(true);
  rerender(<Dialog closed />);
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "c" });
  expect(heard).toHaveBeenLastCalledWith(false);
});

function Dialog({ closed }: { closed: boolean }) {
  return (
    <div role="dialog" aria-label="Search" {...(closed && { "data-closed": "" })}>
      <input aria-label="Find" />
    </div>
  );
}
