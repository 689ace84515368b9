import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json(values), SITE)[0];

const OWN = "ana@r.test";
const NUMBER = "11 4321-8741";

test.each<[string, object]>([
  ["Complainant name", { "Complainant email": OWN, "Driver name": "Beto Sol" }],
  ["Claimant", { "Claimant email": OWN }],
  ["Franchisee name", { "Franchisee email": OWN }],
  ["Nombre del franquiciado", { Mail: OWN }],
  ["Importer contact", { Importer: "Sol SA", "Importer email": OWN, "Importer phone": NUMBER }],
  ["Contacto del importador", { Importador: "Cargas Sur", "Mail del importador": OWN }],
  ["Pickup contact", { "Pickup phone": NUMBER, "Delivery contact": "Beto Sol", "Delivery phone": "11 4321-8742" }],
  ["callback_name", { callback_number: NUMBER }],
  ["from_name", { reply_to: OWN, message: "Hola" }],
])("who is asked for under %j as the mail or the number is, is the visitor", (label, values) => {
  expect(read({ [label]: "Ana Paz", ...values })).toMatchObject({ kind: "lead", name: "Ana Paz" });
  expect(read({ [label]: "Ana Paz", ...values, Nombre: "Eva Gil" })).toMatchObject({
    name: "Eva Gil",
    extra: { [label]: "Ana Paz" },
  });
});

test.each<[string, object]>([
  ["a club", { "Club name": "Sol Norte", "Club email": OWN }],
  ["a project", { "Nombre del proyecto": "Sol Norte", "Mail del proyecto": OWN }],
  ["a firm that imports", { Importer: "Sol Norte", "Importer email": OWN }],
  ["a place", { "Importer city": "Sol Norte", "Importer email": OWN }],
  ["a guarantor", { "Contacto del garante": "Sol Norte", "Teléfono del garante": NUMBER }],
  ["a desk", { "Contacto de retiro": "Portería", "Teléfono de retiro": NUMBER }],
  ["a way to be reached", { "Contacto de retiro": "WhatsApp", "Teléfono de retiro": NUMBER }],
  ["a site", { from_name: "Sol Norte", reply_to: OWN, page_url: "https://solnorte.test/contacto" }],
  ["a site with an address", { from_name: "Sol Norte", from_email: "web@s.test", reply_to: OWN }],
])("and the name of %s beside its mail or number is nobody's", (_, values) => {
  expect(read(values)).toMatchObject({ kind: "lead", name: null });
});

test.each<[string, object]>([
  ["Representante legal", { "Nombre comercial": "Sol SA" }],
  ["Responsable comercial", { Empresa: "Sol SA" }],
  ["Owner", { "Business name": "Sol SA" }],
  ["Gerente", { Empresa: "Sol SA" }],
  ["Diretor comercial", { Empresa: "Sol SA" }],
  ["General manager", { Company: "Sol SA" }],
  ["Solicita", { Empresa: "Sol SA" }],
  ["Quién envía", { "Quién recibe": "Beto Sol" }],
  ["Quem envia", { "Quem recebe": "Beto Sol" }],
])("who stands under %j is the visitor where the form asks for nobody else", (label, values) => {
  const form = { Mail: OWN, ...values };
  expect(read({ ...form, [label]: "Ana Paz" })).toMatchObject({ name: "Ana Paz", email: OWN });
  expect(read({ ...form, [label]: "Ana Paz", Nombre: "" })?.name).toBeNull();
  expect(read({ ...form, [label]: "Ana Paz", Nombre: "Eva Gil" })?.name).toBe("Eva Gil");
  expect(read({ ...form, [label]: "Presupuesto" })?.name).toBeNull();
  expect(read({ ...form, [label]: "Ana Paz", Director: "Eva Gil", Empresa: "Sol SA" })?.name).toBeNull();
});

test.each(["Gerente de ventas", "Account manager", "Sales director", "Vendedor", "Lead owner"])(
  "who sells is none of the firm's that writes: %j",
  (label) => {
    expect(read({ Mail: OWN, Empresa: "Sol SA", [label]: "Beto Sol" })?.name).toBeNull();
  },
);
