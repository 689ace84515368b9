import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { PasswordField, TextField } from "@/components/form/fields";
import { useEditForm } from "@/components/form/use-edit-form";
import messages from "@/lib/i18n/messages/en.json";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));

const update = jest.fn().mockResolvedValue({ ok: true, data: null });

function Door({ host }: { host: string }) {
  const { form, onSubmit } = useEditForm({ values: { host, password: "" }, update, once: "password" });
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <TextField control={form.control} name="host" label="Host" />
      <PasswordField control={form.control} name="password" label="Password" autoComplete="off" />
      <button type="submit">Save</button>
    </form>
  );
}

const page = (host: string) => (
  <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
    <Door host={host} />
  </NextIntlClientProvider>
);

test("what is typed for one time is gone once it is saved, and sent again when it is typed again; the rest only when it changed", async () => {
  const user = userEvent.setup();
  const { rerender } = render(page("one"));
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => {
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });
  expect(update).toHaveBeenLastCalledWith({ set: { password: "secret" }, seen: { password: "" } });

  await user.clear(screen.getByLabelText("Host"));
  await user.type(screen.getByLabelText("Host"), "two");
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => {
    expect(update).toHaveBeenLastCalledWith({
      set: { host: "two", password: "secret" },
      seen: { host: "one", password: "" },
    });
  });
  rerender(page("two"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(update).toHaveBeenCalledTimes(2);
});
