import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { EmptyList } from "@/components/leads/list/empty-list";
import es from "@/lib/i18n/messages/es.json";

const inSpanish = (children: React.ReactNode) => (
  <NextIntlClientProvider locale="es" messages={es} timeZone="UTC">
    {children}
  </NextIntlClientProvider>
);
const offered = () => screen.queryAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);

test("a list without any lead offers what its reader may begin with, one that filters emptied only its filters", () => {
  const { rerender } = render(
    inSpanish(<EmptyList reason="connect" clearHref="/leads" steps={["connect", "import", "create", "demo"]} />),
  );
  expect(offered()).toStrictEqual([
    ["Conectar WordPress", "/intake/sources/new"],
    ["Importar una planilla", "/intake/imports"],
    ["Cargar un lead a mano", "/leads/new"],
    ["Probar con una demostración", "/start"],
  ]);
  rerender(inSpanish(<EmptyList reason="wait" clearHref="/leads" steps={[]} />));
  expect(offered()).toStrictEqual([]);
  rerender(inSpanish(<EmptyList reason="filtered" clearHref="/leads" steps={["create"]} />));
  expect(offered()).toStrictEqual([["Limpiar filtros", "/leads"]]);
});
