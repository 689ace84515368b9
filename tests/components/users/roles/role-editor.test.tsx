import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { RoleEditor } from "@/components/users/roles/role-editor";
import en from "@/lib/i18n/messages/en.json";
import { updateRoleAction } from "@/lib/users/roles/actions";
import type { RoleRights } from "@/lib/users/roles/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn(), push: jest.fn() }) }));
jest.mock("@/lib/leads/access/preview/actions", () => ({
  previewRoleAction: () => Promise.resolve({ ok: true, data: { members: [], more: 0 } }),
}));
jest.mock("@/lib/users/roles/actions", () => ({ updateRoleAction: jest.fn() }));

const grants: RoleRights["grants"] = {
  "lead.read": "company",
  "lead.update": "company",
  "lead.assign": "company",
  "lead.logContact": "own",
  "user.read": "company",
};

async function set(permission: string, scope: string) {
  const [row = document.body] = screen.getAllByRole("group", { name: permission });
  await userEvent.click(within(row).getByRole("button", { name: scope }));
}

function show(allowed = grants) {
  jest.mocked(updateRoleAction).mockResolvedValue({ ok: true, data: undefined });
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <RoleEditor role={{ id: "r", grants: allowed, fields: {}, fixed: null }} name="Manager" />
    </NextIntlClientProvider>,
  );
}

test("whoever narrows a sight narrows what goes further in one press, and saves only then", async () => {
  show();
  await set("See leads", "Own");
  expect(screen.getAllByText("Now goes further than “See leads”. Narrow it too.")).toHaveLength(2);
  expect(screen.queryByText(/Widen that first/)).toBeNull();
  const save = screen.getByRole("button", { name: "Save" });
  expect(save).toBeDisabled();
  expect(save).toHaveAccessibleDescription(/2 permissions go further than what the role can see/);
  await userEvent.click(screen.getByRole("button", { name: "Narrow these too" }));
  expect(screen.queryByText(/goes further/)).toBeNull();
  await userEvent.click(save);
  // As far as they can go, or gone where that is no way at all; what was within stays as it was.
  const within = { "lead.read": "own", "lead.update": "own", "lead.logContact": "own", "user.read": "company" };
  expect(jest.mocked(updateRoleAction).mock.lastCall?.[0]).toMatchObject({ set: { grants: within } });
  expect(jest.mocked(updateRoleAction).mock.lastCall?.[0].set.grants).not.toHaveProperty("lead.assign");
});

test("whoever widens something beyond its sight is told to widen that, and offered no narrowing", async () => {
  show();
  await set("Edit leads", "All");
  expect(screen.getByText("Goes further than “See leads”. Widen that first.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Narrow/ })).toBeNull();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await set("See leads", "All");
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
});

test("whoever hides a field takes away in one press what would show it, and saves only then", async () => {
  show({ ...grants, "lead.merge": "company", "intake.read": "company" });
  await set("Phone", "Hidden");
  const save = screen.getByRole("button", { name: "Save" });
  expect(save).toBeDisabled();
  expect(save).toHaveAccessibleDescription(/2 permissions show or write fields that the role doesn’t see/);
  await userEvent.click(screen.getByRole("button", { name: "Remove these permissions" }));
  await userEvent.click(save);
  expect(jest.mocked(updateRoleAction).mock.lastCall?.[0].set).toStrictEqual({ grants, fields: { phone: "hidden" } });
});

test("a role that goes beyond what it sees is brought within at once, before anything else is changed", async () => {
  show({ "lead.read": "own", "intake.read": "company" });
  await userEvent.click(screen.getByRole("button", { name: "Narrow this one too" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(jest.mocked(updateRoleAction).mock.lastCall?.[0].set.grants).toStrictEqual({ "lead.read": "own" });
});
