import { fieldsOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import type { JsonObject } from "@/lib/intake/json";
import { meaningOf } from "@/lib/intake/labels";
import { reading, say } from "@/lib/intake/reading";
import type { Reading } from "@/lib/intake/reading";
import { wordsOf } from "@/lib/intake/words";

const ABOUT = new Set(["id", "created_at", "form_id"]);

/** One of the forms asks under "Ubicación" what the others ask as a service; only where nothing else asks it. */
function withService(fields: Field[]): Field[] {
  if (fields.some(({ path }) => meaningOf(path.at(-1) ?? "")?.concept === "service")) return fields;
  return fields.map((field) =>
    wordsOf(field.path[0] ?? "") === "ubicacion" ? { ...field, concept: "service" as const } : field,
  );
}

/** A row of the predecessor's endpoint: keys are the form's labels, times are the site's. */
export function readRow(row: JsonObject, formId: string | null): Reading {
  const answers = Object.fromEntries(Object.entries(row).filter(([key]) => !ABOUT.has(key)));
  return reading("wp-custom-endpoint", withService(fieldsOf(answers)), {
    form: { id: formId ?? say(row, "form_id"), name: null },
    externalId: say(row, "id"),
    submitted: say(row, "created_at"),
  });
}
