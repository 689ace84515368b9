import { understand } from "@/lib/intake/understand";
import { extraValues } from "@/lib/leads/page/extra-values";
import { SITE } from "@/tests/support/wordpress";

const read = (value: unknown) =>
  understand(
    {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(value)),
    },
    SITE,
  );
const PERSON = { kind: "lead", name: "Marta Ruiz", email: "marta@correo.test", phone: "+541143217788" };

test.each([
  [
    "a bare list",
    [
      { name: "Nombre", value: "Marta Ruiz" },
      { name: "Email", value: "marta@correo.test" },
      { name: "Teléfono", value: "11 4321-7788" },
    ],
  ],
  [
    "a list under a key",
    {
      fields: [
        { label: "Name", value: "Marta Ruiz" },
        { label: "E-mail address", value: "marta@correo.test" },
        { label: "Phone", value: "11 4321-7788" },
      ],
    },
  ],
  [
    "an advertiser's columns",
    {
      lead_id: "9",
      user_column_data: [
        { column_name: "Full Name", string_value: "Marta Ruiz" },
        { column_name: "User Email", string_value: "marta@correo.test" },
        { column_name: "Phone", string_value: "11 4321-7788" },
      ],
    },
  ],
])("%s of named values is one submission", (_, value) => {
  const items = read(value);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject(PERSON);
});

test("a list of records stays as many submissions", () => {
  const items = read([
    { name: "Ana", email: "ana@correo.test", message: "uno" },
    { name: "Eva", email: "eva@correo.test", message: "dos" },
  ]);
  expect(items.map(({ name }) => name)).toStrictEqual(["Ana", "Eva"]);
});

const MAIL = { email: "ana@correo.test" };
const items = (...list: object[]) => read({ ...MAIL, items: list })[0]?.extra;

test("what an item of a list holds beside its name and value stays with it", () => {
  const extra = items({ name: "Pallet", value: "2000", qty: 3, nota: "frágil" }, { name: "Caja", value: "2" });
  expect(extra).toStrictEqual({ Pallet: { "": "2000", qty: "3", nota: "frágil" }, Caja: "2" });
  expect(extraValues(extra).map(({ name, value }) => `${name}: ${value}`)).toStrictEqual([
    ...["Pallet: 2000", "Pallet › qty: 3", "Pallet › nota: frágil"],
    "Caja: 2",
  ]);
  const one = read({ ...MAIL, carga: { label: "Pallet", value: "2000", price: 2000 } })[0];
  expect(one?.extra).toStrictEqual({ Pallet: { "": "2000", price: "2000" } });
});

test("a further item of the same name is kept too, and one that says the same isn't", () => {
  expect(items({ name: "Pallet", value: "2000", qty: 3 }, { name: "Pallet", value: "500", qty: 1 })).toStrictEqual({
    Pallet: { "": "2000", qty: "3" },
    "Pallet (2)": { "": "500", qty: "1" },
  });
  expect(items({ name: "Zona", value: "Sur" }, { name: "Zona", value: "Norte" })).toStrictEqual({
    Zona: ["Sur", "Norte"],
  });
  expect(items({ name: "Zona", value: "Sur" }, { name: "Zona", value: "Sur" }, { name: "Zona" })).not.toHaveProperty(
    "Zona (2)",
  );
});

test("what a program says of its own field, and what its value says already, is nobody's answer", () => {
  const own = { id: 4, key: "f4", slug: "zona", type: "text", required: true, is_hidden: false, cssClass: "w-50" };
  expect(items({ ...own, label: "Zona", value: "Gran Rosario", raw_value: "gr", short: "Rosario" })).toStrictEqual({
    Zona: "Gran Rosario",
  });
});

test("what stands beside is kept, and not read as the visitor's, nor where it is a secret", () => {
  const [one] = read({ ...MAIL, items: [{ name: "Pallet", value: "2", message: "frágil", pin: "4111111111111111" }] });
  expect(one).toMatchObject({ message: null, extra: { Pallet: { "": "2", message: "frágil" } } });
  expect(JSON.stringify(one)).not.toContain("4111");
});

test("a record that holds a value of that name too is somebody's, alone or in a list", () => {
  const ana = { name: "Ana Paz", email: "ana@correo.test", value: "2000" };
  expect(read([ana, { name: "Eva Sol", telefono: "341 456 7890", value: "5" }])).toMatchObject([
    { name: "Ana Paz", email: "ana@correo.test", extra: { value: "2000" } },
    { name: "Eva Sol", phone: "+543414567890" },
  ]);
  expect(read({ contact: ana })[0]).toMatchObject({ name: "Ana Paz", email: "ana@correo.test" });
  expect(read({ Nombre: { label: "Nombre", value: "Ana Paz" }, ...MAIL })[0]).toMatchObject({ name: "Ana Paz" });
});

const NUMBERED = {
  "1": { name: "Name", value: "Marta Ruiz", id: 1, type: "name", first: "Marta", last: "Ruiz" },
  "2": { name: "Email", value: "marta@correo.test", id: 2, type: "email" },
  "3": { name: "Phone", value: "11 4321-7788", id: 3, type: "phone" },
};
const LABELLED = [
  { label: "Nombre", value: "Marta Ruiz" },
  { label: "Correo", value: "marta@correo.test" },
  { label: "Celular", value: "11 4321-7788" },
];

test.each<[string, object]>([
  ["at the root", NUMBERED],
  ["under a key", { fields: NUMBERED }],
  ["two keys down", { entry: { fields: NUMBERED } }],
  ["from nought, without a kind", { data: Object.fromEntries(LABELLED.entries()) }],
  ["beside something else", { fields: NUMBERED, form_id: "7" }],
])("a form's fields by their numbers are one lead: %s", (_, body) => {
  expect(read(body)).toMatchObject([{ ...PERSON, extra: {} }]);
});

test("a form's only field by its number is one, and people by their numbers are as many", () => {
  expect(read({ fields: { "2": NUMBERED["2"] } })).toMatchObject([{ email: "marta@correo.test", extra: {} }]);
  const people = {
    "0": { name: "Ana Paz", mail: "ana@correo.test", value: "5" },
    "1": { name: "Eva Sol", value: "7" },
  };
  expect(read(people)).toMatchObject([{ name: "Ana Paz", email: "ana@correo.test" }, { name: "Eva Sol" }]);
  const unreached = { "0": { name: "Ana Paz", value: "5" }, "1": { name: "Eva Sol", value: "7" } };
  expect(read({ leads: unreached })).toMatchObject([{ name: "Ana Paz" }, { name: "Eva Sol" }]);
});

test("nested 5,000 deep is salvaged like 100 deep", () => {
  const body = Buffer.from(`{"email":"ana@correo.test","d":${"[".repeat(5000)}1${"]".repeat(5000)}}`);
  const [item] = understand({ method: "POST", path: "/", headers: {}, body }, SITE);
  expect(item).toMatchObject({ kind: "lead_partial", reason: "too_deep", email: "ana@correo.test" });
});
