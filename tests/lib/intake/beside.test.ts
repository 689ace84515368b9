import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object, settings: object = {}) => understand(json(values), { ...SITE, ...settings })[0];

const PHONE = "+541143218741";

test.each<[string, string, object]>([
  ["Email o teléfono", "ana@r.test / 11 4321-8741", { email: "ana@r.test", phone: PHONE, extra: {} }],
  ["Mail", "ana@r.test (tel. 11 4321-8741)", { email: "ana@r.test", phone: PHONE, extra: {} }],
  ["E-mail ou telefone", "ana@r.test ou 11 4321-8741", { email: "ana@r.test", phone: PHONE, extra: {} }],
  ["Phone / email", "11 4321-8741, ana@r.test", { email: "ana@r.test", phone: PHONE }],
  ["Nombre, mail y celular", "ana paz, ana@r.test, 11 4321-8741", { name: "ana paz", phone: PHONE, extra: {} }],
  ["Name and email", "Ann Poe - ann@r.test", { name: "Ann Poe", email: "ann@r.test", extra: {} }],
  ["Nome e telefone", "João Sá: 11 4321-8741", { name: "João Sá", phone: PHONE, phoneRaw: "11 4321-8741" }],
  ["Nombre y WhatsApp", "Soy Ana Paz, 11 4321-8741", { name: "Ana Paz", phone: PHONE }],
  ["Nombre", "Ana Paz ana@r.test 11 4321-8741", { name: "Ana Paz", email: "ana@r.test", phone: PHONE, extra: {} }],
  ["Contacto", "Ana Paz / ana@r.test", { name: "Ana Paz", email: "ana@r.test", extra: {} }],
  ["Datos de contacto", "ana@r.test, 11 4321-8741", { name: null, email: "ana@r.test", phone: PHONE }],
])("under %j, %j is read by its parts", (label, typed, expected) => {
  expect(read({ [label]: typed, Mensaje: "Hola" })).toMatchObject({ kind: "lead", ...expected });
});

test.each<[string, string]>([
  ["Mail", "ana@r.test solo de mañana"],
  ["Email o teléfono", "ana@r.test / 4321"],
  ["Email o teléfono", "ana@r.test / 11 4321-8741 / 11 4321-8742"],
  ["Mail", "Casa Central, ana@r.test"],
  ["Mail", "Ana Paz <ana@r.test>, Eva Sol <eva@r.test>"],
  ["Mail", "ana@r.test, pedido 1143218741"],
])("what is left over under %j, %j, is kept whole and makes no name", (label, typed) => {
  expect(read({ [label]: typed })).toMatchObject({ email: "ana@r.test", name: null, extra: { [label]: typed } });
});

test("what another field says goes before what stands beside, which is kept", () => {
  const typed = "Ana Paz <ana@r.test> 11 4321-8741";
  const found = read({ "Nombre y mail": typed, Nombre: "Beto Sur", Celular: "11 4321-8742" });
  expect(found).toMatchObject({ name: "Beto Sur", phone: "+541143218742", extra: { "Nombre y mail": typed } });
  expect(read({ Mail: "Beto Sur <b@r.test>", Nombre: "Beto Sur" })?.extra).toStrictEqual({});
  const named = { Nombre: "Ana Paz 11 4321-8741" };
  expect(read({ ...named, Teléfono: "11 4321-8742" })).toMatchObject({ name: "Ana Paz", extra: named });
  expect(read({ Nombre: "Ruta 11", Mail: "a@r.test" })).toMatchObject({ name: "Ruta 11", phone: null });
});

