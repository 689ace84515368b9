import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { FilterChip } from "@/components/leads/list/filter-chip";
import { useListNavigation } from "@/components/leads/list/list-navigation";
import messages from "@/lib/i18n/messages/es.json";
import { readList } from "@/lib/leads/list/schema";
import type { StatusOption } from "@/lib/leads/list/schema";

jest.mock("@/components/leads/list/list-navigation", () => ({ useListNavigation: jest.fn() }));

const OLD = "018f0000-0000-7000-8000-000000000001";
const NEW = "018f0000-0000-7000-8000-000000000002";
const status = (more: Partial<StatusOption>): StatusOption => ({
  ...{ id: "", key: "", label: "", tone: "", phase: "active", group: "", active: true, part: null, barred: [] },
  asks: { reason: "no", amount: "no", date: "no" } as unknown as StatusOption["asks"],
  ...more,
});
const statuses = [
  status({ id: OLD, key: "visit", label: "Visita", active: false, successorId: NEW }),
  status({ id: NEW, key: "quoted", label: "Cotizado" }),
];
const nothing = { groups: [], companies: [], owners: [], sources: [], types: [], reasons: [], meId: "" };
const choices = { ...nothing, statuses, seesOthers: true };

function chipOf(asked: string): string {
  const { list } = readList({ status: asked });
  jest.mocked(useListNavigation).mockReturnValue({ list, choices } as unknown as ReturnType<typeof useListNavigation>);
  const { unmount } = render(
    <NextIntlClientProvider locale="es" messages={messages} timeZone="UTC">
      <FilterChip kind="status" onClick={() => undefined} aria-haspopup="dialog" aria-expanded={false} />
    </NextIntlClientProvider>,
  );
  const said = screen.getAllByRole("button")[0]?.textContent ?? "";
  unmount();
  return said;
}

test("a status that was retired is called what it was and what it is now, by key or id; one in use only what it is", () => {
  expect(chipOf("visit")).toBe("EstadoVisita, ahora Cotizado");
  expect(chipOf(OLD)).toBe("EstadoVisita, ahora Cotizado");
  expect(chipOf("quoted")).toBe("EstadoCotizado");
  expect(chipOf(NEW)).toBe("EstadoCotizado");
});
