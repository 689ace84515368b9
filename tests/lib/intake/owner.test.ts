import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json(values), SITE)[0];

const OWN = "ana@r.test";
const OTHERS = "otro@s.test";
const NUMBER = "11 4321-8741";
const OTHER_NUMBER = "11 4321-8742";

test.each<[string, string, string]>([
  ["Nombre del comprador", "Mail del comprador", "Mail del vendedor del inmueble"],
  ["Nombre del inquilino", "E-mail inquilino", "E-mail propietario"],
  ["Nombre del solicitante", "Correo del solicitante", "Correo de pagos"],
  ["Nome do locatário", "E-mail do locatário", "E-mail do fiador"],
  ["Tenant name", "Tenant email", "Landlord email"],
  ["Guest name", "Guest email", "Emergency email"],
  ["Student name", "Student email", "Landlord email"],
  ["Nombre", "Tu mail", "Mail del contador"],
  ["Nombre", "Dejanos tu correo así te respondemos", "Correo de administración"],
  ["Nombre", "Mail del cliente", "Mail de la escribanía"],
  ["Nombre", "Correo de contacto", "Correo cobranzas"],
  ["Nome", "Seu e-mail", "E-mail do financeiro"],
  ["Name", "Your email", "Accounts payable email"],
  ["Name", "Email to send the quote to", "HR email"],
  ["Nombre", "Tu mail", "Mail de la empresa"],
])("of whom %j names, the mail is the one under %j and not under %j", (name, own, other) => {
  for (const values of [
    { [name]: "Ana", [other]: OTHERS, [own]: OWN },
    { [own]: OWN, [other]: OTHERS, [name]: "Ana" },
  ]) {
    const found = read(values);
    expect(found?.email).toBe(OWN);
    expect(JSON.stringify(found?.extra)).toContain(OTHERS);
  }
});

test("the key of a field tells it as its label does", () => {
  expect(read({ comprador: { nombre: "Ana", email: OWN }, escribano: { email: OTHERS } })?.email).toBe(OWN);
  expect(read({ nombre: "Ana", email_rrhh: OTHERS, email_solicitante: OWN })?.email).toBe(OWN);
});

test.each<[string, object, string | null]>([
  ["the only one there is", { Nombre: "Ana", "Mail de compras": OWN }, OWN],
  ["of two departments' the first", { "Mail de compras": OWN, "Mail de pagos": OTHERS }, OWN],
  ["of two alike the first", { "Mail 1": OWN, "Mail 2": OTHERS }, OWN],
  ["none, where theirs was asked for and is empty", { Nombre: "Ana", Mail: "", "Mail del contador": OTHERS }, null],
  ["a second one of theirs", { Nombre: "Ana", Mail: "", "Otro mail": OWN }, OWN],
])("where nobody's is nearer, it is %s", (_, values, email) => {
  expect(read(values)?.email).toBe(email);
});

test.each<[string, string]>([
  ["Teléfono de la empresa", "Tu celu"],
  ["Company phone number", "Your mobile"],
  ["Telefone da empresa", "Seu WhatsApp"],
  ["Teléfono de la administración", "Teléfono donde te llamamos"],
  ["Tel. de recepción", "Tel. de contacto"],
])("a number under %j goes behind the one under %j", (other, own) => {
  for (const mail of [{}, { Mail: OWN }]) {
    const found = read({ Nombre: "Ana", [other]: OTHER_NUMBER, [own]: NUMBER, ...mail });
    expect(found).toMatchObject({ phone: "+541143218741", extra: { [other]: OTHER_NUMBER } });
    expect(read({ Nombre: "Ana", [other]: OTHER_NUMBER, ...mail })?.phone).toBe("+541143218742");
  }
});

test.each([
  "referido-tel",
  "Tel garante",
  "Celular de tu amiga",
  "Friend's phone",
  "Telefone do indicado",
  "Tel. chofer",
])("whoever left a mail isn't called under %j, and whom nothing else would reach is", (label) => {
  const found = read({ "your-name": "Ana", "your-email": OWN, [label]: OTHER_NUMBER });
  expect(found).toMatchObject({ email: OWN, phone: null, phoneRaw: null, extra: { [label]: OTHER_NUMBER } });
  expect(read({ "your-name": "Ana", [label]: OTHER_NUMBER })?.phone).toBe("+541143218742");
  expect(read({ "your-email": OWN, [label]: OTHER_NUMBER, Celular: NUMBER })?.phone).toBe("+541143218741");
});

