import { form, json } from "@/tests/support/wordpress";
import { understoodOf } from "@/tests/support/variants";
import type { Variant } from "@/tests/support/variants";

const VARIANTS: Variant[] = [
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
    "markup and a message's entities stay as they came",
    json({ nombre: "Ana &amp; Eva", mail: "a@r.test", mensaje: "<b>Hola</b><br />\n&quot;ya&quot;" }),
    { name: "Ana & Eva", message: "<b>Hola</b><br />\n&quot;ya&quot;" },
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

test.each(VARIANTS)("understands %s", (_, request, expected, settings = {}) => {
  expect(understoodOf(request, expected, settings)).toStrictEqual(expected);
});
