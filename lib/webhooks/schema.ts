import { z } from "zod";
import { EVERY_LEAD_EVENT, needsOf } from "@/lib/webhooks/outward/schema";

/** Days on which every try failed, after which an address is switched off by itself. */
export const DAYS_OF_FAILURE = 5;
/** So long the secret before still signs beside the new one. */
export const OLD_SECRET_HOURS = 24;
/** So long is kept what was sent and what became of it. */
export const KEPT_DAYS = 30;

const eventName = z.string().refine((name) => needsOf(name) !== undefined, "notValid");

const fields = z.object({
  url: z
    .string()
    .trim()
    .max(2000, "tooLong")
    .pipe(z.url({ protocol: /^https?$/, error: "url" }))
    // A name and password before the host would stand in every list and log.
    .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), "url"),
  description: z.string().trim().max(200, "tooLong"),
  events: z
    .array(eventName)
    .min(1, "required")
    .transform((names) => settled(names)),
  everyCompany: z.boolean(),
  companyIds: z.array(z.uuid()).transform((ids) => [...new Set(ids)].sort()),
  allowsPrivate: z.boolean(),
});

/** Each once; what is within "all of leads" isn't named beside it. */
function settled(names: string[]): string[] {
  const all = names.includes(EVERY_LEAD_EVENT);
  const kept = names.filter((name) => !all || name === EVERY_LEAD_EVENT || !name.startsWith("lead."));
  return [...new Set(kept)].sort();
}

export const createWebhookInput = fields
  .extend({
    description: fields.shape.description.default(""),
    everyCompany: fields.shape.everyCompany.default(false),
    companyIds: fields.shape.companyIds.default([]),
    allowsPrivate: fields.shape.allowsPrivate.default(false),
  })
  .superRefine(({ everyCompany, companyIds }, context) => {
    if (!everyCompany && companyIds.length === 0)
      context.addIssue({ code: "custom", path: ["companyIds"], message: "required" });
  });
export type CreateWebhookInput = z.output<typeof createWebhookInput>;

export const webhookInput = z.object({ webhookId: z.uuid() });
export type WebhookInput = z.output<typeof webhookInput>;

export const updateWebhookInput = webhookInput.extend({
  set: fields.partial(),
  seen: z.record(z.string(), z.unknown()),
});
export type UpdateWebhookInput = z.output<typeof updateWebhookInput>;

export const switchWebhookInput = webhookInput.extend({ on: z.boolean() });
export type SwitchWebhookInput = z.output<typeof switchWebhookInput>;

export const sendAgainInput = z.object({ deliveryId: z.uuid() });
export type SendAgainInput = z.output<typeof sendAgainInput>;

export const FAILED_SINCE_HOURS = [1, 24, 168, 720] as const;
export const sendFailedInput = webhookInput.extend({ hours: z.literal(FAILED_SINCE_HOURS) });
export type SendFailedInput = z.output<typeof sendFailedInput>;

/** As people write the number of a lead. */
export const leadAsked = z
  .string()
  .trim()
  .regex(/^(?:L\s?-?\s?)?\d{1,9}$/i)
  .transform((text) => Number(text.replace(/\D/g, "")));

/** What of a webhook may be edited. */
export type WebhookFields = z.output<typeof fields>;

/**
 * Why an address is off: by hand, or by itself since it said that it is gone or never answered. Or why nothing is sent although
 * it is on: whoever stands behind it has no access any more, or owes a second factor.
 */
export type WebhookEnd = "off" | "gone" | "failing" | "keeperGone" | "keeperOwes";

export type WebhookView = Omit<WebhookFields, "url"> & {
  id: string;
  host: string;
  /** Cut where its path and query begin. */
  address: string;
  /** Null while it is on. */
  end: WebhookEnd | null;
  companies: { id: string; name: string; tone: string }[];
  keeper: string | null;
  createdAt: string;
  failingSince: string | null;
  lastSentAt: string | null;
  previousUntil: string | null;
  waiting: number;
  failed: number;
};

/** `url`: the whole address, for who may edit it; null for whoever may not read all that is sent there. */
export type OpenedWebhook = WebhookView & { url: string | null };

export const DELIVERY_STATES = ["waiting", "sending", "sent", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const STATE_FILTERS = ["all", "waiting", "failed"] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

/** How a try ended that didn't succeed. `status`: it answered, and not with a 2xx. */
export const SENDING_PROBLEMS = [
  "status",
  "redirected",
  "gone",
  "timeout",
  "unknown_host",
  "unreachable",
  "certificate",
  "address_not_allowed",
  "event_gone",
  "not_theirs",
] as const;
export type SendingProblem = (typeof SENDING_PROBLEMS)[number];

export type DeliveryRow = {
  id: string;
  type: string;
  state: DeliveryState;
  tries: number;
  createdAt: string;
  triedAt: string | null;
  nextAt: string | null;
  problem: SendingProblem | "";
  status: number | null;
  durationMs: number | null;
};
/** What it is about, and where that can be seen by whoever looks. */
export type DeliverySubject = { label: string; href: string | null };
/** `subject`: null of a test, of what isn't kept any longer, and for whoever may not read what is told. */
export type ListedDelivery = DeliveryRow & { subject: DeliverySubject | null };
export type DeliveryPage = { rows: ListedDelivery[]; next: string | null };
/**
 * `body`: what was sent, or would be now; null where its event isn't kept any longer. `withheld`: whoever looks may not read what
 * it tells, nor then what was answered to it.
 */
export type DeliveryDetail = DeliveryRow & {
  webhook: { id: string; host: string };
  answer: string;
  body: string | null;
  withheld: boolean;
};

/** How a try went, for whoever waits for it. */
export type Tried = Pick<DeliveryRow, "state" | "problem" | "status" | "durationMs">;

/** The only time the secret is told. */
export type MadeWebhook = { id: string; secret: string };

/** What an address is called where its path and query, often somebody's secret, have no business. */
export const calledBy = (url: string): string => new URL(url).host;

/** The same, with how it is spoken to, and whether more comes. */
export function cutAddress(url: string): string {
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? origin : `${origin}/…`;
}
