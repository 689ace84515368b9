import { leadFieldCatalogue } from "@/lib/leads/fields";
import type { FieldCatalogue } from "@/lib/core/condition/fields";
import type { Lead } from "@/lib/core/prisma/client";

/** What a rule may ask of a lead: what is known of it when it comes, and doesn't change by itself afterwards. */
export const ASKED = [
  "company",
  "leadType",
  "source",
  "priority",
  "score",
  "contactName",
  "firm",
  "service",
  "email",
  "phone",
  "message",
  "tags",
  "channel",
  "subChannel",
  "utmSource",
  "utmMedium",
  "utmCampaign",
  "utmTerm",
  "utmContent",
  "page",
] as const satisfies readonly (keyof typeof leadFieldCatalogue)[];

/** As much of a lead as its fields above read. */
export type Facts = Pick<
  Lead,
  | "companyId"
  | "leadTypeId"
  | "sourceId"
  | "priority"
  | "score"
  | "contactName"
  | "firm"
  | "service"
  | "email"
  | "phone"
  | "message"
  | "tags"
  | "channel"
  | "subChannel"
  | "utmSource"
  | "utmMedium"
  | "utmCampaign"
  | "utmTerm"
  | "utmContent"
  | "pageUrl"
>;

/** The fields of any lead, narrowed: a test holds that none of them reads more than `Facts` has. */
export const assignmentCatalogue = Object.fromEntries(
  ASKED.map((key) => [key, leadFieldCatalogue[key]]),
) as unknown as FieldCatalogue<Facts>;
