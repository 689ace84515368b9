import { getExampleNumber } from "libphonenumber-js";
import examples from "libphonenumber-js/mobile/examples";
import { targetOf } from "@/lib/intake/mapping";
import type { CountryCode } from "libphonenumber-js";
import type { FieldMapping, Target } from "@/lib/intake/schema";

/** What forms call them where nobody mapped anything. */
const USUAL: [string, Target][] = [
  ["nombre", "name"],
  ["email", "email"],
  ["telefono", "phone"],
  ["mensaje", "message"],
];

/** A submission as a visitor of this form might send it: in the fields that were mapped, and in the usual ones beside. */
export function sampleOf(source: { mapping: FieldMapping; defaultCountry: string }, mark: string): FieldMapping {
  const values = valuesFor(source.defaultCountry, mark);
  const mapped = Object.entries(source.mapping).flatMap(([key, text]): [string, Target][] => {
    const target = targetOf(text);
    return target && !key.endsWith("*") ? [[key, target]] : [];
  });
  const covered = new Set(mapped.map(([, target]) => (/^(?:first|last)_name$/.test(target) ? "name" : target)));
  const fields = [...mapped, ...USUAL.filter(([, target]) => !covered.has(target))];
  return Object.fromEntries(fields.flatMap(([key, target]) => (values[target] ? [[key, values[target]]] : [])));
}

/** A mail that nobody has, so that it is nobody's lead. */
function valuesFor(country: string, mark: string): Partial<Record<Target, string>> {
  return {
    name: "Prueba de Leads Manager",
    first_name: "Prueba",
    last_name: "de Leads Manager",
    firm: "Leads Manager",
    email: `prueba-${mark}@example.com`,
    phone: getExampleNumber(country as CountryCode, examples)?.formatNational() ?? "11 4321-8765",
    message: "Prueba enviada desde Leads Manager. No es una consulta.",
    service: "Prueba",
    page_url: "https://www.example.com/contacto",
    "utm.source": "prueba",
    "utm.medium": "prueba",
    "utm.campaign": "prueba",
  };
}
