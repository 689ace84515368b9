import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object, settings: object = {}) => understand(json(values), { ...SITE, ...settings })[0];

test.each([
  "Phone (preferred)",
  "Preferred phone number",
  "Teléfono preferido",
  "Mobile (WhatsApp preferred)",
  "Best number to reach you",
  "Tu número",
  "Seu número",
  "Whats",
  "Seu whats",
  "¿A qué número te llamamos?",
  "¿Dónde te llamamos?",
  "Para qual número podemos ligar?",
  "What number can we call you on?",
  "Direct line",
  "Número directo",
])("%j asks for a telephone, beside a mail too", (label) => {
  expect(read({ [label]: "11 4321-8741" })).toMatchObject({ kind: "lead", phone: "+541143218741" });
  expect(read({ Mail: "a@r.test", [label]: "11 4321-8741" })).toMatchObject({ phone: "+541143218741", extra: {} });
});

test("whom nothing else could reach is called under whatever label", () => {
  expect(read({ Aparato: "011 4321-8741" })).toMatchObject({ kind: "lead", phone: "+541143218741" });
  expect(read({ Nombre: "Ana", Aparato: "+598 94 123 456" })).toMatchObject({ kind: "lead", phone: "+59894123456" });
  expect(read({ Aparato: "98765-4321", Seção: "(11) 98765-4321" }, { defaultCountry: "BR" })?.phone).toBe(
    "+5511987654321",
  );
});

test.each<[string, string, string]>([
  ["¿Cómo te ubicamos?", "+54 11 4321-8741", "+541143218741"],
  ["Telegram", "+54 9 11 4321 8741", "+5491143218741"],
  ["Мобильный", "+7 912 345-67-89", "+79123456789"],
  ["手机", "+86 138 1234 5678", "+8613812345678"],
  ["نمبر", "+٩٢ ٣٠١ ٢٣٤٥٦٧٨", "+923012345678"],
  ["Handynummer", "0049 1512 3456789", "+4915123456789"],
  ["Where can we reach you?", "+54 11 4321-8741", "+541143218741"],
  ["Signal", "+54 11 4321-8741", "+541143218741"],
  ["Viber", "+54 11 4321-8741", "+541143218741"],
  ["Cellulare", "+39 312 345 6789", "+393123456789"],
  ["Telefoon", "+31 6 12345678", "+31612345678"],
])("a whole international number is one under %j too, beside a mail", (label, typed, phone) => {
  expect(read({ Nombre: "Ana", Mail: "a@r.test", [label]: typed })).toMatchObject({ phone, extra: {} });
});

test.each<[string, string]>([
  ["Nro. de pedido", "+54 11 4321-8741"],
  ["Cuenta bancaria", "+54 11 4321-8741"],
  ["Account number", "+54 11 4321-8741"],
  ["Conta", "+55 11 98765-4321"],
  ["Teléfono de la sucursal", "+54 11 4321-8741"],
  ["Referido por", "+54 11 4321-8741"],
  ["Conserje", "+54 11 4321-8741"],
  ["Vecino", "+54 11 4321-8741"],
  ["Quien retira", "+54 11 4321-8741"],
  ["Neighbor", "+54 11 4321-8741"],
  ["Roommate", "+54 11 4321-8741"],
  ["Who will receive the goods?", "+54 11 4321-8741"],
  ["Vizinho", "+55 11 98765-4321"],
  ["¿Cómo ubicamos al vecino?", "+54 11 4321-8741"],
  ["Aparato", "+54 11 4321-8741"],
  ["Aparato", "00541143218741"],
  ["Aparato", "541143218741"],
  ["Aparato", "+54 11 4321"],
  ["Aparato", "ver +54 11 4321-8741"],
])("and under %j %s is none", (label, typed) => {
  const found = read({ Nombre: "Ana", Mail: "a@r.test", [label]: typed });
  expect(found).toMatchObject({ phone: null, phoneRaw: null, extra: { [label]: typed } });
});

test.each<[string, object]>([
  ["a tax number", { CUIT: "30-71234567-8" }],
  ["an identity", { "Número de documento": "1143218741" }],
  ["an order", { "Nro. de pedido": "1143218741" }],
  ["an order in English", { "Order number": "1143218741" }],
  ["a weight", { "Peso (kg)": "1143218741" }],
  ["a postal code", { "Código postal": "1143218741" }],
  ["an id", { client_id: "1143218741" }],
  ["a day", { "Fecha de nacimiento": "1143218741" }],
  ["the house's own", { to: "+54 11 4321 8741" }],
  ["a branch's", { "Teléfono de la sucursal": "11 4321-8741" }],
  ["none of the country's", { Aparato: "30712345678" }],
  ["too short for one", { "Tu número": "4321876" }],
  ["words beside it that nobody knows", { Mail: "a@r.test", "Número de socio": "1143218741" }],
  ["where a mail reaches them", { Mail: "a@r.test", Aparato: "1143218741" }],
])("and digits that are something else call nobody: %s", (_, values) => {
  expect(read(values)?.phoneRaw).toBeNull();
});