test.each<[string, object, object]>([
  ["a mail in the message", { Mensaje: "Hola, escribime a ana@r.test" }, { email: "ana@r.test" }],
  ["in Portuguese", { Mensagem: "Meu e-mail é ana@r.test. Obrigada" }, { email: "ana@r.test" }],
  ["a number in it", { Message: "Please call me at 11 4321-8741" }, { phone: PHONE }],
  ["instead of a number", { Teléfono: "No tengo, mi mail es ana@r.test" }, { email: "ana@r.test" }],
  ["beside a number that is none", { Tel: "4321", Consulta: "mi correo: ana@r.test" }, { email: "ana@r.test" }],
  ["a number instead of a mail", { Mail: "no uso, 11 4321-8741" }, { phone: PHONE }],
  ["both where a number was asked", { Teléfono: "11 4321-8741 - ana@r.test" }, { phone: PHONE, email: "ana@r.test" }],
  ["both under contact", { "Datos de contacto": "ana@r.test, 11 4321-8741" }, { phone: PHONE, email: "ana@r.test" }],
  ["their mobile", { Mensaje: "Necesito un flete. Mi celu de contacto es el 11 4321-8741" }, { phone: PHONE }],
  ["where they may be called", { Mensaje: "Me pueden contactar en el 11 4321-8741" }, { phone: PHONE }],
  ["whom to call", { Mensaje: "Llamame al 11 4321-8741, gracias" }, { phone: PHONE }],
  ["in Portuguese by their phone", { Mensagem: "Meu zap é 11 4321-8741" }, { phone: PHONE }],
  ["in Portuguese by a call", { Mensagem: "Me liga no 11 4321-8741" }, { phone: PHONE }],
  ["in English", { Message: "My email is ana@r.test, thanks" }, { email: "ana@r.test" }],
  ["beside another's", { Message: "Bob is bob@x.test, my email is ana@r.test" }, { email: "ana@r.test" }],
  ["a call that they ask for", { Mensaje: "Llamar al 1143218741 después de las 18" }, { phone: PHONE }],
  ["in Portuguese a call that they ask for", { Mensagem: "Podem ligar para 11 4321-8741" }, { phone: PHONE }],
  ["behind their message", { Mensaje: "Flete de Rosario a Salta. Cel: 11 4321-8741. Gracias!" }, { phone: PHONE }],
  ["under their name", { Mensaje: "Quiero cotizar.\nSaludos,\nAna\nana@r.test" }, { email: "ana@r.test", phone: null }],
  [
    "in one line with it",
    { Mensaje: "Quiero cotizar.\nAna, 11 4321-8741, ana@r.test" },
    { email: "ana@r.test", phone: PHONE },
  ],
  [
    "one behind the other",
    { Message: "Please call me at 11 4321-8741 or email ana@r.test" },
    { email: "ana@r.test", phone: PHONE },
  ],
  ["nothing else in it", { Mensaje: "Tel: 11 4321-8741" }, { phone: PHONE }],
  ["in a bracket", { "Datos de contacto": "Luis (11 4321-8741)" }, { phone: PHONE, phoneRaw: "11 4321-8741" }],
])("whoever could not be reached otherwise is by their own words: %s", (_, values, expected) => {
  expect(read({ Nombre: "Ana", ...values })).toMatchObject({ kind: "lead", name: "Ana", ...expected });
});

test.each<[string, object]>([
  ["the site's own", { Mensaje: "Escribí a info@tienda.test", page_url: "https://tienda.test/x" }],
  ["where they have written to", { Mensaje: "Les escribí a info@tienda.test y nadie contesta" }],
  ["a program's", { Mensaje: "El aviso vino de no-reply@tienda.test" }],
  ["two", { Mensaje: "Escriban a ana@r.test o a eva@s.test" }],
  ["somebody else's", { Mensaje: "El mail de mi esposo es juan@r.test" }],
  ["one with a space in it", { Mensaje: "mail ana gomez@r.test" }],
  ["the house's, in a text of the form", { Pie: "Consultas generales a ventas@tienda.test" }],
  ["a friend's", { "Mail de tu amigo": "Es juan@r.test" }],
  ["an order's number", { Mensaje: "Por el pedido 1143218741 que no llegó" }],
  ["a tax number", { Mensaje: "Mi CUIT es 30-71234567-8" }],
  ["two numbers", { Mensaje: "Llamen al 11 4321-8741 o al 11 4321-8742" }],
  ["whom they have called", { Mensaje: "Llamé al 11 4321-8741 y no atienden" }],
  ["an advertisement's number", { Mensaje: "Vi su aviso con el 11 4321 8777, ¿siguen?" }],
  ["under another's name", { Mensaje: "Retirar por:\nPedro Sur\n11 4321-8741" }],
  ["of whoever was named before", { Mensaje: "El encargado es Pedro.\nTel: 11 4321-8741" }],
  ["of whom to talk to", { Mensaje: "Hablar con el capataz. Mail: pedro@x.test" }],
  ["a place's", { Mensaje: "Llamar al depósito al 11 4321-8741" }],
  ["digits at the end", { Mensaje: "El envío no llegó. 1143218741" }],
  ["a lorry's", { Mensaje: "tel 11 4321 8777 decía el camión" }],
  ["a parcel's", { Mensaje: "El envío 1143218765 no llegó" }],
  ["who they should talk to", { Mensaje: "hablar con Laura de compras: laura@acme.test" }],
  ["where the invoice goes", { Mensaje: "Enviar la factura a contador@estudio.test" }],
  ["where mails come back from", { Mensaje: "Me dieron el mail reclamos@otra.test pero rebota" }],
  ["a landlord's", { Message: "My landlord is Bob, bob@x.test" }],
  ["in charge of it", { Mensaje: "a cargo de Luis (11 4321 8765)" }],
  ["a boss's number", { Mensaje: "El teléfono de mi jefe es 11 4321-8741" }],
])("but nobody is by %s", (_, values) => {
  expect(read({ Nombre: "Ana", ...values })).toMatchObject({ kind: "lead_partial", email: null, phoneRaw: null });
});

