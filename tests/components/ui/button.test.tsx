import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

test("sends its form once asked", async () => {
  const submitted = jest.fn((event: React.SyntheticEvent) => {
    event.preventDefault();
  });
  render(
    <form onSubmit={submitted}>
      <Button type="submit">Save</Button>
    </form>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(submitted).toHaveBeenCalledTimes(1);
});

test("while pending keeps its name and can be reached, but does nothing", async () => {
  const pressed = jest.fn();
  const submitted = jest.fn();
  render(
    <form onSubmit={submitted}>
      <Button type="submit" pending onClick={pressed}>
        Save
      </Button>
    </form>,
  );
  const button = screen.getByRole("button", { name: "Save" });
  await userEvent.tab();
  expect(button).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(pressed).not.toHaveBeenCalled();
  expect(submitted).not.toHaveBeenCalled();
});

test("an icon button is called by its label", () => {
  render(
    <IconButton label="Call">
      <svg />
    </IconButton>,
  );
  expect(screen.getByRole("button", { name: "Call" })).toBeInTheDocument();
});
