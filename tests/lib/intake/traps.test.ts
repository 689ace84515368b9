import { tokenHash } from "@/lib/core/token";
import { understandPulled } from "@/lib/intake/pulled";
import { opens } from "@/lib/intake/receiving/token";
import { utmInUrl } from "@/lib/intake/utm";
import { understand } from "@/lib/intake/understand";
import { consentOf, isAbsentText, yesNo } from "@/lib/intake/values";
import type { RawRequest, SourceSettings } from "@/lib/intake/schema";
import { form, json, send, SITE } from "@/tests/support/wordpress";

const one = (request: RawRequest, settings: Partial<SourceSettings> = {}) =>
  understand(request, { ...SITE, ...settings })[0];
const WHO = { nombre: "Ana Ruiz", mail: "ana@r.test" };

test("trap 1: the first byte decides, not the header", () => {
  const body = '\uFEFF\n {"nombre":"Ana Ruiz","mail":"ana@r.test"}';
  for (const type of [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "image/png",
  ]) {
    expect(one(send({ headers: { "content-type": type }, body }))).toMatchObject({
      kind: "lead",
      name: "Ana Ruiz",
      email: "ana@r.test",
    });
  }
});

test("trap 1: one key around everything is taken away, one that only looks so is not", () => {
  expect(one(form({ lead_json: JSON.stringify(WHO) }))?.name).toBe("Ana Ruiz");
  expect(one(json({ mensaje: "{esto} no es JSON" }))?.message).toBe("{esto} no es JSON");
});

test("trap 2: brackets five deep, two thousand parameters, and keys that no float may touch", () => {
  const many = Array.from({ length: 2_500 }, (_, at): [string, string] => [`campo_${at}`, `valor ${at}`]);
  const found = one(
    form([...many, ["mail", "ana@r.test"], ["a[b][c][d][e][f]", "hondo"], ["5.1", "uno"], ["5.10", "diez"]]),
  );
  expect(found?.extra).toMatchObject({
    campo_2499: "valor 2499",
    a: { b: { c: { d: { e: { f: "hondo" } } } } },
    "5.1": "uno",
    "5.10": "diez",
  });
  expect(found?.email).toBe("ana@r.test");
});

test("trap 3: a list at the top is several entries, each on its own", () => {
  const found = understand(json([WHO, { nombre: "Eva Paz", mail: "eva@p.test" }, {}]), SITE);
  expect(found.map(({ kind, email }) => [kind, email])).toStrictEqual([
    ["lead", "ana@r.test"],
    ["lead", "eva@p.test"],
    ["empty", null],
  ]);
});

test("trap 3: what can't be parsed says so, and gives up its mail and its number", () => {
  expect(one(send({ body: '{"a": Ana, ana@r.test, +54 11 4321 8765' }))).toMatchObject({
    kind: "lead_partial",
    reason: "broken_json",
    email: "ana@r.test",
    phone: "+541143218765",
  });
});

test("trap 3: who can be reached by the words under an unknown key is a lead, and numbers alone are nobody's", () => {
  expect(one(json({ foo: "escribime a juan@x.test o al 11 15 4321-8765" }))).toMatchObject({
    kind: "lead",
    email: "juan@x.test",
    phone: "+5491143218765",
    extra: { foo: "escribime a juan@x.test o al 11 15 4321-8765" },
  });
  expect(one(json({ foo: "juan@x.test; gracias", nombre: "Juan" }))?.email).toBeNull();
  const technical = {
    order: "1143218765",
    seen: "Mon, 28 Nov 2026 15:05:00 +0000",
    client: "Mozilla/5.0 (X11) Chrome/131.0.6778.86",
    link: "https://x.test/?mail=juan@x.test",
    honeypot: "juan@x.test",
  };
  expect(one(json(technical))).toMatchObject({
    kind: "unreadable",
    reason: "no_known_field",
    email: null,
    phone: null,
  });
});

test("trap 3: JSON behind PHP's notices is read, and JSON inside of other markup stays a part of it", () => {
  const notice = "Notice</b>:  Undefined index: a[0] in <b>/var/www/f.php</b> on line <b>12</b><br />\n";
  for (const before of [`<br />\n<b>${notice}`, `<b>${notice}`, 'PHP Warning: no array key "x" in /f.php on line 3\n'])
    expect(one(send({ body: before + JSON.stringify(WHO) }))).toMatchObject({ kind: "lead", email: "ana@r.test" });
  const xml = `<a><nombre>Eva Paz</nombre><datos>${JSON.stringify(WHO)}</datos></a>`;
  expect(one(send({ body: xml }))?.name).toBe("Eva Paz");
});

test("trap 4: a firm's name is no person's, and Formidable's name is nobody's", () => {
  expect(one(json({ "Nome da empresa": "Sul Ltda", Mail: "a@s.test" }))).toMatchObject({
    name: null,
    firm: "Sul Ltda",
  });
  const entry = {
    id: "1",
    item_key: "k",
    form_id: "2",
    name: "Entrada",
    created_at: "2026-01-01 00:00:00",
    correo: "a@s.test",
  };
  expect(one(json([entry]))?.name).toBeNull();
});

