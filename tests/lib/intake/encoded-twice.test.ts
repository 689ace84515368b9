import { encodedOnce } from "@/lib/intake/charset";
import { understand } from "@/lib/intake/understand";
import { form, json, SITE } from "@/tests/support/wordpress";

const cp1252 = new TextDecoder("windows-1252");
const again = (text: string) => cp1252.decode(new TextEncoder().encode(text));

test.each([
  "José Ñandú",
  "São Paulo, às 10 h",
  "ÁÉÍÓÚ ÜÑ ÇÃÕ ÀÔ",
  "“Flete” – 10 €",
  "¿Cuánto sale?",
  "24 °C, 3 m²",
  "Zoë 🚚 año",
])("%j is as it was written, encoded twice or three times", (text) => {
  expect([encodedOnce(again(text)), encodedOnce(again(again(text)))]).toStrictEqual([text, text]);
});

test.each([
  ...["José Ñandú", "NÃO", "AMANHÃ… às 10", "IRMÃ\u00a0MARIA", "“ROMû", "IRMÃ – PAI", "Â noite", "Ã", "£ 5", "Müller"],
  ...["JosÃ© y José", "Ã© 漢字", "«MAÇû", "plain", ""],
])("%j is right, or can't be taken back as a whole, and stays", (text) => {
  expect(encodedOnce(text)).toBe(text);
});

test("labels and values of a form are read as they were written, and it says that its charset was guessed", () => {
  const values = { [again("Teléfono")]: "11 4321-8765", Nombre: again("José Ñandú"), Mensaje: "Año nuevo" };
  for (const request of [json(values), form(values)]) {
    expect(understand(request, SITE)[0]).toMatchObject({
      name: "José Ñandú",
      message: "Año nuevo",
      phone: "+541143218765",
      problems: ["charset_guessed"],
    });
  }
  expect(understand(json({ Nombre: "José NÃO" }), SITE)[0]).toMatchObject({ name: "José NÃO", problems: [] });
});

test("an address that was encoded once more is one where a mail was asked", () => {
  const read = (values: object) => understand(json(values), SITE)[0];
  expect(read({ Nombre: "Ana", Mail: "a%40r.test" })).toMatchObject({ kind: "lead", email: "a@r.test", problems: [] });
  expect(read({ Mail: "a@r.test", Nota: "b%40r.test" })).toMatchObject({ email: "a@r.test", message: "b%40r.test" });
  expect(read({ Nombre: "Ana", Mail: "100%40 algo" })).toMatchObject({ email: null, problems: ["email_invalid"] });
});
