import { form, json, send } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
  ["a name that is a word for no", json({ Nombre: "No", Apellido: "Si", Mail: "a@r.test" }), { name: "No Si" }],
  ["a firm that is a word for yes", json({ "Razón social": "On", Mail: "a@r.test" }), { firm: "On", extra: {} }],
  ["a box that is ticked for a firm", json({ Empresa: "on", Mail: "a@r.test" }), { firm: null }],
  ["a box that isn't ticked for a contact", json({ Contacto: "No", Mail: "a@r.test" }), { name: null }],
  [
    "a yes that is none of a word's",
    json({ Nombre: true, "Razón social": false, Mail: "a@r.test" }),
    { name: null, firm: null },
  ],
  [
    "a mail whose answers go to the visitor",
    json({ from_email: "noreply@site.test", reply_to: "ana@r.test", mensaje: "Hola" }),
    { email: "ana@r.test", extra: { from_email: "noreply@site.test" } },
  ],
  [
    "the same, where the site sends by its own name",
    json({ "reply-to": "ana@r.test", "From email": "info@site.test", "To email": "ventas@site.test" }),
    { email: "ana@r.test" },
  ],
  ["a mail for answers in Portuguese", json({ "Responder para": "ana@r.test", nome: "Ana" }), { email: "ana@r.test" }],
  [
    "a visitor's mail beside where the site wants answers",
    json({ reply_to: "ventas@site.test", email: "ana@r.test" }),
    { email: "ana@r.test" },
  ],
  [
    "a mail that is a program's, beside one that is only a second",
    json({ email: "noreply@site.test", "Email alternativo": "otra@r.test" }),
    { email: "noreply@site.test" },
  ],
  [
    "a program's mail and nobody's but the firm's own",
    json({ from_email: "noreply@site.test", to_email: "ventas@site.test" }),
    { email: "noreply@site.test" },
  ],
  [
    "a contact that is a number",
    json({ Contacto: "11 4321-8765", Empresa: "Ruiz SA", Mail: "a@r.test" }),
    { phone: "+541143218765", name: null },
  ],
  [
    "number and mail in each other's field",
    json({ Nombre: "Ana Ruiz", "E-mail": "011 4321-8765", Teléfono: "ana@r.test" }),
    { email: "ana@r.test", phone: "+541143218765", kind: "lead" },
  ],
  [
    "a number with a remark",
    json({ Nombre: "Ana Ruiz", Celular: "11 4321 8765 llamar después de las 18", Mail: "a@r.test" }),
    { phone: "+541143218765", phoneRaw: "11 4321 8765 llamar después de las 18" },
  ],
  [
    "a number as a JSON number, an id beyond floats",
    send({ body: '{"nombre":"Ana Ruiz","telefono":1143218765,"entry_id":12345678901234567890}' }),
    { phone: "+541143218765", externalId: "12345678901234567890" },
  ],
  ["marks nobody sees around a mail", json({ nombre: "Ana", mail: "\u202aana@r.test\u200b" }), { email: "ana@r.test" }],
  [
    "JSON as the only key of a form",
    form({ '{"nombre":"Ana Ruiz","mail":"a@r.test"}': "" }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "a name in parts inside an object",
    json({ name: { first: "Ana", middle: "Inés", last: "Ruiz" }, email: "a@r.test" }),
    { name: "Ana Inés Ruiz" },
  ],
  [
    "fields under a wrapper beside facts",
    json({
      form_name: "Pedido",
      form_fields: { name: "Ana Ruiz", email: "a@r.test", message: "Hola", ciudad: "Salta" },
    }),
    {
      name: "Ana Ruiz",
      message: "Hola",
      form: { id: null, name: "Pedido" },
      extra: { form_fields: { ciudad: "Salta" } },
    },
  ],
  [
    "keys that end in brackets",
    json({ nombre: "Ana Ruiz", mail: "a@r.test", "servicio[]": ["Picking", "Fletes"] }),
    { service: "Picking, Fletes" },
  ],
  [
    "a list with one name in it",
    json({ nombre: ["Ana Ruiz"], mail: ["a@r.test"], telefono: ["11 4321 8765"] }),
    { name: "Ana Ruiz", email: "a@r.test", phone: "+541143218765" },
  ],
  [
    "Elementor in Portuguese with date and hour only",
    form([
      ["Nome", "Rui Sá"],
      ["E-mail", "rui@s.test"],
      ["Data", "22 de novembro de 2026"],
      ["Hora", "14:34"],
      ["form_id", "a1b2c3d"],
      ["form_name", "Contato"],
    ]),
    {
      submittedAt: { raw: "22 de novembro de 2026 14:34", iso: "2026-11-22T14:34:00-03:00", basis: "site" },
      extra: {},
    },
  ],
  [
    "Elementor with a page and an address but no clock",
    form([
      ["Nome", "Rui Sá"],
      ["E-mail", "rui@s.test"],
      ["Fecha", "2026-12-05"],
      ["URL da página", "https://a.test/"],
      ["IP remoto", "203.0.113.8"],
      ["form_id", "a1b2c3d"],
      ["form_name", "C"],
    ]),
    { pageUrl: "https://a.test/", ip: "203.0.113.8", submittedAt: null, extra: { Fecha: "2026-12-05" } },
  ],
  [
    "Elementor's untitled fields in a language nobody foresaw",
    form([
      ["ללא תווית name", "Ana Ruiz"],
      ["ללא תווית email", "a@r.test"],
      ["ללא תווית message", "Hola"],
      ["form_id", "a1b2c3d"],
      ["form_name", "C"],
    ]),
    { email: "a@r.test", message: "Hola" },
  ],
  [
    "a site that writes its dates month first",
    json({ "your-name": "Ann", "your-email": "a@r.test", _date: "11/05/2026", _time: "9:00 am" }),
    { submittedAt: { raw: "11/05/2026 9:00 am", iso: "2026-11-05T09:00:00-05:00", basis: "site" } },
    { dateOrder: "mdy", timeZone: "America/New_York" },
  ],
  [
    "a page that names another source than the form",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      utm_source: "facebook",
      page_url: "https://a.test/?utm_source=google&utm_medium=cpc",
    }),
    { utm: { source: "facebook", medium: null, campaign: null, term: null, content: null } },
  ],
  [
    "a mail with a plus and a long ending",
    json({ nombre: "Ana", mail: "Ana.Ruiz+web@sub.logistica.travel" }),
    { email: "ana.ruiz+web@sub.logistica.travel" },
  ],
  [
    "someone else's number only when there is no own",
    json({ nombre: "Ana", "Teléfono del destinatario": "0341 4567890", mail: "a@r.test", Teléfono: "11 4321 8765" }),
    { phone: "+541143218765", extra: { "Teléfono del destinatario": "0341 4567890" } },
  ],
  [
    "a firm in its legal form under a made-up key",
    json({ "text-1": "Ana Ruiz", "text-2": "Cargas Unidas S.A.", "email-1": "a@r.test", "text-3": "Rosario" }),
    { name: "Ana Ruiz", firm: "Cargas Unidas S.A.", extra: { "text-3": "Rosario" } },
  ],
  [
    "a city under its own name is no person",
    json({ ciudad: "San Juan", origen: "Mar Del Plata", mail: "a@r.test" }),
    { name: null, extra: { ciudad: "San Juan", origen: "Mar Del Plata" } },
  ],
  [
    "a freight form full of places and numbers",
    json({
      "Nombre y apellido": "Ana Ruiz",
      Mail: "a@r.test",
      Teléfono: "11 4321 8765",
      "Origen de la carga": "Zárate",
      "Destino de la carga": "Santiago",
      "Peso (kg)": "1200",
      "Tipo de carga": "Pallets",
      "Valor de la mercadería": "50000",
      "Fecha de retiro": "05/12/2026",
      "Descripción de la mercadería": "Vidrio",
      Comentarios: "Frágil",
    }),
    {
      message: "Frágil",
      firm: null,
      service: null,
      submittedAt: null,
      extra: {
        "Origen de la carga": "Zárate",
        "Destino de la carga": "Santiago",
        "Peso (kg)": "1200",
        "Tipo de carga": "Pallets",
        "Valor de la mercadería": "50000",
        "Fecha de retiro": "05/12/2026",
        "Descripción de la mercadería": "Vidrio",
      },
    },
  ],
  [
    "a job form",
    json({
      Nombre: "Ana",
      Apellido: "Ruiz",
      Email: "a@r.test",
      Celular: "0351 155-551234",
      "Puesto al que se postula": "Chofer",
      "Nombre de la última empresa": "Cargas SA",
      CV: "https://a.test/wp-content/uploads/cv.pdf",
    }),
    { name: "Ana Ruiz", files: [{ name: "cv.pdf", url: "https://a.test/wp-content/uploads/cv.pdf" }] },
  ],
  [
    "a supplier form",
    json({
      "Razón Social": "Aceros SRL",
      "Persona de contacto": "Iván Paz",
      "Correo de contacto": "ivan@aceros.test",
      "Teléfono de contacto": "(0341) 456-7890",
      "Productos que ofrece": "Chapas",
      "Sitio web": "www.aceros.test",
    }),
    {
      firm: "Aceros SRL",
      name: "Iván Paz",
      email: "ivan@aceros.test",
      phone: "+543414567890",
      service: null,
      extra: { "Productos que ofrece": "Chapas", "Sitio web": "www.aceros.test" },
    },
  ],
];

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