test("trap 5: what programs send for themselves stays out of the extra values", () => {
  const sent = {
    ...WHO,
    _wpnonce: "1",
    payment_status: null,
    submission_speeds: '{"1":[5]}',
    form_data_meta: { _mail: "secreto" },
  };
  expect(one(json(sent))?.extra).toStrictEqual({});
  const raw = form([
    ["form[id]", "abc1234"],
    ["fields[f][id]", "f"],
    ["fields[f][type]", "upload"],
    ["fields[f][title]", "Plano"],
    ["fields[f][value]", "https://a.test/x.pdf"],
    ["fields[f][raw_value]", "/home/www/x.pdf"],
  ]);
  expect(JSON.stringify(one(raw))).not.toContain("/home/www");
});

test("trap 6: what is absent, what is zero, what is yes and what is no", () => {
  for (const nothing of ["", " ", "—", "{utm_source}", "[your-name]", "null", '{query_var key="utm_source"}'])
    expect([nothing, isAbsentText(nothing)]).toStrictEqual([nothing, true]);
  for (const something of ["0", "no", "{ hola }", "[urgente!]", "nulo", "a — b"])
    expect([something, isAbsentText(something)]).toStrictEqual([something, false]);
  for (const yes of ["on", "1", "true", "yes", "sí", "Sim", "checked", "Accepted", "Sí", true, 1])
    expect([yes, yesNo(yes)]).toStrictEqual([yes, true]);
  for (const no of ["", 0, "0", "off", "no", "Não", "Not Checked", "Unchecked", "Declined", "Disagree", false])
    expect([no, yesNo(no)]).toStrictEqual([no, false]);
  expect(yesNo("tal vez")).toBeNull();
  expect(consentOf("No acepto la política")).toBe(false);
  expect(consentOf("He leído y acepto la política")).toBe(true);
});

test("trap 7: lists are read by their signs, and free text is never split", () => {
  const found = one(
    json({
      ...WHO,
      zonas: '["AMBA","C\\u00f3rdoba"]',
      extras: "Seguro||Izaje",
      otros: ["a", "b"],
      notas_internas: "uno, dos, tres",
      mensaje: "Hola, quiero precio, gracias",
    }),
  );
  expect(found).toMatchObject({
    message: "Hola, quiero precio, gracias",
    extra: {
      zonas: ["AMBA", "Córdoba"],
      extras: ["Seguro", "Izaje"],
      otros: ["a", "b"],
      notas_internas: "uno, dos, tres",
    },
  });
});

test("trap 7: several uploads joined with a comma are several files", () => {
  const found = one(
    json({ ...WHO, adjuntos: "https://a.test/wp-content/uploads/a.pdf , https://a.test/wp-content/uploads/b.pdf" }),
  );
  expect(found?.files.map(({ name }) => name)).toStrictEqual(["a.pdf", "b.pdf"]);
});

test("trap 8: markup, entities and formulas are kept as text", () => {
  expect(one(json({ ...WHO, mensaje: "<img src=x onerror=alert(1)> &lt;b&gt; <br />" }))?.message).toBe(
    "<img src=x onerror=alert(1)> &lt;b&gt; <br />",
  );
  expect(one(json({ ...WHO, empresa: "=HYPERLINK(1)" }))?.firm).toBe("=HYPERLINK(1)");
});

test("trap 8: who somebody is has its letters back, and no markup comes of it", () => {
  const sent = {
    nombre: "Mar&iacute;a &amp; Jos&#233; O&amp;#039;Connor",
    empresa: "Fern&aacute;ndez &amp; Hijos &lt;b&gt; &#60;i&#x3e;",
    mail: "maria&#64;jose.test",
    telefono: "&#43;54 11 4321&ndash;8765",
    mensaje: "uno &amp; dos<br />",
    otro: "A&amp;B",
  };
  expect(one(json(sent))).toMatchObject({
    kind: "lead",
    name: "María & José O'Connor",
    firm: "Fernández & Hijos &lt;b&gt; &#60;i&#x3e;",
    email: "maria@jose.test",
    phone: "+541143218765",
    message: "uno &amp; dos<br />",
    extra: { otro: "A&amp;B" },
  });
  const strange = { ...WHO, nombre: "Ana &nope; &#0; &#x110000; AT&T; &", apellido: "&nbsp;" };
  expect(one(json(strange))?.name).toBe("Ana &nope; &#0; &#x110000; AT&T; &");
});

test("trap 9: UTM from the field, else the page, else the referrer; an empty field is no value", () => {
  const page = "https://a.test/?utm_source=pagina&utm_medium=m&fbclid=F";
  const referer = "https://b.test/?utm_source=pagina&utm_term=t";
  expect(one(json({ ...WHO, utm_source: "", page_url: page, referer }))?.utm).toStrictEqual({
    source: "pagina",
    medium: "m",
    campaign: null,
    term: "t",
    content: null,
    fbclid: "F",
  });
  expect(utmInUrl("https://a.test/?utm_source={utm_source}&utm_medium=")).toStrictEqual({});
});

