import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { SortableList } from "@/components/ui/sortable-list";

const items = ["one", "two", "three"];

function show(onOrder: (ids: string[]) => void) {
  render(
    <SortableList items={items} idOf={(item) => item} handleLabel={(item) => `Move ${item}`} onOrder={onOrder}>
      {(item) => item}
    </SortableList>,
  );
}

test("a handle that has the focus moves its row by the arrow keys, and no further than the ends", async () => {
  const onOrder = jest.fn();
  const user = userEvent.setup();
  show(onOrder);
  screen.getByRole("button", { name: "Move two" }).focus();
  await user.keyboard("{ArrowUp}");
  expect(onOrder).toHaveBeenLastCalledWith(["two", "one", "three"]);
  await user.keyboard("{ArrowDown}");
  expect(onOrder).toHaveBeenLastCalledWith(["one", "three", "two"]);
  onOrder.mockClear();
  screen.getByRole("button", { name: "Move one" }).focus();
  await user.keyboard("{ArrowUp}");
  await user.keyboard("x");
  expect(onOrder).not.toHaveBeenCalled();
});
