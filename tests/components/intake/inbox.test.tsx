import { render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { DeliveryFeed } from "@/components/intake/delivery-feed";
import { EndFilter } from "@/components/intake/inbox/end-filter";
import { InboxFilters } from "@/components/intake/inbox/inbox-filters";
import { NoArrivals } from "@/components/intake/inbox/no-arrivals";
import es from "@/lib/i18n/messages/es.json";
import { CONNECTORS } from "@/lib/intake/connectors/registry";
import { pluginName } from "@/lib/intake/plugin-names/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ push: jest.fn() }) }));

const NOW = new Date("2026-11-23T15:04:00Z");

const inSpanish = (children: React.ReactNode) => (
  <NextIntlClientProvider locale="es" messages={es} timeZone="UTC" now={NOW}>
    {children}
  </NextIntlClientProvider>
);

test("what sent an arrival is named in words, whatever way it came", () => {
  const plugins = ["contact-form-7", "hand", "some-new-plugin"];
  render(inSpanish(<InboxFilters filter={{}} sources={[]} reasons={[]} plugins={plugins} zone={undefined} />));
  const names = screen.getAllByRole("option").map(({ textContent }) => textContent);
  for (const name of ["Contact Form 7", "Carga a mano", "some-new-plugin", "Por API"]) expect(names).toContain(name);
  expect(names).not.toContain("hand");
});

test("every way of sending that is known has a name", () => {
  const keys = [...CONNECTORS.map(({ key }) => key), "json-list", "hand"];
  expect(keys.filter((key) => pluginName(key, (word) => es.intake.sentWith[word]) === key)).toStrictEqual([]);
});

test("an inbox that nothing has come to says so, and not that filters hide it", () => {
  const { rerender } = render(inSpanish(<NoArrivals filtered={false} />));
  expect(screen.getByText("Todavía no llegó nada")).toBeVisible();
  expect(screen.queryByText(/filtros/)).toBeNull();
  rerender(inSpanish(<NoArrivals filtered />));
  expect(screen.getByText("Ningún envío coincide con estos filtros")).toBeVisible();
});

test.each(["wrong_token", "former_token", "get_not_allowed", "no_signature", "bad_signature"])(
  "what was kept out for %s has the same name in its row as in the filter, and says why",
  (reason) => {
    const row = {
      ...{ id: "d", receivedAt: NOW, via: "push", state: "quarantined" as const, outcome: "", reason, who: "Ana" },
      ...{ history: false, leadId: null, leadNumber: null, plugin: "", source: { id: "s", name: "Contacto" } },
    };
    render(
      inSpanish(
        <>
          <EndFilter
            filter={{}}
            counts={{ total: 1, more: false, ends: { quarantined: 1 }, badly: 0, reasons: [], plugins: [] }}
          />
          <DeliveryFeed rows={[row]} />
        </>,
      ),
    );
    const name = es.intake.states.quarantined;
    expect(screen.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible();
    expect(within(screen.getByRole("table")).getByText(name)).toBeVisible();
    expect(screen.getAllByText(es.intake.reasons[reason as "no_token"])).toHaveLength(2);
  },
);

test("those that may have been meant to be leads are told apart from the harmless ones, in one list of their own", () => {
  const row = (id: string, reason: string) => ({
    ...{ id, receivedAt: NOW, via: "push", state: "rejected" as const, outcome: "", reason, who: id },
    ...{ history: false, leadId: null, leadNumber: null, plugin: "", source: { id: "s", name: "Contacto" } },
  });
  const counts = { total: 2, more: false, ends: { rejected: 2 }, reasons: [], plugins: [] };
  const { rerender } = render(
    inSpanish(
      <>
        <EndFilter filter={{}} counts={{ ...counts, badly: 1 }} />
        <DeliveryFeed rows={[row("Ana", "no_known_field"), row("Prueba", "test_ping")]} />
      </>,
    ),
  );
  expect(screen.getByRole("link", { name: /No llegaron a ser leads 1/ })).toHaveAttribute(
    "href",
    "/intake/deliveries?ended=badly",
  );
  const looks = (who: RegExp) => screen.getByRole("row", { name: who }).outerHTML;
  expect(looks(/Ana/)).toContain('data-tone="orange"');
  expect(looks(/Prueba/)).toContain('data-tone="gray"');
  rerender(inSpanish(<EndFilter filter={{}} counts={{ ...counts, badly: 0 }} />));
  expect(screen.queryByRole("link", { name: /No llegaron a ser leads/ })).not.toBeInTheDocument();
});