test("trap 10: numbers in the source's country; without an area code only as typed", () => {
  const phone = (telefono: string, settings = {}) =>
    [one(json({ ...WHO, telefono }), settings)].map((found) => [found?.phone, found?.phoneRaw])[0];
  expect(phone("15-4321-8765")).toStrictEqual([null, "15-4321-8765"]);
  expect(phone("(0351) 15 555 1234")).toStrictEqual(["+5493515551234", "(0351) 15 555 1234"]);
  expect(phone("099 123 456", { defaultCountry: "UY" })).toStrictEqual(["+59899123456", "099 123 456"]);
});

test("trap 11: dates in the site's order, none of zeros, never the visitor's own", () => {
  const at = (value: object, settings = {}) => one(json({ ...WHO, ...value }), settings)?.submittedAt?.iso;
  expect(at({ submitted_at: "05/12/2026 08:00" })).toBe("2026-12-05T08:00:00-03:00");
  expect(at({ submitted_at: "05/12/2026 08:00" }, { dateOrder: "mdy" })).toBe("2026-05-12T08:00:00-03:00");
  expect(at({ submitted_at: "0000-00-00 00:00:00" })).toBeUndefined();
  expect(at({ fecha: "05/12/2026 08:00", date: "2026-12-05", "Fecha de entrega": "2026-12-05 10:00" })).toBeUndefined();
});

test("trap 12: an entry is known by its id, a draft is told from what is sent", () => {
  const entry = (is_draft: string) =>
    one(
      json([{ id: "9", item_key: "k", form_id: "2", created_at: "2026-01-01 00:00:00", is_draft, correo: "a@s.test" }]),
    );
  expect(entry("1")).toMatchObject({ kind: "draft", externalId: "9" });
  expect(entry("0")).toMatchObject({ kind: "lead", externalId: "9" });
});

test("trap 13: a test ping makes no lead and teaches its labels", () => {
  expect(one(json({ test: true }))).toMatchObject({ kind: "test", labels: {} });
  expect(
    one(json({ text_1: "Empresa", upload_1: { name: "Plano", file_path: "/tmp" } }, { "x-hook-test": "true" })),
  ).toMatchObject({ kind: "test", email: null, labels: { text_1: "Empresa", upload_1: "Plano" } });
  expect(one(json({ ...WHO, test: "true" }))?.kind).toBe("lead");
});

test("trap 14: every method that a plugin may be set to", () => {
  const body = JSON.stringify(WHO);
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(one(send({ method, body }))?.email).toBe("ana@r.test");
  expect(one(send({ method: "GET", query: "?mail=ana%40r.test" }))?.email).toBe("ana@r.test");
});

test("trap 2: a key cannot reach JavaScript's own, in brackets or in JSON", () => {
  const found = one(
    form([
      ["__proto__[polluted]", "1"],
      ["constructor[prototype][polluted]", "1"],
      ["mail", "ana@r.test"],
    ]),
  );
  expect(found?.email).toBe("ana@r.test");
  one(send({ body: '{"__proto__":{"polluted":1},"mail":"ana@r.test"}' }));
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("trap 2: past the depth that forms have, a key stays whole and nothing fails", () => {
  const deep = `a${"[b]".repeat(200)}`;
  expect(
    one(
      form([
        [deep, "x"],
        ["mail", "ana@r.test"],
      ]),
    ),
  ).toMatchObject({ email: "ana@r.test", extra: { [deep]: "x" } });
});

test("trap 15: notices before the JSON of a pull are skipped, a login page is told from it", () => {
  const row = '{"form_submissions":[{"id":"7","created_at":"2026-01-01 10:00:00","E-Mail":"a@s.test"}]}';
  const reply = (body: string) =>
    understandPulled(
      { path: "/wp-json/custom/v1/form-submissions/3", status: 200, headers: {}, body: Buffer.from(body) },
      SITE,
    );
  expect(reply(`<br />\n<b>Notice</b>: Undefined index in x.php\n${row}`).items).toMatchObject([
    { externalId: "7", email: "a@s.test" },
  ]);
  expect(reply("<!doctype html><html><body>Iniciar sesión</body></html>").error?.code).toBe("html");
});

test("trap 16: two tokens open while one is being rotated, no third, and an unset one never", () => {
  const until = new Date("2026-02-01T00:00:00Z");
  const locks = { tokenHash: tokenHash("new"), previousTokenHash: tokenHash("old"), previousTokenUntil: until };
  const at = (token: string, now: string) => opens([tokenHash(token)], locks, new Date(now));
  expect([at("new", "2026-01-15"), at("old", "2026-01-15"), at("other", "2026-01-15")]).toStrictEqual([
    true,
    true,
    false,
  ]);
  expect(at("old", "2026-02-02")).toBe(false);
  expect(opens([""], { ...locks, previousTokenHash: "" }, new Date("2026-01-15"))).toBe(false);
});
