import zlib from "node:zlib";
import { POSTED_LEAD } from "@/lib/intake/connectors/api";
import { understandPosted } from "@/lib/intake/posted";
import { understand } from "@/lib/intake/understand";
import type { Understood } from "@/lib/intake/schema";

const SOURCE = { timeZone: "America/Argentina/Buenos_Aires", defaultCountry: "AR", mapping: {} };

function read(body: unknown, headers: Record<string, string> = {}, mapping = {}): Partial<Understood> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const request = { method: "POST", path: POSTED_LEAD, headers, body: bytes };
  const [only, ...others] = understandPosted(request, { ...SOURCE, mapping });
  expect(others).toStrictEqual([]);
  return only ?? {};
}

const EMAIL = { email: "ana@example.com" };

test.each<[string, object, Partial<Understood>]>([
  ["a name that is a firm's word", { contactName: "Logística SRL", ...EMAIL }, { name: "Logística SRL" }],
  ["parts of a name", { firstName: "Ana", lastName: "Pérez", ...EMAIL }, { name: "Ana Pérez" }],
  ["a firm that is a person's name", { firm: "Ana Pérez", ...EMAIL }, { firm: "Ana Pérez", name: null }],
  ["a message that is a name", { message: "Ana Pérez", ...EMAIL }, { message: "Ana Pérez", name: null }],
  ["a service that looks like a message", { service: "¿Qué cuesta?", ...EMAIL }, { service: "¿Qué cuesta?" }],
  ["a phone as a number", { phone: 1144445555 }, { phone: "+541144445555", phoneRaw: "1144445555" }],
  ["consent as it is", { consent: false, ...EMAIL }, { consent: false }],
  [
    "a moment in the source's zone",
    { submittedAt: "2026-11-20T10:00:00", ...EMAIL },
    {
      submittedAt: { raw: "2026-11-20T10:00:00", iso: "2026-11-20T10:00:00-03:00", basis: "site" },
    },
  ],
  ["one's own id as a number", { externalId: 77, ...EMAIL }, { externalId: "77" }],
  ["the form", { formId: "3", formName: "Contacto", ...EMAIL }, { form: { id: "3", name: "Contacto" } }],
  [
    "UTM values, the page's where one is missing",
    {
      ...EMAIL,
      utm: { source: "a", color: "x" },
      pageUrl: "https://a.test/?utm_medium=cpc",
    },
    {
      utm: { source: "a", medium: "cpc", campaign: null, term: null, content: null },
      extra: { "utm.color": "x" },
    },
  ],
  [
    "extras under their own names, whatever they are called",
    {
      ...EMAIL,
      extra: { phone: "011 4444-5555", nombre: "Ana", sí: true, lista: ["a", "b"], dentro: { x: 1 } },
    },
    {
      phone: null,
      name: null,
      extra: { phone: "011 4444-5555", nombre: "Ana", sí: "true", lista: ["a", "b"], dentro: { x: "1" } },
    },
  ],
  [
    "other names as a form's",
    { "Nombre y Apellido": "Ana Pérez", Teléfono: "011 4444-5555", Color: "rojo" },
    {
      name: "Ana Pérez",
      phone: "+541144445555",
      extra: { Color: "rojo" },
    },
  ],
  [
    "names that are JavaScript's own",
    { ...EMAIL, constructor: "x", toString: "y" },
    {
      extra: { constructor: "x", toString: "y" },
    },
  ],
])("understands %s", (_, body, expected) => {
  expect(read(body)).toMatchObject({ plugin: "api", kind: "lead", ...expected });
});

test("an extra that the source maps goes where it says", () => {
  expect(read({ ...EMAIL, extra: { peso: "12" } }, {}, { "extra.peso": "message" })).toMatchObject({ message: "12" });
});

test("a packed body is unpacked", () => {
  expect(read(zlib.gzipSync(JSON.stringify(EMAIL)), { "content-encoding": "gzip" })).toMatchObject(EMAIL);
});

test.each([["[]"], ["{"], [""], ["a=b"], ["1"], ['{"leads":[{"email":"a@b.test"},{"email":"c@d.test"}]}']])(
  "%j is no lead",
  (body) => {
    expect(read(body)).toMatchObject({ kind: "unreadable", reason: "not_an_object" });
  },
);

test("these names are the API's alone: a form that has them is read by what its words mean", () => {
  const body = Buffer.from(JSON.stringify({ ...EMAIL, extra: { phone: "011 4444-5555" } }));
  const [form] = understand({ method: "POST", path: "/api/intake/x", headers: {}, body }, SOURCE);
  expect(form).toMatchObject({ plugin: "generic", phone: "+541144445555" });
});
