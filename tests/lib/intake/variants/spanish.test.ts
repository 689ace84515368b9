import { form, json } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
  [
    "plain Spanish labels with colons and asterisks",
    form({
      "Nombre y apellido *": "Sofía Paz",
      "Correo electrónico:": "Sofia.Paz@Correo.Test ",
      "Teléfono celular": "11 6000-1234",
      Compañía: "Paz SA",
      "Detalle de su consulta": "Necesito un flete",
    }),
    {
      kind: "lead",
      name: "Sofía Paz",
      email: "sofia.paz@correo.test",
      phone: "+541160001234",
      firm: "Paz SA",
      message: "Necesito un flete",
    },
  ],
  [
    "name and surname apart, WhatsApp, work mail",
    json({
      Nombre: "Bruno",
      Apellido: "Díaz",
      "E-mail corporativo": "bruno@wayne.test",
      WhatsApp: "+54 9 341 555-1234",
      Organización: "Wayne",
      Comentarios: "Llamar a la tarde",
    }),
    {
      name: "Bruno Díaz",
      email: "bruno@wayne.test",
      phone: "+5493415551234",
      firm: "Wayne",
      message: "Llamar a la tarde",
    },
  ],
  [
    "the firm's name is no person's, whichever stands first",
    json({
      "Nombre de la empresa": "Cargas Sur",
      "Nombre de contacto": "Elena Ríos",
      Mail: "elena@cs.test",
      Móvil: "2994123456",
    }),
    { firm: "Cargas Sur", name: "Elena Ríos", email: "elena@cs.test", phone: "+542994123456" },
  ],
  [
    "the firm's telephone and mail are a telephone and a mail",
    json({
      Empresa: "Norte SRL",
      "Teléfono de la empresa": "0387 421-0000",
      "Email de la empresa": "info@norte.test",
      "Persona de contacto": "Luis Gil",
    }),
    { firm: "Norte SRL", phone: "+543874210000", email: "info@norte.test", name: "Luis Gil" },
  ],
  [
    "questions about a firm are no firm",
    json({
      "¿Cómo conociste la empresa?": "Por un amigo",
      "Tamaño de la empresa": "10 a 50",
      "Rubro de la empresa": "Textil",
      "Tu nombre": "Iván Sosa",
      "Tu correo": "ivan@x.test",
    }),
    {
      firm: null,
      name: "Iván Sosa",
      email: "ivan@x.test",
      extra: {
        "¿Cómo conociste la empresa?": "Por un amigo",
        "Tamaño de la empresa": "10 a 50",
        "Rubro de la empresa": "Textil",
      },
    },
  ],
  [
    "names of other things are no name",
    json({
      "Nombre del producto": "Tubos",
      "Nombre de la ciudad": "Salta",
      Apellido: "Vera",
      Nombre: "Olga",
      Mail: "o@v.test",
    }),
    { name: "Olga Vera", extra: { "Nombre del producto": "Tubos", "Nombre de la ciudad": "Salta" } },
  ],
  [
    "how and when to be contacted is neither a mail nor a number",
    json({
      nombre: "Leo Mas",
      email: "leo@m.test",
      "¿Cómo preferís que te contactemos?": "E-mail",
      "Horario para llamarte por teléfono": "9 a 12",
      telefono: "11 4321 8765",
    }),
    {
      email: "leo@m.test",
      phone: "+541143218765",
      phoneRaw: "11 4321 8765",
      extra: { "¿Cómo preferís que te contactemos?": "E-mail", "Horario para llamarte por teléfono": "9 a 12" },
    },
  ],
  [
    "a WhatsApp yes-or-no is no number",
    json({ nombre: "Ada Luz", telefono: "0341 4567890", "¿Tenés WhatsApp?": "Sí", correo: "ada@l.test" }),
    { phone: "+543414567890", extra: { "¿Tenés WhatsApp?": "Sí" } },
  ],
  [
    "of two numbers the one that can be dialled",
    json({ nombre: "Raúl Paz", "Teléfono fijo": "4321-8765", Celular: "011 15-5555-6666", correo: "r@p.test" }),
    { phone: "+5491155556666", phoneRaw: "011 15-5555-6666", extra: { "Teléfono fijo": "4321-8765" } },
  ],
  [
    "area code and number apart",
    json({ nombre: "Raúl Paz", "Código de área": "351", Teléfono: "5551234", correo: "r@p.test" }),
    { phone: "+543515551234" },
  ],
  [
    "what is needed, asked as a question",
    json({
      "¿Cuál es tu nombre?": "Noé Gil",
      "Tu mail": "noe@g.test",
      "¿En qué podemos ayudarte?": "Fletes a Chile",
      "¿Qué servicio necesitás?": "Transporte internacional",
    }),
    { name: "Noé Gil", message: "Fletes a Chile", service: "Transporte internacional" },
  ],
  [
    "a subject and a reason are no message",
    json({
      nombre: "Noé Gil",
      mail: "noe@g.test",
      Asunto: "Cotización",
      "Motivo de la consulta": "Precio",
      Mensaje: "Hola",
    }),
    { message: "Hola", extra: { Asunto: "Cotización", "Motivo de la consulta": "Precio" } },
  ],
  [
    "the newsletter's box is no consent and no mail",
    json({
      nombre: "Noé Gil",
      mail: "noe@g.test",
      "Quiero recibir novedades por email": "Sí",
      "He leído y acepto la política de privacidad": "on",
    }),
    { email: "noe@g.test", consent: true, extra: { "Quiero recibir novedades por email": "Sí" } },
  ],
  [
    "a box that was not ticked is a no",
    form({ nombre: "Noé", mail: "noe@g.test", "Acepto los términos y condiciones": "" }),
    { consent: false },
  ],
  [
    "a consent that repeats its sentence is a yes",
    json({ nombre: "Noé", mail: "noe@g.test", privacidad: "Acepto la política de privacidad" }),
    { consent: true },
  ],
  [
    "a dash and unfilled tags are nothing",
    json({
      nombre: "Noé",
      mail: "noe@g.test",
      empresa: "—",
      telefono: "[your-phone]",
      utm_source: "{utm_source}",
      mensaje: "null",
      servicio: " ",
    }),
    {
      firm: null,
      phone: null,
      phoneRaw: null,
      message: null,
      service: null,
      utm: { source: null, medium: null, campaign: null, term: null, content: null },
      extra: {},
    },
  ],
  [
    "zero is a value",
    json({ nombre: "Noé", mail: "noe@g.test", "Cantidad de bultos": "0", Pisos: 0 }),
    { extra: { "Cantidad de bultos": "0", Pisos: "0" } },
  ],
  [
    "a tax number is no telephone",
    json({ nombre: "Noé", mail: "noe@g.test", CUIT: "30-71234567-9", DNI: "30123456", "Código postal": "5000" }),
    { phone: null, extra: { CUIT: "30-71234567-9", DNI: "30123456", "Código postal": "5000" } },
  ],
  [
    "apellido y nombre in one field",
    json({ "Apellido y Nombre": "Pérez, Juan", mail: "j@p.test" }),
    { name: "Pérez, Juan" },
  ],
  [
    "nombre o razón social",
    json({ "Nombre o razón social": "Distribuidora Sol", email: "d@s.test" }),
    { firm: "Distribuidora Sol" },
  ],
  [
    "two surnames",
    json({ Nombres: "Ana María", "Primer apellido": "Ruiz", "Segundo apellido": "Soto", correo: "a@r.test" }),
    { name: "Ana María Ruiz Soto" },
  ],
  [
    "the full name and the surname once more",
    json({ "Nombre completo": "Ana Ruiz", Apellido: "Ruiz", correo: "a@r.test" }),
    { name: "Ana Ruiz" },
  ],
  ["a mail inside a sentence", json({ nombre: "Ana", correo: "es ana@r.test gracias" }), { email: "ana@r.test" }],
  [
    "a broken mail is kept, and said",
    json({ nombre: "Ana", correo: "ana@gmail", tel: "11 4321 8765" }),
    { email: null, extra: { correo: "ana@gmail" }, problems: ["email_invalid"], kind: "lead" },
  ],
  [
    "an address typed into another field",
    json({ nombre: "Ana Paz", "Como contactarte": "ana@r.test" }),
    { email: "ana@r.test", kind: "lead" },
  ],
  [
    "no way to answer",
    json({ nombre: "Ana Paz", mensaje: "Hola" }),
    { kind: "lead_partial", reason: "no_contact", name: "Ana Paz", message: "Hola" },
  ],
];

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
