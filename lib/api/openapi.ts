import { z } from "zod";
import { ENDPOINTS, refusal } from "@/lib/api/schema";
import type { Endpoint, Json } from "@/lib/api/schema";

const REFUSALS = {
  401: "No key, or one that is unknown, expired or revoked: it isn’t told which.",
  403: "The key wasn’t given what this needs.",
  404: "It doesn’t exist, or the key doesn’t reach it.",
  422: "Something asked for can’t be read; `fields` says what.",
  429: "Too many requests; `Retry-After` says how many seconds to wait.",
};

/** The document that describes the API, made of the schemas that the routes read and the tests hold their answers to. */
export function openApi(server: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of ENDPOINTS) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Leads Manager",
      version: "1",
      description: "Leads in and out, for programs. Every request carries an API key: `Authorization: Bearer lm_…`.",
    },
    servers: [{ url: server }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "Made under Settings → API keys." } },
      schemas: { Refusal: jsonSchema(refusal, "output") },
    },
  };
}

function operation({ id, path, summary, text, needs, params, body, answers }: Endpoint): Json {
  return {
    operationId: id,
    summary,
    description: needs === "" ? text : `${text}\n\nNeeds \`${needs}\`.`,
    parameters: params.map(({ schema, required = false, ...where }) => ({
      ...where,
      required,
      ...parameter(schema),
    })),
    ...(body && { requestBody: { required: true, content: content(jsonSchema(body, "input")) } }),
    responses: { ...refusals(path), ...Object.fromEntries(Object.entries(answers).map(answer)) },
  };
}

function parameter(schema: z.ZodType): Json {
  const { description, ...rest } = jsonSchema(schema, "input");
  return { ...(description !== undefined && { description }), schema: rest };
}

function answer([status, { text, schema }]: [string, { text: string; schema: z.ZodType }]) {
  return [status, { description: text, content: content(jsonSchema(schema, "output")) }] as const;
}

function refusals(path: string): Json {
  const told = Object.entries(REFUSALS).filter(
    ([status]) => status !== "404" || path.includes("{") || path.endsWith("/leads"),
  );
  const refused = content({ $ref: "#/components/schemas/Refusal" });
  return Object.fromEntries(told.map(([status, description]) => [status, { description, content: refused }]));
}

const content = (schema: Json) => ({ "application/json": { schema } });

export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    // A format says it already, in a word instead of a hundred signs.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return plain;
}
