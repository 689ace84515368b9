import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
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
