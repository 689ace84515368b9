import { guessField } from "@/lib/leads/custom-fields/guess";
import { readValue, unreadable } from "@/lib/leads/custom-fields/reading/schema";
import { unwritten, written } from "@/lib/leads/custom-fields/value/schema";
import type { FieldKind } from "@/lib/leads/custom-fields/field/schema";
import type { FieldValue } from "@/lib/leads/custom-fields/value/schema";

const options = [
  { key: "cold", labelEn: "Cold chain", labelEs: "Cadena de frío", active: true },
  { key: "dry", labelEn: "Dry", labelEs: "Seca", active: true },
];
const read = (kind: FieldKind, said: string | string[], decimal: "," | "." = ",") =>
  readValue({ kind, options }, said, { currency: "ARS", decimal });

describe("what somebody wrote is read as the field's kind", () => {
  test.each<[FieldKind, string | string[], "," | ".", FieldValue]>([
    ["number", "1.234,5", ",", 1234.5],
    ["number", "1,234.5", ".", 1234.5],
    ["number", "1.234", ",", 1234],
    ["number", "1.234", ".", 1.234],
    ["number", "1,234", ".", 1234],
    ["number", "1,5", ".", 1.5],
    ["number", "1.5", ",", 1.5],
    ["number", "-0,25", ",", -0.25],
    ["number", "12.000.000", ",", 12_000_000],
    ["number", "500 kg", ",", 500],
    ["money", "$ 1.250,50", ",", { cents: 125_050, currency: "ARS" }],
    ["money", "USD 1,250.50", ".", { cents: 125_050, currency: "USD" }],
    ["money", "U$S 300", ",", { cents: 30_000, currency: "USD" }],
    ["money", "300 €", ",", { cents: 30_000, currency: "EUR" }],
    ["money", "-10", ",", { cents: -1000, currency: "ARS" }],
    ["date", "28/11/2026", ",", "2026-11-28"],
    ["date", "2026-11-28", ",", "2026-11-28"],
    ["date", "28 de noviembre de 2026", ",", "2026-11-28"],
    ["boolean", "Sí", ",", true],
    ["boolean", "no", ",", false],
    ["choice", "cadena de FRIO", ",", "cold"],
    ["choice", "Dry", ",", "dry"],
    ["choices", ["Seca", "Cold chain"], ",", ["cold", "dry"]],
    ["choices", "dry, cold", ",", ["cold", "dry"]],
    ["email", " Ana@Example.TEST ", ",", "ana@example.test"],
    ["phone", "011 4444-5555", ",", "011 4444-5555"],
    ["url", "example.com/a?b=1", ",", "https://example.com/a?b=1"],
    ["text", "  👩‍🚀 مرحبا ", ",", "👩‍🚀 مرحبا"],
    ["text", "x".repeat(3000), ",", "x".repeat(3000)],
  ])("%s: %j (%s)", (kind, said, decimal, value) => {
    expect(read(kind, said, decimal)).toStrictEqual(value);
  });

  test.each<[FieldKind, string | string[]]>([
    ["number", "mucho"],
    ["number", "1e400"],
    ["number", "12345678901234567890"],
    ["number", ""],
    ["money", "gratis"],
    ["date", "31/02/2026"],
    ["date", "pronto"],
    ["boolean", "quizás"],
    ["choice", "wet"],
    ["choices", ["Seca", "wet"]],
    ["choices", []],
    ["email", "ana"],
    ["phone", "llamame"],
    ["url", "javascript:alert(1)"],
    ["url", "no es un enlace"],
    ["text", "   "],
    ["text", "x".repeat(5001)],
  ])("%s: %j is none", (kind, said) => {
    expect(read(kind, said)).toBeUndefined();
  });
});

test("what is refused says why: an amount that is too large is an amount", () => {
  const why = (kind: FieldKind, said: string) => unreadable({ kind, options: [] }, said, { currency: "ARS" });
  expect(why("money", "99999999999999")).toBe("amountTooLarge");
  expect(why("money", "USD 1.000.000.000.001")).toBe("amountTooLarge");
  expect(why("money", "mucho")).toBe("notAmount");
  expect(why("number", "99999999999999999")).toBe("notNumber");
  expect(why("text", "x".repeat(5001))).toBe("tooLong 5000 5001");
});

test("a value and how it is written are one another's, and equal values are written alike", () => {
  const values: [FieldKind, FieldValue][] = [
    ["number", 1234.5],
    ["number", 0.000001],
    ["number", -999_999_999_999.25],
    ["money", { cents: -5, currency: "USD" }],
    ["money", { cents: 100_000_000_000_000, currency: "ARS" }],
    ["date", "2026-11-28"],
    ["boolean", false],
    ["choices", ["cold", "dry"]],
    ["text", "a,b"],
  ];
  for (const [kind, value] of values) expect(unwritten(kind, written(value))).toStrictEqual(value);
  expect(written(undefined)).toBe("");
  expect(unwritten("number", "")).toBeUndefined();
  expect(unwritten("money", "free")).toBeUndefined();
});

describe("what an extra value seems to be", () => {
  const said = (...texts: (string | string[])[]) => texts.map((one) => ({ said: one, leads: 10 }));
  test.each([
    ["number", said("12", "1.200", "40 pallets"), []],
    ["money", said("$ 1.200", "USD 300", "$ 5"), []],
    ["date", said("28/11/2026", "1/2/2026"), []],
    ["boolean", said("Sí", "No"), []],
    ["email", said("a@x.test", "b@x.test"), []],
    ["url", said("https://x.test/a", "https://x.test/b"), []],
    ["phone", said("011 4444-5555", "+54 9 11 2222 3333"), []],
    ["choice", said("Seca", "SECA", "Cadena de frío"), ["Seca", "Cadena de frío"]],
    ["choices", said(["A", "B"], ["B"]), ["A", "B"]],
    ["long", [{ said: "x".repeat(400), leads: 1 }], []],
    ["text", Array.from({ length: 40 }, (_, at) => ({ said: `Calle ${at} bis`, leads: 1 })), []],
    ["text", [], []],
  ] as const)("%s", (kind, sayings, choices) => {
    expect(guessField(sayings as never)).toStrictEqual({ kind, options: choices });
  });

  test("a slip among many doesn't make a number a text; many slips do", () => {
    const numbers = Array.from({ length: 99 }, (_, at) => ({ said: String(at * 7), leads: 1 }));
    expect(guessField([...numbers, { said: "mucho", leads: 1 }])).toMatchObject({ kind: "number" });
    expect(guessField([...numbers, { said: "mucho y pesado", leads: 30 }])).toMatchObject({ kind: "text" });
  });
});
