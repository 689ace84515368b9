import fc from "fast-check";
import { understand } from "@/lib/intake/understand";
import { understandPulled } from "@/lib/intake/pulled";
import type { RawRequest } from "@/lib/intake/schema";
import { form, json, send, SITE } from "@/tests/support/wordpress";

const types = fc.constantFrom(
  "application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=b",
  "multipart/form-data",
  "text/plain; charset=latin1",
  "application/json; charset=nonsense",
  "",
);
const agents = fc.constantFrom(
  "WordPress/6.9; https://a.test",
  "wpforms-webhooks/1",
  "ForminatorWebhook/1.0",
  "Jetpack/9",
  "WP Webhooks/3",
  "",
);

const words = fc.constantFrom(
  ...[
    "form",
    "fields",
    "meta",
    "id",
    "name",
    "value",
    "__submission",
    "lead",
    "entry",
    "form_submit_data",
    "item_key",
    "form_id",
    "description",
  ],
  ...[
    "date_created",
    "1.3",
    "1.6",
    "email",
    "nombre",
    "test",
    "__proto__",
    "constructor",
    "title",
    "form_title",
    "filename",
    "content",
    "raw_value",
  ],
);
const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), words),
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(words, fc.string()), tie("node"), { maxKeys: 6 }),
  ),
}));

const KINDS: readonly string[] = ["lead", "lead_partial", "draft", "empty", "test", "unreadable"];

/** At least one thing understood, each of a kind that there is. */
function expectUnderstood(request: RawRequest): void {
  const kinds = understand(request, SITE).map(({ kind }) => kind);
  expect(kinds.length).toBeGreaterThan(0);
  expect(KINDS).toStrictEqual(expect.arrayContaining(kinds));
}

test("any bytes under any header are understood as something, and never throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), types, agents, (body, type, agent) => {
      expectUnderstood(send({ headers: { "content-type": type, "user-agent": agent }, body }));
    }),
    { numRuns: 700 },
  );
  expect.hasAssertions();
});

test("any JSON in the plugins' own words is understood as something, pushed or pulled", () => {
  fc.assert(
    fc.property(tree.node, agents, (value, agent) => {
      const request = json(value, { "user-agent": agent });
      understandPulled({ path: "/wp-json/", status: 200, headers: {}, body: request.body }, SITE);
      expectUnderstood(request);
    }),
    { numRuns: 700 },
  );
  expect.hasAssertions();
});

/** `a[b][c]` of its parts. */
const bracketed = ([first, ...rest]: string[]): string => String(first) + rest.map((part) => `[${part}]`).join("");

test("any form in bracket notation is understood as something", () => {
  const key = fc.array(fc.oneof(words, fc.constant(""), fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.string()), { maxLength: 30 }), (pairs) => {
      expectUnderstood(form(pairs.map(([parts, value]): [string, string] => [bracketed(parts), value])));
    }),
    { numRuns: 500 },
  );
  expect.hasAssertions();
});

const LABELS = [
  ...[
    "Nombre",
    "Apellido",
    "Nombre y apellido",
    "Empresa",
    "Razón social",
    "Correo",
    "E-mail",
    "Teléfono",
    "Celular",
    "Mensaje",
    "Consulta",
  ],
  ...[
    "Servicio",
    "Asunto",
    "Ciudad",
    "Fecha",
    "Origen",
    "Contacto",
    "First name",
    "Company",
    "Subject",
    "Telefone",
    "Sobrenome",
  ],
  ...[
    "field_1a2b3c4",
    "text-12",
    "5.10",
    "utm_source",
    "utm_term",
    "pagina",
    "referer",
    "ip",
    "form_id",
    "entry_id",
    "submitted_at",
    "hora",
  ],
];

test("no value of a flat form is lost: each is in a field of the lead or among the extra values", () => {
  const value = fc.stringMatching(/^[a-z]{4,12}( [a-zA-Z]{3,9}){0,4}$/);
  const odd = fc.constantFrom(
    "011 4321-8765",
    "ana@r.test",
    "4321-8765",
    "https://a.test/x",
    "05/12/2026",
    "203.0.113.4",
    "881",
  );
  const forms = fc.uniqueArray(fc.tuple(fc.constantFrom(...LABELS), fc.oneof(value, odd)), {
    selector: ([label]) => label,
    maxLength: 12,
  });
  fc.assert(
    fc.property(forms, (pairs) => {
      const kept = JSON.stringify(understand(json(Object.fromEntries(pairs)), SITE)).toLowerCase();
      const lost = pairs.filter(([, sent]) => !kept.includes(sent.toLowerCase()));
      expect(lost).toStrictEqual([]);
    }),
    { numRuns: 700 },
  );
  expect.hasAssertions();
});

const took = (body: string | Uint8Array, type = "application/json") => {
  const request = send({ headers: { "content-type": type }, body });
  const start = performance.now();
  const [found] = understand(request, SITE);
  return { found, ms: performance.now() - start };
};

const MEGA = 1_000_000;

