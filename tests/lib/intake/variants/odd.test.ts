import { understand } from "@/lib/intake/understand";
import { ServiceNames } from "@/lib/leads/service-words/naming/schema";
import { form, json, SITE } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
  [
    "a form without labels, where only the values tell",
    json({
      field_1: "Marta Ibáñez",
      field_2: "marta@o.test",
      field_3: "0261 15-423-1199",
      field_4: "Olivares del Sur S.R.L.",
      field_5: "Necesitamos mover tres camiones por semana desde Mendoza.",
    }),
    {
      name: "Marta Ibáñez",
      email: "marta@o.test",
      phone: "+5492614231199",
      firm: "Olivares del Sur S.R.L.",
      message: "Necesitamos mover tres camiones por semana desde Mendoza.",
    },
  ],
  [
    "several mails in one field: the first, and the others beside",
    json({ Nombre: "Ana", Correo: ["a@r.test", "b@r.test", "c@r.test"] }),
    { kind: "lead", email: "a@r.test", extra: { Correo: ["b@r.test", "c@r.test"] } },
  ],
  [
    "several mails in words",
    json({ Nombre: "Ana", Correo: "a@r.test o b@r.test" }),
    { kind: "lead", email: "a@r.test", extra: { Correo: "b@r.test" }, problems: [] },
  ],
  [
    "a mail as a link that writes one",
    json({ Nombre: "Ana", Correo: "mailto:a@r.test?subject=Hola" }),
    { kind: "lead", email: "a@r.test", extra: {} },
  ],
  [
    "no mail out of what is no list of mails",
    json({ Nombre: "Ana", Correo: "a,b@r.test" }),
    { email: null, extra: { Correo: "a,b@r.test" }, problems: ["email_invalid"] },
  ],
  [
    "a client with a legal form is a firm",
    json({ Nombre: "Ana Ruiz", Cliente: "Transportes Ñandú SRL", Mail: "a@r.test" }),
    { name: "Ana Ruiz", firm: "Transportes Ñandú SRL", extra: {} },
  ],
  [
    "a customer with a foreign one",
    json({ customer: "Northwind Foods GmbH", email: "a@r.test" }),
    { firm: "Northwind Foods GmbH", name: null, extra: {} },
  ],
  [
    "a client without one may be anybody",
    json({ Cliente: "Marta Sas", Mail: "a@r.test" }),
    { firm: null, extra: { Cliente: "Marta Sas" } },
  ],
  [
    "a client beside a firm that was asked for",
    json({ Empresa: "Ruiz SA", Cliente: "Sur S.R.L.", Mail: "a@r.test" }),
    { firm: "Ruiz SA", extra: { Cliente: "Sur S.R.L." } },
  ],
  [
    "name and mail in each other's field",
    json({ Nombre: "ana@r.test", Email: "Ana Ruiz", Teléfono: "11 4321 8765" }),
    { email: "ana@r.test", name: "Ana Ruiz", phone: "+541143218765" },
  ],
  [
    "no person in a mail field that says there is none",
    json({ Empresa: "Ruiz SA", Email: "no tengo", Teléfono: "11 4321 8765" }),
    { email: null, name: null, problems: ["email_invalid"] },
  ],
  [
    "signs before the labels",
    json({
      "👤 Tu nombre": "Lucas",
      "📧 Tu mail": "lucas@x.test",
      "📱 Tu celu": "0341 155-550101",
      "✍️ Tu consulta": "Hola 👋",
    }),
    { name: "Lucas", email: "lucas@x.test", phone: "+5493415550101", message: "Hola 👋" },
  ],
  [
    "letters as entities in the labels",
    json({
      "Tel&eacute;fono": "11 4321 8765",
      "Raz&oacute;n social": "Ruiz SA",
      "Correo electr&#243;nico": "a@r.test",
    }),
    { phone: "+541143218765", firm: "Ruiz SA", email: "a@r.test" },
  ],
  [
    "labels whose spaces and accents were taken out",
    json(
      {
        "g7-nombre": "Ana Ruiz",
        "g7-correoelectrnico": "a@r.test",
        "g7-telfono": "11 4321 8765",
        "g7-comopodemosayudarte": "Hola",
        "g7-nombredelaempresa": "Ruiz SA",
      },
      { "user-agent": "WordPress/6.9 | Jetpack/15.2; https://x.test" },
    ),
    { name: "Ana Ruiz", email: "a@r.test", phone: "+541143218765", message: "Hola", firm: "Ruiz SA" },
  ],
  [
    "Gravity's inputs of a name, in Spanish",
    json({
      "Nombre (Nombre)": "Ana",
      "Nombre (Apellidos)": "Ruiz",
      Mail: "a@r.test",
      entry_id: "8",
      source_url: "https://x.test",
    }),
    { name: "Ana Ruiz", externalId: "8" },
  ],
  [
    "an advertisement's columns, some without a title",
    json({
      lead_id: "77",
      user_column_data: [
        { column_id: "FULL_NAME", column_name: "Full Name", string_value: "Ana Ruiz" },
        { column_id: "EMAIL", string_value: "a@r.test" },
        { column_id: "PHONE_NUMBER", string_value: "+541143218765" },
      ],
    }),
    { name: "Ana Ruiz", email: "a@r.test", phone: "+541143218765", externalId: "77" },
  ],
  [
    "a name or a firm, whichever there is",
    json({ "Nombre / Empresa": "Ana Ruiz", Mail: "a@r.test" }),
    { name: "Ana Ruiz", firm: null },
  ],
  [
    "properties that hold their value",
    json({ properties: { firstname: { value: "Ana" }, lastname: { value: "Ruiz" }, email: { value: "a@r.test" } } }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "keys with the moment a field was made",
    form([
      ["nombre_1700000000001", "Ana Ruiz"],
      ["correo_1700000000002", "a@r.test"],
      ["mensaje_1700000000004", "Hola"],
    ]),
    { name: "Ana Ruiz", email: "a@r.test", message: "Hola" },
  ],
  [
    "lines whose labels have a colon of their own",
    {
      ...json({}),
      headers: { "content-type": "text/plain" },
      body: Buffer.from("Nombre: *: Ana Ruiz\nMail: a@r.test\nHora: 10:30"),
    },
    { name: "Ana Ruiz", email: "a@r.test", extra: { Hora: "10:30" } },
  ],
];

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});

