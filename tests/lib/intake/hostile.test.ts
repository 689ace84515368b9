import fc from "fast-check";
import { understand } from "@/lib/intake/understand";
import { understandPulled } from "@/lib/intake/pulled";
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

test("any bytes under any header are understood as something, and never throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), types, agents, (body, type, agent) => {
      const found = understand(send({ headers: { "content-type": type, "user-agent": agent }, body }), SITE);
      return found.length > 0 && found.every(({ kind }) => kind !== "lead" || body.length > 0);
    }),
    { numRuns: 1500 },
  );
});

test("any JSON in the plugins' own words is understood as something, pushed or pulled", () => {
  fc.assert(
    fc.property(tree.node, agents, (value, agent) => {
      const request = json(value, { "user-agent": agent });
      understandPulled({ path: "/wp-json/", status: 200, headers: {}, body: request.body }, SITE);
      return understand(request, SITE).length > 0;
    }),
    { numRuns: 1500 },
  );
});

test("any form in bracket notation is understood as something", () => {
  const key = fc.array(fc.oneof(words, fc.constant(""), fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.string()), { maxLength: 30 }), (pairs) => {
      const body = pairs.map(([[first = "", ...rest], value]): [string, string] => [
        first + rest.map((part) => `[${part}]`).join(""),
        value,
      ]);
      return understand(form(body), SITE).length > 0;
    }),
    { numRuns: 800 },
  );
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
    expect(took(body, "").ms).toBeLessThan(5_000);
  },
  30_000,
);

test("the time grows with the size and no faster", () => {
  const of = (fields: number) =>
    JSON.stringify({
      mail: "a@r.test",
      ...Object.fromEntries(Array.from({ length: fields }, (_, at) => [`campo ${at}`, `valor ${at} `.repeat(12)])),
    });
  took(of(500));
  const small = Math.min(...[1, 2, 3].map(() => took(of(400)).ms));
  const large = Math.min(...[1, 2, 3].map(() => took(of(4_000)).ms));
  expect(large).toBeLessThan(Math.max(small, 4) * 40);
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
  for (let warm = 0; warm < 300; warm++) understand(request, SITE);
  const start = performance.now();
  for (let turn = 0; turn < 500; turn++) understand(request, SITE);
  expect((performance.now() - start) / 500).toBeLessThan(1);
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
