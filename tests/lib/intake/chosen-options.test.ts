import { understand } from "@/lib/intake/understand";
import { json, SITE } from "@/tests/support/wordpress";

const read = (values: object) => understand(json(values), SITE)[0];

const OPTIONS = [
  { id: "o1", text: "Transporte" },
  { id: "o2", text: "Depósito" },
];
const MAIL = { key: "q1", label: "Mail", type: "INPUT_EMAIL", value: "a@r.test" };
const asked = (value: unknown, options: unknown) => ({
  fields: [MAIL, { key: "q2", label: "Servicio", type: "CHECKBOXES", value, options }],
});

test.each<[string, unknown, unknown, string]>([
  ["a list of one", ["o1"], OPTIONS, "Transporte"],
  ["of several", ["o2", "o1"], OPTIONS, "Depósito, Transporte"],
  ["a single one", "o2", OPTIONS, "Depósito"],
  ["with a number", 2, [{ value: 2, label: "Depósito" }], "Depósito"],
  ["with what was typed besides", ["o1", "Grúas"], OPTIONS, "Transporte, Grúas"],
  ["of options by their ids", "x9", { x9: "Depósito" }, "Depósito"],
])("a choice answered by ids is what its field's own options say: %s", (_, value, options, service) => {
  expect(read(asked(value, options))).toMatchObject({ email: "a@r.test", service, extra: {} });
  expect(read({ data: asked(value, options) })).toMatchObject({ email: "a@r.test", service });
});

test("another field's options and words that are none say nothing of an answer", () => {
  const zone = { key: "q3", label: "Zona", type: "DROPDOWN", value: "o1", options: [{ id: "z1", text: "Sur" }] };
  const note = { key: "q4", label: "Código", type: "INPUT_TEXT", value: "o2" };
  expect(read({ fields: [...asked(["o1"], OPTIONS).fields, zone, note] })).toMatchObject({
    service: "Transporte",
    extra: { Zona: "o1", Código: "o2" },
  });
  expect(read(asked(["Fletes"], ["Fletes", "Otros"]))?.service).toBe("Fletes");
  expect(read({ Mail: "a@r.test", Servicio: "o1", options: "o1: Transporte" })?.service).toBe("o1");
});
