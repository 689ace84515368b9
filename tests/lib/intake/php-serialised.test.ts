import { unserialised } from "@/lib/intake/php-serialised";
import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const ROWS =
  'a:2:{i:0;a:2:{s:4:"Peso";s:2:"10";s:12:"Descripción";s:4:"Caja";}i:1;a:2:{s:4:"Peso";s:2:"20";s:12:"Descripción";s:8:"Pallet;}";}}';
const LINES = ["Peso: 10, Descripción: Caja", "Peso: 20, Descripción: Pallet;}"];

const read = (values: object) => understand(json({ "1": "Ana Ruiz", "2": "a@r.test", ...values }), SITE)[0];

test("a table that PHP serialised is read by its rows, beside the lead, under whatever label", () => {
  expect(read({ "3": ROWS })).toMatchObject({ message: null, extra: { "3": LINES } });
  expect(read({ Mensaje: ROWS })).toMatchObject({ message: null, extra: { Mensaje: LINES } });
  expect(read({ a: { label: "Bultos", value: ROWS } })).toMatchObject({ message: null, extra: { Bultos: LINES } });
  const entry = { form_id: "1", id: "9", date_created: "2026-11-01 10:00:00", "7": ROWS };
  expect(understand(json({ ...entry, "3": "a@r.test" }), SITE)[0]).toMatchObject({
    message: null,
    extra: { "7": LINES },
  });
});

test("a list that PHP serialised is what was chosen", () => {
  expect(read({ Servicios: 'a:2:{i:0;s:5:"Flete";i:1;s:9:"Depósito";}' })?.service).toBe("Flete, Depósito");
});

test.each<[string, unknown]>([
  ['a:2:{s:1:"a";i:-5;i:7;b:1;}', { a: -5, "7": true }],
  ["a:1:{i:0;N;}", [null]],
  ["a:1:{i:0;d:1.5;}", [1.5]],
  ["a:0:{}", []],
])("%s is read", (text, value) => {
  expect(unserialised(text)).toStrictEqual(value);
});

test.each([
  'O:8:"stdClass":1:{s:1:"a";i:1;}',
  'a:1:{i:0;O:8:"stdClass":0:{}}',
  'a:2:{i:0;s:5:"Flete";}',
  'a:1:{i:0;s:99:"Flete";}',
  'a:1:{i:0;s:5:"Flete";} y más',
  "a:1:{a:0:{}i:1;}",
  "a:9999999:{}",
  `${"a:1:{i:0;".repeat(50)}N;${"}".repeat(50)}`,
  "a: 2 pallets",
  "s:5",
])("and %s isn't, nor is it anybody's message where it began like one", (text) => {
  expect(unserialised(text)).toBeUndefined();
  const found = read({ "3": `${text}${" ".repeat(3)}` });
  expect(found?.message).toBeNull();
});

test("a key that is JavaScript's own is one like any other", () => {
  expect(JSON.stringify(unserialised('a:1:{s:9:"__proto__";s:1:"x";}'))).toBe('{"__proto__":"x"}');
});
