import { parse } from "csv-parse/sync";
import { createTranslator } from "next-intl";
import { GET } from "@/app/api/audit/export/route";
import { currentActor } from "@/lib/auth/session";
import { csvSeparator } from "@/lib/core/csv";
import { database } from "@/lib/core/db";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { updateUser } from "@/lib/users/editing/commands";
import { ctxOf, makeUser } from "@/tests/support/house";

let locale: "en" | "es" = "es";
jest.mock("@/lib/auth/session", () => ({ currentActor: jest.fn() }));
jest.mock("next-intl/server", () => ({
  getLocale: () => Promise.resolve(locale),
  getTranslations: (namespace?: "audit") =>
    Promise.resolve(createTranslator({ locale, messages: { en, es }[locale], ...(namespace && { namespace }) })),
}));

async function rowsFor(actor: Awaited<ReturnType<typeof makeUser>>, about: string): Promise<Record<string, string>[]> {
  jest.mocked(currentActor).mockResolvedValue(actor);
  const headers = { host: "server:3000", "sec-fetch-site": "same-origin" };
  const answer = await GET(new Request(`http://server:3000/api/audit/export?about=${about}`, { headers }));
  const options = { bom: true, columns: true, delimiter: csvSeparator(locale), relax_quotes: true } as const;
  return parse(await answer.text(), options);
}

test.each([
  ["es", ["Persona", "Usuario", "Rol: Ventas → Dirección"], ["Tipo de quién", "Tipo de objeto", "Cambios"]],
  ["en", ["Person", "User", "Role: Employee → Executive"], ["Kind of who", "Kind of what", "Changes"]],
] as const)(
  "in %s the file says it in the reader's words, and beside them as it is kept",
  async (as, words, columns) => {
    locale = as;
    const [admin, person] = [await makeUser("admin"), await makeUser("employee")];
    const idOf = async (key: string) => (await database().role.findUniqueOrThrow({ where: { key } })).id;
    const [from, to] = [await idOf("employee"), await idOf("executive")];
    await updateUser(ctxOf(admin), { userId: person.id, set: { roleId: to }, seen: { roleId: from } });
    const [row = {}] = await rowsFor(admin, `user:${person.id}`);
    expect(columns.map((column) => row[column])).toStrictEqual(words);
    const [event = "", changes = ""] = { es: ["Evento", "Cambios (JSON)"], en: ["Event", "Changes (JSON)"] }[as];
    expect(row[event]).toBe("user.updated");
    expect(JSON.parse(String(row[changes]))).toStrictEqual({ role: { from, to } });
  },
);

test("whoever may not read the log is given none of it", async () => {
  jest.mocked(currentActor).mockResolvedValue(await makeUser("executive"));
  const headers = { host: "server:3000", "sec-fetch-site": "same-origin" };
  const answer = await GET(new Request("http://server:3000/api/audit/export", { headers }));
  expect([answer.status, await answer.text()]).toStrictEqual([403, expect.not.stringContaining("user.")]);
});
