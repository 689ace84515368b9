import { understand } from "@/lib/intake/understand";
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

test("nested 5,000 deep is salvaged like 100 deep", () => {
  const body = Buffer.from(`{"email":"ana@correo.test","d":${"[".repeat(5000)}1${"]".repeat(5000)}}`);
  const [item] = understand({ method: "POST", path: "/", headers: {}, body }, SITE);
  expect(item).toMatchObject({ kind: "lead_partial", reason: "too_deep", email: "ana@correo.test" });
});
