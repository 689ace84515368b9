import { z } from "zod";

/** Times they wrote that come at once. */
export const TOUCHPOINT_PAGE = 20;

export const touchpointsInput = z.object({
  leadId: z.uuid(),
  /** Where the page before ended. */
  before: z.object({ at: z.iso.datetime(), id: z.uuid() }),
});
export type TouchpointsInput = z.output<typeof touchpointsInput>;

export type TouchpointView = {
  id: string;
  /** Name, firm, mail and phone they gave this time, as far as they gave them. */
  person: string[];
  /** What else the form said this time. */
  extra: { name: string; value: string }[];
  files: { name: string; url: string }[];
  consent: boolean | null;
  /** Longer than a lead holds; whole in the delivery. */
  cut: boolean;
  /** The connection broke: there is no more of it. */
  cutOff: boolean;
  at: string;
  sourceName: string;
  message: string;
  service: string;
  pageUrl: string;
  referrer: string;
  utm: { source: string; medium: string; campaign: string; term: string; content: string };
};
