import { SENDERS } from "@/tests/support/form-senders";
import { understoodOf } from "@/tests/support/variants";
import type { SentForm } from "@/tests/support/form-senders";

type Site = [language: string, country: string, form: SentForm, person: Record<string, string | null>];

/** Forms as sites really ask, in the words, marks and orders that no fixture has. */
const SITES: Site[] = [
  [
    "a freight quote in Spanish, with marks behind the labels",
    "AR",
    [
      ["Empresa / Razón Social *", "empresa", "text", "Olivares del Sur SRL"],
      ["Nombre y apellido *", "nombre-apellido", "text", "Marta Ibáñez"],
      ["Correo electrónico *", "correo", "email", "marta@olivares.test"],
      ["Teléfono / WhatsApp", "telefono", "tel", "0261 15-423-1199"],
      ["¿Qué servicio necesita?", "servicio", "select", "Depósito fiscal"],
      ["Origen", "origen", "text", "Mendoza"],
      ["Contanos más sobre tu operación", "detalle", "textarea", "Tres camiones por semana"],
    ],
    {
      name: "Marta Ibáñez",
      firm: "Olivares del Sur SRL",
      email: "marta@olivares.test",
      phone: "+5492614231199",
      service: "Depósito fiscal",
      message: "Tres camiones por semana",
    },
  ],
  [
    "markup and entities in Spanish labels",
    "AR",
    [
      ["<strong>Nombre</strong> <span>*</span>", "nombre", "text", "Eva"],
      ["<strong>Apellido</strong>", "apellido", "text", "Luna"],
      ["Email corporativo", "email", "email", "eva@luna.test"],
      ["Teléfono fijo", "fijo", "tel", "11 5263 0099"],
      ["Organización", "org", "text", "Luna Cargas"],
      ["Comentarios / Observaciones", "obs", "textarea", "Sin apuro"],
    ],
    { name: "Eva Luna", email: "eva@luna.test", phone: "+541152630099", firm: "Luna Cargas", message: "Sin apuro" },
  ],
  [
    "Mexican Spanish",
    "MX",
    [
      ["Nombre(s)", "nombres", "text", "María Fernanda"],
      ["Apellidos", "apellidos", "text", "Gómez Ortiz"],
      ["Correo", "correo", "email", "mf@g.test"],
      ["Número telefónico", "tel", "tel", "55 1234 5678"],
      ["¿En qué te podemos ayudar?", "ayuda", "textarea", "Cotización"],
    ],
    { name: "María Fernanda Gómez Ortiz", email: "mf@g.test", phone: "+525512345678", message: "Cotización" },
  ],
  [
    "Brazilian Portuguese",
    "BR",
    [
      ["Nome e sobrenome *", "nome", "text", "Beatriz Nogueira"],
      ["E-mail corporativo *", "email", "email", "bia@n.test"],
      ["Telefone/WhatsApp com DDD", "telefone", "tel", "(41) 99888-7766"],
      ["Empresa", "empresa", "text", "Nogueira Transportes"],
      ["CNPJ", "cnpj", "text", "12.345.678/0001-90"],
      ["Serviço desejado", "servico", "select", "Cross-docking"],
      ["Descreva sua necessidade", "necessidade", "textarea", "Preciso de armazém"],
    ],
    {
      name: "Beatriz Nogueira",
      email: "bia@n.test",
      phone: "+5541998887766",
      firm: "Nogueira Transportes",
      service: "Cross-docking",
      message: "Preciso de armazém",
    },
  ],
  [
    "Portuguese as people talk",
    "BR",
    [
      ["Como você se chama?", "nome", "text", "Tiago Reis"],
      ["Qual o seu e-mail?", "email", "email", "tiago@r.test"],
      ["Seu número de celular", "celular", "tel", "11987654321"],
      ["Em que podemos te ajudar?", "msg", "textarea", "Quero um orçamento"],
      ["Cargo", "cargo", "text", "Comprador"],
    ],
    { name: "Tiago Reis", email: "tiago@r.test", phone: "+5511987654321", message: "Quero um orçamento", firm: null },
  ],
  [
    "Portuguese of Portugal",
    "PT",
    [
      ["Nome próprio", "nome", "text", "Inês"],
      ["Apelido", "apelido", "text", "Moura"],
      ["Endereço de correio eletrónico", "email", "email", "ines@m.test"],
      ["Telemóvel", "telemovel", "tel", "912 345 678"],
      ["Nome da organização", "org", "text", "Moura Lda"],
      ["Assunto", "assunto", "text", "Transporte"],
      ["A sua mensagem", "mensagem", "textarea", "Bom dia"],
    ],
    { name: "Inês Moura", email: "ines@m.test", phone: "+351912345678", firm: "Moura Lda", message: "Bom dia" },
  ],
  [
    "English in capitals",
    "US",
    [
      ["NAME", "NAME", "text", "Ann Lee"],
      ["EMAIL", "EMAIL", "email", "ann@lee.test"],
      ["PHONE", "PHONE", "tel", "+1 305 265 0123"],
      ["COMPANY NAME", "COMPANY_NAME", "text", "Lee Inc"],
      ["MESSAGE", "MESSAGE", "textarea", "Hello"],
    ],
    { name: "Ann Lee", email: "ann@lee.test", phone: "+13052650123", firm: "Lee Inc", message: "Hello" },
  ],
  [
    "a supplier, whose goods are no service we were asked for",
    "AR",
    [
      ["Razón Social", "razon", "text", "Pallets Norte SA"],
      ["CUIT", "cuit", "text", "30-71234567-8"],
      ["Persona de contacto", "contacto", "text", "Hugo Paz"],
      ["Mail de contacto", "mail", "email", "hugo@p.test"],
      ["Teléfono fijo", "fijo", "tel", "0387 431-2200"],
      ["Puesto de interés", "puesto", "select", "Autoelevadorista"],
    ],
    { name: "Hugo Paz", firm: "Pallets Norte SA", email: "hugo@p.test", phone: "+543874312200", service: null },
  ],
];

describe.each(Object.entries(SENDERS))("%s understands", (_, sent) => {
  test.each(SITES)("%s", (__, defaultCountry, form, person) => {
    expect(understoodOf(sent(form), person, { defaultCountry })).toStrictEqual(person);
  });
});
