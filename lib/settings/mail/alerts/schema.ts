import { z } from "zod";

/** What somebody may be told by mail or not, and the kinds of mail that each is. The safety of accounts and of the log is no such thing. */
const KINDS = {
  assigned: ["assigned"],
  unanswered: ["reminder", "takenBack", "unanswered"],
  mention: ["mention"],
  task: ["task"],
  intake: ["quiet", "quietOver", "missing", "failing"],
  access: ["requestWaiting"],
  webhook: ["webhook"],
} as const satisfies Record<string, readonly string[]>;

export type Alert = keyof typeof KINDS;
export const ALERTS = Object.keys(KINDS) as [Alert, ...Alert[]];

export const alertInput = z.object({ alert: z.enum(ALERTS), on: z.boolean() });
export type AlertInput = z.output<typeof alertInput>;

/** What a mail of this kind is to whoever gets it; nothing, where they can't do without it. */
export function alertOf(kind: string): Alert | undefined {
  return ALERTS.find((alert) => (KINDS[alert] as readonly string[]).includes(kind));
}
