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

test("where a mail or a phone was encoded once more, everything in its form was", () => {
  const read = (values: object, mapping = {}) => understand(json(values), { ...SITE, mapping })[0];
  const sent = { Nombre: "Jos%C3%A9%20Paz", Mensaje: "Hola%2C+qu%C3%A9+tal%3F", Zonas: ["Sur%20y%20norte"] };
  const meant = { name: "José Paz", message: "Hola, qué tal?", extra: { Zonas: ["Sur y norte"] }, problems: [] };
  expect(read({ ...sent, Mail: "ana%2Bx%40r.test" })).toMatchObject({ ...meant, email: "ana+x@r.test" });
  expect(read({ ...sent, Tel: "%2B54%2011%204321-8765" })).toMatchObject({ ...meant, phone: "+541143218765" });
  expect(read({ ...sent, x: "a%40r.test" }, { x: "email" })).toMatchObject({ ...meant, email: "a@r.test" });
});

test("what only looks encoded stays beside a mail that isn't", () => {
  const values = {
    Nombre: "Ana",
    Mensaje: "descuento%20off",
    Video: "https://r.test/a%20b?x=1+2",
    Nota: "b%40r.test",
  };
  const found = understand(json({ ...values, Mail: "a@r.test", Tel: "11 4321-8765" }), SITE)[0];
  expect(found).toMatchObject({ message: "descuento%20off", extra: { Video: values.Video, Nota: values.Nota } });
  const encoded = understand(json({ ...values, Mensaje: "100%, s%C3%AD o no", Mail: "a%40r.test" }), SITE)[0];
  expect(encoded).toMatchObject({ message: "100%, s%C3%AD o no", extra: { Video: values.Video } });
});
