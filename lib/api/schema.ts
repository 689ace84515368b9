import { z } from "zod";
import { FIELD_KINDS } from "@/lib/leads/custom-fields/field/schema";
import { apiCampaignPage, listCampaignsInput } from "@/lib/leads/campaigns/api/schema";
import { apiLeadDetail, apiLeadPage, listLeadsInput, MOST_LEADS, oneLeadInput } from "@/lib/leads/api/schema";
import { DELIVERY_STATES, replayInput } from "@/lib/intake/deliveries/schema";
import {
  LONGEST_IDEMPOTENCY_KEY,
  POST_OUTCOMES,
  POSTABLE_KINDS,
  postedLead,
  postLeadQuery,
} from "@/lib/intake/posting/schema";
import { apiTaskPage, listTasksInput } from "@/lib/leads/tasks/api/schema";
import { apiUserPage, listUsersInput } from "@/lib/users/api/schema";
import { eventPage, listEventsInput } from "@/lib/webhooks/reading/schema";
import { OUTCOME_CODES } from "@/lib/core/errors";
import type { KeyPermission } from "@/lib/auth/keys/schema";

const keyed = z.object({ id: z.uuid(), key: z.string() });
const label = z.object({ en: z.string(), es: z.string() });
const customField = z.object({
  key: z.string(),
  kind: z.enum(FIELD_KINDS),
  label,
  types: z.array(z.uuid()),
  options: z.array(z.object({ key: z.string(), label, active: z.boolean() })),
});
const company = z.object({ id: z.uuid(), key: z.string(), name: z.string() });

const posted = z.object({
  outcome: z.enum(POST_OUTCOMES),
  lead: z.object({ id: z.uuid(), number: z.int(), label: z.string() }).nullable(),
  delivery: z.object({ id: z.uuid(), state: z.enum(DELIVERY_STATES), reason: z.string() }),
});

const delivery = z.object({
  id: z.uuid(),
  source: z.object({ id: z.uuid(), name: z.string() }),
  via: z.string(),
  history: z.boolean(),
  receivedAt: z.iso.datetime(),
  state: z.enum(DELIVERY_STATES),
  outcome: z.string(),
  reason: z.string(),
  attempts: z.int(),
  duplicateOf: z.uuid().nullable(),
  lead: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  understood: z
    .looseObject({ plugin: z.string(), kind: z.string() })
    .nullable()
    .describe("What was understood of it, as `npm run admin -- delivery show` tells it; null until it is read."),
});

const source = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(POSTABLE_KINDS),
  channel: z.string(),
  subChannel: z.string(),
  active: z.boolean().describe("What arrives for a paused one is kept, and refused."),
  timeZone: z.string(),
  defaultCountry: z.string(),
  company,
  type: keyed,
  isDefault: z.boolean().describe("Where this key’s leads go when a post names no source."),
});

export const refusal = z.object({
  code: z.enum([...OUTCOME_CODES, "INTERNAL"]),
  fields: z.record(z.string(), z.string()).optional().describe("What was refused for what, by its name."),
  details: z.record(z.string(), z.string()).optional(),
  requestId: z.string().describe("By which the server’s log knows this request."),
});

export type Json = Record<string, unknown>;

/** One field, parameter or value, as a person reads it. */
export type FieldWords = { name: string; type: string; required: boolean; text: string };
export type OperationWords = {
  id: string;
  method: string;
  path: string;
  summary: string;
  text: string;
  needs: string;
  params: (FieldWords & { in: string })[];
  body: FieldWords[];
  answers: { status: string; text: string; fields: FieldWords[] }[];
};

export type Endpoint = {
  id: string;
  method: "get" | "post";
  path: string;
  summary: string;
  text: string;
  /** What the key must have been given; empty: any key will do. */
  needs: KeyPermission | "";
  /** Whatever stands in the path, the query or the headers. */
  params: { name: string; in: "path" | "query" | "header"; schema: z.ZodType; required?: boolean }[];
  body?: z.ZodType;
  answers: Partial<Record<200 | 201 | 202 | 413 | 422, { text: string; schema: z.ZodType }>>;
};

const none: Endpoint["params"] = [];
const ok = (text: string, schema: z.ZodType): Endpoint["answers"] => ({ 200: { text, schema } });

/** A schema's fields as parameters. */
function queryOf(schema: z.ZodObject): Endpoint["params"] {
  return Object.entries(schema.shape).map(([name, one]) => ({ name, in: "query" as const, schema: one as z.ZodType }));
}

