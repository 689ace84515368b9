import { form, json, send } from "@/tests/support/wordpress";
import { latin1, multipart, understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
  [
    "JSON with a mark, spaces and a lying header",
    send({ headers: { "content-type": "text/html" }, body: '\uFEFF  {"nombre":"Ana Ruiz","mail":"a@r.test"}' }),
    { name: "Ana Ruiz", email: "a@r.test", kind: "lead" },
  ],
  [
    "JSON inside a JSON string",
    send({
      headers: { "content-type": "application/json" },
      body: JSON.stringify(JSON.stringify({ nombre: "Ana Ruiz", mail: "a@r.test" })),
    }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "a form without any content type",
    send({ body: "nombre=Ana+Ruiz&mail=a%40r.test&mensaje=50%25+%26+m%C3%A1s" }),
    { name: "Ana Ruiz", message: "50% & más" },
  ],
  [
    "Latin-1 JSON",
    send({
      headers: { "content-type": "application/json; charset=ISO-8859-1" },
      body: latin1('{"nombre":"Iñigo Añón","mail":"a@r.test","mensaje":"años"}'),
    }),
    { name: "Iñigo Añón", message: "años", problems: [] },
  ],
  [
    "Windows-1252 that says nothing",
    send({
      headers: { "content-type": "application/json" },
      body: latin1('{"nombre":"Iñigo Añón","mail":"a@r.test"}'),
    }),
    { name: "Iñigo Añón", problems: ["charset_guessed"] },
  ],
  [
    "UTF-8 that claims to be Latin-1",
    send({
      headers: { "content-type": "application/json; charset=iso-8859-1" },
      body: '{"nombre":"Iñigo Añón","mail":"a@r.test"}',
    }),
    { name: "Iñigo Añón" },
  ],
  [
    "an urlencoded form in Latin-1",
    send({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "nombre=I%F1igo&mail=a%40r.test&mensaje=A%F1os+y+cami%F3n",
    }),
    { name: "Iñigo", message: "Años y camión" },
  ],
  [
    "UTF-16 without its mark",
    send({ body: new Uint8Array(Buffer.from('{"nombre":"Añón Łuk","mail":"a@r.test"}', "utf16le")) }),
    { name: "Añón Łuk", email: "a@r.test" },
  ],
  [
    "UTF-16 from its other end, as a form",
    send({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new Uint8Array(Buffer.from("nombre=Ana Ruiz&mail=a@r.test", "utf16le").swap16()),
    }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "zeros among UTF-8 are no UTF-16",
    send({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "nombre=A\u0000n\u0000a\u0000&mail=a@r.test",
    }),
    { name: "Ana", email: "a@r.test", problems: [] },
  ],
  [
    "UTF-16 with its mark",
    send({ body: new Uint8Array([0xff, 0xfe, ...Buffer.from('{"nombre":"Añón","mail":"a@r.test"}', "utf16le")]) }),
    { name: "Añón" },
  ],
  [
    "multipart with a file and a list",
    multipart(
      [
        ["nombre", "Añón Ruiz"],
        ["mail", "a@r.test"],
        ["zonas[]", "Norte"],
        ["zonas[]", "Sur"],
      ],
      '--XbX\r\nContent-Disposition: form-data; name="cv"; filename="mi cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n\r\n',
    ),
    {
      name: "Añón Ruiz",
      files: [{ name: "mi cv.pdf", type: "application/pdf", bytes: 10 }],
      extra: { zonas: ["Norte", "Sur"] },
    },
  ],
  [
    "multipart whose header lost its boundary",
    send({
      headers: { "content-type": "multipart/form-data" },
      body: '------Web\r\nContent-Disposition: form-data; name="mail"\r\n\r\na@r.test\r\n------Web--\r\n',
    }),
    { email: "a@r.test" },
  ],
  [
    "multipart whose header lost a short boundary, its first part with a type, and a file in it",
    send({
      headers: { "content-type": "multipart/form-data" },
      body: '--XX\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name="nombre"\r\n\r\nAna Ruiz\r\n--XX\r\nContent-Disposition: form-data; name="mail"\r\n\r\na@r.test\r\n--XX\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--XX--\r\n',
    }),
    { name: "Ana Ruiz", email: "a@r.test", files: [{ name: "cv.pdf", type: "application/pdf", bytes: 8 }], extra: {} },
  ],
  [
    "a GET",
    send({ method: "GET", query: "?nombre=Ana+Ruiz&mail=a%40r.test&zonas%5B0%5D=Norte&utm_source=x" }),
    { kind: "lead", name: "Ana Ruiz", email: "a@r.test", extra: { zonas: ["Norte"] } },
  ],
  [
    "values in the address beside a body",
    send({
      query: "?utm_source=meta&origen=feria&nombre=Otro",
      body: JSON.stringify({ nombre: "Ana Ruiz", mail: "a@r.test" }),
    }),
    {
      name: "Ana Ruiz",
      utm: { source: "meta", medium: null, campaign: null, term: null, content: null },
      extra: { origen: "feria" },
    },
  ],
  [
    "a form's number, name and entry in the address of a JSON hook",
    send({
      query: "?form_id=41&form_name=Contacto&utm_campaign=oto%C3%B1o&_ga=1",
      body: JSON.stringify({ nombre: "Ana Ruiz", mail: "a@r.test", utm_campaign: "" }),
    }),
    {
      form: { id: "41", name: "Contacto" },
      utm: { source: null, medium: null, campaign: "otoño", term: null, content: null },
    },
  ],
  [
    "the body's word before the address's, also that of the page the visitor was on",
    send({
      query: "?utm_source=hook&form_id=9&mail=otro%40r.test",
      body: JSON.stringify({
        nombre: "Ana Ruiz",
        mail: "a@r.test",
        form_id: "12",
        page_url: "https://a.test/?utm_source=google&utm_medium=cpc",
      }),
    }),
    {
      email: "a@r.test",
      form: { id: "12", name: null },
      utm: { source: "google", medium: "cpc", campaign: null, term: null, content: null },
    },
  ],
  [
    "emoji as surrogate pairs",
    send({ body: '{"nombre":"Ana \\ud83d\\ude00","mail":"a@r.test","mensaje":"\\ud83d\\ude9a\\u00a1ya!"}' }),
    { name: "Ana 😀", message: "🚚¡ya!" },
  ],
  ["an empty body", send({}), { kind: "empty", reason: "empty_body" }],
  ["fields, and nothing in them", form({ nombre: "", mail: "", mensaje: " " }), { kind: "empty", reason: "no_values" }],
  ["JSON that says nothing", json(null), { kind: "empty", reason: "no_values" }],
  ["JSON that is a number alone", json(42), { kind: "empty", reason: "no_values" }],
  ["an empty list and an empty object", send({ body: "[]" }), { kind: "empty" }],
  [
    "no field anyone knows",
    json({ foo: "bar", baz: 3 }),
    { kind: "unreadable", reason: "no_known_field", extra: { foo: "bar", baz: "3" } },
  ],
  ["bytes that are nothing", send({ body: new Uint8Array([0, 159, 146, 150, 255, 3]) }), { kind: "unreadable" }],
  [
    "JSON cut short",
    send({ body: '{"nombre":"Ana Ruiz","mail":"a@r.test","mensaje":"Hola, quer' }),
    { kind: "lead_partial", reason: "broken_json", name: "Ana Ruiz", email: "a@r.test", message: "Hola, quer" },
  ],
  [
    "keys of JavaScript's own",
    send({
      body: '{"__proto__":{"email":"x@x.test"},"constructor":"c","toString":"t","nombre":"Ana Ruiz","mail":"a@r.test"}',
    }),
    { name: "Ana Ruiz", extra: { constructor: "c", toString: "t" } },
  ],
  [
    "a deep wrapper around everything",
    json({ data: { attributes: { lead: { nombre: "Ana Ruiz", email: "a@r.test" } } } }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "nested people and things",
    json({
      cliente: { nombre: "Ana Ruiz", email: "a@r.test", telefono: "11 4321 8765" },
      producto: { nombre: "Tubos", id: "99" },
      empresa: { nombre: "Ruiz SA" },
    }),
    {
      name: "Ana Ruiz",
      email: "a@r.test",
      phone: "+541143218765",
      firm: "Ruiz SA",
      externalId: null,
      extra: { producto: { nombre: "Tubos", id: "99" } },
    },
  ],
];

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
