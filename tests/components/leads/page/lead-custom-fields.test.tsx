import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { LeadCustomFields } from "@/components/leads/page/lead-custom-fields";
import { LeadTags } from "@/components/leads/page/lead-tags";
import { setValueAction } from "@/lib/leads/custom-fields/actions";
import { tagLeadAction } from "@/lib/leads/tags/actions";
import { deskLead, deskOf as page } from "@/tests/support/lead-desk";
import type { LeadField } from "@/lib/leads/custom-fields/values/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/leads/page/actions", () => ({ lastChangeAction: jest.fn() }));
jest.mock("@/lib/leads/ownership/actions", () => ({ takeBackAssignmentAction: jest.fn() }));
jest.mock("@/lib/leads/actions", () => ({ changeStatusAction: jest.fn(), assignLeadAction: jest.fn() }));
jest.mock("@/lib/leads/tags/actions", () => ({ tagLeadAction: jest.fn() }));
jest.mock("@/lib/leads/custom-fields/actions", () => ({ setValueAction: jest.fn() }));

const field = (more: Partial<LeadField>): LeadField => ({
  key: "weight",
  name: "field.weight",
  kind: "number",
  label: "Weight",
  help: "",
  typeIds: [],
  options: [],
  value: null,
  ...more,
});
const options = [
  { key: "cold", label: "Cold", active: true },
  { key: "dry", label: "Dry", active: true },
  { key: "old", label: "Old", active: false },
];
const done = (value: string) => ({ ok: true as const, data: { value } });

test("values are shown as they are read, and typed over as they are written", async () => {
  jest.mocked(setValueAction).mockResolvedValueOnce(done("2000.5"));
  render(page(<LeadCustomFields fields={[field({ value: 1234.5 })]} />));
  expect(screen.getByText("1,234.5")).toBeVisible();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Edit Weight" }));
  expect(screen.getByRole("textbox", { name: "Weight" })).toHaveValue("1234.5");
  await user.clear(screen.getByRole("textbox", { name: "Weight" }));
  await user.type(screen.getByRole("textbox", { name: "Weight" }), "2,000.5{Enter}");
  expect(setValueAction).toHaveBeenLastCalledWith({
    leadId: "lead",
    key: "weight",
    said: "2,000.5",
    seen: "1234.5",
    decimal: ".",
  });
});

test("what can't be read is said where it was typed, and what was typed stays", async () => {
  jest
    .mocked(setValueAction)
    .mockResolvedValueOnce({ ok: false, code: "INVALID", requestId: "r", fields: { said: "notNumber" } });
  render(page(<LeadCustomFields fields={[field({})]} />));
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Edit Weight" }));
  await user.type(screen.getByRole("textbox", { name: "Weight" }), "a lot{Enter}");
  expect(await screen.findByText("This isn’t a number.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Weight" })).toHaveValue("a lot");
});

test("somebody else's choice is told by its label", async () => {
  jest.mocked(setValueAction).mockResolvedValueOnce({
    ok: false,
    code: "CONFLICT",
    requestId: "r",
    details: { field: "field.cargo", by: "Marta", to: "dry" },
  });
  const cargo = field({ key: "cargo", name: "field.cargo", kind: "choices", label: "Cargo", options, value: ["cold"] });
  render(page(<LeadCustomFields fields={[cargo]} />));
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Edit Cargo" }));
  expect(screen.queryByRole("checkbox", { name: "Old" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("checkbox", { name: "Dry" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Marta changed it to “Dry” while you were writing/)).toBeVisible();
  expect(jest.mocked(setValueAction).mock.lastCall?.[0]).toMatchObject({ said: ["cold", "dry"], seen: "cold" });
});

test("whoever may not change the lead sees values and no way to edit", () => {
  const can = { update: false, status: false, contact: false, assign: false, merge: false };
  const link = field({ key: "site", name: "field.site", kind: "url", label: "Site", value: "https://a.example/" });
  render(page(<LeadCustomFields fields={[link]} />, { ...deskLead, can }));
  expect(screen.getByRole("link", { name: "Open https://a.example/" })).toHaveAttribute("href", "https://a.example/");
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

describe("tags of a lead", () => {
  beforeAll(() => {
    // The list of choices watches its own height.
    window.ResizeObserver = class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    };
  });
  const offered = [{ name: "vip", tone: "amber" }];

  test("one is found or made by typing", async () => {
    jest.mocked(tagLeadAction).mockResolvedValue({ ok: true, data: { tags: [] } });
    render(page(<LeadTags offered={offered} />));
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Add a tag" }));
    await user.type(await screen.findByRole("combobox"), "urgent");
    await user.click(await screen.findByText("Make “urgent”"));
    expect(tagLeadAction).toHaveBeenLastCalledWith({ leadId: "lead", add: ["urgent"] });
  });

  test("whoever doesn't assign can't make one", async () => {
    const can = { ...deskLead.can, assign: false };
    render(page(<LeadTags offered={offered} />, { ...deskLead, can }));
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Add a tag" }));
    await user.type(await screen.findByRole("combobox"), "urgent");
    expect(await screen.findByText("No such tag.")).toBeVisible();
    expect(screen.queryByText("Make “urgent”")).not.toBeInTheDocument();
  });
});
