import { understand } from "@/lib/intake/understand";
import { sample, SAMPLES, sent } from "@/tests/support/companion";
import { json, SITE } from "@/tests/support/wordpress";

test.each(SAMPLES)("understands what the companion tells of %s", (name) => {
  const { understood } = sample(name);
  const found = understand(json(sent(sample(name))), SITE);
  expect(found).toHaveLength(1);
  expect(found).toMatchObject([understood]);
});

test("keeps two fields of one label apart, and a field without any by its id", () => {
  const fields = [
    { id: "a", label: "Color preferido", type: "text", value: "uno" },
    { id: "b", label: "Color preferido", type: "text", value: "dos" },
    { id: "codigo-x", label: "", type: "text", value: "tres" },
    { id: "mail", label: "", type: "email", value: "ana@example.com" },
    { id: "who", label: "", type: "name", value: "Ana Paz" },
  ];
  expect(understand(json({ companion: 1, plugin: "wpforms", fields }), SITE)).toMatchObject([
    {
      email: "ana@example.com",
      name: "Ana Paz",
      extra: { "Color preferido": ["uno", "dos"], "codigo-x": "tres" },
    },
  ]);
});

test("is mapped by what a form calls its field: number 1 of another form is another field", () => {
  const told = (form: string, label: string, value: string) =>
    json({
      companion: 1,
      plugin: "gravityforms",
      form: { id: form },
      fields: [{ id: "1", label, type: "text", value }],
    });
  const source = { ...SITE, mapping: { Patente: "extra:patente" } };
  expect(understand(told("1", "Patente", "AB123CD"), source)).toMatchObject([{ extra: { patente: "AB123CD" } }]);
  expect(understand(told("2", "E-Mail", "ana@example.com"), source)).toMatchObject([
    { email: "ana@example.com", extra: {} },
  ]);
});

test("its test is a test and no lead", () => {
  const ping = json({ companion: 1, test: true, site: "https://www.ejemplo.test" }, { "x-hook-test": "true" });
  expect(understand(ping, SITE)).toMatchObject([{ kind: "test", plugin: "companion" }]);
});

test("whatever else calls itself companion keeps what it says", () => {
  const strange = { companion: 1, plugin: "<b>x</b>", form: "3", fields: { email: "ana@example.com" }, files: [7] };
  expect(understand(json(strange), SITE)).toMatchObject([{ plugin: "generic", email: "ana@example.com" }]);
  expect(understand(json({ companion: "Ana", email: "ana@example.com" }), SITE)).toMatchObject([
    { email: "ana@example.com", extra: { companion: "Ana" } },
  ]);
});
