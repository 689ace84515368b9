import { fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { DeactivateDialog } from "@/components/users/deactivate-dialog";
import { UserActions } from "@/components/users/user-actions";
import { UserForm } from "@/components/users/user-form";
import en from "@/lib/i18n/messages/en.json";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }));
jest.mock("@/lib/users/actions", () => ({
  createUserAction: jest.fn(),
  reactivateUserAction: jest.fn(),
  resetSecondFactorAction: jest.fn(),
  resetUserAction: jest.fn(),
  updateUserAction: jest.fn(),
}));

jest.mock("@/lib/leads/hand-over/actions", () => ({ deactivateAndHandOverAction: jest.fn() }));

const show = (what: React.ReactNode) =>
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      {what}
    </NextIntlClientProvider>,
  );

const user = { id: "u", name: "Ana Paz", active: true, hasPassword: true, hasSecondFactor: false, hasPasskeys: false };

test.each([
  ["the house", null, 1],
  ["the directory", { via: "directory" }, 0],
])("a new password link is offered for an account of %s: %#", (_, directory, offered) => {
  show(<UserActions user={{ ...user, directory }} handOver={undefined} publicUrl={undefined} />);
  expect(screen.queryAllByRole("button", { name: "New password link" })).toHaveLength(offered);
  expect(screen.getByRole("button", { name: "Deactivate" })).toBeVisible();
});

// What jsdom doesn't have: nothing is measured.
beforeAll(() => {
  globalThis.ResizeObserver = class {
    observe(): void {
      // Nothing changes its size.
    }
    unobserve(): void {
      // Nothing is observed.
    }
    disconnect(): void {
      // Nothing is observed.
    }
  };
});

const heir = { id: "h", name: "Tomás Sol", jobTitle: "", openLeads: 0, invited: false, takes: 2, among: 2 };

test.each([
  ["tasks alone", { openLeads: 0, openTasks: 2, candidates: [heir] }, "Who takes over the 2 open tasks of Ana Paz?", 1],
  [
    "leads and tasks",
    { openLeads: 1, openTasks: 2, candidates: [heir] },
    "Who takes over the open lead and the 2 open tasks of Ana Paz?",
    1,
  ],
  ["leads alone", { openLeads: 3, openTasks: 0, candidates: [heir] }, "Who takes over the 3 open leads of Ana Paz?", 1],
  ["nothing", { openLeads: 0, openTasks: 0, candidates: [] }, "Has no open leads or tasks: nothing to hand over.", 0],
])("whoever deactivates is asked who takes what is left: %s", (_, left, words, asks) => {
  show(<DeactivateDialog user={user} handOver={{ ...left, apart: [], keys: 0 }} onClose={jest.fn()} />);
  expect(screen.getAllByText(words)[0]).toBeVisible();
  expect(screen.queryAllByRole("combobox")).toHaveLength(asks);
});

test("tasks about leads that nobody chosen sees are counted before it is pressed, and not once somebody does", () => {
  const sees = { ...heir, id: "s", name: "Sara Luz" };
  const apart = [
    { count: 1, seenBy: [] },
    { count: 2, seenBy: ["s"] },
  ];
  const left = { openLeads: 2, openTasks: 4, candidates: [{ ...heir, invited: true, takes: 1 }, sees], apart, keys: 0 };
  show(<DeactivateDialog user={user} handOver={left} onClose={jest.fn()} />);
  const choose = (name: string) => {
    fireEvent.click(screen.getByText(name));
  };
  expect(screen.getByText(/^1 task is about a lead that nobody chosen sees/)).toBeVisible();
  choose("Tomás Sol");
  expect(screen.getByText(/^3 tasks are about leads that nobody chosen sees/)).toBeVisible();
  choose("Sara Luz");
  expect(screen.getByText(/^1 task is about a lead that nobody chosen sees/)).toBeVisible();
  // Whole, on two lines where one is too short.
  expect(screen.getByText("invitation pending · can take 1 of 2")).not.toHaveClass("truncate");
});

const values = {
  ...{
    userName: "ana",
    firstName: "Ana",
    lastName: "Paz",
    email: "ana@example.test",
    phone: "",
    whatsapp: "",
    jobTitle: "",
  },
  ...{ locale: "en", timeZone: "UTC", roleId: "r", companyIds: ["c"] },
};

test.each([[false], [true]])("role and companies can be changed unless others say them: %s", (followed) => {
  const role = { id: "r", key: "employee", nameEn: "Employee", nameEs: "Empleado", everyCompany: false };
  const roles = [{ ...role, grants: {}, fields: {} }];
  show(
    <UserForm
      userId="u"
      values={values}
      roles={roles}
      companies={[{ id: "c", name: "INTRALOG" }]}
      followed={followed}
    />,
  );
  expect(screen.getByRole("combobox", { name: "Role" })).toHaveProperty("disabled", followed);
  expect(screen.getByRole("combobox", { name: "Companies" })).toHaveProperty("disabled", followed);
});
