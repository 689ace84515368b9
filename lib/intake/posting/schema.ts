import { z } from "zod";
import { NOT_ASKED } from "@/lib/core/listing";
import { UTM_KEYS } from "@/lib/intake/schema";

/** Kinds of sources that take what is sent to them; what people type in or bring in a file has its own. */
export const POSTABLE_KINDS = ["webhook", "pull", "api"] as const;

export const LONGEST_IDEMPOTENCY_KEY = 255;

const text = z.string().optional();

/** The names that are understood without guessing. Nothing here is refused: what else comes is guessed at or kept as it is. */
export const postedLead = z.looseObject({
  contactName: text.describe("The person’s whole name. Or `firstName` and `lastName`."),
  firstName: text,
  lastName: text,
  firm: text.describe("The company they write for."),
  email: text.describe("This or `phone` is needed: somebody nobody can reach is no lead."),
  phone: text.describe("As it was typed; read by the source’s country where it has no prefix."),
  message: text,
  service: text.describe("What they are interested in. The source’s rules classify by it."),
  utm: z
    .looseObject(Object.fromEntries(UTM_KEYS.map((key) => [key, text])))
    .optional()
    .describe("Where they came from."),
  pageUrl: text.describe("The page the form stood on; UTM values are read from it as well."),
  referrer: text,
  ip: text.describe("The visitor’s, not your server’s."),
  userAgent: text,
  submittedAt: text.describe("ISO 8601. Without an offset it is in the source’s time zone; without this, it is now."),
  consent: z.boolean().optional(),
  externalId: text.describe("Your own id. The same once more is the same submission, with a correction if it differs."),
  formId: text,
  formName: text,
  fields: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .optional()
    .describe(
      "Custom fields by their keys (`GET /api/v1/fields`). Days as `2026-11-28`, money as `USD 1250.50`, choices by their keys or labels. What can’t be read is kept as an extra value.",
    ),
  extra: z.record(z.string(), z.unknown()).optional().describe("Anything else, kept under the names you give it."),
});

/** What its address may ask. A parameter nobody knows is a slip, and the lead would go somewhere else than was meant. */
export const postLeadQuery = z
  .object({ source: z.uuid("notValid").optional().describe("Instead of the key’s own source.") })
  .catchall(NOT_ASKED);

/** What is asked beside the body. */
export const postLeadInput = z.object({
  body: z.custom<Buffer>((value) => Buffer.isBuffer(value)),
  bodySize: z.number(),
  headers: z.record(z.string(), z.string()),
  ip: z.string(),
  source: postLeadQuery.shape.source,
  idempotencyKey: z
    .string()
    .regex(/^[\x20-\x7e]*$/, "notValid")
    .transform((sent) => /^"(.*)"$/.exec(sent.trim())?.[1] ?? sent.trim())
    .pipe(z.string().min(1, "required").max(LONGEST_IDEMPOTENCY_KEY, "tooLong"))
    .optional(),
});
export type PostLeadInput = z.output<typeof postLeadInput>;

export const POST_OUTCOMES = [
  "created",
  "touched",
  "updated",
  "duplicate",
  "spam",
  "test",
  "waiting",
  "failed",
  "rejected",
] as const;
export type PostOutcome = (typeof POST_OUTCOMES)[number];

/** What became of a post. */
export type Posted = {
  outcome: PostOutcome;
  lead: { id: string; number: number; label: string } | null;
  delivery: { id: string; state: string; reason: string };
  /** Of what was rejected: which field, for what. */
  code?: "INVALID";
  fields?: Record<string, string>;
};

const STATUS: Record<PostOutcome, number> = {
  created: 201,
  touched: 200,
  updated: 200,
  duplicate: 200,
  spam: 200,
  test: 200,
  waiting: 202,
  failed: 202,
  rejected: 422,
};

export function statusOf({ outcome, delivery }: Posted): number {
  return delivery.reason === "too_large" ? 413 : STATUS[outcome];
}
