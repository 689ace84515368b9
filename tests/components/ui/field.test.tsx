import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";

test("binds its label and its hint to the control inside", () => {
  render(
    <Field label="Name" hint="As you say it on the phone.">
      <Input />
    </Field>,
  );
  const control = screen.getByRole("textbox", { name: "Name" });
  expect(control).toHaveAccessibleDescription("As you say it on the phone.");
  expect(control).not.toHaveAttribute("aria-invalid", "true");
});

test("an error marks the control, describes it and takes the hint's place", () => {
  render(
    <Field label="Mail" hint="Only for us." error="That isn’t a mail address.">
      <Input />
    </Field>,
  );
  const control = screen.getByRole("textbox", { name: "Mail" });
  expect(control).toHaveAttribute("aria-invalid", "true");
  expect(control).toHaveAccessibleDescription("That isn’t a mail address.");
  expect(screen.queryByText("Only for us.")).not.toBeInTheDocument();
});

test("binds a text area and a select as well", () => {
  render(
    <>
      <Field label="Message" error="Too long.">
        <Textarea />
      </Field>
      <Field label="Role">
        <Select options={[{ value: "a", label: "Admin" }]} placeholder="Choose…" />
      </Field>
    </>,
  );
  expect(screen.getByRole("textbox", { name: "Message" })).toHaveAccessibleDescription("Too long.");
  expect(screen.getByRole("combobox", { name: "Role" })).toHaveTextContent("Choose…");
});

function NameForm({ onName }: { onName: (name: string) => void }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { name: "" } });
  return (
    <form
      onSubmit={(event) => {
        void handleSubmit(({ name }) => {
          onName(name);
        })(event);
      }}
    >
      <Field label="Name" error={formState.errors.name?.message}>
        <Input {...register("name", { required: "Say a name." })} />
      </Field>
      <Button type="submit">Save</Button>
    </form>
  );
}

test("works with react-hook-form: the error appears, the focus goes there, the value arrives", async () => {
  const user = userEvent.setup();
  const onName = jest.fn();
  render(<NameForm onName={onName} />);

  await user.click(screen.getByRole("button", { name: "Save" }));
  const control = screen.getByRole("textbox", { name: "Name" });
  expect(await screen.findByText("Say a name.")).toBeVisible();
  expect(control).toHaveFocus();
  expect(onName).not.toHaveBeenCalled();

  await user.type(control, "Juana");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(onName).toHaveBeenCalledWith("Juana");
});
