import { isFirm } from "@/lib/intake/firm-names";
import { whoBuys } from "@/lib/intake/importing/customers";
import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const FIRMS = [
  ...["Ferretería El Tornillo", "Municipalidad de Luján", "Club Atlético Norte", "Consorcio Rivadavia 100"],
  ...["Colegio San José", "Quesería Sol", "La Panadería de Ana", "Banco del Sur", "Estudio Paz", "Taller 9 de Julio"],
  ...["Padaria Sol", "Prefeitura de Santos", "Igreja Batista", "Oficina Mecânica Sul", "Escola Primavera"],
  ...["Smith Bakery", "Trinity University", "Bank of the South", "Church of Hope", "Sur SRL"],
];
const PEOPLE = ["Ana Banco", "Marta del Campo", "Valeria Sosa", "Ann Church", "Juan Cámara", "Sosa, Marta", "Ana"];

test.each(FIRMS)("%j is called as a firm is", (text) => {
  expect(isFirm(text)).toBe(true);
});

test.each(PEOPLE)("%j isn't", (text) => {
  expect(isFirm(text)).toBe(false);
});

const read = (values: object) => understand(json({ Mail: "a@r.test", ...values }), SITE)[0];

test.each([
  ...["Apellido y Nombre / Razón Social", "Cliente / Razón social", "Nome completo / Razão social"],
  ...["Nombre, razón social o institución", "Name/Business name", "Nombre o razón social", "Full name / Company"],
])("%j asks for a person's name or a firm's, whichever there is", (label) => {
  expect(read({ [label]: "Ana Paz" })).toMatchObject({ name: "Ana Paz", firm: null, extra: {} });
  const firm = "Municipalidad de Luján";
  expect(read({ [label]: firm })).toMatchObject({ name: null, firm, extra: {} });
});

test.each(["Nombre del negocio o empresa", "Nombre de la institución o empresa", "Business name"])(
  "%j asks for a firm's only",
  (label) => {
    expect(read({ [label]: "Ana Paz" })).toMatchObject({ name: null, firm: "Ana Paz" });
  },
);

test("what is bought is no firm under words that say nothing", () => {
  expect(read({ field_3: "Estudio de suelos" })).toMatchObject({ firm: null, extra: { field_3: "Estudio de suelos" } });
});

test.each<[string, "firm" | "contactName" | null]>([
  ["Sosa, Marta", "contactName"],
  ["Del Campo, Ana María", "contactName"],
  ["Banco, Marta", "contactName"],
  ["Colegio San José", "firm"],
  ["Norte, SA", "firm"],
  ["Acme", null],
  ["Consumidor, Final", null],
])("a customer %j is told for %s", (said, target) => {
  expect(whoBuys(said)).toBe(target);
});
