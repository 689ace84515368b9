import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { NewLeadForm } from "@/components/leads/entry/new-lead-form";
import { useKnownPeople } from "@/components/leads/entry/use-known-people";
import { enterLeadAction } from "@/lib/intake/actions";
import messages from "@/lib/i18n/messages/es.json";
import type { NewLeadFormProps } from "@/components/leads/entry/new-lead-form";

jest.mock("next/navigation", () => ({ useRouter: () => ({ push: jest.fn() }) }));
jest.mock("@/lib/intake/actions", () => ({ enterLeadAction: jest.fn() }));
jest.mock("@/components/leads/entry/use-known-people", () => ({ useKnownPeople: jest.fn(() => []) }));

const ID = "018f0000-0000-7000-8000-000000000001";
const NOBODY = "Al menos un nombre, una razón social, un correo o un teléfono.";
const SHORT = "Parece incompleto.";

function show(more: Partial<NewLeadFormProps> = {}) {
  return render(
    <NextIntlClientProvider locale="es" messages={messages} timeZone="UTC">
      <NewLeadForm
        companies={[{ value: ID, label: "Norte" }]}
        leadTypes={[{ value: ID, label: "Otra" }]}
        owners={[]}
        meId={ID}
        assigns={false}
        leadTypeId={ID}
        {...more}
      />
    </NextIntlClientProvider>,
  );
}
const create = () => userEvent.click(screen.getByRole("button", { name: "Crear lead" }));

beforeEach(() => {
  sessionStorage.clear();
  jest
    .mocked(enterLeadAction)
    .mockReset()
    .mockResolvedValue({ ok: true, data: { number: 7, outcome: "created" } });
});

test("nobody at all is said of the four together, and no longer once any is typed", async () => {
  show();
  await create();
  expect(screen.getByRole("group", { name: "Quién es" })).toHaveAccessibleDescription(NOBODY);
  expect(screen.getByLabelText("Nombre y apellido")).toBeValid();
  expect(enterLeadAction).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText("Razón social"), "N");
  expect(screen.queryByText(NOBODY)).toBeNull();
  await create();
  await waitFor(() => {
    expect(enterLeadAction).toHaveBeenCalledTimes(1);
  });
});

test("a phone of three digits seems incomplete and is taken; a whole one is nothing to speak of", async () => {
  show();
  const phone = screen.getByLabelText("Teléfono");
  await userEvent.type(phone, "123");
  expect(screen.queryByText(SHORT)).toBeNull();
  await userEvent.tab();
  expect(screen.getByText(SHORT)).toBeVisible();
  await create();
  await waitFor(() => {
    expect(enterLeadAction).toHaveBeenCalledTimes(1);
  });
  await userEvent.clear(phone);
  expect(screen.queryByText(SHORT)).toBeNull();
  await userEvent.type(phone, "351 555-1234");
  await userEvent.tab();
  expect(screen.queryByText(SHORT)).toBeNull();
});

test("what was half typed is there again, until it is sent; emptied, it is nothing", async () => {
  const { unmount: leaveFirst } = show();
  await userEvent.type(screen.getByLabelText("Razón social"), "Norte SA");
  await userEvent.type(screen.getByLabelText("Qué necesita", { exact: false }), "Un flete");
  leaveFirst();
  const { unmount: leaveSecond } = show();
  expect(screen.getByLabelText("Razón social")).toHaveValue("Norte SA");
  expect(screen.getByLabelText("Qué necesita", { exact: false })).toHaveValue("Un flete");
  await create();
  await waitFor(() => {
    expect(sessionStorage).toHaveLength(0);
  });
  leaveSecond();
  const { unmount: leaveThird } = show();
  expect(screen.getByLabelText("Razón social")).toHaveValue("");
  await userEvent.type(screen.getByLabelText("Razón social"), "N");
  await userEvent.clear(screen.getByLabelText("Razón social"));
  leaveThird();
  show();
  expect(screen.getByLabelText("Razón social")).toHaveValue("");
  expect(sessionStorage).toHaveLength(0);
});

test("whoever is likely the same is offered first; of a phone alone nothing is claimed and a new lead is made", () => {
  const person = (number: number, isLikely: boolean) => ({
    ...{ id: `018f0000-0000-7000-8000-00000000000${number}`, number, label: `L-${number}`, title: `Persona ${number}` },
    ...{
      companyId: ID,
      company: "Norte",
      status: "Pendiente",
      statusTone: "gray",
      owner: "",
      canTouch: true,
      isLikely,
    },
  });
  jest.mocked(useKnownPeople).mockReturnValue([person(3, false), person(4, true)]);
  const { unmount } = show();
  expect(screen.getByText("Ya hay un lead de esta persona")).toBeVisible();
  expect(screen.getByText(/mismo teléfono, otro nombre/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Sumar a L-4" })).toBeVisible();
  unmount();
  jest.mocked(useKnownPeople).mockReturnValue([person(3, false)]);
  const { unmount: leave } = show();
  expect(screen.queryByText(/de esta persona/)).toBeNull();
  expect(screen.getByText("Hay un lead con este teléfono, a otro nombre")).toBeVisible();
  expect(screen.getByRole("radio", { name: "Es otra persona: crear un lead nuevo" })).toBeChecked();
  expect(screen.getByRole("button", { name: "Crear lead" })).toBeVisible();
  leave();
  jest.mocked(useKnownPeople).mockReturnValue([]);
});

test("a lead without an owner is the rules' where there are any, and else nobody's", async () => {
  const { unmount } = show({ assigns: true, hasRules: true });
  const owner = screen.getByRole("combobox", { name: "Responsable" });
  expect(owner).toHaveTextContent("Según las reglas");
  expect(screen.getByText("Si ninguna regla le corresponde, queda sin responsable.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Razón social"), "Norte SA");
  await create();
  await waitFor(() => {
    expect(enterLeadAction).toHaveBeenCalledWith(expect.objectContaining({ ownerId: null }));
  });
  unmount();
  show({ assigns: true });
  expect(screen.getByRole("combobox", { name: "Responsable" })).toHaveTextContent("Sin responsable");
  expect(screen.queryByText(/ninguna regla/)).toBeNull();
});
