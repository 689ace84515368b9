import { understand } from "@/lib/intake/understand";
import { isDisposable } from "@/lib/intake/spam/disposable";
import { isSpam, suspicions } from "@/lib/intake/spam/verdict";
import { SPAM_POINTS } from "@/lib/intake/spam/schema";
import { filesIn, fixture, requestFrom } from "@/tests/support/wordpress";
import { ana } from "@/tests/support/arrivals";
import type { FieldMapping } from "@/lib/intake/schema";
import type { Listed, Suspect } from "@/lib/intake/spam/verdict";

const SITE = { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR", mapping: {} };
const SENT = new Date("2026-11-23T12:00:00Z");
const secondsBefore = (seconds: number) => Math.round(SENT.getTime() / 1000 - seconds);

function read(values: object, mapping: FieldMapping = {}) {
  const [item] = understand(
    { method: "POST", path: "/", headers: {}, body: Buffer.from(JSON.stringify(values)) },
    { ...SITE, mapping },
  );
  if (!item) throw new Error("nothing was read");
  return item;
}

type Known = Partial<Omit<Suspect, "item">> & { mapping?: FieldMapping };

function reasonsOf(values: object, { mapping, ...known }: Known = {}) {
  return suspicions({
    item: read(values, mapping),
    sourceId: "s",
    site: "intralog.com.ar",
    sentAt: SENT,
    off: new Set(),
    listed: [],
    others: 0,
    sameEntry: false,
    ...known,
  });
}
const checks = (values: object, known?: Known) => reasonsOf(values, known).map(({ check }) => check);
const taken = (values: object, known?: Known) => isSpam(reasonsOf(values, known));

const nobody = { nombre: "Ana Pérez", email: "ana@example.com", mensaje: "Hola" };
const long = "Buenos días, necesito mover cuarenta pallets por semana de Rosario a Córdoba.";

describe("people are not spam", () => {
  test.each<[string, object]>([
    ["a plain lead", ana],
    ["one link", { ...ana, mensaje: "Nuestra empresa es https://www.bodega-andina.com.ar y exportamos vino." }],
    ["two links", { ...ana, mensaje: "Vean https://uno.com.ar/fotos y https://dos.com.ar/plano, gracias." }],
    [
      "links to the site itself",
      { ...ana, mensaje: [1, 2, 3, 4, 5, 6].map((n) => `https://www.intralog.com.ar/p/${n}`).join(" ") },
    ],
    ["a free mail domain", { ...ana, email: "ana.perez@gmail.com" }],
    ["'test' in a name", { ...ana, nombre: "Testa Rossi", email: "test.rossi@example.com" }],
    ["a thrown-away mail with a number to call", { ...ana, email: "ana@mailinator.com" }],
    ["a firm that is an address", { ...ana, empresa: "www.bodega.com.ar" }],
    ["an empty trap", { ...ana, honeypot: "", "your-website-hp": "", _gotcha: null, bot_field: "0" }],
    ["a trap nobody fell into", { ...ana, honeypot_status: "passed", honeypot: "false" }],
    ["a token of a trap", { ...ana, honeypot_token: "9f8a7", hp_timestamp: String(secondsBefore(40)) }],
    [
      "a visible website",
      { ...ana, website: "https://bodega.com.ar", fax: "11 4321-0000", "Sitio web": "bodega.com.ar" },
    ],
    ["horse powers", { ...ana, HP: "150", "Potencia (HP)": "150 HP" }],
    [
      "a field that may stay empty",
      { ...ana, "Dejar en blanco si no tiene empresa": "Bodega", "No completar si ya es cliente": "no soy" },
    ],
    ["an arithmetic question", { ...ana, "Antispam: ¿cuánto es 3+4?": "7", captcha: "x7f" }],
    [
      "a plugin that says it is none",
      { ...ana, is_spam: "0", spam: false, akismet_status: "ham", status: "active", spam_score: "0.1" },
    ],
    [
      "a duration that was asked for",
      { ...ana, mensaje: long, duration: "1", "Tiempo de envío": "1", "Hora de carga": "08:00" },
    ],
    ["a subject that the site writes", { ...ana, subject: "Mensaje automático del sitio: nueva consulta" }],
    ["half a minute", { ...ana, time_to_fill: "31", form_loaded_at: String(secondsBefore(31)) }],
    ["a quick one by autofill", { ...ana, time_to_fill: "1.5" }],
    ["a clock that is ahead", { ...ana, mensaje: long, form_loaded_at: String(secondsBefore(-90)) }],
    ["an old page in a cache", { ...ana, mensaje: long, rendered_at: String(secondsBefore(86_400)) }],
    [
      "who writes of offices",
      { ...ana, asunto: "Mudanza fuera de la oficina", mensaje: "La entrega es fuera de la oficina, gracias." },
    ],
    [
      "who is out and leaves a number",
      { ...ana, mensaje: "Estoy fuera de la oficina hasta las 14, llámenme después." },
    ],
    [
      "who asks about returns",
      { ...ana, asunto: "Devolución", mensaje: "El mensaje no fue respondido, me devuelven la llamada?" },
    ],
    ["a no-reply address of who leaves a number", { ...ana, email: "noreply@bodega.com.ar" }],
    ["a name that begins so", { ...ana, email: "noreplay.gomez@bodega.com.ar".replace("noreplay", "nora") }],
  ])("%s", (_, values) => {
    expect(reasonsOf(values).reduce((sum, { points }) => sum + points, 0)).toBeLessThan(SPAM_POINTS);
  });

  const sent = ["cases", "captured"].flatMap((folder) =>
    filesIn(folder, ".http").map((name) => [folder, name] as const),
  );
  test.each(sent.filter(([, name]) => !name.startsWith("pull-")))("what a real plugin sent: %s/%s", (folder, name) => {
    const request = requestFrom(fixture(folder, name));
    const found = understand(request, SITE).flatMap((item) =>
      suspicions({
        item,
        sourceId: "s",
        site: "",
        sentAt: SENT,
        off: new Set(),
        listed: [],
        others: 0,
        sameEntry: false,
      }),
    );
    expect(found).toStrictEqual([]);
  });
});

describe("a trap that was filled in", () => {
  test.each<[string, object]>([
    ["Contact Form 7 Honeypot", { "your-website-hp": "https://x.test" }],
    ["its default name", { "honeypot-647": "Bob" }],
    ["a bare hp", { _hp: "x" }],
    ["WPForms", { wpforms: { hp: "x" } }],
    ["Fluent Forms", { item__5__fluent_checkme_: "on" }],
    ["Formidable", { frm_verify: "x@y.test" }],
    ["Ninja Forms", { "nf-field-hp": "x" }],
    ["Akismet in Contact Form 7", { _wpcf7_ak_hp_textarea: "buy" }],
    ["Formspree", { _gotcha: "x" }],
    ["Netlify", { "bot-field": "x" }],
    ["Mailchimp", { b_0123456789abcdef01234567_89abcdef01: "x" }],
    ["in English", { "Leave this field blank": "x" }],
    ["in English, as a key", { leave_this_field_empty: "x" }],
    ["in Spanish", { "Si eres humano, deja este campo en blanco": "x" }],
    ["in Spanish, as a key", { no_llenar: "x" }],
    ["in Portuguese", { "Não preencha este campo": "x" }],
    ["in Portuguese, too", { deixe_em_branco: "x" }],
    ["a trap by its name", { trampa: "x" }],
    ["with a number", { honeypot: "12345" }],
    ["a status that says so", { honeypot_status: "failed" }],
  ])("%s", (_, values) => {
    expect(checks({ ...nobody, ...values })).toStrictEqual(["honeypot"]);
    expect(taken({ ...nobody, ...values })).toBe(true);
  });

  test("one called like a mail isn't taken for the person's", () => {
    const item = read({ ...nobody, email_hp: "bot@spam.test" });
    expect(item).toMatchObject({
      email: "ana@example.com",
      signs: { traps: [{ key: "email_hp", value: "bot@spam.test" }] },
    });
  });

  test("a field that somebody mapped is no trap, nor one that somebody spoke for in that source", () => {
    const values = { ...nobody, "your-website-hp": "https://x.test" };
    expect(checks(values, { mapping: { "your-website-hp": "extra:Web" } })).toStrictEqual([]);
    const field: Listed = { list: "genuine", kind: "field", value: "s your-website-hp", shown: "" };
    expect(checks(values, { listed: [field] })).toStrictEqual([]);
    expect(checks(values, { listed: [{ ...field, value: "other your-website-hp" }] })).toStrictEqual(["honeypot"]);
  });

  test("Elementor's comes by its kind in its advanced shape", () => {
    const form =
      "form[id]=abc1234&form[name]=C&fields[name][id]=name&fields[name][type]=text&fields[name][title]=Nombre&fields[name][value]=Ana&fields[x][id]=x&fields[x][type]=honeypot&fields[x][title]=&fields[x][value]=bot";
    const [item] = understand({ method: "POST", path: "/", headers: {}, body: Buffer.from(form) }, SITE);
    expect(item?.signs?.traps).toHaveLength(1);
  });
});

test.each<[string, object]>([
  ["yes", { is_spam: "1" }],
  ["true", { spam: true }],
  ["a word", { akismet_status: "spam" }],
  [
    "Gravity's status",
    { form_id: "3", date_created: "2026-11-23 12:00:00", id: "9", status: "spam", "1": "Ana", "2": "ana@example.com" },
  ],
  ["in Spanish", { es_spam: "sí" }],
  ["a filter's result", { antispam_result: "spam" }],
])("a plugin that says it is spam is believed: %s", (_, values) => {
  expect(checks({ ...nobody, ...values })).toStrictEqual(["flagged"]);
});

describe("what programs write", () => {
  test.each<[string, object]>([
    ["out of office", { subject: "Out of office: Re: your quote" }],
    ["automatic reply", { Subject: "Automatic reply: Hello" }],
    ["an answer to an answer", { subject: "RE: [ext] Auto-Reply from Ana" }],
    ["respuesta automática", { asunto: "Respuesta automática: Consulta" }],
    ["fuera de la oficina", { Asunto: "Fuera de la oficina" }],
    ["resposta automática", { assunto: "Resposta automática: orçamento" }],
    ["fora do escritório", { assunto: "Fora do escritório" }],
    ["undelivered", { subject: "Undelivered Mail Returned to Sender" }],
    ["delivery status", { subject: "Delivery Status Notification (Failure)" }],
    ["no se pudo entregar", { asunto: "No se pudo entregar: su consulta" }],
    ["a header", { "Auto-Submitted": "auto-replied" }],
    ["a header inside", { headers: { "X-Autoreply": "yes" } }],
    ["precedence", { precedence: "auto_reply" }],
    ["all headers as a text", { headers: "From: a@b.test\nAuto-Submitted: auto-generated\nTo: c@d.test" }],
    ["all headers as a list", { "message-headers": '[["From","a@b.test"],["Auto-Submitted","auto-replied"]]' }],
    ["a message that says so", { mensaje: "Hola, este es un mensaje automático. Su correo fue recibido." }],
    ["in English", { mensaje: "This is an automated response. Please do not reply." }],
    ["in Portuguese", { mensaje: "Esta é uma mensagem automática, não responda." }],
  ])("%s", (_, values) => {
    expect(checks({ ...nobody, ...values })).toStrictEqual(["automatic"]);
    expect(taken({ ...nobody, ...values })).toBe(true);
  });

  test("a message of somebody who is away isn't enough by itself", () => {
    const away = { ...nobody, mensaje: "Estoy fuera de la oficina hasta el lunes." };
    expect(checks(away)).toStrictEqual(["automatic"]);
    expect(taken(away)).toBe(false);
  });

  test.each([
    "noreply@x.test",
    "no-reply@x.test",
    "do_not_reply@x.test",
    "no-responder@x.test",
    "naoresponda@x.test",
    "mailer-daemon@x.test",
    "postmaster@x.test",
    "bounces+12@x.test",
  ])("%s", (email) => {
    expect(checks({ ...nobody, email })).toStrictEqual(["no_reply"]);
    expect(taken({ ...nobody, email })).toBe(true);
  });

  test("a mail system's own address is never a person's, whatever number stands beside it", () => {
    expect(taken({ ...ana, email: "mailer-daemon@x.test" })).toBe(true);
  });
});

test.each(["mailinator.com", "yopmail.com", "inbox.mailinator.com"])("a box at %s is thrown away", (domain) => {
  expect(checks({ ...nobody, email: `ana@${domain}` })).toStrictEqual(["disposable"]);
  expect(taken({ ...nobody, email: `ana@${domain}` })).toBe(true);
});

test.each(["gmial.com", "hotmial.com", "hotmai.com"])("a slip in a provider's name, as %s, is a person's", (domain) => {
  expect(isDisposable(domain)).toBe(true);
  expect(checks({ ...nobody, email: `ana@${domain}` })).toStrictEqual([]);
});

describe("the time it took", () => {
  test.each<[string, object]>([
    ["as seconds", { time_to_fill: "1" }],
    ["as milliseconds", { form_time_ms: "800", elapsed_ms: 800 }],
    ["in Spanish", { tiempo_de_llenado: "1 segundos" }],
    ["in Portuguese", { tempo_de_preenchimento: "1,2" }],
    ["by when it was shown", { form_loaded_at: String(secondsBefore(1)) }],
    ["by when it was shown, in milliseconds", { _wpcf7_ak_js: String(SENT.getTime() - 900) }],
    ["by its beginning and end", { wpforms: { start_timestamp: "1700000000", end_timestamp: "1700000001" } }],
    ["by Gravity's speeds", { submission_speeds: '{"pages":{"1":[900]}}' }],
  ])("%s", (_, values) => {
    expect(taken({ ...ana, mensaje: long, ...values })).toBe(true);
    expect(checks({ ...ana, mensaje: long, ...values })).toStrictEqual(["too_fast"]);
  });

  test("nobody writes two hundred letters in three seconds, and somebody may have pasted them", () => {
    const quick = { ...ana, mensaje: long.repeat(4), time_to_fill: "3" };
    expect(checks(quick)).toStrictEqual(["too_fast"]);
    expect(taken(quick)).toBe(false);
  });

  test("what is fetched was sent at another time than it came", () => {
    expect(checks({ ...ana, mensaje: long, form_loaded_at: String(secondsBefore(1)) }, { sentAt: null })).toStrictEqual(
      [],
    );
  });
});

describe("links", () => {
  const many = "SEO: https://a.test https://b.test/x http://c.test www.d.test https://e.test";
  test("to many places are advertising", () => {
    expect(taken({ ...ana, mensaje: many })).toBe(true);
  });
  test("to one place are not", () => {
    expect(taken({ ...ana, mensaje: [1, 2, 3, 4, 5, 6].map((n) => `https://drive.test/${n}`).join(" ") })).toBe(false);
  });
  test("three, written as a program writes them", () => {
    expect(taken({ ...ana, mensaje: "[url=https://a.test]a[/url] https://b.test https://c.test" })).toBe(true);
    expect(taken({ ...ana, mensaje: "https://a.test https://b.test https://c.test" })).toBe(false);
  });
  test("a name with one adds up with two more", () => {
    expect(taken({ ...ana, nombre: "Win https://a.test", mensaje: "https://b.test https://c.test" })).toBe(true);
  });
});

describe("the same text from others", () => {
  const sold = `${long} https://offer.test`;
  test("with a link: two others are enough", () => {
    expect(taken({ ...ana, mensaje: sold }, { others: 1 })).toBe(false);
    expect(taken({ ...ana, mensaje: sold }, { others: 2 })).toBe(true);
  });
  test("an address or a number to answer to is as good as a link", () => {
    for (const way of ["ventas@offer.test", "+54 9 11 4321-8765"]) {
      expect(taken({ ...ana, mensaje: `${long} ${way}` }, { others: 2 })).toBe(true);
    }
  });
  test("without any it may be what the form has written beforehand, and so with the site's own address", () => {
    expect(checks({ ...ana, mensaje: long }, { others: 50 })).toStrictEqual([]);
    expect(checks({ ...ana, mensaje: `${long} https://intralog.com.ar/p/7` }, { others: 50 })).toStrictEqual([]);
  });
  test("that somebody said is genuine", () => {
    const text: Listed = { list: "genuine", kind: "text", value: "k", shown: "" };
    expect(checks({ ...ana, mensaje: sold }, { others: 9, listed: [text] })).toStrictEqual([]);
  });
});

describe("soft reasons", () => {
  test("add up", () => {
    const values = { ...ana, email: "ana@mailinator.com", mensaje: "https://a.test https://b.test https://c.test" };
    expect(reasonsOf(values)).toMatchObject([{ points: 60 }, { points: 60 }]);
    expect(taken(values)).toBe(true);
  });
  test("that are switched off for a source don't speak", () => {
    const values = { ...nobody, email: "ana@mailinator.com", honeypot: "x" };
    expect(checks(values, { off: new Set(["honeypot"]) })).toStrictEqual(["disposable"]);
  });
});

describe("the lists", () => {
  const on = (list: Listed["list"], kind: Listed["kind"], value: string): Listed => ({
    list,
    kind,
    value,
    shown: value,
  });
  const trapped = { ...nobody, honeypot: "x" };
  test("whoever is said to be genuine is, whatever speaks against them", () => {
    expect(checks(trapped, { listed: [on("genuine", "email", "ana@example.com")] })).toStrictEqual([]);
  });
  const trusted = [on("genuine", "domain", "example.com"), on("genuine", "email", "ana@example.com")];
  test.each<[string, object, string]>([
    ["an automatic reply", { asunto: "Respuesta automática: Consulta" }, "automatic"],
    ["one in English", { subject: "Automatic reply: your quote" }, "automatic"],
    ["a mail system", { email: "mailer-daemon@example.com" }, "no_reply"],
    ["what nobody answers", { email: "no-reply@example.com" }, "no_reply"],
  ])("who is trusted is trusted as a person: not %s", (_, values, check) => {
    expect(checks({ ...nobody, ...values }, { listed: trusted })).toStrictEqual([check]);
    expect(taken({ ...nobody, ...values }, { listed: trusted })).toBe(true);
    expect(checks({ ...nobody, ...values }, { listed: trusted, off: new Set([check]) })).toStrictEqual([]);
  });
  test("an address that is trusted by itself may be one nobody answers, and never a mail system's", () => {
    const of = (email: string) => checks({ ...nobody, email }, { listed: [on("genuine", "email", email)] });
    expect(of("no-reply@example.com")).toStrictEqual([]);
    expect(of("mailer-daemon@example.com")).toStrictEqual(["no_reply"]);
  });
  test("a domain of thrown-away boxes is trusted where a hand put it there, and not where an arrival taught it", () => {
    const thrown = { ...nobody, email: "otra@mailinator.com" };
    const domain = on("genuine", "domain", "mailinator.com");
    expect(taken(thrown, { listed: [{ ...domain, byHand: false }] })).toBe(true);
    expect(taken(thrown, { listed: [{ ...domain, byHand: true }] })).toBe(false);
    expect(taken(thrown, { listed: [on("genuine", "email", "otra@mailinator.com")] })).toBe(false);
  });
  test("whoever is blocked is spam without any other sign", () => {
    expect(reasonsOf(ana, { listed: [on("blocked", "domain", "example.com")] })).toStrictEqual([
      { check: "blocked", detail: "example.com", points: SPAM_POINTS },
    ]);
  });
  test("an address counts more than its domain", () => {
    const listed = [on("blocked", "domain", "example.com"), on("genuine", "email", "ana@example.com")];
    expect(checks(ana, { listed })).toStrictEqual([]);
    expect(
      checks(ana, { listed: [on("genuine", "domain", "example.com"), on("blocked", "email", "ana@example.com")] }),
    ).toStrictEqual(["blocked"]);
  });
  test("a fragment is looked for without case and accents, and only in the message", () => {
    const listed = [on("blocked", "text", "posicionamiento web")];
    expect(checks({ ...ana, mensaje: "Ofrecemos POSICIONAMIÉNTO  web" }, { listed })).toStrictEqual(["blocked"]);
    expect(checks({ ...ana, empresa: "Posicionamiento web SRL" }, { listed })).toStrictEqual([]);
  });
});
