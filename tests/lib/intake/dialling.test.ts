import { countryOf } from "@/lib/core/country";
import { understand } from "@/lib/intake/understand";
import { form, json, SITE } from "@/tests/support/wordpress";
import type { RawRequest } from "@/lib/intake/schema";

const phoneIn = (request: RawRequest, defaultCountry = "AR") =>
  understand(request, { ...SITE, defaultCountry })[0]?.phone ?? null;

test.each<[string, object, string]>([
  ["the country is said", { Phone: "(415) 555-2672", Country: "United States" }, "+14155552672"],
  ["in Spanish, with its code behind", { Teléfono: "099 123 456", País: "Uruguay (+598)" }, "+59899123456"],
  ["in Portuguese, with the trunk's 0", { Telefone: "021 98765-4321", "Seu país": "🇧🇷 Brasil" }, "+5521987654321"],
  ["by its code", { phone: "94123456", phone_country: "uy" }, "+59894123456"],
  ["though it could be one at home", { Phone: "(341) 555-2672", Country: "USA" }, "+13415552672"],
  ["in an address", { phone: "(415) 555-2672", address: { country: "EE.UU." } }, "+14155552672"],
  ["the country's code stands apart", { telefono: { prefijo: "+598", numero: "94123456" } }, "+59894123456"],
  ["without its plus", { DDI: "55", DDD: "11", Telefone: "98765-4321" }, "+5511987654321"],
  ["and the area's", { prefijo: "+54", codigo_de_area: "341", telefono: "15 4555123" }, "+5493414555123"],
  ["the rest is called a number", { "Código de área": "0341", Número: "4321876" }, "+543414321876"],
  ["in Portuguese", { Prefixo: "011", Nº: "4321-8765" }, "+541143218765"],
  ["a code that was chosen by itself", { country_code: "+1", phone: "11 4321-8765" }, "+541143218765"],
  ["its code under a short word", { "Cód. país": "+598", Celular: "099 123 456" }, "+59899123456"],
  ["the country under the phone's key", { cel_pais: "UY", cel: "099 123 456" }, "+59899123456"],
  ["its code under the phone's key", { MOBILE: "099123456", MOBILE__COUNTRY_CODE: "+598" }, "+59899123456"],
  ["a number that is for messages", { SMS: "99123456", SMS__COUNTRY_CODE: "+598" }, "+59899123456"],
  ["in English", { "Intl. dialing code": "1", Phone: "(415) 555-2672" }, "+14155552672"],
  ["in Portuguese, by its code's name", { "Cód. do país (DDI)": "55", Celular: "(11) 98765-4321" }, "+5511987654321"],
  ["a whole number where its country was asked", { "Teléfono - código país": "+598 99 123 456" }, "+59899123456"],
  ["a number that says its own", { phone: "+54 11 4321 8765", country: "US", prefijo: "+598" }, "+541143218765"],
])("a number is read with what its form asks beside it: %s", (_, values, expected) => {
  expect(phoneIn(json({ Mail: "a@r.test", ...values }))).toBe(expected);
});

test("a form that asks for nothing but a number keeps what its parts are", () => {
  const parts: [string, string][] = [
    ["telefono[prefijo]", "+598"],
    ["telefono[numero]", "94123456"],
  ];
  expect([phoneIn(form(parts)), phoneIn(form(parts), "UY")]).toStrictEqual(["+59894123456", "+59894123456"]);
});

test.each<[string, object]>([
  ["where the load goes", { Phone: "(415) 555-2672", "País de destino": "Estados Unidos" }],
  ["where it comes from", { Phone: "(415) 555-2672", "Country of origin": "US" }],
  ["an order from abroad", { Phone: "(415) 555-2672", "Código de envío internacional": "+1" }],
  ["who answers for a country", { Phone: "(415) 555-2672", "Country manager": "US" }],
  ["a country nobody knows", { Phone: "(415) 555-2672", País: "Narnia" }],
  ["a number that isn't behind the area's code", { "Código de área": "0341", Calle: "Mitre", Número: "4321876" }],
  ["a number of something else", { "Código de área": "0341", "Número de socio": "4321876" }],
  ["a number with no area", { Calle: "Mitre", Número: "4321876" }],
  ["too short for one", { "Código de área": "0341", Número: "1234" }],
  ["a country it is none of", { Phone: "4155 2672", País: "Brasil" }],
])("and with nothing else: %s", (_, values) => {
  expect(phoneIn(json({ Mail: "a@r.test", ...values }))).toBeNull();
});

test("what a person is read from stays said, and the number is the same when it is edited", () => {
  const [found] = understand(json({ Phone: "(415) 555-2672", Country: "United States" }), SITE);
  expect(found).toMatchObject({ phoneRaw: "+1 (415) 555-2672", extra: { Country: "United States" }, problems: [] });
});

test.each([
  ["Argentina", "AR"],
  ["estados unidos de américa", "US"],
  ["Alemanha", "DE"],
  ["Deutschland", null],
  ["BR - Brasil", "BR"],
  ["", null],
  ["x".repeat(200), null],
])("the country of %j is %s", (said, code) => {
  expect(countryOf(said)).toBe(code);
});
