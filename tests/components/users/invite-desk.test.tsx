import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { saveFile } from "@/components/home/save-file";
import { InviteDesk } from "@/components/users/inviting/invite-desk";
import es from "@/lib/i18n/messages/es.json";
import { inviteManyAction } from "@/lib/users/inviting/actions";
import { INVITE_COLUMNS } from "@/lib/users/inviting/schema";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/users/inviting/actions", () => ({ inviteManyAction: jest.fn() }));
jest.mock("@/components/home/save-file", () => ({ saveFile: jest.fn() }));
jest.mock("@/components/users/inviting/text-of-file", () => ({ textOfFile: () => Promise.resolve("text") }));

function show() {
  const roles = ["Administración", "Gerencia", "Ventas"];
  render(
    <NextIntlClientProvider locale="es" messages={es} timeZone="UTC">
      <InviteDesk roles={roles} usualRole="Ventas" companies={["Norte"]} publicUrl={undefined} />
    </NextIntlClientProvider>,
  );
}

/** jsdom's blobs can't be read. */
const textOf = (blob: Blob) =>
  new Promise<string>((done) => {
    const reader = new FileReader();
    reader.onload = () => {
      done(reader.result as string);
    };
    reader.readAsText(blob);
  });

test("the template's person has the usual role and no more, whichever may be given", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Descargar una plantilla" }));
  const [[, blob]] = jest.mocked(saveFile).mock.calls as [[string, Blob]];
  const text = await textOf(blob);
  expect(text).toContain("Ventas");
  expect(text).not.toMatch(/Administración|Gerencia/);
});

test("every column that is read is named", () => {
  show();
  const text = screen.getByText(/^Hacen falta/).textContent.toLowerCase();
  const named = INVITE_COLUMNS.map((column) => es.invites.column[column].toLowerCase());
  expect(named.filter((column) => !text.includes(column))).toStrictEqual([]);
  expect(text).not.toContain("fax");
});

test("what isn't known is said of each by its own word, and what there is", async () => {
  const problems = { role: "unknown", companies: "companyUnknown", locale: "languageUnknown" };
  const row = { line: 2, name: "Ana Pérez", email: "ana@example.com", problems, twins: {} };
  jest.mocked(inviteManyAction).mockResolvedValue({ ok: true, data: { rows: [row], people: [] } });
  show();
  await userEvent.upload(screen.getByLabelText("Elegir archivo"), new File(["x"], "x.csv", { type: "text/csv" }));
  const table = within(await screen.findByRole("table"));
  expect(table.getByText(/No hay ninguna con este nombre/)).toHaveTextContent("Empresas");
  expect(table.getByText(/No hay ninguno con este nombre/)).toHaveTextContent("Rol");
  expect(table.getByText(/Hay español \(es\) e inglés \(en\)/)).toHaveTextContent("Idioma");
});
