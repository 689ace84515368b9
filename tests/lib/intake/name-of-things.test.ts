import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json({ Mail: "a@r.test", ...values }), SITE)[0];

test.each([
  ...["Nombre del hotel", "Nombre de la embarcación", "Nombre del campo", "Nombre de tu perro", "Nombre cabaña"],
  ...["Nombre del salón y fecha", "Room name", "Your boat's name", "Name of the building", "property_name"],
  ...["Nombre del cargo", "Nombre del puesto", "Position name", "Nombre del transporte", "Nombre del deporte"],
  ...["Nome do condomínio", "Nome da escola", "Nome do seu cachorro", "Nombre de los productos"],
])("%j names a thing, and nobody is called so", (label) => {
  expect(read({ [label]: "Aurora" })).toMatchObject({ name: null, extra: { [label]: "Aurora" } });
});

test.each([
  ...["Nombre del propietario", "Nombre y apellido del dueño del edificio", "Nombre de quien reserva"],
  ...["Nombre para la reserva", "Nombre (real)", "Nombre y edad", "nombre_lead", "Nombre del comprador/a"],
  ...["Applicant name", "Buyer's name", "Name of the account holder", "Preferred name", "Please write your name"],
  ...["Nombre del organizador", "Nombre del coordinador", "Nombre del importador", "Nombre del exportador"],
  ...["Nombre del jugador", "Nombre del damnificado", "Nombre del capitán", "Organizer name", "Importer name"],
  ...["Claimant name", "Resident name", "Player name", "Nome do importador", "Nome do embarcador", "Nome do síndico"],
  ...["Nombre / Cargo", "Nombre para contactarte", "Nombre para llamarte", "Volunteer's name", "Nome do palestrante"],
  ...["popup_name", "quote-name", "frm_name", "Nome do hóspede", "Nome do morador do condomínio", "Nome para contato"],
])("%j names a person", (label) => {
  expect(read({ [label]: "Ana Paz" })).toMatchObject({ name: "Ana Paz", extra: {} });
});

test("a thing beside a person gives them neither its name nor its place", () => {
  expect(read({ "Nombre del barco": "Hilda", Apellido: "Paz" })?.name).toBe("Paz");
  expect(read({ "Nombre de la torre": "Alas", "Nombre y apellido del propietario": "Ana Paz" })?.name).toBe("Ana Paz");
  expect(read({ "Nombre de la empresa": "Sol SA", "Nombre del depósito": "Norte" })).toMatchObject({
    name: null,
    firm: "Sol SA",
  });
});

test.each([
  ...["Remitente", "Titular de la cuenta", "Huésped", "Paciente", "Postulante", "Inquilino", "Dueña", "Cliente"],
  ...["Contacto comercial", "¿Quién solicita?", "¿Quién pide el turno?", "Propietario del inmueble", "Passageiro"],
  ...["Hóspede", "Quem solicita?", "Proprietária", "Tenant", "Applicant", "Account holder", "Who is requesting?"],
])("%j asks who it is", (label) => {
  expect(read({ [label]: "Ana Paz", Vendedor: "Beto Sol" })).toMatchObject({ name: "Ana Paz", extra: {} });
});

test.each<[string, string]>([
  ["Cliente", "Nuevo"],
  ["Cliente", "Consumidor Final"],
  ["Cliente", "Transportes del Sur"],
  ["Paciente", "2"],
  ["Inquilino", "Sí"],
  ["Remitente", "Sitio"],
  ["Remitente", "Casa <ventas@casa.test>"],
  ["Paciente de riesgo", "Ana Paz"],
  ["Propietario / Inquilino", "Ana Paz"],
  ["¿Quién recibe?", "Ana Paz"],
  ["Vendedor", "Ana Paz"],
])("%j answered with %j tells of nobody", (label, said) => {
  expect(read({ [label]: said })?.name).toBeNull();
});

test("who is asked for by name goes before who is only called by what they are", () => {
  expect(read({ Paciente: "Beto Sol", Nombre: "Ana", Apellido: "Paz" })).toMatchObject({
    name: "Ana Paz",
    extra: { Paciente: "Beto Sol" },
  });
  expect(read({ Cliente: "Paz SRL" })).toMatchObject({ name: null, firm: "Paz SRL" });
});

test.each(["¿Cómo se llama tu emprendimiento?", "What's your business called?", "Como se chama a sua empresa?"])(
  "%j asks for a firm",
  (label) => {
    expect(read({ [label]: "Aurora" })).toMatchObject({ firm: "Aurora", name: null });
  },
);

test.each(["¿Cómo se llama tu perro?", "¿Cómo se llama el hotel?", "Como se chama a escola?"])(
  "%j asks for no firm and nobody",
  (label) => {
    expect(read({ [label]: "Aurora" })).toMatchObject({ firm: null, name: null });
  },
);

test("what somebody is looking for is a message, in every way to say it", () => {
  for (const label of ["¿Qué andás buscando?", "¿Qué están necesitando?", "O que você está procurando?"])
    expect([label, read({ [label]: "Un flete" })?.message]).toStrictEqual([label, "Un flete"]);
  expect(read({ "¿Para qué zona?": "Un flete" })?.message).toBeNull();
});

test("the word that all keys of a form begin with is the form's, and a thing's name stays a thing's", () => {
  const person = { xyzzy_email: "a@r.test", xyzzy_name: "Ana Paz" };
  expect(read(person)).toMatchObject({ name: "Ana Paz", extra: {} });
  expect(read({ ...person, Nombre: "Eva Sol" })).toMatchObject({ name: "Eva Sol", extra: { xyzzy_name: "Ana Paz" } });
  expect(read({ email: "a@r.test", xyzzy_name: "Suite" })).toMatchObject({
    name: null,
    extra: { xyzzy_name: "Suite" },
  });
});

test.each([
  ...["Nombre / Razón social", "Nombre o Razón social", "nombre_razon_social", "Nome / Razão social", "Name / Company"],
  ...["Nombre y Apellido / Razón Social", "Nombre o empresa", "Razón social o nombre"],
])("under %j stands whichever there is", (label) => {
  expect(read({ [label]: "Ana Paz" })).toMatchObject({ name: "Ana Paz", firm: null, extra: {} });
  expect(read({ [label]: "Transportes Paz SRL" })).toMatchObject({
    name: null,
    firm: "Transportes Paz SRL",
    extra: {},
  });
});

test.each(["Service address", "Dirección del servicio", "Service location"])("%j is no service", (label) => {
  expect(read({ [label]: "Mitre 1200" })).toMatchObject({ service: null, extra: { [label]: "Mitre 1200" } });
  expect(read({ Servicio: "Mudanza", [label]: "Mitre 1200" })?.service).toBe("Mudanza");
});

test("a number answers a question for a mail or a number, and none for a mail", () => {
  const problems = (label: string) => understand(json({ Nombre: "Ana", [label]: "11 4321-8741" }), SITE)[0]?.problems;
  expect(problems("Mail o teléfono")).toStrictEqual([]);
  expect(problems("Mail")).toStrictEqual(["email_invalid"]);
});
