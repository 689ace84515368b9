import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json({ Mail: "a@r.test", ...values }), SITE)[0];

test.each([
  ...["Como podemos te chamar?", "¿Cómo te podemos llamar?", "¿Cómo querés que te llamemos?", "¿Con quién hablamos?"],
  ...["Com quem falamos?", "Who should we contact?", "¿Quién nos escribe?", "Me llamo", "Meu nome é", "My name is"],
  ...["Persona a contactar", "Person to contact", "Tu nombre (como figura en el DNI)", "Full name (as on passport)"],
  ...["yourname", "seunome", "sunombre", "Responsável pela empresa", "Responsable de la empresa"],
])("%j asks for a name", (label) => {
  expect(read({ [label]: "Ana Ruiz" })).toMatchObject({ name: "Ana Ruiz", firm: null, extra: {} });
});

test.each([
  ...["¿Cómo te podemos ayudar?", "¿Con quién vivís?", "Who should we contact in an emergency?"],
  ...["Responsable inscripto", "¿Cómo nos llamaste?", "sucursal"],
])("%j doesn't", (label) => {
  expect(read({ [label]: "Ana Ruiz" })?.name).toBeNull();
});

test("short keys say what they are beside longer ones, and nothing alone", () => {
  expect(read({ nom: "Ana", ape: "Ruiz", emp: "Ruiz SA" })).toMatchObject({ name: "Ana Ruiz", firm: "Ruiz SA" });
  expect(read({ fn: "Ana", ln: "Ruiz", Nombre: "Ana Ruiz" })).toMatchObject({ name: "Ana Ruiz" });
  expect(understand(json({ fn: "Ana", ln: "Ruiz" }), SITE)[0]).toMatchObject({ kind: "unreadable", name: null });
});

test.each([
  ...["¿De qué empresa sos?", "Which company are you from?", "Razón Social / CUIT", "Nombre de la firma"],
  ...["Account name", "Nombre comercial o razón social", "Empresa o particular", "Empresa actual"],
  ...["¿En qué empresa trabajás actualmente?", "Empresa de transporte", "Firma"],
])("%j asks for their firm", (label) => {
  expect(read({ [label]: "Ruiz SA" })).toMatchObject({ firm: "Ruiz SA", name: null, extra: {} });
});

test.each<[string, string]>([
  ["Empresa de transporte actual", "Andreani"],
  ["Current logistics company", "Andreani"],
  ["Empresa competidora", "OCA"],
  ["Previous shipping company", "OCA"],
  ["¿Con qué empresa trabajás hoy?", "OCA"],
  ["Com qual empresa trabalha atualmente?", "OCA"],
  ["Current provider", "OCA"],
  ["Empresa o particular", "Particular"],
  ["Razón Social / CUIT", "30-71234567-8"],
  ["What type of company are you?", "SME"],
])("%j answered with %j tells no firm of theirs", (label, said) => {
  expect(read({ [label]: said })).toMatchObject({ firm: null, name: null, extra: { [label]: said } });
});

test("a signature that was drawn is a file, and the firm is what is written", () => {
  const image = `data:image/png;base64,${Buffer.alloc(300).toString("base64")}`;
  const files = [{ name: "Firma", type: "image/png", bytes: 300 }];
  expect(read({ Firma: image })).toMatchObject({ firm: null, files, extra: {} });
  expect(read({ Firma: image, Empresa: "Ruiz SA" })).toMatchObject({ firm: "Ruiz SA", files });
  expect(read({ Mensaje: "data: lo que falta, hoy" })).toMatchObject({ message: "data: lo que falta, hoy", files: [] });
});

test.each([
  ...["Persona que solicita", "Persona que solicita el servicio", "Nombre de quien solicita el servicio"],
  ...["Nombre y apellido de la persona que solicita el servicio", "Nombre del solicitante del servicio"],
  ...["Nombre del titular del servicio", "Nome de quem solicita o serviço", "Name of person requesting service"],
  ...["Name of the person requesting the service", "Solicitado por", "Requested by", "Acudiente"],
  "Familiar de contacto",
])("%j asks for a name", (label) => {
  expect(read({ Mail: "a@r.test", [label]: "Ana Paz" })).toMatchObject({ name: "Ana Paz", service: null, extra: {} });
});

test.each(["Servicio que solicita", "Servicio que solicita la persona", "Nombre del servicio", "Solicitado el"])(
  "%j asks for none",
  (label) => {
    expect(read({ Mail: "a@r.test", [label]: "Ana Paz" })?.name).toBeNull();
  },
);

test("who asks for a patient goes before them, and by their own name before what they are", () => {
  const found = read({ "Nombre del paciente": "Eva Sol", Acudiente: "Ana Paz", Mail: "a@r.test" });
  expect(found?.name).toBe("Ana Paz");
  expect(read({ Acudiente: "Eva Sol", Nombre: "Ana Paz", Mail: "a@r.test" })?.name).toBe("Ana Paz");
});
