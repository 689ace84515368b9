import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { MakeFieldDialog } from "@/components/leads/custom-fields/make-field-dialog";
import { updateFieldAction } from "@/lib/leads/custom-fields/actions";
import { makeFieldAction } from "@/lib/leads/custom-fields/filling/actions";
import messages from "@/lib/i18n/messages/en.json";
import type { FieldTerm } from "@/lib/leads/custom-fields/schema";

jest.mock("@/lib/leads/custom-fields/actions", () => ({ updateFieldAction: jest.fn(), addFieldAction: jest.fn() }));
jest.mock("@/lib/leads/custom-fields/filling/actions", () => ({
  guessExtraAction: jest.fn().mockResolvedValue({ ok: true, data: { name: "", kind: "text", options: [] } }),
  tryFillingAction: jest.fn().mockResolvedValue({ ok: true, data: { filled: 3, unreadable: 0, unread: [], kept: 1 } }),
  makeFieldAction: jest.fn().mockResolvedValue({ ok: true, data: { id: "", leads: 3 } }),
}));
jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));

const province: FieldTerm = {
  ...{ id: "f1", key: "province", kind: "text", labelEn: "Province", labelEs: "Provincia", helpEn: "", helpEs: "" },
  ...{ typeIds: [], takes: ["Provincia"], active: true, options: [], leads: 2 },
};

function show(name: string) {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <MakeFieldDialog name={name} fields={[province]} types={[]} onClose={jest.fn()} />
    </NextIntlClientProvider>,
  );
}

test("an extra value that a form spells otherwise is offered to the field it is meant for", async () => {
  jest.mocked(updateFieldAction).mockResolvedValue({ ok: true, data: undefined });
  show("provincia");
  expect(screen.getByLabelText("What it fills")).toHaveDisplayValue("Province (Text)");
  await screen.findByText("1 says something there already and keeps it.");
  await userEvent.click(screen.getByRole("button", { name: "Fill the field" }));
  await waitFor(() => {
    expect(updateFieldAction).toHaveBeenCalledWith({
      ...{ fieldId: "f1", set: { takes: ["Provincia", "provincia"] }, seen: { takes: ["Provincia"] } },
    });
  });
  expect(makeFieldAction).not.toHaveBeenCalled();
});

test("any other becomes a field of its own, unless another is chosen", async () => {
  show("Peso");
  const into = screen.getByLabelText("What it fills");
  expect(into).toHaveDisplayValue("A new field");
  expect(screen.getByLabelText(/In English/)).toHaveValue("Peso");
  await userEvent.selectOptions(into, "Province (Text)");
  expect(screen.queryByLabelText(/In English/)).toBeNull();
  await userEvent.selectOptions(into, "A new field");
  await userEvent.click(screen.getByRole("button", { name: "Make the field" }));
  await waitFor(() => {
    expect(makeFieldAction).toHaveBeenCalledTimes(1);
  });
});
