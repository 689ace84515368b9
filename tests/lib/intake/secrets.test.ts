import { openText } from "@/lib/intake/secrets";
import { understand } from "@/lib/intake/understand";
import { ANSWERS, ASKED, WITHHELD } from "@/tests/support/secrets";
import { form, json, SITE } from "@/tests/support/wordpress";

const WHO = { nombre: "Ana Ruiz", mail: "ana@r.test" };

test("of label and answer together what is a secret is known, by key as by label, and nothing else is lost", () => {
  expect(ASKED.length).toBeGreaterThan(120);
  const found = (own: (name: string) => string[]) =>
    ASKED.map((one) => ({ ...one, open: openText({ own: own(one.name), around: [], type: one.type }, one.value) }));
  expect(found((name) => [name])).toStrictEqual(ASKED);
  expect(found((name) => ["f7x", name])).toStrictEqual(ASKED);
});

const read = (fields: object) => understand(json({ ...WHO, ...fields }), SITE);

test.each(WITHHELD)("$name: $value is no value of a lead, nor found elsewhere in it", ({ name, value, type }) => {
  expect(read({ f7x: { label: name, value, type } })).toStrictEqual(read({}));
});

test.each(ANSWERS)("$name: $value is an answer and is read", ({ name, value, type }) => {
  expect(read({ f7x: { label: name, value, type } })).not.toStrictEqual(read({}));
});

test("a secret is known by its label, its kind, its place and a label learnt before", () => {
  const one = (key: string, value: unknown, labels = {}) =>
    JSON.stringify(understand(json({ ...WHO, [key]: value }), { ...SITE, labels }));
  const typed = "hunter2-hunter2";
  expect(one("f7", { label: "Elegí una contraseña", value: typed })).not.toContain(typed);
  expect(one("f7", { label: "F7", type: "input_password", value: typed })).not.toContain(typed);
  expect(one("account", { password: typed })).not.toContain(typed);
  expect(one("payment", { card: { number: "4111111111111111" } })).not.toContain("4111");
  expect(one("7", typed, { 7: "Contraseña" })).not.toContain(typed);
  expect(one("f7", { label: "Color", type: "text", value: typed })).toContain(typed);
});

test("a part is judged under what it is a part of, and a number typed into several boxes as one", () => {
  const card = { numero: "4111 1111 1111 1112", vencimiento: "11/27", cvv: "987", titular: "JUAN" };
  const told = (fields: object) => JSON.stringify(read(fields));
  const found = told({ tarjeta: card });
  expect(found).toContain("JUAN");
  expect(found).not.toMatch(/4111|11\/27|987/);
  expect(told({ poliza: card })).toContain("11/27");
  expect(told({ boxes: ["4111", "1111", "1111", "1111"] })).not.toContain("4111");
  expect(told({ boxes: ["4111", "1111", "1111", "1112"] })).toContain("4111");
});

test("a part whose place says what else its number is is kept, and one of a payment inside it isn't", () => {
  const told = (fields: object) => JSON.stringify(read(fields));
  const number = "4111111111111111";
  expect(told({ booking: { number } })).toContain(number);
  expect(told({ guia: ["4111", "1111", "1111", "1111"] })).toContain("4111");
  expect(told({ booking: { payment: { number } } })).not.toContain("4111");
  expect(told({ booking: { comments: number } })).not.toContain("4111");
});

test("a card's number goes out of a longer message, and the rest of it stays", () => {
  const said = "Cobrame con la 4111 1111 1111 1111 exp 12/27, somos tres.";
  expect(understand(form({ ...WHO, mensaje: said }), SITE)).toMatchObject([
    { message: "Cobrame con la ••••, somos tres." },
  ]);
});

test("what an admin mapped is kept, whatever it is called", () => {
  const source = { ...SITE, mapping: { clave: "extra:Clave de obra" } };
  expect(understand(form({ ...WHO, clave: "AB-12" }), source)).toMatchObject([{ extra: { "Clave de obra": "AB-12" } }]);
});
