import { z } from "zod";
import { listingInput } from "@/lib/core/listing";
import { COUNT_LIMIT } from "@/lib/leads/list/schema";

/** Where the names are read from: the newest leads of each campaign, and so many different ones. */
export const MOST_LOOKED_AT = 500;
export const MOST_NAMED = 20;

/** The longest name that a lead keeps. */
const LONGEST_NAME = 300;

const moment = z.iso.datetime();
const named = (what: string) =>
  z
    .array(z.string())
    .describe(
      `${what} of its newest ${MOST_LOOKED_AT} leads, the most frequent first, ${MOST_NAMED} at most; what is empty isn’t told.`,
    );

/** A campaign as its leads name it; what it may have of its own one day stands beside this. */
export const apiCampaign = z.object({
  name: z.string().describe("`utm_campaign` as its leads keep it, letter by letter."),
  sources: named("`utm_source`"),
  mediums: named("`utm_medium`"),
  leads: z
    .object({ total: z.int(), more: z.boolean().describe("There are more than that.") })
    .describe(`Those that the key reaches; exact up to ${COUNT_LIMIT}.`),
  firstReceivedAt: moment.describe("When the first of them was received."),
  lastReceivedAt: moment,
});
export type ApiCampaign = z.output<typeof apiCampaign>;

export const apiCampaignPage = z.object({
  campaigns: z.array(apiCampaign),
  next: z.string().nullable().describe("The `cursor` of the next page; null after the last one."),
});
export type ApiCampaignPage = z.output<typeof apiCampaignPage>;

/** A name, written so that an address can hold it. */
export const cursorAfter = (name: string): string => Buffer.from(name).toString("base64url");

const nameOf = (cursor: string): string => Buffer.from(cursor, "base64url").toString();

/** Whether a page could have given it out. */
function isCursor(text: string): boolean {
  const name = nameOf(text);
  return name !== "" && name.length <= LONGEST_NAME && !name.includes("\0") && cursorAfter(name) === text;
}

const { shape } = listingInput({});
export const listCampaignsInput = listingInput({
  company: z.uuid("notValid").optional().describe("Id of a company."),
}).extend({
  cursor: z
    .string()
    .refine(isCursor, "notValid")
    .transform(nameOf)
    .optional()
    .describe(shape.cursor.description ?? ""),
});
export type ListCampaignsInput = z.output<typeof listCampaignsInput>;