test("in a message nobody else is looked for once they can be reached", () => {
  const values = { Nombre: "Ana", Celular: "11 4321-8741", Mensaje: "escribime a ana@r.test o al 11 4321-8742" };
  expect(read(values)).toMatchObject({ email: null, phone: PHONE });
});

test.each([
  "Necesito mudar a mi madre. Gracias. Tel 11 4321-8741",
  "Busco chofer para mi empresa. Tel: 11 4321-8741",
  "Preciso de um motorista. Obrigada. Tel: 11 4321-8741",
])("whoever speaks of another is called under the number that they sign with: %j", (Mensaje) => {
  expect(read({ Nombre: "Ana", Mensaje })).toMatchObject({ phone: PHONE });
});

test.each([
  ...["Llamen a mi madre. Tel: 11 4321-8741", "Recibe mi vecino. Tel: 11 4321-8741"],
  ...["Hay que hablar con mi chofer. Tel: 11 4321-8741", "El chofer se llama Pedro. Tel: 11 4321-8741"],
  ...["Los datos de mi madre:\nTel: 11 4321-8741", "Busco chofer para mi empresa. Mail: pedro@x.test"],
])("and not where it may be the other's: %j", (Mensaje) => {
  expect(read({ Nombre: "Ana", Mensaje })).toMatchObject({ email: null, phoneRaw: null });
});

test.each<[string, string, object]>([
  ["Empresa", "Paz Cargas ana@r.test", { firm: "Paz Cargas", email: "ana@r.test", extra: {} }],
  ["Company", "La Paz SRL (11 4321-8741)", { firm: "La Paz SRL", phone: PHONE, extra: {} }],
  ["Asunto", "Llamar a Ana 11 4321-8741", { phone: PHONE, extra: { Asunto: "Llamar a Ana 11 4321-8741" } }],
  ["Subject", "Write to ana@r.test", { email: "ana@r.test", extra: { Subject: "Write to ana@r.test" } }],
])("whoever nothing else reaches is by what they wrote under %j: %j", (label, typed, expected) => {
  expect(read({ [label]: typed, Mensaje: "Hola" })).toMatchObject({ kind: "lead", ...expected });
  const reached = { [label]: typed, Mensaje: "Hola", Mail: "eva@s.test", Celular: "11 4321-8742" };
  expect(read(reached)).toMatchObject({ email: "eva@s.test", phone: "+541143218742" });
});

test.each<[string, string]>([
  ["Empresa", "Paz SRL 30-71234567-8"],
  ["Empresa", "Ruta 2000"],
  ["Asunto", "Pedido 11 4321-8741"],
  ["Asunto", "Llamé al 11 4321-8741"],
  ["Asunto", "Flete 11 4321-8741 o 11 4321-8742"],
])("and isn't by %j, %j", (label, typed) => {
  expect(read({ [label]: typed, Nombre: "Ana" })).toMatchObject({ kind: "lead_partial", reason: "no_contact" });
});

test.each<[string, string, string]>([
  ["Nombre y cargo", "Ana Paz, jefa de compras", "Ana Paz"],
  ["Nombre / Puesto", "Ana Paz - Compras", "Ana Paz"],
  ["Nome e cargo", "Ana Paz (compras)", "Ana Paz"],
  ["Name and title", "Ana Paz, buyer", "Ana Paz"],
  ["Nombre y cargo", "Ana, jefa de compras", "Ana"],
])("of a name and a post under %j, %j, the name is %j and all of it is kept", (label, typed, name) => {
  expect(read({ [label]: typed, Mail: "a@r.test" })).toMatchObject({ name, extra: { [label]: typed } });
});

test("a name without a post is whole, and where no post was asked nothing is taken off", () => {
  expect(read({ "Nombre y cargo": "Ana Paz", Mail: "a@r.test" })).toMatchObject({ name: "Ana Paz", extra: {} });
  expect(read({ "Nombre y cargo": "Paz, Ana", Mail: "a@r.test" })).toMatchObject({ name: "Paz, Ana" });
  expect(read({ "Apellido y nombre": "Paz, Ana", Mail: "a@r.test" })).toMatchObject({ name: "Paz, Ana", extra: {} });
  expect(read({ "Name title": "Mr", Mail: "a@r.test" })).toMatchObject({ name: null });
});