test("who is named by what they do is called under the same word", () => {
  const student = { "Nombre del alumno": "Ana", "Mail del alumno": OWN, "Teléfono del alumno": NUMBER };
  expect(read(student)).toMatchObject({ name: "Ana", email: OWN, phone: "+541143218741" });
  const supplier = { "Email del proveedor": OWN, "Teléfono del proveedor": NUMBER };
  expect(read(supplier)).toMatchObject({ email: OWN, phone: "+541143218741" });
});

const THIRD_PARTIES = [
  ...["Mail ex empleador", "Mail del médico", "Landlord email", "Doctor's email", "Attorney email", "Mail garantía"],
  ...["E-mail do fiador", "E-mail do síndico", "E-mail do proprietário", "Mail del tercero", "Correo de mi socio"],
  ...["Supervisor email", "Mail del profe", "Mail de quien retira", "Your landlord's email", "Mail (portero)"],
];

test.each(THIRD_PARTIES)(
  "whoever can be called isn't who stands under %j, and whom nothing else reaches is",
  (label) => {
    const found = read({ Nombre: "Ana", Celular: NUMBER, [label]: OTHERS });
    expect(found).toMatchObject({ email: null, phone: "+541143218741", extra: { [label]: OTHERS }, problems: [] });
    expect(read({ Nombre: "Ana", [label]: OTHERS })?.email).toBe(OTHERS);
    expect(read({ Nombre: "Ana", Mail: "", [label]: OTHERS, Celular: NUMBER })?.email).toBeNull();
  },
);

test.each([
  ...[
    "Mail personal",
    "Mail laboral",
    "Correo corporativo",
    "Mail empresarial",
    "Correo institucional",
    "Mail comercial",
  ],
  ...[
    "Mail principal",
    "Mail alternativo",
    "Mail secundario",
    "Correo electrónico",
    "Mail de contacto",
    "Mail de compras",
  ],
  ...[
    "Mail de trabajo",
    "Work email",
    "Business email",
    "Company email",
    "Primary email",
    "Best email",
    "Email address",
  ],
  ...["¿A qué mail te enviamos la cotización?", "Email to send the quote to", "Correo para enviarte el presupuesto"],
  ...[
    "Seu melhor e-mail",
    "E-mail para contato",
    "Tu mail (revisalo bien antes de enviar)",
    "acme_email",
    "lead-email",
  ],
  ...["Mail del comprador", "E-mail do hóspede", "Mail de quien completa el formulario", "Mail (no spam)"],
])("beside a number a mail under %j is the visitor's", (label) => {
  expect(read({ Nombre: "Ana", Celular: NUMBER, [label]: OWN })).toMatchObject({ email: OWN, phone: "+541143218741" });
});

test.each([
  ...["Mail de quien te refirió", "¿Quién te recomendó? (mail)", "Mail de quien te recomendó", "Referred by (email)"],
  ...[
    "E-mail de quem te indicou",
    "E-mail de quem recomendou",
    "Mail de quien te presentó",
    "Email of who recommended us",
  ],
])("who sent them is never them: %j", (label) => {
  expect(read({ Nombre: "Ana", "Tu mail": "", [label]: OTHERS })?.email).toBeNull();
  expect(read({ Nombre: "Ana", [label]: OTHERS })?.email).toBeNull();
  expect(read({ Nombre: "Ana", "Mail (recomendado: Gmail)": OWN })?.email).toBe(OWN);
});

test.each([
  ...["Landlord phone", "Teléfono del portero", "Teléfono de quien recibe", "Teléfono del productor", "Tel. abogado"],
  ...["Teléfono del tutor", "Veterinarian phone", "Manager's phone", "Telefone do vizinho", "Tel. del consorcio"],
])("beside their own mail nobody is called under %j", (label) => {
  const found = read({ Nombre: "Ana", Mail: OWN, [label]: OTHER_NUMBER });
  expect(found).toMatchObject({ email: OWN, phone: null, phoneRaw: null, extra: { [label]: OTHER_NUMBER } });
  expect(read({ Nombre: "Ana", [label]: OTHER_NUMBER })?.phone).toBe("+541143218742");
});