describe("a choice among the house's services is told by its answer", () => {
  const services = new ServiceNames(
    [
      { labelEs: "Última milla", labelEn: "Last mile", aliases: ["moto"] },
      { labelEs: "Almacenaje", labelEn: "Storage", aliases: [] },
    ],
    "es",
  );
  const served = (values: object) =>
    understand(json({ nombre: "Ana", mail: "a@r.test", ...values }), { ...SITE, services })[0];

  test.each<[string, object, string]>([
    ["under a made-up key", { "menu-505": "ULTIMA MILLA" }, "ULTIMA MILLA"],
    ["by a word that means it", { field_7: "Moto" }, "Moto"],
    ["several of them", { "checkbox-2": ["Storage", "Última milla"] }, "Storage, Última milla"],
    ["under a label nobody knows", { Motivo: "Almacenaje" }, "Almacenaje"],
    ["before one whose label says something", { Rubro: "Almacenaje", "menu-1": "Moto" }, "Moto"],
  ])("%s", (_, values, service) => {
    expect(served(values)).toMatchObject({ service, name: "Ana" });
  });

  test.each<[string, string | string[]]>([
    ["one", "Transporte"],
    ["the choice of who looks for work", "Busco trabajo/ Ofrezco productos o servicios"],
    ["written otherwise", "Busco trabajo - Ofrezco productos o servicios."],
    ["several as a form joins them", "Almacenaje, Busco trabajo &#47; Ofrezco productos o servicios"],
    ["several as a list", ["Última milla", "Fulfillment"]],
  ])("what the usual rules know is one too, whatever the house calls its own: %s", (_, sent) => {
    const pushed = (settings: object) =>
      understand(json({ nombre: "Ana", mail: "a@r.test", Ubicación: sent }), { ...SITE, ...settings })[0];
    const service = [sent].flat().join(", ");
    expect([pushed({})?.service, pushed({ services })?.service]).toStrictEqual([service, service]);
  });

  test("a place, and a text that only speaks of one, are none", () => {
    expect(served({ Ubicación: "Rosario" })).toMatchObject({ service: null, extra: { Ubicación: "Rosario" } });
    expect(served({ "menu-1": "Transporte de caudales y otras cosas" })?.service).toBeNull();
    expect(served({ mensaje: "Transporte" })).toMatchObject({ service: null, message: "Transporte" });
    expect(served({ "text-1": "Busco trabajo, ofrezco productos o servicios de limpieza" })?.service).toBeNull();
  });

  test("and not where another field says it, more is said, or the field is something else", () => {
    expect(served({ servicio: "Otro", "menu-1": "Moto" })).toMatchObject({
      service: "Otro",
      extra: { "menu-1": "Moto" },
    });
    expect(served({ "menu-1": "Moto y más" })?.service).toBeNull();
    expect(served({ "checkbox-2": ["Storage", "Otro"] })?.service).toBeNull();
    expect(served({ empresa: "Almacenaje" })).toMatchObject({ service: null, firm: "Almacenaje" });
  });
});
