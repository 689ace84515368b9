import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { SetUpForm } from "@/components/auth/set-up-form";
import messages from "@/lib/i18n/messages/en.json";
import { completeSetUpAction } from "@/lib/users/set-up/actions";

jest.setTimeout(30_000);
jest.mock("@/lib/users/set-up/actions", () => ({ completeSetUpAction: jest.fn() }));
beforeEach(() => {
  sessionStorage.clear();
});

function show() {
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <SetUpForm
        token="t"
        defaults={{ name: "", timeZone: "UTC", defaultCountry: "AR", locale: "en" }}
        countries={[{ value: "AR", label: "Argentina" }]}
      />
    </NextIntlClientProvider>,
  );
}
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

async function companies(...names: [string, string]) {
  await userEvent.type(screen.getByLabelText("Organisation"), "Group");
  await userEvent.type(screen.getByLabelText("Company 1"), names[0]);
  await press("Add a company");
  await userEvent.type(screen.getByLabelText("Company 2"), names[1]);
}

test("a company that is named twice is said in the first step, and typing another one stays there", async () => {
  show();
  await companies("INTRALOG", "intralog");
  await press("Continue");
  expect(await screen.findByText("Already in use.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Company 2"), "x");
  expect(screen.getByLabelText("Company 2")).toHaveFocus();
  expect(screen.queryByText("Already in use.")).toBeNull();
  await press("Continue");
  expect(await screen.findByLabelText("First name")).toBeVisible();
});

test("what the server says of the first step leads back to it, and typing there doesn’t lead away", async () => {
  show();
  await companies("One", "Two");
  await press("Continue");
  await userEvent.type(await screen.findByLabelText("First name"), "Ana");
  await userEvent.type(screen.getByLabelText("Email"), "ana@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "four words in a row");
  const requestId = "r";
  jest.mocked(completeSetUpAction).mockResolvedValue({
    ...{ ok: false, code: "INVALID", requestId },
    fields: { "companies.1.name": "taken" },
  });
  await press("Finish");
  expect(await screen.findByText("Already in use.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Company 2"), "x");
  expect(screen.getByLabelText("Company 2")).toHaveValue("Twox");
});

test("a time zone is a city with its offset, found by that or by the zone's name", async () => {
  show();
  const zone = screen.getByRole("combobox", { name: "Time zone" });
  expect(zone).toHaveValue("UTC (GMT)");
  for (const typed of ["buenos", "argentina/bue"]) {
    await userEvent.clear(zone);
    await userEvent.type(zone, typed);
    expect(await screen.findByRole("option", { name: "Buenos Aires (GMT-3)" })).toBeVisible();
    expect(screen.queryByRole("option", { name: /Madrid/ })).toBeNull();
  }
  await userEvent.click(screen.getByRole("option", { name: "Buenos Aires (GMT-3)" }));
  expect(zone).toHaveValue("Buenos Aires (GMT-3)");
});

test("read anew it is where it was with all that was typed, but for the password", async () => {
  const { unmount } = show();
  await companies("One", "Two");
  await press("Continue");
  await userEvent.type(await screen.findByLabelText("First name"), "Ana");
  await userEvent.type(screen.getByLabelText("Password"), "four words in a row");
  expect(sessionStorage.getItem("set-up")).not.toContain("four words");
  unmount();
  show();
  expect(await screen.findByLabelText("First name")).toHaveValue("Ana");
  expect(screen.getByLabelText("Password")).toHaveValue("");
  await press("Back");
  expect(screen.getByLabelText("Company 2")).toHaveValue("Two");
});