test("an owner's tenant isn't called for them", () => {
  const found = read({ Propietario: "Ana Paz", Mail: OWN, "Teléfono inquilino": OTHER_NUMBER });
  expect(found).toMatchObject({ name: "Ana Paz", email: OWN, phone: null });
});

test.each([
  ...[
    "Teléfono personal",
    "Teléfono particular",
    "Teléfono móvil",
    "Teléfono fijo",
    "Celular / WhatsApp",
    "Tel. laboral",
  ],
  ...["Teléfono alternativo", "Teléfono de la casa", "Teléfono de la oficina", "Teléfono de tu empresa", "Home phone"],
  ...[
    "Work phone",
    "Mobile phone",
    "Teléfono principal",
    "Celular (con código de área)",
    "Celular sin guiones",
    "Celular Argentina",
    "Teléfono sin 0 ni 15",
  ],
  ...[
    "Telefone residencial",
    "Telefone para recado",
    "WhatsApp para enviarte la cotización",
    "Evening phone",
    "Cel. de contacto",
  ],
])("beside their own mail they are called under %j", (label) => {
  expect(read({ Nombre: "Ana", Mail: OWN, [label]: NUMBER })?.phone).toBe("+541143218741");
});

test.each([
  ...["telefono-entrega", "telefono_origen", "pickup_phone", "tel-planta", "reference_1_phone", "shipping_phone"],
  "telefone-coleta",
])("a key says too that a number is of wherever goods come from or go to: %j", (key) => {
  for (const own of ["", "4321"]) {
    const found = read({ nombre: "Ana", email: OWN, telefono: own, [key]: OTHER_NUMBER });
    expect(found).toMatchObject({ email: OWN, phone: null, extra: { [key]: OTHER_NUMBER } });
  }
  expect(read({ nombre: "Ana", email: OWN, [key]: OTHER_NUMBER, telefono: NUMBER })?.phone).toBe("+541143218741");
  expect(read({ nombre: "Ana", [key]: OTHER_NUMBER })?.phone).toBe("+541143218742");
});

test.each(["email-entrega", "pickup_email", "mail-fabrica", "email_planta", "email-xyzzy"])(
  "nor is a mail under the key %j the visitor's, where theirs was asked for without that word",
  (key) => {
    const found = read({ nombre: "Ana", email: "", telefono: NUMBER, [key]: OTHERS });
    expect(found).toMatchObject({ email: null, phone: "+541143218741", extra: { [key]: OTHERS } });
    expect(read({ nombre: "Ana", [key]: OTHERS })?.email).toBe(OTHERS);
  },
);

test("a place that is asked for by name has its own number", () => {
  const hotel = { hotel_name: "Sol Inn", hotel_phone: OTHER_NUMBER };
  expect(read({ name: "Ana", email: OWN, ...hotel })).toMatchObject({ phone: null, extra: hotel });
  const labelled = { "Nombre de la obra": "Torre Sol", "Teléfono de la obra": OTHER_NUMBER };
  expect(read({ Nombre: "Ana", Mail: OWN, ...labelled })).toMatchObject({ phone: null, extra: labelled });
  expect(read({ Nombre: "Ana", Mail: OWN, "Teléfono de la obra": OTHER_NUMBER })?.phone).toBe("+541143218742");
});

test.each<[string, string, string]>([
  ["Contacto de retiro", "Teléfono de retiro", "Mail de retiro"],
  ["Contacto entrega", "Tel entrega", "Mail entrega"],
  ["Responsable de carga", "Teléfono de carga", "Mail de carga"],
  ["Responsável na coleta", "Telefone coleta", "E-mail coleta"],
  ["Pickup contact", "Pickup phone", "Pickup email"],
  ["pickup_contact", "pickup_contact_phone", "pickup_email"],
  ["Persona que entrega la carga", "Teléfono de carga", "Mail de carga"],
  ["Entregar a", "Teléfono de entrega", "Email de entrega"],
  ["Deliver to", "Delivery phone", "Delivery email"],
  ["Factory contact", "Factory phone", "Factory email"],
  ["Contacto en planta", "Teléfono de planta", "Mail de planta"],
  ["Fábrica", "Teléfono de la fábrica", "Mail de la fábrica"],
  ["Depósito", "Teléfono del depósito", "Mail del depósito"],
  ["warehouse", "warehouse_phone", "warehouse_email"],
])("who stands under %j beside the visitor's name has %j and %j", (there, phone, mail) => {
  const called = { [there]: "Beto", [phone]: OTHER_NUMBER };
  expect(read({ Nombre: "Ana", Mail: OWN, ...called })).toMatchObject({ name: "Ana", phone: null, extra: called });
  const written = { [there]: "Beto", [mail]: OTHERS };
  expect(read({ Nombre: "Ana", Celular: NUMBER, ...written })).toMatchObject({ email: null, extra: written });
  // Where nothing else reaches anybody, and where nobody stands there, it is the visitor's.
  expect(read({ Nombre: "Ana", ...called })?.phone).toBe("+541143218742");
  expect(read({ Nombre: "Ana", ...written })?.email).toBe(OTHERS);
  expect(read({ Nombre: "Ana", Mail: OWN, [phone]: NUMBER })?.phone).toBe("+541143218741");
  expect(read({ Nombre: "Ana", Mail: OWN, ...called, [there]: "Sí" })?.phone).toBe("+541143218742");
});

