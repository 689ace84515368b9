import { understand } from "@/lib/intake/understand";
import { form, json, SITE } from "@/tests/support/wordpress";
import { OPEN, SECRET } from "@/tests/support/secret-fields";

const WHO = { nombre: "Ana Ruiz", mail: "ana@r.test" };

test.each(SECRET)("%s is no value of a lead, nor is what was typed there found elsewhere in it", (name, value) => {
  const [found] = understand(form({ ...WHO, [name]: value }), SITE);
  expect(found).toMatchObject({ kind: "lead", name: "Ana Ruiz", email: "ana@r.test", extra: {} });
  expect(JSON.stringify(found)).not.toContain(value);
});

test.each(OPEN)("%s is an answer and is kept", (name, value) => {
  const [found] = understand(form({ ...WHO, [name]: value }), SITE);
  expect(JSON.stringify(found)).toContain(value);
});

test("a secret is known by its label, its kind, its place and a label learnt before", () => {
  const one = (key: string, value: unknown, labels = {}) =>
    JSON.stringify(understand(json({ ...WHO, [key]: value }), { ...SITE, labels }));
  const typed = "hunter2-hunter2";
  expect(one("f7", { label: "Elegí una contraseña", value: typed })).not.toContain(typed);
  expect(one("f7", { label: "F7", type: "input_password", value: typed })).not.toContain(typed);
  expect(one("account", { password: typed })).not.toContain(typed);
  expect(one("payment", { card: { number: "4111111111111111" } })).not.toContain("4111");
  expect(one("7", typed, { 7: "Contraseña" })).not.toContain(typed);
  expect(one("f7", { label: "Color", type: "text", value: typed })).toContain(typed);
});

test("what an admin mapped is kept, whatever it is called", () => {
  const source = { ...SITE, mapping: { clave: "extra:Clave de obra" } };
  expect(understand(form({ ...WHO, clave: "AB-12" }), source)).toMatchObject([{ extra: { "Clave de obra": "AB-12" } }]);
});
