import { z } from "zod";
import { limitOf, momentOf, MOST_ROWS } from "@/lib/core/listing";

/** Leads of one page, at most. */
export const MOST_LEADS = MOST_ROWS;

/** What a lead says in a custom field. */
const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.object({ cents: z.int(), currency: z.string() }),
]);

const moment = z.iso.datetime({ offset: true });
const keyed = z.object({ id: z.uuid(), key: z.string() });
const named = z.object({ id: z.uuid(), name: z.string() });

/** A lead as programs read it. Texts are empty, never null; what isn't there is null. Times are UTC. */
export const apiLead = z.object({
  id: z.uuid(),
  number: z.int(),
  label: z.string().describe("How people say the number: L-10234."),
  contactName: z.string(),
  firm: z.string(),
  email: z.string(),
  phone: z.string().describe("As it was typed."),
  phoneE164: z.string().nullable(),
  message: z.string(),
  service: z.string(),
  company: z.object({ id: z.uuid(), key: z.string(), name: z.string() }),
  type: keyed,
  status: z.object({ id: z.uuid(), key: z.string(), phase: z.string(), outcome: z.string() }),
  owner: named.nullable(),
  source: named.nullable(),
  amount: z.object({ cents: z.int(), currency: z.string() }).nullable(),
  lostReason: keyed.nullable().describe("Why it was lost, where its status asks for it."),
  holdUntil: z.iso.date().nullable().describe("Until which day it was put off."),
  managementMessage: z.string().describe("What whoever assigns wrote to its owner."),
  channel: z.string(),
  subChannel: z.string(),
  priority: z.string(),
  score: z.int(),
  tags: z.array(z.string()),
  fields: z
    .record(z.string(), fieldValue)
    .describe("Custom fields by their keys: days as 2026-11-28, choices by their keys. What isn’t said isn’t there."),
  utm: z.object({
    source: z.string(),
    medium: z.string(),
    campaign: z.string(),
    term: z.string(),
    content: z.string(),
  }),
  pageUrl: z.string(),
  touchCount: z.int().describe("How often this person has arrived."),
  history: z.boolean().describe("It came in as something that had happened before."),
  submittedAt: moment,
  receivedAt: moment,
  assignedAt: moment.nullable(),
  firstResponseAt: moment.nullable(),
  statusChangedAt: moment,
  lastActivityAt: moment,
  updatedAt: moment,
});

/** One lead, with what its form sent beyond the known fields. */
export const apiLeadDetail = apiLead.extend({ extra: z.record(z.string(), z.unknown()) });
export type ApiLeadDetail = z.output<typeof apiLeadDetail>;

export const apiLeadPage = z.object({
  leads: z.array(apiLead),
  next: z.string().nullable().describe("The `cursor` of the next page; null after the last one."),
});
export type ApiLeadPage = z.output<typeof apiLeadPage>;

const filter = (what: string) => z.string().optional().describe(what);

/** The list's own filters, as the address of the screen has them; anything else that is asked is refused by its name. */
export const listLeadsInput = z
  .object({
    status: filter("Keys or ids of statuses, separated by commas."),
    phase: filter("`cold`, `active`, `closed`."),
    owner: filter("Ids of users, or `none`."),
    company: filter("Keys or ids of companies."),
    source: filter("Ids of sources."),
    type: filter("Keys or ids of lead types."),
    priority: filter("`urgent`, `high`, `normal`, `low`."),
    campaign: filter("Values of utm_campaign."),
    contacted: filter("`yes` or `no`."),
    from: filter("The first day of receipt, as 2026-11-23, in the organisation’s zone."),
    to: filter("The last day of receipt."),
    q: filter("Words in name, firm, mail, phone, number, service or message."),
    updatedSince: momentOf("A moment; ISO 8601 with offset."),
    filter: filter(
      'Any other condition as JSON, as the screen’s address has it: `{"field":"field.weight","op":"gt","value":500}`. Custom fields are `field.` and their key.',
    ),
    sort: filter(
      "`received` (default), `activity`, `number`, `name`, `firm`, `status`, `owner`, `company`, `score`, or a custom field: `field.weight`.",
    ),
    dir: filter("`asc` or `desc`."),
    cursor: z
      .string()
      .max(2000)
      .optional()
      .describe("`next` of the page before, asked with the same filters and order."),
    limit: limitOf(50),
  })
  .catchall(z.string());
export type ListLeadsInput = z.output<typeof listLeadsInput>;

export const oneLeadInput = z.object({ lead: z.string().max(60).describe("Its number (`10234`, `L-10234`) or id.") });
