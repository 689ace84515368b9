import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object, headers: Record<string, string> = {}) => understand(json(values, headers), SITE)[0];

const HOUSE = "ventas@casa.test";
const PERSON = { Nombre: "Pablo Primero", Teléfono: "11 4321-8741" };

test.each<[string, object]>([
  ["where its mail goes to", { Email: "", to: HOUSE }],
  ["a copy's", { cc: HOUSE, bcc: HOUSE, send_to: HOUSE }],
  ["under a word for it", { destino: HOUSE }],
  ["the seller's", { "Email del vendedor": HOUSE }],
  ["the seller's in an object", { vendedor: { email: HOUSE } }],
  ["an agent's it was given to", { "Assigned agent e-mail": HOUSE }],
  ["what was sent to it", { "Comprobante enviado a": HOUSE }],
  ["a branch's", { Sucursal: HOUSE }],
  ["another's of whom they speak", { "E-mail do destinatário": HOUSE }],
  ["a friend's", { "Email de tu amigo": HOUSE }],
  ["the sender's, where they gave none", { Email: "", from_email: HOUSE }],
  ["under words nobody knows, where they gave none", { "E-mail": "", field_9: HOUSE }],
  ["under words nobody knows, where they can be called", { Derivación: HOUSE }],
])("a mail of somebody else's is nobody's who sends the form: %s", (_, values) => {
  const found = read({ ...PERSON, ...values });
  expect(found).toMatchObject({ kind: "lead", email: null, phone: "+541143218741", name: "Pablo Primero" });
  expect(JSON.stringify(found?.extra)).toContain(HOUSE);
  expect(found?.problems).toStrictEqual([]);
});

test.each<[string, object]>([
  ["under a made-up key", { field_9: "ventas@ejemplo.test" }],
  ["where answers go", { reply_to: "ventas@ejemplo.test" }],
  ["of a page below it", { field_9: "ventas@tienda.test", page_url: "https://www.tienda.test/contacto" }],
])("an address of the site's own domain is the house's: %s", (_, values) => {
  expect(read({ ...PERSON, ...values })?.email).toBeNull();
});

test.each<[string, object]>([
  ["asked for as a mail, of whatever domain", { "E-mail": "ana@ejemplo.test" }],
  ["with a remark of what is sent", { "Tu mail (te enviaremos una copia)": "ana@r.test" }],
  ["where the quote goes", { "Email to send the quote to": "ana@r.test" }],
  ["a second one, where the first is empty", { Email: "", "Email alternativo": "ana@r.test" }],
  ["under a made-up key", { field_9: "ana@r.test" }],
  ["answered where something else was asked", { Email: "", Contacto: "ana@r.test" }],
  ["of a firm's office", { "Email administración": "ana@r.test" }],
])("a mail of theirs still is: %s", (_, values) => {
  expect(read({ ...PERSON, ...values })?.email).toMatch(/^ana@/);
});

test("under words nobody knows it is theirs where nothing else would reach them", () => {
  expect(read({ Nombre: "Ana", Xyz: "ana@r.test" })?.email).toBe("ana@r.test");
  expect(read({ Nombre: "Ana", Sucursal: "ana@r.test" })).toMatchObject({ kind: "lead_partial", email: null });
});

test("a seller's number calls nobody, a driver's only whom nothing else would reach", () => {
  expect(read({ Mail: "a@r.test", "Teléfono del vendedor": "11 4321-8741" })?.phone).toBeNull();
  expect(read({ Mail: "a@r.test", "Teléfono del chofer": "11 4321-8741" })?.phone).toBeNull();
  expect(read({ Nombre: "Ana", "Teléfono del chofer": "11 4321-8741" })?.phone).toBe("+541143218741");
  expect(read({ "Teléfono del chofer": "11 4321-8741", Celular: "11 4321-8742" })?.phone).toBe("+541143218742");
});

