import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json({ Mail: "a@r.test", ...values }), SITE)[0];

test.each([
  ...["Compañía de seguros", "Empresa de vigilancia", "Empresa aseguradora", "Nombre de la empresa de telefonía"],
  ...["Empresa donde trabajó antes", "Último empleo (empresa)", "Empresa en la que trabajaba", "Última empresa"],
  ...["Empresa destino", "Empresa destinataria", "Razón social del destinatario", "Razón social de la aseguradora"],
  ...[
    "Empresa que te recomendó",
    "¿Qué empresa te da internet?",
    "Insurance company",
    "Moving company",
    "Last employer",
  ],
  ...["Shipping company", "Company car", "Company you worked for before", "Name of the security company"],
  ...["Empresa reclamada", "Empresa denunciada"],
  ...["Companhia de seguros", "Empresa onde trabalhou", "Empresa de limpeza"],
])("%j asks for another's firm, or for none", (label) => {
  const extra = { [label]: "Sol SA" };
  expect(read(extra)).toMatchObject({ firm: null, name: null, extra });
  expect(read({ Empresa: "Paz SRL", ...extra })).toMatchObject({ firm: "Paz SRL", extra });
});

test.each([
  ...[
    "Empresa remitente",
    "Empresa solicitante",
    "Razón social del cliente",
    "Empresa donde trabajo",
    "Empresa actual",
  ],
  ...["Empresa de la que venís", "Empresa que representás", "Empresa de logística", "Empresa importadora"],
  ...[
    "Empresa / Sucursal",
    "Empresa actual o última",
    "Company (optional)",
    "Company / School",
    "Company you work for",
  ],
  ...["Client company", "Legal company name", "Logistics company", "popup_company", "acme_company", "shipping_company"],
  ...["Qual o nome da sua empresa?", "Empresa em que trabalha"],
])("%j asks for the visitor's", (label) => {
  expect(read({ [label]: "Sol SA" })).toMatchObject({ firm: "Sol SA", extra: {} });
});

test.each(["insurance_company", "courier_company", "security-company"])(
  "nor is the key %j for the visitor's",
  (key) => {
    expect(read({ [key]: "Sol SA" })).toMatchObject({ firm: null, extra: { [key]: "Sol SA" } });
  },
);

test("of who sends and who gets it, who sends is the visitor", () => {
  expect(read({ "Empresa destinataria": "Sol SA", "Empresa remitente": "Paz SRL" })).toMatchObject({
    firm: "Paz SRL",
    extra: { "Empresa destinataria": "Sol SA" },
  });
});

test.each([
  ...["Nombre del proveedor", "Supplier name", "Distributor name", "Empresa proveedora", "Proveedor", "Fornecedor"],
  ...["Nombre de la empresa proveedora", "Nome do fornecedor"],
])("of a supplier that registers the firm stands under %j", (label) => {
  const supplier = { [label]: "Pallets Norte" };
  expect(read({ ...supplier, Contacto: "Ana Paz" })).toMatchObject({
    firm: "Pallets Norte",
    name: "Ana Paz",
    extra: {},
  });
  expect(read({ [label]: "Pallets 2000", Contacto: "Ana Paz" })?.firm).toBe("Pallets 2000");
  expect(read({ [label]: "Sí", Contacto: "Ana Paz" })?.firm).toBeNull();
  expect(read({ [label]: "Pallets Norte SRL" })).toMatchObject({ firm: "Pallets Norte SRL", name: null });
  for (const others of [
    { Nombre: "Ana Paz" },
    { Contacto: "Ana Paz", Empresa: "" },
    { Contacto: "Ana Paz", Queja: "No entrega" },
    { Contacto: "Ana Paz", "Dirección de retiro": "Mitre 12" },
    { Contacto: "Ana Paz", "Mail del proveedor": "p@s.test" },
  ]) {
    expect(read({ ...supplier, ...others })).toMatchObject({ firm: null, name: "Ana Paz", extra: supplier });
  }
});

test.each(["Denominación social", "Denominação social", "Nombre de fantasía o denominación social"])(
  "%j asks for a firm",
  (label) => {
    expect(read({ Nombre: "Ana", [label]: "Sol Norte" })).toMatchObject({ firm: "Sol Norte", extra: {} });
    expect(read({ "Nombre o denominación social": "Ana Paz" })).toMatchObject({ firm: null, name: "Ana Paz" });
  },
);