/** Everything the API does. Its document and its tests are read from here; a route that isn't listed fails a test. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    id: "postLead",
    method: "post",
    path: "/api/v1/leads",
    summary: "Send a lead",
    text:
      "It is kept as it came before anything reads it, then read by the same rules as what a form sends: mapping, duplicates, classification, first owner. " +
      "The answer waits up to a second for that; 202 says that it is kept and will be read, and `GET /api/v1/deliveries/{deliveryId}` how it ended.",
    needs: "lead.create",
    params: [
      ...queryOf(postLeadQuery),
      {
        name: "Idempotency-Key",
        in: "header",
        schema: z
          .string()
          .max(LONGEST_IDEMPOTENCY_KEY)
          .describe(
            "The same key with the same body gets the same answer and never makes a second lead, for 24 hours at least.",
          ),
      },
    ],
    body: postedLead,
    answers: {
      200: {
        text: "Known: added to the person’s lead (`touched`), a correction (`updated`), a repetition (`duplicate`).",
        schema: posted,
      },
      201: { text: "A new lead.", schema: posted },
      202: { text: "Kept; not settled within a second.", schema: posted },
      413: { text: "Larger than 10 MB; its first 64 kB are kept.", schema: posted },
      422: {
        text: "No lead: why stands in `fields`. What came is kept as a rejected delivery.",
        schema: posted.extend({ code: z.literal("INVALID"), fields: z.record(z.string(), z.string()) }),
      },
    },
  },
  {
    id: "listLeads",
    method: "get",
    path: "/api/v1/leads",
    summary: "Read leads",
    text: `The leads the key reaches, ${MOST_LEADS} at most a page, filtered as the list on the screen is.`,
    needs: "lead.read",
    params: queryOf(listLeadsInput),
    answers: ok("A page of leads.", apiLeadPage),
  },
  {
    id: "getLead",
    method: "get",
    path: "/api/v1/leads/{lead}",
    summary: "Read one lead",
    text: "By its number or id. The number of a lead that was merged gives the lead it went into.",
    needs: "lead.read",
    params: [{ name: "lead", in: "path", schema: oneLeadInput.shape.lead, required: true }],
    answers: ok("The lead.", apiLeadDetail),
  },
  {
    id: "listCampaigns",
    method: "get",
    path: "/api/v1/campaigns",
    summary: "Read campaigns",
    text:
      "Those that leads name which the key reaches, by their names. So far a campaign is what its leads say of it: it has no id and no budget, and its name is what it is told by. " +
      "`GET /api/v1/leads?campaign=…` heeds neither case nor accents, and so may find the leads of several that are written alike.",
    needs: "lead.read",
    params: queryOf(listCampaignsInput),
    answers: ok("A page of campaigns.", apiCampaignPage),
  },
  {
    id: "listTasks",
    method: "get",
    path: "/api/v1/tasks",
    summary: "Read tasks",
    text: "Those on the leads the key reaches, in the order in which they were made. Tasks on no lead are between two people.",
    needs: "lead.read",
    params: queryOf(listTasksInput),
    answers: ok("A page of tasks.", apiTaskPage),
  },
  {
    id: "listUsers",
    method: "get",
    path: "/api/v1/users",
    summary: "Read users",
    text: "Those of the companies the key reaches, in the order in which they were made; also who was deactivated.",
    needs: "user.read",
    params: queryOf(listUsersInput),
    answers: ok("A page of users.", apiUserPage),
  },
  {
    id: "listEvents",
    method: "get",
    path: "/api/v1/events",
    summary: "Read what happened",
    text:
      "From where the answer before ended, so that nothing is missed and nothing comes twice. What is told of leads needs `lead.read`, of arrivals and sources " +
      "`intake.read`, of people `user.read`; each as far as the key’s companies go. The same as a webhook’s body.",
    needs: "",
    params: queryOf(listEventsInput),
    answers: ok("The next events.", eventPage),
  },
  {
    id: "getDelivery",
    method: "get",
    path: "/api/v1/deliveries/{deliveryId}",
    summary: "Read what became of an arrival",
    text: "How it ended, why, and what was understood of it. A key that may send leads can ask after what it sent itself.",
    needs: "",
    params: [{ name: "deliveryId", in: "path", schema: replayInput.shape.deliveryId, required: true }],
    answers: ok("The delivery.", delivery),
  },
  {
    id: "listSources",
    method: "get",
    path: "/api/v1/sources",
    summary: "Read where leads can be sent",
    text: "The sources that this key may name.",
    needs: "lead.create",
    params: none,
    answers: ok("The sources.", z.object({ sources: z.array(source) })),
  },
  {
    id: "listCompanies",
    method: "get",
    path: "/api/v1/companies",
    summary: "Read the companies",
    text: "Those that the key reaches.",
    needs: "",
    params: none,
    answers: ok("The companies.", z.object({ companies: z.array(company.extend({ active: z.boolean() })) })),
  },
  {
    id: "listStatuses",
    method: "get",
    path: "/api/v1/statuses",
    summary: "Read the statuses",
    text: "In their order, in both languages.",
    needs: "",
    params: none,
    answers: ok(
      "The statuses.",
      z.object({
        statuses: z.array(
          keyed.extend({ label, group: z.string(), phase: z.string(), outcome: z.string(), active: z.boolean() }),
        ),
      }),
    ),
  },
  {
    id: "listLeadTypes",
    method: "get",
    path: "/api/v1/lead-types",
    summary: "Read the lead types",
    text: "In their order, in both languages.",
    needs: "",
    params: none,
    answers: ok("The lead types.", z.object({ types: z.array(keyed.extend({ label, active: z.boolean() })) })),
  },
  {
    id: "listFields",
    method: "get",
    path: "/api/v1/fields",
    summary: "Read the custom fields",
    text: "Those in use, in their order, in both languages: what `fields` of a lead can say, and what their choices are. `types` are the lead types that have it; none: all.",
    needs: "",
    params: none,
    answers: ok("The custom fields.", z.object({ fields: z.array(customField) })),
  },
];
