import { ENDPOINTS, refusal } from "@/lib/api/schema";
import { jsonSchema } from "@/lib/api/openapi";
import type { Endpoint, FieldWords, Json, OperationWords } from "@/lib/api/schema";

/** What the OpenAPI document says, for people. */
export function reference(): { operations: OperationWords[]; refusal: FieldWords[] } {
  return { operations: ENDPOINTS.map(operation), refusal: fieldsOf(jsonSchema(refusal, "output")) };
}

function operation({ id, method, path, summary, text, needs, params, body, answers }: Endpoint): OperationWords {
  return {
    ...{
      id,
      method: method.toUpperCase(),
      path,
      summary,
      text,
      needs,
    },
    params: params.map(({ name, in: where, schema, required = false }) => ({
      in: where,
      ...fieldOf(name, jsonSchema(schema, "input"), required),
    })),
    body: body ? fieldsOf(jsonSchema(body, "input")) : [],
    answers: Object.entries(answers).map(([status, answer]) => ({
      ...{ status, text: answer.text },
      fields: fieldsOf(jsonSchema(answer.schema, "output")),
    })),
  };
}

/** The fields of an object and of what is in it, each under its whole name. */
function fieldsOf(schema: Json, prefix = ""): FieldWords[] {
  const required = (schema["required"] ?? []) as string[];
  return Object.entries((schema["properties"] ?? {}) as Record<string, Json>).flatMap(([key, inner]) => {
    const name = `${prefix}${key}`;
    const deeper = objectIn(inner);
    return [
      fieldOf(name, inner, required.includes(key)),
      ...(deeper ? fieldsOf(deeper.schema, `${name}${deeper.isList ? "[]" : ""}.`) : []),
    ];
  });
}

function fieldOf(name: string, schema: Json, required: boolean): FieldWords {
  return { name, type: typeOf(schema), required, text: (schema["description"] ?? "") as string };
}

function objectIn(schema: Json): { schema: Json; isList: boolean } | null {
  const either = (schema["anyOf"] ?? []) as Json[];
  const [only] = either.filter(({ type }) => type !== "null");
  const inner = only ?? schema;
  const items = inner["items"] as Json | undefined;
  const found = items ?? inner;
  return found["properties"] ? { schema: found, isList: items !== undefined } : null;
}

const FORMATS: Record<string, string> = { "date-time": "moment", uuid: "id", date: "day" };

function typeOf(schema: Json): string {
  const { type, format, items } = schema;
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["anyOf"])) return (schema["anyOf"] as Json[]).map(typeOf).join(" | ");
  if (type === "array") return `list of ${typeOf(items as Json)}`;
  if (type === "string") return FORMATS[String(format)] ?? "text";
  if (type === "integer" || type === "number") return "number";
  return typeof type === "string" ? type : "any";
}
