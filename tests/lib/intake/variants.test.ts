import type { RawRequest, SourceSettings, Understood } from "@/lib/intake/schema";
import { understand } from "@/lib/intake/understand";
import { form, json, send, SITE } from "@/tests/support/wordpress";

type Variant = [
  title: string,
  request: RawRequest,
  expected: Partial<Understood> | Record<string, unknown>,
  settings?: Partial<SourceSettings>,
];

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const text = (body: string) => send({ headers: { "content-type": "text/plain; charset=UTF-8" }, body });

function multipart(parts: [string, string][], extra = ""): RawRequest {
  const body = parts
    .map(([name, value]) => `--XbX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("");
  return send({ headers: { "content-type": "multipart/form-data; boundary=XbX" }, body: `${body}${extra}--XbX--\r\n` });
}

const SPANISH: Variant[] = [
  [
    "plain Spanish labels with colons and asterisks",
    form({
      "Nombre y apellido *": "Sofía Paz",
      "Correo electrónico:": "Sofia.Paz@Correo.Test ",
      "Teléfono celular": "11 6000-1234",
      Compañía: "Paz SA",
      "Detalle de su consulta": "Necesito un flete",
    }),
    {
      kind: "lead",
      name: "Sofía Paz",
      email: "sofia.paz@correo.test",
      phone: "+541160001234",
      firm: "Paz SA",
      message: "Necesito un flete",
    },
  ],
  [
    "name and surname apart, WhatsApp, work mail",
    json({
      Nombre: "Bruno",
      Apellido: "Díaz",
      "E-mail corporativo": "bruno@wayne.test",
      WhatsApp: "+54 9 341 555-1234",
      Organización: "Wayne",
      Comentarios: "Llamar a la tarde",
    }),
    {
      name: "Bruno Díaz",
      email: "bruno@wayne.test",
      phone: "+5493415551234",
      firm: "Wayne",
      message: "Llamar a la tarde",
    },
  ],
  [
    "the firm's name is no person's, whichever stands first",
    json({
      "Nombre de la empresa": "Cargas Sur",
      "Nombre de contacto": "Elena Ríos",
      Mail: "elena@cs.test",
      Móvil: "2994123456",
    }),
    { firm: "Cargas Sur", name: "Elena Ríos", email: "elena@cs.test", phone: "+542994123456" },
  ],
  [
    "the firm's telephone and mail are a telephone and a mail",
    json({
      Empresa: "Norte SRL",
      "Teléfono de la empresa": "0387 421-0000",
      "Email de la empresa": "info@norte.test",
      "Persona de contacto": "Luis Gil",
    }),
    { firm: "Norte SRL", phone: "+543874210000", email: "info@norte.test", name: "Luis Gil" },
  ],
  [
    "questions about a firm are no firm",
    json({
      "¿Cómo conociste la empresa?": "Por un amigo",
      "Tamaño de la empresa": "10 a 50",
      "Rubro de la empresa": "Textil",
      "Tu nombre": "Iván Sosa",
      "Tu correo": "ivan@x.test",
    }),
    {
      firm: null,
      name: "Iván Sosa",
      email: "ivan@x.test",
      extra: {
        "¿Cómo conociste la empresa?": "Por un amigo",
        "Tamaño de la empresa": "10 a 50",
        "Rubro de la empresa": "Textil",
      },
    },
  ],
  [
    "names of other things are no name",
    json({
      "Nombre del producto": "Tubos",
      "Nombre de la ciudad": "Salta",
      Apellido: "Vera",
      Nombre: "Olga",
      Mail: "o@v.test",
    }),
    { name: "Olga Vera", extra: { "Nombre del producto": "Tubos", "Nombre de la ciudad": "Salta" } },
  ],
  [
    "how and when to be contacted is neither a mail nor a number",
    json({
      nombre: "Leo Mas",
      email: "leo@m.test",
      "¿Cómo preferís que te contactemos?": "E-mail",
      "Horario para llamarte por teléfono": "9 a 12",
      telefono: "11 4321 8765",
    }),
    {
      email: "leo@m.test",
      phone: "+541143218765",
      phoneRaw: "11 4321 8765",
      extra: { "¿Cómo preferís que te contactemos?": "E-mail", "Horario para llamarte por teléfono": "9 a 12" },
    },
  ],
  [
    "a WhatsApp yes-or-no is no number",
    json({ nombre: "Ada Luz", telefono: "0341 4567890", "¿Tenés WhatsApp?": "Sí", correo: "ada@l.test" }),
    { phone: "+543414567890", extra: { "¿Tenés WhatsApp?": "Sí" } },
  ],
  [
    "of two numbers the one that can be dialled",
    json({ nombre: "Raúl Paz", "Teléfono fijo": "4321-8765", Celular: "011 15-5555-6666", correo: "r@p.test" }),
    { phone: "+5491155556666", phoneRaw: "011 15-5555-6666", extra: { "Teléfono fijo": "4321-8765" } },
  ],
  [
    "area code and number apart",
    json({ nombre: "Raúl Paz", "Código de área": "351", Teléfono: "5551234", correo: "r@p.test" }),
    { phone: "+543515551234" },
  ],
  [
    "what is needed, asked as a question",
    json({
      "¿Cuál es tu nombre?": "Noé Gil",
      "Tu mail": "noe@g.test",
      "¿En qué podemos ayudarte?": "Fletes a Chile",
      "¿Qué servicio necesitás?": "Transporte internacional",
    }),
    { name: "Noé Gil", message: "Fletes a Chile", service: "Transporte internacional" },
  ],
  [
    "a subject and a reason are no message",
    json({
      nombre: "Noé Gil",
      mail: "noe@g.test",
      Asunto: "Cotización",
      "Motivo de la consulta": "Precio",
      Mensaje: "Hola",
    }),
    { message: "Hola", extra: { Asunto: "Cotización", "Motivo de la consulta": "Precio" } },
  ],
  [
    "the newsletter's box is no consent and no mail",
    json({
      nombre: "Noé Gil",
      mail: "noe@g.test",
      "Quiero recibir novedades por email": "Sí",
      "He leído y acepto la política de privacidad": "on",
    }),
    { email: "noe@g.test", consent: true, extra: { "Quiero recibir novedades por email": "Sí" } },
  ],
  [
    "a box that was not ticked is a no",
    form({ nombre: "Noé", mail: "noe@g.test", "Acepto los términos y condiciones": "" }),
    { consent: false },
  ],
  [
    "a consent that repeats its sentence is a yes",
    json({ nombre: "Noé", mail: "noe@g.test", privacidad: "Acepto la política de privacidad" }),
    { consent: true },
  ],
  [
    "a dash and unfilled tags are nothing",
    json({
      nombre: "Noé",
      mail: "noe@g.test",
      empresa: "—",
      telefono: "[your-phone]",
      utm_source: "{utm_source}",
      mensaje: "null",
      servicio: " ",
    }),
    {
      firm: null,
      phone: null,
      phoneRaw: null,
      message: null,
      service: null,
      utm: { source: null, medium: null, campaign: null, term: null, content: null },
      extra: {},
    },
  ],
  [
    "zero is a value",
    json({ nombre: "Noé", mail: "noe@g.test", "Cantidad de bultos": "0", Pisos: 0 }),
    { extra: { "Cantidad de bultos": "0", Pisos: "0" } },
  ],
  [
    "a tax number is no telephone",
    json({ nombre: "Noé", mail: "noe@g.test", CUIT: "30-71234567-9", DNI: "30123456", "Código postal": "5000" }),
    { phone: null, extra: { CUIT: "30-71234567-9", DNI: "30123456", "Código postal": "5000" } },
  ],
  [
    "apellido y nombre in one field",
    json({ "Apellido y Nombre": "Pérez, Juan", mail: "j@p.test" }),
    { name: "Pérez, Juan" },
  ],
  [
    "nombre o razón social",
    json({ "Nombre o razón social": "Distribuidora Sol", email: "d@s.test" }),
    { name: "Distribuidora Sol" },
  ],
  [
    "two surnames",
    json({ Nombres: "Ana María", "Primer apellido": "Ruiz", "Segundo apellido": "Soto", correo: "a@r.test" }),
    { name: "Ana María Ruiz Soto" },
  ],
  [
    "the full name and the surname once more",
    json({ "Nombre completo": "Ana Ruiz", Apellido: "Ruiz", correo: "a@r.test" }),
    { name: "Ana Ruiz" },
  ],
  ["a mail inside a sentence", json({ nombre: "Ana", correo: "es ana@r.test gracias" }), { email: "ana@r.test" }],
  [
    "a broken mail is kept, and said",
    json({ nombre: "Ana", correo: "ana@gmail", tel: "11 4321 8765" }),
    { email: null, extra: { correo: "ana@gmail" }, problems: ["email_invalid"], kind: "lead" },
  ],
  [
    "an address typed into another field",
    json({ nombre: "Ana Paz", "Como contactarte": "ana@r.test" }),
    { email: "ana@r.test", kind: "lead" },
  ],
  [
    "no way to answer",
    json({ nombre: "Ana Paz", mensaje: "Hola" }),
    { kind: "lead_partial", reason: "no_contact", name: "Ana Paz", message: "Hola" },
  ],
];

const PORTUGUESE: Variant[] = [
  [
    "Brazilian labels and numbers",
    json({
      "Nome completo": "João Araújo",
      "E-mail": "joao@empresa.test",
      Telefone: "(11) 98765-4321",
      "Nome da empresa": "Araújo Ltda",
      Mensagem: "Preciso de um orçamento",
      "Serviço de interesse": "Armazenagem",
    }),
    {
      name: "João Araújo",
      email: "joao@empresa.test",
      phone: "+5511987654321",
      firm: "Araújo Ltda",
      message: "Preciso de um orçamento",
      service: "Armazenagem",
    },
    { defaultCountry: "BR", timeZone: "America/Sao_Paulo" },
  ],
  [
    "name and surname, DDD apart",
    json({
      Nome: "Inês",
      Sobrenome: "Conceição",
      DDD: "21",
      Celular: "99876-5432",
      "Correio eletrônico": "ines@c.test",
      "Razão social": "Conceição SA",
      "Como podemos ajudar?": "Cotação",
    }),
    { name: "Inês Conceição", phone: "+5521998765432", email: "ines@c.test", firm: "Conceição SA", message: "Cotação" },
    { defaultCountry: "BR" },
  ],
  [
    "consent and subject in Portuguese",
    form({
      "Seu nome": "Rui Sá",
      "Seu e-mail": "rui@s.test",
      Assunto: "Frete",
      "Sua mensagem": "Olá",
      "Li e aceito a política de privacidade": "sim",
    }),
    { name: "Rui Sá", email: "rui@s.test", message: "Olá", consent: true, extra: { Assunto: "Frete" } },
  ],
  [
    "qual o nome da empresa",
    json({
      "Qual o nome da sua empresa?": "Fretes Já",
      "Qual é o seu nome?": "Caio Lima",
      "Qual seu melhor e-mail?": "caio@l.test",
    }),
    { firm: "Fretes Já", name: "Caio Lima", email: "caio@l.test" },
  ],
];

const ENGLISH: Variant[] = [
  [
    "English labels",
    json({
      "First Name": "Mary",
      "Last Name": "O'Neil",
      "Work Email": "mary@neil.test",
      "Phone Number": "+1 (305) 265-0123",
      "Company Name": "O'Neil Freight",
      "How can we help?": "Need a quote",
      "Service needed": "Warehousing",
    }),
    {
      name: "Mary O'Neil",
      email: "mary@neil.test",
      phone: "+13052650123",
      firm: "O'Neil Freight",
      message: "Need a quote",
      service: "Warehousing",
    },
  ],
  [
    "cell phone, surname, organisation",
    json({
      Name: "Tom",
      Surname: "Ford",
      "Cell phone": "305 265 0123",
      Organisation: "Ford Ltd",
      "E-mail address": "tom@ford.test",
      Comments: "Hi",
    }),
    { name: "Tom Ford", phone: "+13052650123", firm: "Ford Ltd", email: "tom@ford.test", message: "Hi" },
    { defaultCountry: "US" },
  ],
  [
    "camel case keys",
    json({
      fullName: "Zoe Li",
      emailAddress: "zoe@li.test",
      phoneNumber: "+54 11 4321 8765",
      companyName: "Li Co",
      utmSource: "google",
      formId: "9",
      pageUrl: "https://a.test/x",
    }),
    {
      name: "Zoe Li",
      email: "zoe@li.test",
      phone: "+541143218765",
      firm: "Li Co",
      utm: { source: "google", medium: null, campaign: null, term: null, content: null },
      form: { id: "9", name: null },
      pageUrl: "https://a.test/x",
    },
  ],
  [
    "the website is neither page nor file",
    json({ name: "Zoe Li", email: "z@l.test", website: "https://li.test", "Company website": "https://li.test/about" }),
    {
      pageUrl: null,
      files: [],
      firm: null,
      extra: { website: "https://li.test", "Company website": "https://li.test/about" },
    },
  ],
  [
    "job title and company size are extra",
    json({
      name: "Zoe Li",
      email: "z@l.test",
      Company: "Li Co",
      "Job title": "Buyer",
      "Company size": "1-10",
      "Number of employees": "7",
    }),
    { firm: "Li Co", extra: { "Job title": "Buyer", "Company size": "1-10", "Number of employees": "7" } },
  ],
  [
    "snake case with a prefix",
    json({
      contact_name: "Zoe Li",
      contact_email: "z@l.test",
      contact_phone: "+54 11 4321 8765",
      contact_message: "Hi",
      lead_source: "fair",
    }),
    { name: "Zoe Li", email: "z@l.test", phone: "+541143218765", message: "Hi", extra: { lead_source: "fair" } },
  ],
];

const PLUGINS: Variant[] = [
  [
    "Contact Form 7 with names nobody changed",
    json(
      {
        "text-123": "Ana Ruiz",
        "email-456": "ana@r.test",
        "tel-641": "11 4321 8765",
        "textarea-9": "Hola\r\nchau",
        "acceptance-7": "1",
        "menu-55": "Picking",
      },
      { "content-type": "application/json; charset=UTF-8" },
    ),
    {
      plugin: "contact-form-7/cf7-to-webhook",
      name: "Ana Ruiz",
      email: "ana@r.test",
      phone: "+541143218765",
      message: "Hola\nchau",
      consent: true,
      extra: { "menu-55": "Picking" },
    },
  ],
  [
    "Contact Form 7 with mail tags in Portuguese and a 24 hour clock",
    json({
      "your-name": "Rui Sá",
      "your-email": "rui@s.test",
      _date: "22 de novembro de 2026",
      _time: "14:34",
      _url: "https://a.test/contato/?utm_source=x&gclid=G1",
      _serial_number: "55",
    }),
    {
      submittedAt: { raw: "22 de novembro de 2026 14:34", iso: "2026-11-22T14:34:00-03:00", basis: "site" },
      externalId: "55",
      pageUrl: "https://a.test/contato/?utm_source=x&gclid=G1",
      utm: { source: "x", medium: null, campaign: null, term: null, content: null, gclid: "G1" },
    },
  ],
  [
    "Contact Form 7 with its file inside",
    json({
      "your-name": "Ana",
      "your-email": "a@b.test",
      adjunto: [
        { filename: "a.pdf", content: "aG9sYQ==" },
        { filename: "b.pdf", content: "aG9sYQ==" },
      ],
    }),
    {
      files: [
        { name: "a.pdf", bytes: 4 },
        { name: "b.pdf", bytes: 4 },
      ],
      extra: {},
    },
  ],
  [
    "Contact Form 7's template with a quote in a value",
    text(
      '{"contacto":{"nombre":"Ana "la Negra" Ruiz","correo":"ana@r.test","tel":"11 4321 8765","consulta":"Dice "hola"\ny chau","empresa":"R\\u00edo SA"}}',
    ),
    {
      kind: "lead_partial",
      reason: "broken_json",
      name: 'Ana "la Negra" Ruiz',
      email: "ana@r.test",
      phone: "+541143218765",
      message: 'Dice "hola"\ny chau',
      firm: "Río SA",
    },
  ],
  [
    "a template of lines",
    text("Nombre: Ana Ruiz\nEmail: ana@r.test\nTeléfono: 11 4321 8765\nMensaje: Hola\nsegunda línea"),
    {
      kind: "lead_partial",
      reason: "plain_text",
      name: "Ana Ruiz",
      email: "ana@r.test",
      phone: "+541143218765",
      message: "Hola\nsegunda línea",
    },
  ],
  [
    "Elementor's simple form in Spanish with its metadata translated",
    form([
      ["Nombre", "Ana Ruiz"],
      ["Correo", "ana@r.test"],
      ["Celular", "+54 9 11 6000 1234"],
      ["Sin etiqueta message", "Hola"],
      ["Fecha de carga", "2026-12-05"],
      ["Fecha", "22 noviembre, 2026"],
      ["Hora", "14:34"],
      ["URL de la página", "https://a.test/?utm_medium=cpc"],
      ["Agente de usuario", "Mozilla/5.0 (X11) X/1"],
      ["IP remota", "203.0.113.9"],
      ["Funciona con", "Elementor"],
      ["form_id", "7d2c1b0"],
      ["form_name", "Contacto"],
    ]),
    {
      plugin: "elementor-pro",
      message: "Hola",
      submittedAt: { raw: "22 noviembre, 2026 14:34", iso: "2026-11-22T14:34:00-03:00", basis: "site" },
      pageUrl: "https://a.test/?utm_medium=cpc",
      ip: "203.0.113.9",
      userAgent: "Mozilla/5.0 (X11) X/1",
      extra: { "Fecha de carga": "2026-12-05" },
    },
  ],
  [
    "Elementor's simple form without metadata: the visitor's date and hour stay the visitor's",
    form([
      ["Nombre", "Ana Ruiz"],
      ["Email ", "ana@r.test"],
      ["Fecha", "2026-12-05"],
      ["Hora", "14:00"],
      ["form_id", "a1b2c3d"],
      ["form_name", "Retiro"],
    ]),
    {
      plugin: "elementor-pro",
      submittedAt: null,
      form: { id: "a1b2c3d", name: "Retiro" },
      extra: { Fecha: "2026-12-05", Hora: "14:00" },
    },
  ],
  [
    "Elementor's advanced form with untitled and renamed fields",
    form([
      ["form[id]", "abc1234"],
      ["form[name]", "F"],
      ["fields[name][id]", "name"],
      ["fields[name][type]", "text"],
      ["fields[name][title]", "Tu empresa"],
      ["fields[name][value]", "Ruiz y Cía"],
      ["fields[name][raw_value]", "Ruiz y Cía"],
      ["fields[field_1][id]", "field_1"],
      ["fields[field_1][type]", "text"],
      ["fields[field_1][title]", "Nombre"],
      ["fields[field_1][value]", "Ana Ruiz"],
      ["fields[field_2][id]", "field_2"],
      ["fields[field_2][type]", "email"],
      ["fields[field_2][title]", ""],
      ["fields[field_2][value]", "ana@r.test"],
      ["fields[field_3][id]", "field_3"],
      ["fields[field_3][type]", "textarea"],
      ["fields[field_3][title]", ""],
      ["fields[field_3][value]", "Hola"],
      ["fields[field_3][raw_value]", "<b>Hola</b>"],
      ["fields[field_4][id]", "field_4"],
      ["fields[field_4][type]", "acceptance"],
      ["fields[field_4][title]", ""],
      ["fields[field_4][value]", ""],
      ["fields[s][id]", "s"],
      ["fields[s][type]", "step"],
      ["fields[s][title]", "Paso 2"],
      ["fields[s][value]", ""],
    ]),
    {
      firm: "Ruiz y Cía",
      name: "Ana Ruiz",
      email: "ana@r.test",
      message: "Hola",
      consent: false,
      form: { id: "abc1234", name: "F" },
      extra: {},
    },
  ],
  [
    "WPForms in English with smart tags unresolved",
    json(
      {
        Name: "Ann Lee",
        Email: "ann@lee.test",
        Message: "Hi",
        entry_id: "{entry_id}",
        form_id: "12",
        form_name: "Quote",
        entry_date: "2026-11-22 14:31:52",
        date: { value: "05/12/2026", unix: 1796428800 },
        services: "Air||Sea, consolidated",
      },
      { "user-agent": "wpforms-webhooks/1.5.0" },
    ),
    {
      plugin: "wpforms",
      externalId: null,
      form: { id: "12", name: "Quote" },
      service: "Air, Sea, consolidated",
      submittedAt: { raw: "2026-11-22 14:31:52", iso: "2026-11-22T14:31:52-03:00", basis: "site" },
      extra: { date: { value: "05/12/2026", unix: "1796428800" } },
    },
  ],
  [
    "fields that describe themselves, in a list",
    json(
      {
        form: { id: 44, title: "Contacto" },
        entry: { id: 901, date: "2026-11-22 10:00:00" },
        fields: [
          { id: 1, name: "Nombre", value: "Ana Ruiz", type: "name" },
          { id: 2, name: "Correo", value: "ana@r.test", type: "email" },
          { id: 3, name: "Comentario", value: "Hola", type: "textarea" },
        ],
      },
      { "x-wpforms-signature": "ab" },
    ),
    {
      plugin: "wpforms",
      form: { id: "44", name: "Contacto" },
      externalId: "901",
      name: "Ana Ruiz",
      email: "ana@r.test",
      message: "Hola",
    },
  ],
  [
    "Gravity without any mapping: by its inputs and its values",
    json({
      id: "77",
      form_id: "9",
      date_created: "2026-03-01 02:00:00",
      source_url: "https://a.test/p/",
      ip: "203.0.113.1",
      "1.3": "Ana",
      "1.4": "",
      "1.6": "Ruiz",
      "1.8": "",
      "2": "ana@r.test",
      "3": "0351 155-551234",
      "4": "Transportes Ruiz S.R.L.",
      "5": "Necesito mover\r\n20 pallets",
      "6.1": "Seguro",
      "6.2": "",
      "7.1": "1",
      "7.2": "Acepto",
      "7.3": "2",
      "8": "2026-12-01",
      status: "active",
    }),
    {
      plugin: "gravityforms",
      kind: "lead",
      externalId: "77",
      form: { id: "9", name: null },
      name: "Ana Ruiz",
      email: "ana@r.test",
      phone: "+5493515551234",
      firm: "Transportes Ruiz S.R.L.",
      message: "Necesito mover\n20 pallets",
      consent: true,
      submittedAt: { raw: "2026-03-01 02:00:00", iso: "2026-03-01T02:00:00Z", basis: "utc" },
    },
  ],
  [
    "Gravity keys past nine inputs are not rounded",
    json({ id: "1", form_id: "2", date_created: "2026-03-01 02:00:00", "5.1": "uno", "5.10": "diez", "2": "a@b.test" }),
    { extra: { uno: "uno", diez: "diez" } },
    { mapping: { "5.1": "custom:uno", "5.10": "custom:diez" } },
  ],
  [
    "Fluent with a phone list, Portuguese keys and its old nonce",
    json({
      nome: "Rui",
      sobrenome: "Sá",
      telefone: "11 98765-4321",
      email: "rui@s.test",
      assunto: "Frete",
      _fluentform_3_fluentformnonce: "abc",
      _wp_http_referer: "/x",
      __submission: {
        id: 9,
        form_id: 3,
        created_at: "2026-11-22 14:20:22",
        source_url: "https://a.test/?fbclid=F2",
        ip: "2001:db8::1",
        browser: "Chrome",
      },
    }),
    {
      plugin: "fluentform",
      externalId: "9",
      form: { id: "3", name: null },
      name: "Rui Sá",
      phone: "+5511987654321",
      ip: "2001:db8::1",
      extra: { assunto: "Frete" },
      utm: { source: null, medium: null, campaign: null, term: null, content: null, fbclid: "F2" },
    },
    { defaultCountry: "BR" },
  ],
  [
    "Fluent queued without a row of the submission",
    form([
      ["names[first_name]", "Ana"],
      ["names[last_name]", "Ruiz"],
      ["email", "ana@r.test"],
      ["__submission[incrementing]", "1"],
      ["__submission[exists]", "1"],
    ]),
    { plugin: "fluentform", externalId: null, name: "Ana Ruiz", submittedAt: null, extra: {} },
  ],
  [
    "Ninja with one argument under another name",
    form({
      datos: JSON.stringify({
        nombre: "Ana Ruiz",
        correo: "ana@r.test",
        consulta: "Hola <script>x</script>",
        form_id: "2",
      }),
    }),
    { plugin: "ninja-forms", name: "Ana Ruiz", message: "Hola <script>x</script>", form: { id: "2", name: null } },
  ],
  [
    "Formidable's entry whose name is a title",
    json([
      {
        id: "5",
        item_key: "abc",
        name: "Contacto 5",
        description: "",
        form_id: "2",
        is_draft: "0",
        created_at: "2026-01-01 00:30:00",
        "your-company": "Ruiz SA",
        mail: "a@r.test",
      },
    ]),
    {
      plugin: "formidable",
      name: null,
      firm: "Ruiz SA",
      email: "a@r.test",
      externalId: "5",
      submittedAt: { raw: "2026-01-01 00:30:00", iso: "2026-01-01T00:30:00Z", basis: "utc" },
    },
  ],
  [
    "Formidable's draft",
    json([
      { id: "5", item_key: "abc", form_id: "2", is_draft: "1", created_at: "2026-01-01 00:30:00", mail: "a@r.test" },
    ]),
    { kind: "draft", email: "a@r.test", externalId: "5" },
  ],
  [
    "Formidable's test connection",
    json({ test: true }, { "x-hook-test": "true" }),
    { kind: "test", reason: "test_ping" },
  ],
  [
    "Forminator in English without mapping, name in one piece",
    json(
      {
        name_1: "Ann Lee",
        email_1: "ann@lee.test",
        phone_1: "+1 305 265 0123",
        textarea_1: "Hello",
        text_1: "Lee Freight Inc.",
        form_title: "Quote",
        entry_time: "2026-07-01 08:00:00",
        current_url: "https://a.test/q/",
      },
      { "user-agent": "WordPress/6.9; https://a.test ForminatorWebhook/1.0" },
    ),
    {
      plugin: "forminator",
      name: "Ann Lee",
      email: "ann@lee.test",
      phone: "+13052650123",
      message: "Hello",
      firm: "Lee Freight Inc.",
      form: { id: null, name: "Quote" },
      submittedAt: { raw: "2026-07-01 08:00:00", iso: "2026-07-01T08:00:00-03:00", basis: "site" },
    },
  ],
  [
    "Forminator with labels learnt from its test ping",
    json({
      name_1: "Ann Lee",
      email_1: "ann@lee.test",
      text_1: "Lejos",
      text_2: "Rosario",
      select_1: "Aéreo",
      form_title: "Q",
      entry_time: "2026-07-01 08:00:00",
    }),
    { firm: "Lejos", service: "Aéreo", extra: { "Ciudad de destino": "Rosario" } },
    { labels: { text_1: "Razón social", text_2: "Ciudad de destino", select_1: "Servicio" } },
  ],
  [
    "Jetpack with Spanish ids",
    json(
      {
        "g12-nombre": "Ana Ruiz",
        "g12-correoelectronico": "ana@r.test",
        "g12-telefono": "11 4321 8765",
        "g12-mensaje": "Hola",
      },
      { "user-agent": "WordPress/6.9 | Jetpack/15.2; https://a.test" },
    ),
    { plugin: "jetpack-forms", name: "Ana Ruiz", email: "ana@r.test", phone: "+541143218765", message: "Hola" },
  ],
  [
    "WP Webhooks with a Gravity entry and its labels",
    json(
      {
        form_id: 3,
        lead: {
          id: "5",
          form_id: "3",
          date_created: "2026-01-01 10:00:00",
          ip: "203.0.113.4",
          source_url: "https://a.test/",
          "1": "Ana Ruiz",
          "2": "ana@r.test",
          "3": "Ruiz",
        },
        form: {
          title: "Pedido",
          fields: [
            { id: 1, label: "Nombre" },
            { id: 2, label: "Correo" },
            { id: 3, label: "Empresa" },
          ],
        },
      },
      { "x-wp-webhook-name": "gf" },
    ),
    {
      plugin: "wp-webhooks/gravity-forms",
      name: "Ana Ruiz",
      email: "ana@r.test",
      firm: "Ruiz",
      externalId: "5",
      form: { id: "3", name: "Pedido" },
    },
  ],
  [
    "XML",
    send({
      headers: { "content-type": "application/xml" },
      body: '<?xml version="1.0"?><data><nombre>Ana &amp; Eva</nombre><email>a@r.test</email><mensaje><![CDATA[Hola <b>ya</b>]]></mensaje></data>',
    }),
    { name: "Ana & Eva", email: "a@r.test", message: "Hola <b>ya</b>" },
  ],
];

const WIRE: Variant[] = [
  [
    "JSON with a mark, spaces and a lying header",
    send({ headers: { "content-type": "text/html" }, body: '\uFEFF  {"nombre":"Ana Ruiz","mail":"a@r.test"}' }),
    { name: "Ana Ruiz", email: "a@r.test", kind: "lead" },
  ],
  [
    "JSON inside a JSON string",
    send({
      headers: { "content-type": "application/json" },
      body: JSON.stringify(JSON.stringify({ nombre: "Ana Ruiz", mail: "a@r.test" })),
    }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "a form without any content type",
    send({ body: "nombre=Ana+Ruiz&mail=a%40r.test&mensaje=50%25+%26+m%C3%A1s" }),
    { name: "Ana Ruiz", message: "50% & más" },
  ],
  [
    "Latin-1 JSON",
    send({
      headers: { "content-type": "application/json; charset=ISO-8859-1" },
      body: latin1('{"nombre":"Iñigo Añón","mail":"a@r.test","mensaje":"años"}'),
    }),
    { name: "Iñigo Añón", message: "años", problems: [] },
  ],
  [
    "Windows-1252 that says nothing",
    send({
      headers: { "content-type": "application/json" },
      body: latin1('{"nombre":"Iñigo Añón","mail":"a@r.test"}'),
    }),
    { name: "Iñigo Añón", problems: ["charset_guessed"] },
  ],
  [
    "UTF-8 that claims to be Latin-1",
    send({
      headers: { "content-type": "application/json; charset=iso-8859-1" },
      body: '{"nombre":"Iñigo Añón","mail":"a@r.test"}',
    }),
    { name: "Iñigo Añón" },
  ],
  [
    "an urlencoded form in Latin-1",
    send({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "nombre=I%F1igo&mail=a%40r.test&mensaje=A%F1os+y+cami%F3n",
    }),
    { name: "Iñigo", message: "Años y camión" },
  ],
  [
    "UTF-16 with its mark",
    send({ body: new Uint8Array([0xff, 0xfe, ...Buffer.from('{"nombre":"Añón","mail":"a@r.test"}', "utf16le")]) }),
    { name: "Añón" },
  ],
  [
    "multipart with a file and a list",
    multipart(
      [
        ["nombre", "Añón Ruiz"],
        ["mail", "a@r.test"],
        ["zonas[]", "Norte"],
        ["zonas[]", "Sur"],
      ],
      '--XbX\r\nContent-Disposition: form-data; name="cv"; filename="mi cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n\r\n',
    ),
    {
      name: "Añón Ruiz",
      files: [{ name: "mi cv.pdf", type: "application/pdf", bytes: 10 }],
      extra: { zonas: ["Norte", "Sur"] },
    },
  ],
  [
    "multipart whose header lost its boundary",
    send({
      headers: { "content-type": "multipart/form-data" },
      body: '------Web\r\nContent-Disposition: form-data; name="mail"\r\n\r\na@r.test\r\n------Web--\r\n',
    }),
    { email: "a@r.test" },
  ],
  [
    "a GET",
    send({ method: "GET", query: "?nombre=Ana+Ruiz&mail=a%40r.test&zonas%5B0%5D=Norte&utm_source=x" }),
    { kind: "lead", name: "Ana Ruiz", email: "a@r.test", extra: { zonas: ["Norte"] } },
  ],
  [
    "values in the address beside a body",
    send({
      query: "?utm_source=meta&origen=feria&nombre=Otro",
      body: JSON.stringify({ nombre: "Ana Ruiz", mail: "a@r.test" }),
    }),
    {
      name: "Ana Ruiz",
      utm: { source: "meta", medium: null, campaign: null, term: null, content: null },
      extra: { origen: "feria" },
    },
  ],
  [
    "emoji as surrogate pairs",
    send({ body: '{"nombre":"Ana \\ud83d\\ude00","mail":"a@r.test","mensaje":"\\ud83d\\ude9a\\u00a1ya!"}' }),
    { name: "Ana 😀", message: "🚚¡ya!" },
  ],
  ["an empty body", send({}), { kind: "empty", reason: "empty_body" }],
  ["fields, and nothing in them", form({ nombre: "", mail: "", mensaje: " " }), { kind: "empty", reason: "no_values" }],
  ["an empty list and an empty object", send({ body: "[]" }), { kind: "empty" }],
  [
    "no field anyone knows",
    json({ foo: "bar", baz: 3 }),
    { kind: "unreadable", reason: "no_known_field", extra: { foo: "bar", baz: "3" } },
  ],
  ["bytes that are nothing", send({ body: new Uint8Array([0, 159, 146, 150, 255, 3]) }), { kind: "unreadable" }],
  [
    "JSON cut short",
    send({ body: '{"nombre":"Ana Ruiz","mail":"a@r.test","mensaje":"Hola, quer' }),
    { kind: "lead_partial", reason: "broken_json", name: "Ana Ruiz", email: "a@r.test", message: "Hola, quer" },
  ],
  [
    "keys of JavaScript's own",
    send({
      body: '{"__proto__":{"email":"x@x.test"},"constructor":"c","toString":"t","nombre":"Ana Ruiz","mail":"a@r.test"}',
    }),
    { name: "Ana Ruiz", extra: { constructor: "c", toString: "t" } },
  ],
  [
    "a deep wrapper around everything",
    json({ data: { attributes: { lead: { nombre: "Ana Ruiz", email: "a@r.test" } } } }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "nested people and things",
    json({
      cliente: { nombre: "Ana Ruiz", email: "a@r.test", telefono: "11 4321 8765" },
      producto: { nombre: "Tubos", id: "99" },
      empresa: { nombre: "Ruiz SA" },
    }),
    {
      name: "Ana Ruiz",
      email: "a@r.test",
      phone: "+541143218765",
      firm: "Ruiz SA",
      externalId: null,
      extra: { producto: { nombre: "Tubos", id: "99" } },
    },
  ],
];

const FACTS: Variant[] = [
  [
    "UTM from the form, the rest from the page",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      utm_source: "google",
      page_url: "https://a.test/?utm_source=google&utm_medium=cpc&utm_campaign=oto%C3%B1o+26&gclid=Z",
    }),
    { utm: { source: "google", medium: "cpc", campaign: "otoño 26", term: null, content: null, gclid: "Z" } },
  ],
  [
    "UTM from the referrer when nothing else says",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      pagina: "https://a.test/x",
      referer: "https://a.test/?utm_source=bing&utm_term=flete",
    }),
    {
      pageUrl: "https://a.test/x",
      referrer: "https://a.test/?utm_source=bing&utm_term=flete",
      utm: { source: "bing", medium: null, campaign: null, term: "flete", content: null },
    },
  ],
  [
    "UTM under titles",
    form({ Nombre: "Ana", Mail: "a@r.test", "UTM Source": "meta", "Utm-Medium": "paid social", "utm campaign": "x" }),
    { utm: { source: "meta", medium: "paid social", campaign: "x", term: null, content: null } },
  ],
  [
    "a date and an hour of sending",
    form([
      ["nombre", "Ana"],
      ["mail", "a@r.test"],
      ["fecha", "05/12/2026"],
      ["fecha_envio", "11/22/2026"],
      ["hora", "2:29 pm"],
    ]),
    {
      submittedAt: { raw: "11/22/2026 2:29 pm", iso: "2026-11-22T14:29:00-03:00", basis: "site" },
      extra: { fecha: "05/12/2026" },
    },
  ],
  [
    "an ambiguous date in the site's order",
    json({ nombre: "Ana", mail: "a@r.test", "Fecha de envío": "05/12/2026 10:00" }),
    { submittedAt: { raw: "05/12/2026 10:00", iso: "2026-05-12T10:00:00-03:00", basis: "site" } },
    { dateOrder: "mdy" },
  ],
  [
    "a sending time with its own offset",
    json({ nombre: "Ana", mail: "a@r.test", submitted_at: "2026-11-22T10:00:00+01:00" }),
    { submittedAt: { raw: "2026-11-22T10:00:00+01:00", iso: "2026-11-22T10:00:00+01:00", basis: "offset" } },
  ],
  [
    "a visitor's dates are no sending time",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      Fecha: "2026-12-05 10:00:00",
      "Fecha de retiro": "2026-12-06",
      "Fecha del servicio": "2026-12-07",
      date: "2026-12-08",
    }),
    { submittedAt: null, service: null },
  ],
  [
    "a date of zeros is none",
    json({ nombre: "Ana", mail: "a@r.test", created_at: "0000-00-00 00:00:00" }),
    { submittedAt: null },
  ],
  [
    "uploads under any key, a message with a link",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      "Plano de la nave": "https://a.test/wp-content/uploads/2026/x.dwg",
      mensaje: "miren https://b.test/a.pdf",
    }),
    {
      files: [{ name: "x.dwg", url: "https://a.test/wp-content/uploads/2026/x.dwg" }],
      message: "miren https://b.test/a.pdf",
    },
  ],
  [
    "a summary of everything is no message",
    json({
      nombre: "Ana Ruiz",
      mail: "a@r.test",
      telefono: "11 4321 8765",
      consulta: "Hola, necesito precio",
      resumen: "Nombre: Ana Ruiz\nMail: a@r.test\nTeléfono: 11 4321 8765\nConsulta: Hola, necesito precio\n",
    }),
    { message: "Hola, necesito precio", extra: {} },
  ],
  [
    "markup and entities stay as they came",
    json({ nombre: "Ana &amp; Eva", mail: "a@r.test", mensaje: "<b>Hola</b><br />\n&quot;ya&quot;" }),
    { name: "Ana &amp; Eva", message: "<b>Hola</b><br />\n&quot;ya&quot;" },
  ],
  [
    "a formula is only text",
    json({ nombre: "=cmd()", mail: "a@r.test", mensaje: "+54 no, @hola" }),
    { name: "=cmd()", message: "+54 no, @hola" },
  ],
  [
    "a mapping set by hand wins over every guess",
    json({ nombre: "Ruiz SA", quien: "Ana Ruiz", mail: "a@r.test", mail2: "b@r.test", nota: "x" }),
    { firm: "Ruiz SA", name: "Ana Ruiz", email: "b@r.test", extra: { mail: "a@r.test", observado: "x" } },
    { mapping: { nombre: "firm", quien: "name", mail2: "email", nota: "custom:observado" } },
  ],
  [
    "a mapping by label or bracket, and to nothing",
    form([
      ["contacto[quien]", "Ana Ruiz"],
      ["Tu Mail:", "a@r.test"],
      ["interno", "zzz"],
    ]),
    { name: "Ana Ruiz", email: "a@r.test", extra: {} },
    { mapping: { "contacto[quien]": "name", "tu mail": "email", interno: "ignore" } },
  ],
  [
    "two numbers in one field",
    json({ nombre: "Ana", mail: "a@r.test", telefono: "011 4321-8765 / 15-5555-4444" }),
    { phone: "+541143218765", phoneRaw: "011 4321-8765 / 15-5555-4444" },
  ],
  [
    "captcha and nonce are nobody's answers",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      "g-recaptcha-response": "03AGdBq",
      _wpnonce: "1",
      "cf-turnstile-response": "x",
    }),
    { extra: {} },
  ],
];

const MORE: Variant[] = [
  [
    "a contact that is a number",
    json({ Contacto: "11 4321-8765", Empresa: "Ruiz SA", Mail: "a@r.test" }),
    { phone: "+541143218765", name: null },
  ],
  [
    "number and mail in each other's field",
    json({ Nombre: "Ana Ruiz", "E-mail": "011 4321-8765", Teléfono: "ana@r.test" }),
    { email: "ana@r.test", phone: "+541143218765", kind: "lead" },
  ],
  [
    "a number with a remark",
    json({ Nombre: "Ana Ruiz", Celular: "11 4321 8765 llamar después de las 18", Mail: "a@r.test" }),
    { phone: "+541143218765", phoneRaw: "11 4321 8765 llamar después de las 18" },
  ],
  [
    "a number as a JSON number, an id beyond floats",
    send({ body: '{"nombre":"Ana Ruiz","telefono":1143218765,"entry_id":12345678901234567890}' }),
    { phone: "+541143218765", externalId: "12345678901234567890" },
  ],
  ["marks nobody sees around a mail", json({ nombre: "Ana", mail: "\u202aana@r.test\u200b" }), { email: "ana@r.test" }],
  [
    "JSON as the only key of a form",
    form({ '{"nombre":"Ana Ruiz","mail":"a@r.test"}': "" }),
    { name: "Ana Ruiz", email: "a@r.test" },
  ],
  [
    "a name in parts inside an object",
    json({ name: { first: "Ana", middle: "Inés", last: "Ruiz" }, email: "a@r.test" }),
    { name: "Ana Inés Ruiz" },
  ],
  [
    "fields under a wrapper beside facts",
    json({
      form_name: "Pedido",
      form_fields: { name: "Ana Ruiz", email: "a@r.test", message: "Hola", ciudad: "Salta" },
    }),
    {
      name: "Ana Ruiz",
      message: "Hola",
      form: { id: null, name: "Pedido" },
      extra: { form_fields: { ciudad: "Salta" } },
    },
  ],
  [
    "keys that end in brackets",
    json({ nombre: "Ana Ruiz", mail: "a@r.test", "servicio[]": ["Picking", "Fletes"] }),
    { service: "Picking, Fletes" },
  ],
  [
    "a list with one name in it",
    json({ nombre: ["Ana Ruiz"], mail: ["a@r.test"], telefono: ["11 4321 8765"] }),
    { name: "Ana Ruiz", email: "a@r.test", phone: "+541143218765" },
  ],
  [
    "Elementor in Portuguese with date and hour only",
    form([
      ["Nome", "Rui Sá"],
      ["E-mail", "rui@s.test"],
      ["Data", "22 de novembro de 2026"],
      ["Hora", "14:34"],
      ["form_id", "a1b2c3d"],
      ["form_name", "Contato"],
    ]),
    {
      submittedAt: { raw: "22 de novembro de 2026 14:34", iso: "2026-11-22T14:34:00-03:00", basis: "site" },
      extra: {},
    },
  ],
  [
    "Elementor with a page and an address but no clock",
    form([
      ["Nome", "Rui Sá"],
      ["E-mail", "rui@s.test"],
      ["Fecha", "2026-12-05"],
      ["URL da página", "https://a.test/"],
      ["IP remoto", "203.0.113.8"],
      ["form_id", "a1b2c3d"],
      ["form_name", "C"],
    ]),
    { pageUrl: "https://a.test/", ip: "203.0.113.8", submittedAt: null, extra: { Fecha: "2026-12-05" } },
  ],
  [
    "Elementor's untitled fields in a language nobody foresaw",
    form([
      ["ללא תווית name", "Ana Ruiz"],
      ["ללא תווית email", "a@r.test"],
      ["ללא תווית message", "Hola"],
      ["form_id", "a1b2c3d"],
      ["form_name", "C"],
    ]),
    { email: "a@r.test", message: "Hola" },
  ],
  [
    "a site that writes its dates month first",
    json({ "your-name": "Ann", "your-email": "a@r.test", _date: "11/05/2026", _time: "9:00 am" }),
    { submittedAt: { raw: "11/05/2026 9:00 am", iso: "2026-11-05T09:00:00-05:00", basis: "site" } },
    { dateOrder: "mdy", timeZone: "America/New_York" },
  ],
  [
    "a page that names another source than the form",
    json({
      nombre: "Ana",
      mail: "a@r.test",
      utm_source: "facebook",
      page_url: "https://a.test/?utm_source=google&utm_medium=cpc",
    }),
    { utm: { source: "facebook", medium: null, campaign: null, term: null, content: null } },
  ],
  [
    "a mail with a plus and a long ending",
    json({ nombre: "Ana", mail: "Ana.Ruiz+web@sub.logistica.travel" }),
    { email: "ana.ruiz+web@sub.logistica.travel" },
  ],
  [
    "someone else's number only when there is no own",
    json({ nombre: "Ana", "Teléfono del destinatario": "0341 4567890", mail: "a@r.test", Teléfono: "11 4321 8765" }),
    { phone: "+541143218765", extra: { "Teléfono del destinatario": "0341 4567890" } },
  ],
  [
    "a firm in its legal form under a made-up key",
    json({ "text-1": "Ana Ruiz", "text-2": "Cargas Unidas S.A.", "email-1": "a@r.test", "text-3": "Rosario" }),
    { name: "Ana Ruiz", firm: "Cargas Unidas S.A.", extra: { "text-3": "Rosario" } },
  ],
  [
    "a city under its own name is no person",
    json({ ciudad: "San Juan", origen: "Mar Del Plata", mail: "a@r.test" }),
    { name: null, extra: { ciudad: "San Juan", origen: "Mar Del Plata" } },
  ],
  [
    "a freight form full of places and numbers",
    json({
      "Nombre y apellido": "Ana Ruiz",
      Mail: "a@r.test",
      Teléfono: "11 4321 8765",
      "Origen de la carga": "Zárate",
      "Destino de la carga": "Santiago",
      "Peso (kg)": "1200",
      "Tipo de carga": "Pallets",
      "Valor de la mercadería": "50000",
      "Fecha de retiro": "05/12/2026",
      "Descripción de la mercadería": "Vidrio",
      Comentarios: "Frágil",
    }),
    {
      message: "Frágil",
      firm: null,
      service: null,
      submittedAt: null,
      extra: {
        "Origen de la carga": "Zárate",
        "Destino de la carga": "Santiago",
        "Peso (kg)": "1200",
        "Tipo de carga": "Pallets",
        "Valor de la mercadería": "50000",
        "Fecha de retiro": "05/12/2026",
        "Descripción de la mercadería": "Vidrio",
      },
    },
  ],
  [
    "a job form",
    json({
      Nombre: "Ana",
      Apellido: "Ruiz",
      Email: "a@r.test",
      Celular: "0351 155-551234",
      "Puesto al que se postula": "Chofer",
      "Nombre de la última empresa": "Cargas SA",
      CV: "https://a.test/wp-content/uploads/cv.pdf",
    }),
    { name: "Ana Ruiz", files: [{ name: "cv.pdf", url: "https://a.test/wp-content/uploads/cv.pdf" }] },
  ],
  [
    "a supplier form",
    json({
      "Razón Social": "Aceros SRL",
      "Persona de contacto": "Iván Paz",
      "Correo de contacto": "ivan@aceros.test",
      "Teléfono de contacto": "(0341) 456-7890",
      "Productos que ofrece": "Chapas",
      "Sitio web": "www.aceros.test",
    }),
    {
      firm: "Aceros SRL",
      name: "Iván Paz",
      email: "ivan@aceros.test",
      phone: "+543414567890",
      extra: { "Sitio web": "www.aceros.test" },
    },
  ],
];

const all = [...MORE, ...SPANISH, ...PORTUGUESE, ...ENGLISH, ...PLUGINS, ...WIRE, ...FACTS];

test.each(all)("understands %s", (_, request, expected, settings = {}) => {
  const [found] = understand(request, { ...SITE, ...settings });
  for (const [key, value] of Object.entries(expected))
    expect({ [key]: found?.[key as keyof Understood] }).toStrictEqual({ [key]: value });
});

test("tries at least sixty", () => {
  expect(all.length).toBeGreaterThan(60);
});
