import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { RoleEffect } from "@/components/users/roles/role-effect";
import en from "@/lib/i18n/messages/en.json";
import { previewRoleAction } from "@/lib/leads/access/preview/actions";
import type { RoleRights } from "@/lib/users/roles/schema";

jest.mock("@/lib/leads/access/preview/actions", () => ({ previewRoleAction: jest.fn() }));

const saved: RoleRights = { grants: { "lead.read": "company" }, fields: {} };
const narrowed: RoleRights = { grants: { "lead.read": "own" }, fields: {} };

function show(rights = narrowed) {
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <RoleEffect roleId="r" name="Manager" saved={saved} rights={rights} />
    </NextIntlClientProvider>,
  );
}

test("how many leads each would see instead", async () => {
  const members = [{ id: "m", name: "Marta Gil", before: 300, after: 88 }];
  jest.mocked(previewRoleAction).mockResolvedValue({ ok: true, data: { members, more: 0 } });
  show();
  expect(await screen.findByText("Marta Gil would see 212 leads fewer: 88 instead of 300.")).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
});

test.each([
  ["refused", () => Promise.resolve({ ok: false, code: "FORBIDDEN", requestId: "r" } as const)],
  ["lost on the way", () => Promise.reject(new Error("Failed to fetch"))],
])("a preview that was %s is said, and that saving is possible", async (_, answer) => {
  jest.mocked(previewRoleAction).mockImplementation(answer);
  show();
  const said = await screen.findByText(/couldn’t be counted.*You can save all the same/);
  expect(said).toBeVisible();
});

test("a field that would be hidden, and who would no longer see it", async () => {
  const members = [{ id: "m", name: "Marta Gil", before: 300, after: 300 }];
  jest.mocked(previewRoleAction).mockResolvedValue({ ok: true, data: { members, more: 0 } });
  show({ ...saved, fields: { phone: "hidden" } });
  expect(screen.getByText(/Phone: Write → Hidden. They would no longer see it/)).toBeVisible();
  expect(await screen.findByText(/Marta Gil would see as many leads as now/)).toBeVisible();
});