test.each<[string, object]>([
  ["Teléfono de carga", { Carga: "Pallets" }],
  ["Teléfono de retiro", { Retiro: "Rosario", "Contacto de entrega": "Beto" }],
  ["Teléfono de entrega", { "Dirección de entrega": "Mitre 12", "Contacto preferido": "WhatsApp" }],
  ["Teléfono de entrega", { "Contacto de entrega": "WhatsApp" }],
])("where goods go and what they are says nothing of whose %j is", (label, values) => {
  expect(read({ Nombre: "Ana", Mail: OWN, ...values, [label]: NUMBER })?.phone).toBe("+541143218741");
});

test.each(["Tfno.", "Tlfno", "Tlf."])("%j is where they are called", (label) => {
  expect(read({ Nombre: "Ana", Mail: OWN, [label]: NUMBER })).toMatchObject({ phone: "+541143218741", extra: {} });
});

test("a word that all keys of a form have is the form's", () => {
  const found = read({ xyzzy_nombre: "Ana Paz", xyzzy_email: OWN, xyzzy_phone: NUMBER });
  expect(found).toMatchObject({ name: "Ana Paz", email: OWN, phone: "+541143218741", extra: {} });
});

test("who pays for an order is the visitor, and not who receives it", () => {
  const billing = { first_name: "Ana", last_name: "Paz", email: OWN, phone: NUMBER, company: "" };
  const shipping = { first_name: "Eva", last_name: "Sol", phone: OTHER_NUMBER, company: "Sol SA" };
  const flat = (part: string, values: object) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${part}_${key}`, value as string]));
  const [flatBilling, flatShipping] = [flat("billing", billing), flat("shipping", shipping)];
  for (const order of [
    { billing, shipping },
    { shipping, billing },
    { ...flatBilling, ...flatShipping },
    { ...flatShipping, ...flatBilling },
  ]) {
    const found = read(order);
    expect(found).toMatchObject({ name: "Ana Paz", email: OWN, phone: "+541143218741", firm: null });
    expect(JSON.stringify(found?.extra)).toContain("Sol SA");
  }
  expect(read({ billing: { ...billing, phone: "" }, shipping })?.phone).toBeNull();
  expect(read({ billing: { ...billing, company: "Paz SRL" }, shipping })?.firm).toBe("Paz SRL");
});

test.each([
  ...["telefono-entrega", "telefono-retiro", "telefono_evento", "tel-obra", "telefono-carga", "shipping_phone"],
  ...["Teléfono de entrega", "Delivery phone", "Telefone da obra", "Teléfono del colegio"],
])("where a form asks for one number only, it is theirs, whatever place it names: %j", (label) => {
  expect(read({ nombre: "Ana", email: OWN, [label]: NUMBER })).toMatchObject({ email: OWN, phone: "+541143218741" });
  for (const nearer of ["telefono", "Teléfono de contacto"]) {
    const found = read({ nombre: "Ana", email: OWN, [nearer]: "", [label]: OTHER_NUMBER });
    expect(found).toMatchObject({ phone: null, extra: { [label]: OTHER_NUMBER } });
  }
});

test.each(["email-envio", "Mail de entrega", "pickup_email"])("and so is the only mail: %j", (label) => {
  const found = read({ nombre: "Ana", telefono: NUMBER, [label]: OWN });
  expect(found).toMatchObject({ email: OWN, phone: "+541143218741", extra: {} });
  expect(read({ nombre: "Ana", telefono: NUMBER, email: "", [label]: OTHERS })?.email).toBeNull();
});

test("another's number makes no place's another's, and a place's person is another", () => {
  const found = read({ nombre: "Ana", email: OWN, "Tel. garante": OTHER_NUMBER, "Teléfono de entrega": NUMBER });
  expect(found?.phone).toBe("+541143218741");
  expect(read({ nombre: "Ana", email: OWN, "Teléfono del encargado de la planta": OTHER_NUMBER })?.phone).toBeNull();
});

test("a customer inside a list of bookings is the visitor, and who else stands there isn't", () => {
  const customer = { firstName: "Laura", lastName: "Giménez", email: OWN, phone: NUMBER };
  const known = { name: "Laura Giménez", email: OWN, phone: "+541143218741" };
  for (const order of [
    { appointment: { id: 1, bookings: [{ id: 9, customer }] } },
    { id: 1, bookings: [{ customer }] },
    { id: 1, orders: [{ id: 9, client: customer }] },
  ]) {
    expect(read(order)).toMatchObject(known);
  }
  const landlord = { email: OTHERS, phone: OTHER_NUMBER };
  const found = read({ nombre: "Ana", celular: NUMBER, bookings: [{ id: 1, landlord }] });
  expect(found).toMatchObject({ email: null, phone: "+541143218741" });
});

const BUYER = { name: "Ana Paz", email: OWN, phone: "+541143218741" };

test.each<[string, object, object]>([
  [
    "keys",
    { purchaser_name: "Ana Paz", purchaser_email: OWN, purchaser_phone: NUMBER },
    { attendee_name: "Eva Sol", attendee_email: OTHERS },
  ],
  [
    "keys of parts",
    { purchaser_first_name: "Ana", purchaser_last_name: "Paz", purchaser_email: OWN, purchaser_phone: NUMBER },
    { attendee_first_name: "Eva", attendee_last_name: "Sol", attendee_email: OTHERS },
  ],
  [
    "labels",
    { "Nombre del comprador": "Ana Paz", "Mail del comprador": OWN, "Teléfono del comprador": NUMBER },
    { "Nombre del participante": "Eva Sol", "Mail del participante": OTHERS },
  ],
  [
    "labels of both genders",
    { "Nome do pagador(a)": "Ana Paz", "E-mail do pagador(a)": OWN, "Telefone do pagador(a)": NUMBER },
    { "Nome do participante": "Eva Sol", "E-mail do participante": OTHERS },
  ],
  [
    "a list",
    { buyer: { firstName: "Ana", lastName: "Paz", email: OWN, phone: NUMBER } },
    { tickets: [{ attendee_name: "Eva Sol", attendee_email: OTHERS }] },
  ],
])("who pays is the visitor, and who attends is kept beside: %s", (_, buyer, attendee) => {
  for (const values of [
    { ...buyer, ...attendee },
    { ...attendee, ...buyer },
  ]) {
    const found = read(values);
    expect(found).toMatchObject(BUYER);
    expect(JSON.stringify(found?.extra)).toContain(OTHERS);
  }
  expect(read(attendee)).toMatchObject({ name: "Eva Sol", email: OTHERS });
});

test("a purchasing department is still one", () => {
  expect(read({ Nombre: "Ana", "Purchasing email": OTHERS, "Your email": OWN })?.email).toBe(OWN);
});

test.each([
  ...["Email para recibir el presupuesto", "Correo donde recibir la cotización", "Email to receive your quote"],
  ...["E-mail para receber o orçamento", "Email al que enviaremos el presupuesto"],
  ...["Correo al que se enviará la cotización", "E-mail no qual deseja receber a proposta"],
])("a mail for what they asked for is the visitor's: %j", (label) => {
  expect(read({ Nombre: "Ana", Celular: NUMBER, [label]: OWN })).toMatchObject({ email: OWN, extra: {} });
});

test.each([
  ...["Email para recibir novedades", "Correo para recibir promociones", "Email to receive our newsletter"],
  ...["E-mail para receber novidades", "Quiero recibir mails con el presupuesto", "Email al que escribió el vecino"],
])("a mail for what the house sends anyway isn't taken for theirs: %j", (label) => {
  expect(read({ Nombre: "Ana", Celular: NUMBER, [label]: OTHERS })).toMatchObject({ email: null });
});
