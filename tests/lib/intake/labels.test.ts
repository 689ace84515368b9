import { meaningOf } from "@/lib/intake/labels";

const LABELS: [concept: string, labels: string[]][] = [
  ["phone", ["Tu WhatsApp (con código de área)", "Nro. de teléfono", "N° de celular", "Tel./Cel.", "Tel. de contacto", "Phone / WhatsApp", "Cellphone number", "Número de WhatsApp", "Contact no.", "Teléfono/s", "TELÉFONO MÓVIL", "telefono_contacto", "Mobile number", "Telefone para contato", "Celular / WhatsApp com DDD", "phone-1", "your-phone", "billing_phone", "Teléfono (con característica)", "Número de celular o teléfono"]],
  ["email", ["Tu e-mail de trabajo", "Dirección de e-mail", "Casilla de mail", "Correo-e", "Endereço de e-mail", "E-mail para contato", "email_address", "user_email", "Correo electrónico corporativo", "¿Cuál es tu correo?", "Business email", "your-email", "E-MAIL:", "Mail *", "eMail", "Email ID", "Su email"]],
  ["name", ["¿Cómo te llamás?", "¿Cuál es tu nombre completo?", "Nombre del solicitante", "Nombre de quien consulta", "Your full name", "Full name *", "Seu nome completo", "Nome do responsável", "Contact person name", "Ingrese su nombre", "Nombre y Apellido del contacto", "NOMBRE Y APELLIDO:", "nombre_apellido", "nombre-y-apellido", "your_name", "Nombre(s)", "Name", "Nombres y Apellidos", "contact_name", "Nome e sobrenome", "Nombre y apellido (obligatorio)"]],
  ["last_name", ["Apellido", "Apellido(s)", "Your last name", "Last name", "Sobrenome", "Tu apellido", "apellidos", "Surname"]],
  ["first_name", ["First name", "Your first name", "first_name", "names.first_name", "Primeiro nome", "firstName"]],
  ["firm", ["¿En qué empresa trabajás?", "Empresa (opcional)", "Empresa / Organización", "Razón Social o Nombre de la empresa", "Company / Organization", "Nome fantasia", "Nombre de tu negocio", "Business name", "Nombre Empresa", "Institución", "¿Cuál es el nombre de tu empresa?", "Your company", "RAZÓN SOCIAL", "razon-social", "your-company", "Empresa *", "Organization name", "Nombre de fantasía"]],
  ["message", ["Contanos sobre tu proyecto", "Escribí tu consulta", "Comentarios adicionales", "Observaciones", "Deje su mensaje", "Descreva sua necessidade", "Em que podemos ajudar?", "Your message (optional)", "Additional comments", "Message / Comments", "Tell us about your project", "Describe your needs", "Mais informações", "Consulta o comentario", "Texto del mensaje", "How can we help you?", "Completa tu mensaje", "¿En qué te podemos ayudar?", "your-message", "Mensaje:", "No Label message", "Detalle de la consulta", "¿Cómo podemos ayudarlo?", "What can we do for you?", "Cuéntanos más", "Sua mensagem"]],
  ["service", ["Servicio", "Me interesa el servicio", "Tipo de servicio", "¿Qué servicio te interesa?", "Servicio de interés", "Service needed", "Serviço desejado", "Producto de interés", "Servicios", "¿Qué servicio necesita?", "Type of service"]],
  ["consent", ["Acepto los términos y condiciones", "I agree to the privacy policy", "Aceito a política de privacidade", "Política de privacidad", "Consentimiento", "GDPR Agreement", "acceptance-12", "He leído y acepto", "Autorizo el uso de mis datos"]],
  ["submitted_at", ["fecha_envio", "Fecha de envío", "Submission date", "created_at", "entry_date", "Data de envio", "Enviado el"]],
  ["external_id", ["entry_id", "ID de entrada", "submission_id", "Entry ID", "id"]],
  ["form_id", ["form_id", "ID del formulario", "formId"]],
  ["form_name", ["form_name", "Nombre del formulario", "form title"]],
  ["page_url", ["page_url", "URL de la página", "Source URL", "pagina", "Landing page"]],
  ["utm.source", ["utm_source", "UTM Source", "utmSource", "hidden_utm_source", "UTM fuente", "your-utm_source"]],
  ["utm.campaign", ["utm_campaign", "utm-campaign", "UTM campaña"]],
];

const all = LABELS.flatMap(([concept, labels]) => labels.map((label): [string, string] => [label, concept]));

test.each(all)("%s asks for %s", (label, concept) => {
  expect(meaningOf(label)?.concept).toBe(concept);
});

const OTHERS: [label: string, concept: string][] = [
  ["Nombre de la empresa", "name"],
  ["Nome da empresa", "name"],
  ["Company name", "name"],
  ["Nombre del producto", "name"],
  ["Nombre de usuario", "name"],
  ["Nombre del chofer", "name"],
  ["Tamaño de la empresa", "firm"],
  ["Company size", "firm"],
  ["¿Cómo nos conociste?", "message"],
  ["Sitio web de la empresa", "firm"],
  ["Horario de contacto", "name"],
  ["Forma de contacto preferida", "name"],
  ["Motivo de la consulta", "message"],
  ["Tipo de consulta", "message"],
  ["Fecha", "submitted_at"],
  ["Fecha de retiro", "submitted_at"],
  ["Date", "submitted_at"],
  ["Fecha de carga", "submitted_at"],
  ["Quiero recibir el newsletter por mail", "email"],
  ["Quiero recibir el newsletter por mail", "consent"],
  ["Acepto recibir promociones", "consent"],
  ["form_id", "external_id"],
  ["user_id", "external_id"],
  ["utm_id", "utm.source"],
  ["Origen", "utm.source"],
  ["Asunto", "message"],
  ["Código postal", "area_code"],
  ["Número de empleados", "phone"],
  ["Apellido y nombre", "last_name"],
  ["Website", "page_url"],
];

test.each(OTHERS)("%s doesn't ask for %s", (label, concept) => {
  expect(meaningOf(label)?.concept).not.toBe(concept);
});

test("a label's meaning is the same in every spelling", () => {
  for (const spelling of ["Razón social", "RAZON SOCIAL", "razon_social", "razón-social:", " Razón  Social * ", "razonSocial", "razón social"]) {
    expect([spelling, meaningOf(spelling)?.concept]).toStrictEqual([spelling, "firm"]);
  }
});
