import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const one = (value: object) => understand(json(value), SITE)[0];

const asked = [
  { id: "q1", ref: "r-1", type: "short_text", title: "¿Cómo te llamás?" },
  { id: "q2", ref: "r-2", type: "email", title: "¿A dónde te escribimos?" },
  { id: "q3", ref: "r-3", type: "multiple_choice", title: "Servicios" },
  { id: "q4", ref: "r-4", type: "yes_no", title: "¿Tenés depósito propio?" },
];
const answered = [
  { type: "text", text: "Juan Paz", field: { id: "q1", ref: "r-1", type: "short_text" } },
  { type: "email", email: "juan@x.test", field: { id: "q2", ref: "r-2", type: "email" } },
  { type: "choices", choices: { ids: ["a"], labels: ["Almacenaje", "Flete"] }, field: { id: "q3", ref: "r-3" } },
  { type: "boolean", boolean: true, field: { id: "q4", ref: "r-4" } },
];
const expected = { kind: "lead", name: "Juan Paz", email: "juan@x.test", service: "Almacenaje, Flete" };

test("answers are read by the titles of their questions, which stand in another list", () => {
  const sent = {
    event_type: "form_response",
    form_response: { form_id: "F7", definition: { fields: asked }, answers: answered },
  };
  expect(one(sent)).toMatchObject({ ...expected, form: { id: "F7" }, extra: { "¿Tenés depósito propio?": "true" } });
  expect(JSON.stringify(one(sent)?.extra)).not.toContain("r-1");
});

test("whatever the two lists are called, and however an answer names its question", () => {
  const questions = asked.map(({ id, title }) => ({ key: id, label: title }));
  const values = ["Juan Paz", "juan@x.test", ["Almacenaje", "Flete"], true];
  const answers = values.map((value, at) => ({ question_id: `q${at + 1}`, value }));
  expect(one({ questions, answers, id: "E1" })).toMatchObject(expected);
  expect(
    one({ answers: answers.map(({ question_id: id, value }) => ({ id, value })), survey: { questions } }),
  ).toMatchObject(expected);
});

test("lists that have nothing to do with each other are left as they came", () => {
  const sent = {
    nombre: "Ana",
    mail: "a@r.test",
    productos: [{ id: "p1", name: "Grúa", value_added: "no" }],
    envios: [{ id: "z9", text: "Rosario" }],
  };
  expect(one(sent)?.extra).toStrictEqual({
    productos: { 0: { id: "p1", name: "Grúa", value_added: "no" } },
    envios: { 0: { id: "z9", text: "Rosario" } },
  });
  expect(one({ definition: { fields: asked }, nombre: "Ana", mail: "a@r.test" })?.extra).toHaveProperty("definition");
});

test("what titles and answers hold beside stays, and an answer that names itself is no other's", () => {
  const productos = [{ id: "1", name: "Pallet", quantity: 3 }];
  const person = { nombre: "Ana", mail: "a@r.test" };
  const kept = { productos: { 0: { id: "1", name: "Pallet", quantity: "3" } } };
  expect(one({ ...person, productos, datos: [{ id: "1", key: "color", value: "rojo" }] })?.extra).toStrictEqual({
    ...kept,
    color: "rojo",
  });
  expect(one({ ...person, productos, datos: [{ id: "1", value: "rojo", lote: "B7" }] })?.extra).toStrictEqual({
    ...kept,
    Pallet: { "": "rojo", lote: "B7" },
  });
  const plain = [{ id: "1", name: "Pallet", type: "text", required: true }];
  expect(
    one({ ...person, productos: plain, datos: [{ id: "1", key: "1", value: "rojo", type: "text" }] })?.extra,
  ).toStrictEqual({
    Pallet: "rojo",
  });
});

test("a choice's own words beside its options stay", () => {
  const questions = [{ id: "q1", title: "Carga" }];
  const answers = [
    { type: "choices", choices: { ids: ["a"], labels: ["Granel"], other: "Vidrio" }, field: { id: "q1" } },
  ];
  expect(one({ mail: "a@r.test", questions, answers })?.extra).toStrictEqual({
    Carga: { "": ["Granel"], other: "Vidrio" },
  });
});

test("a page under the context and a moment with its offset are known for what they are", () => {
  const hubspot = {
    fields: [{ name: "email", value: "a@r.test" }],
    context: { pageUri: "https://r.test/p?utm_source=g" },
  };
  expect(one(hubspot)).toMatchObject({ pageUrl: "https://r.test/p?utm_source=g", utm: { source: "g" } });
  const ad = { created_time: "2026-11-28T18:05:00+0000", field_data: [{ name: "email", values: ["a@r.test"] }] };
  expect(one(ad)?.submittedAt).toMatchObject({ iso: "2026-11-28T18:05:00+00:00", basis: "offset" });
  expect(one({ ...ad, created_time: "pronto" })?.submittedAt).toBeNull();
});
