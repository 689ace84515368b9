import { form, json } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
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

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