test("a guest or a supplier is the visitor where the form asks for nobody else", () => {
  const guest = { "Guest name": "Ana Ruiz", "Guest email": "ana@r.test" };
  expect(read(guest)).toMatchObject({ kind: "lead", name: "Ana Ruiz", email: "ana@r.test" });
  expect(read({ "Email del proveedor": "ana@r.test" })).toMatchObject({ kind: "lead", email: "ana@r.test" });
  expect(read({ ...PERSON, Email: "", ...guest })).toMatchObject({ name: "Pablo Primero", email: null, extra: guest });
  expect(read({ Nombre: "", Mail: "p@r.test", "Guest name": "Ana Ruiz" })?.name).toBeNull();
});

const PHONE = "+541143218741";

test.each<[string, object, object]>([
  [
    "a mother, for her child",
    {
      "Nombre del hijo": "Tomás Gil",
      "Nombre de la madre": "Laura Paz",
      "Teléfono de la madre": "11 4321-8741",
      "Email de la madre": "laura@r.test",
    },
    { name: "Laura Paz", email: "laura@r.test", phone: PHONE, extra: { "Nombre del hijo": "Tomás Gil" } },
  ],
  [
    "a parent, for a student",
    {
      "Nombre del alumno": "Tomás Gil",
      "Nombre del padre/madre/tutor": "Laura Paz",
      "Email del padre": "laura@r.test",
    },
    { name: "Laura Paz", email: "laura@r.test", extra: { "Nombre del alumno": "Tomás Gil" } },
  ],
  [
    "a bride before the groom",
    {
      "Nombre de la novia": "Laura Paz",
      "Nombre del novio": "Beto Gil",
      "Email del novio": "beto@r.test",
      "Email de la novia": "laura@r.test",
      "Teléfono del novio": "11 4321-8741",
    },
    { name: "Laura Paz", email: "laura@r.test", phone: null, extra: { "Nombre del novio": "Beto Gil" } },
  ],
  [
    "who asks for a patient",
    { "Nombre del paciente": "Tomás Gil", "Nombre de quien solicita el turno": "Laura Paz", Email: "laura@r.test" },
    { name: "Laura Paz", email: "laura@r.test", extra: { "Nombre del paciente": "Tomás Gil" } },
  ],
  [
    "a parent, for a patient",
    { "Patient name": "Tomás Gil", "Parent name": "Laura Paz", "Parent email": "laura@r.test" },
    { name: "Laura Paz", email: "laura@r.test" },
  ],
])("who writes for somebody is the visitor where the form asks for no other: %s", (_, values, expected) => {
  expect(read(values)).toMatchObject({ kind: "lead", ...expected });
});

test("and isn't where it asks the visitor, nor is a patient's teacher who writes", () => {
  const mother = { "Nombre de la madre": "Laura Paz", "Email de la madre": "laura@r.test" };
  expect(read({ ...mother, Nombre: "Ana Sol", Mail: "ana@r.test" })).toMatchObject({
    name: "Ana Sol",
    email: "ana@r.test",
    extra: mother,
  });
  expect(read({ "Nombre del paciente": "Ana Sol", "Nombre del profesor": "Beto Gil" })?.name).toBe("Ana Sol");
  expect(read({ Mail: "ana@r.test", "Mother's maiden name": "Paz" })?.name).toBeNull();
  expect(read({ Mail: "ana@r.test", "Nombre de tu esposo": "Beto Gil" })?.name).toBeNull();
});

test.each([
  ["de quien recibe", "de quien envía"],
  ["de quien retira", "de quien solicita"],
  ["de la persona que entrega", "de la persona que contrata"],
  ["de quem recebe", "de quem solicita"],
])("of two people the one %s is spoken of, and the one %s writes", (hands, asks) => {
  const found = read({
    [`Nombre ${hands}`]: "Otro Más",
    [`Teléfono ${hands}`]: "11 4321-8742",
    [`Nombre ${asks}`]: "Ana Paz",
    [`Teléfono ${asks}`]: "11 4321-8741",
  });
  expect(found).toMatchObject({ name: "Ana Paz", phone: "+541143218741" });
  expect(found?.extra).toMatchObject({ [`Nombre ${hands}`]: "Otro Más", [`Teléfono ${hands}`]: "11 4321-8742" });
  expect(read({ [`Nombre ${hands}`]: "Ana Paz" })?.name).toBe("Ana Paz");
  const unreached = { [`Nombre ${asks}`]: "Ana Paz", Mail: "a@r.test", [`Teléfono ${hands}`]: "11 4321-8742" };
  expect(read(unreached)?.phone).toBeNull();
});