test("trap 3: nested a hundred deep, the contact is still found and the reason said", () => {
  const body = `${'{"a":'.repeat(100)}{"nombre":"Ana Ruiz","email":"ana@r.test"}${"}".repeat(100)}`;
  expect(took(body).found).toMatchObject({
    kind: "lead_partial",
    reason: "too_deep",
    email: "ana@r.test",
    name: "Ana Ruiz",
    problems: ["too_deep"],
  });
  expect(took("[".repeat(100_000)).found).toMatchObject({ kind: "unreadable", reason: "too_deep" });
  expect(
    took(`${"a".repeat(5)}${"[x]".repeat(5_000)}=1&mail=a%40r.test`, "application/x-www-form-urlencoded").found?.email,
  ).toBe("a@r.test");
});

test.each([
  [
    "one long value",
    JSON.stringify({ mail: "a@r.test", adjunto: { filename: "a.bin", content: "QUJD".repeat((9 * MEGA) / 4) } }),
  ],
  ["quotes without end", `{"mail":"a@r.test","x":"${'"'.repeat(9 * MEGA)}`],
  ["commas and spaces", `{"mail":"a@r.test",${", ".repeat(4 * MEGA)}`],
  ["nothing but at signs", `{"mail":"a@r.test" ${"@".repeat(9 * MEGA)}`],
  ["nothing but digits", `{"mail":"a@r.test" ${"1 ".repeat(4 * MEGA)}`],
  ["angle brackets", `<a>${"<b ".repeat(3 * MEGA)}</a><mail>a@r.test</mail>`],
  ["brackets in a form", `mail=a%40r.test&${"a[".repeat(4 * MEGA)}=1`],
  ["a flood of parameters", `mail=a%40r.test&${"a[]=1&".repeat(1.5 * MEGA)}`],
  ["percent signs", `mail=a%40r.test&x=${"%".repeat(9 * MEGA)}`],
  ["lines", `mail: a@r.test\n${"a: b\n".repeat(1.5 * MEGA)}`],
  ["one word", "x".repeat(9 * MEGA)],
])(
  "nine megabytes of %s end in seconds",
  (_, body) => {
    expect(took(body, "").ms).toBeLessThan(20_000);
  },
  60_000,
);

/** Processor time of one run in milliseconds, at best: other programs on the machine don't count. */
function cost(run: () => unknown, times: number): number {
  const batches = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (let turn = 0; turn < times; turn++) run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / times;
  });
  return Math.min(...batches);
}

test.each<[string, (at: number) => Record<string, string>]>([
  ["fields nobody knows", (at) => ({ [`campo ${at}`]: `valor ${at} `.repeat(12) })],
  ["people at places", (at) => ({ [`Tel. de retiro ${at}`]: "11 4321-8741", [`Contacto de retiro ${at}`]: "Eva" })],
  ["drivers", (at) => ({ [`Nombre del chofer ${at}`]: "Eva Sol" })],
])("the time grows with the size and no faster: %s", (_, fieldsAt) => {
  const of = (fields: number) => {
    const values = Object.fromEntries(Array.from({ length: fields }, (__, at) => Object.entries(fieldsAt(at))).flat());
    const request = json({ nombre: "Ana", empresa: "Paz", mail: "a@r.test", ...values });
    return cost(() => understand(request, SITE), 3);
  };
  of(100);
  expect(of(4_000)).toBeLessThan(Math.max(of(400), 1) * 30);
});

test("a typical request takes less than a millisecond", () => {
  const request = json({
    "Nombre y apellido": "Ana Ruiz",
    "Correo electrónico": "ana@r.test",
    Teléfono: "011 15-4321-8765",
    Empresa: "Ruiz SA",
    Mensaje: "Hola\r\nnecesito precio",
    utm_source: "google",
    Fecha: "2026-12-05",
  });
  cost(() => understand(request, SITE), 50);
  expect(cost(() => understand(request, SITE), 100)).toBeLessThan(1);
});

test("a key named like JavaScript's own finds no label there", () => {
  const lead = { date_created: "2026-01-01 00:00:00", form_id: "1", constructor: "c", toString: "t" };
  const [found] = understand(json({ lead, x: 1 }, { "x-wp-webhook-name": "gf" }), { ...SITE, labels: {} });
  expect(found?.extra).toStrictEqual({ constructor: "c", toString: "t" });
});

test("an own property named like JavaScript's leaves every object as it was", () => {
  understand(json({ a: 1 }), SITE);
  understand(
    send({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1",
    }),
    SITE,
  );
  understand(send({ body: '{"__proto__":{"polluted":1},"mail":"a@r.test"}' }), {
    ...SITE,
    mapping: { "*": "custom:__proto__" },
  });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("what nobody sees isn't in a lead's fields, and alone it is nothing", () => {
  const sent = {
    nombre: "Ana\u202E zeuQ",
    empresa: "Intra\u200Blog",
    mail: "ana\u200B@r.test",
    teléfono: "\u206611 4444-5555\u2069",
  };
  expect(understand(json({ ...sent, mensaje: "\u200B\uFEFF" }), SITE)[0]).toMatchObject({
    ...{ name: "Ana zeuQ", firm: "Intralog", email: "ana@r.test", phoneRaw: "11 4444-5555", message: null },
  });
});

test("what isn't an address as a whole is kept as it was typed, and no part of it is one", () => {
  const typed = '"a b"@ex.test?cc=evil@x.test&body=z';
  const [found] = understand(json({ nombre: "Ana Ruiz", mail: typed }), SITE);
  expect(found).toMatchObject({ name: "Ana Ruiz", email: null, extra: { mail: typed } });
  expect(found?.problems).toContain("email_invalid");
});
