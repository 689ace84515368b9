import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

test("hides what is typed until asked, and hides it again", async () => {
  const user = userEvent.setup();
  render(
    <Field label="Password">
      <PasswordInput showLabel="Show password" hideLabel="Hide password" />
    </Field>,
  );
  const control = screen.getByLabelText("Password");
  await user.type(control, "río 42");
  expect(control).toHaveAttribute("type", "password");

  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(control).toHaveAttribute("type", "text");
  expect(control).toHaveValue("río 42");

  await user.click(screen.getByRole("button", { name: "Hide password" }));
  expect(control).toHaveAttribute("type", "password");
});

test("showing the password doesn’t send the form it stands in", async () => {
  const submitted = jest.fn();
  render(
    <form onSubmit={submitted}>
      <PasswordInput aria-label="Password" showLabel="Show password" hideLabel="Hide password" />
    </form>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Show password" }));
  expect(submitted).not.toHaveBeenCalled();
});