test.each([
  ["Nombre del adulto mayor", "Nombre del familiar"],
  ["Nombre del residente", "Nombre del familiar"],
  ["Nombre del participante", "Nombre del adulto responsable"],
  ["Nombre del estudiante", "Nombre del acudiente"],
  ["Nombre del niño", "Nombre del acudiente"],
])("who writes for somebody under %j stands under %j", (ward, writer) => {
  for (const values of [
    { [ward]: "Otro Más", [writer]: "Ana Paz" },
    { [writer]: "Ana Paz", [ward]: "Otro Más" },
  ]) {
    expect(read(values)).toMatchObject({ name: "Ana Paz", extra: { [ward]: "Otro Más" } });
  }
  expect(read({ [writer]: "Ana Paz" })?.name).toBe("Ana Paz");
});

test.each<[string, object]>([
  ["Nombre del trabajador", { Queja: "Mal trato" }],
  ["Nombre del transportista", { Reclamo: "Llegó tarde" }],
  ["Nome do motorista", { Reclamação: "Foi grosseiro" }],
  ["Driver name", { Complaint: "Rude" }],
  ["Nombre del técnico", { Motivo: "Reclamo" }],
  ["Employee name", { "Rating (1 to 5)": "2" }],
  ["Nome do funcionário", { "Nota do atendimento": "2" }],
])("nobody who complains or judges is called as the worker under %j, and who asks is", (label, judged) => {
  expect(read({ Mail: "ana@r.test", [label]: "Beto Sol", ...judged })).toMatchObject({
    name: null,
    extra: { [label]: "Beto Sol" },
  });
  expect(read({ Mail: "ana@r.test", [label]: "Beto Sol", ...judged, Nombre: "Ana Paz" })?.name).toBe("Ana Paz");
  expect(read({ Mail: "ana@r.test", [label]: "Beto Sol", Mensaje: "Sin reclamos" })?.name).toBe("Beto Sol");
});

test.each([
  ...["Nombre del empleado que lo atendió", "Nombre de quien te atendió", "Nome do funcionário que o atendeu"],
  ...["Name of the employee who helped you", "Nombre del chofer que la llevó"],
])("who served them isn't them: %j", (label) => {
  const served = { [label]: "Beto Sol" };
  expect(read({ Mail: "ana@r.test", ...served })).toMatchObject({ name: null, extra: served });
  expect(read({ Mail: "ana@r.test", "Nombre de quien nos escribe": "Ana Paz" })?.name).toBe("Ana Paz");
});

test.each<[string, object]>([
  ["Nombre del conductor", { DNI: "30123456", Celular: "11 4321-8741", Mail: "beto@r.test" }],
  ["Nombre del chofer", { Patente: "AB123CD", Celular: "11 4321-8741" }],
  ["Driver name", { "Driver phone": "11 4321-8741", "Driver email": "beto@r.test" }],
  ["Nome do motorista", { Empresa: "Sol SA", "Celular do motorista": "11 4321-8741" }],
])("a driver who writes for themselves is who stands under %j", (label, values) => {
  expect(read({ [label]: "Beto Sol", ...values })).toMatchObject({ name: "Beto Sol", phone: PHONE });
  expect(read({ [label]: "Beto Sol", ...values, Solicitante: "Ana Paz" })).toMatchObject({
    name: "Ana Paz",
    extra: { [label]: "Beto Sol" },
  });
  const sent = { Empresa: "Sol SA", Mail: "sol@r.test", [label]: "Beto Sol" };
  expect(read(sent)).toMatchObject({ name: null, firm: "Sol SA", extra: { [label]: "Beto Sol" } });
});
