import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object, mapping = {}) =>
  understand(json({ Mail: "a@r.test", ...values }), { ...SITE, mapping })[0];

const ANA = { nombre: "Ana", apellido: "Ruiz" };
const BETO = { nombre: "Beto", apellido: "Paz" };

test.each<[string, object]>([
  ["a couple", { Nombre: "Ana", Apellido: "Ruiz", "Nombre de tu pareja": "Beto", "Apellido de tu pareja": "Paz" }],
  ["under words nobody knows", { Nombre: "Ana", Apellido: "Ruiz", Tutelado: "Beto", "Apellido del tutelado": "Paz" }],
  ["who sends and who gets it", { remitente: ANA, destinatario: BETO }],
  ["the other way round", { destinatario: BETO, remitente: ANA }],
  ["numbered", { Nombre: "Ana", Apellido: "Ruiz", "Nombre 2": "Beto", "Apellido 2": "Paz" }],
  ["both numbered", { "Nombre 1": "Ana", "Apellido 1": "Ruiz", "Nombre 2": "Beto", "Apellido 2": "Paz" }],
  [
    "numbered in English",
    {
      "Adult 1 First Name": "Ana",
      "Adult 1 Last Name": "Ruiz",
      "Adult 2 First Name": "Beto",
      "Adult 2 Last Name": "Paz",
    },
  ],
  [
    "a shop's two addresses",
    { shipping: { first_name: "Beto", last_name: "Paz" }, billing: { first_name: "Ana", last_name: "Ruiz" } },
  ],
  [
    "the same with flat keys",
    { billing_first_name: "Ana", billing_last_name: "Ruiz", shipping_first_name: "Beto", shipping_last_name: "Paz" },
  ],
  ["a list of people", { people: [ANA, BETO] }],
  [
    "Gravity's two fields for names",
    {
      ...{ form_id: "1", date_created: "2026-11-01 10:00:00", id: "5" },
      ...{ "1.3": "Ana", "1.6": "Ruiz", "2.3": "Beto", "2.6": "Paz" },
    },
  ],
])("two people's names stay two, and the other's whole name is beside: %s", (_, values) => {
  const found = read(values);
  expect(found?.name).toBe("Ana Ruiz");
  const beside = JSON.stringify(found?.extra);
  expect([beside.includes("Beto"), beside.includes("Paz")]).toStrictEqual([true, true]);
});

test.each<[string, object, string]>([
  ["two surnames, numbered", { Nombre: "Ana", "Apellido 1": "Ruiz", "Apellido 2": "Paz" }, "Ana Ruiz Paz"],
  ["in words", { Nombre: "Ana", "Primer apellido": "Ruiz", "Segundo apellido": "Paz" }, "Ana Ruiz Paz"],
  ["whose they are from", { Nombre: "Ana", "Apellido paterno": "Ruiz", "Apellido materno": "Paz" }, "Ana Ruiz Paz"],
  ["in the other order", { "Apellido materno": "Paz", "Apellido paterno": "Ruiz", Nombre: "Ana" }, "Ana Ruiz Paz"],
  ["a surname that says whose", { Nombre: "Ana", "Apellido del solicitante": "Ruiz" }, "Ana Ruiz"],
  ["nobody but who gets it", { shipping_first_name: "Beto", shipping_last_name: "Paz" }, "Beto Paz"],
])("and one person's parts are one: %s", (_, values, name) => {
  expect(read(values)?.name).toBe(name);
});

test("what an admin maps is joined, whatever its labels", () => {
  const mapping = { uno: "first_name", dos: "last_name", tres: "last_name" };
  expect(read({ uno: "Ana", dos: "Ruiz", tres: "Paz" }, mapping)?.name).toBe("Ana Ruiz Paz");
});

test.each<[string, object]>([
  ["a pupil's", { "Nombre del alumno": "Leo", "Apellidos del alumno": "Gil", "Nombre del tutor": "Ana Paz" }],
  ["a child's", { "Nombre del tutor": "Ana Paz", "Nombre del niño": "Leo", "Apellidos del niño": "Gil" }],
  ["by keys", { "student-first-name": "Leo", "student-last-name": "Gil", "parent-name": "Ana Paz" }],
  [
    "a second person's",
    { "Nombre asistente 1": "Ana Paz", "Nombre asistente 2": "Leo", "Apellidos asistente 2": "Gil" },
  ],
])("nobody gets another's surname, and both parts of it stay beside: %s", (_, values) => {
  const found = read(values);
  expect(found?.name).toBe("Ana Paz");
  expect(Object.values({ ...found?.extra })).toStrictEqual(["Leo", "Gil"]);
});

test("who is asked for alone is who writes, a pupil too", () => {
  const pupil = { "Nombre del alumno": "Leo", "Apellidos del alumno": "Gil" };
  expect(read({ ...pupil, "Nombre del tutor": "" })).toMatchObject({ name: "Leo Gil", extra: {} });
});
