import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { CopyField } from "@/components/ui/copy-field";

const ADDRESS = "http://server:3000/api/intake/a/b";

function renderField() {
  render(
    <CopyField label="Address" value={ADDRESS} copyLabel="Copy" copiedLabel="Copied" refusedText="Press Ctrl C" />,
  );
}

// What a browser has over plain http: no clipboard object, and the old command.
function overPlainHttp(answer: boolean) {
  Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
  let selected = "";
  const execCommand = jest.fn(() => {
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Address" });
    selected = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    return answer;
  });
  Object.defineProperty(document, "execCommand", { value: execCommand, configurable: true });
  return { execCommand, selected: () => selected };
}

test("copies over https by the clipboard", async () => {
  const user = userEvent.setup();
  renderField();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeVisible();
  expect(await navigator.clipboard.readText()).toBe(ADDRESS);
});

test("copies over plain http, where there is no clipboard, by selecting the address", async () => {
  const user = userEvent.setup({ writeToClipboard: false });
  const page = overPlainHttp(true);
  renderField();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeVisible();
  expect(page.execCommand).toHaveBeenCalledWith("copy");
  expect(page.selected()).toBe(ADDRESS);
  expect(screen.queryByText("Press Ctrl C")).not.toBeInTheDocument();
});

test("doesn’t say copied when the browser refused, and leaves the address selected for the keyboard", async () => {
  const user = userEvent.setup({ writeToClipboard: false });
  const page = overPlainHttp(false);
  renderField();
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(page.execCommand).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("button", { name: "Copy" })).toBeVisible();
  expect(await screen.findByText("Press Ctrl C")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Address" })).toHaveFocus();
});
