import { z } from "zod";

export const DELIVERY_STATES = [
  "received",
  "processed",
  "duplicate",
  "rejected",
  "spam",
  "failed",
  "quarantined",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const isDeliveryState = (text: string): text is DeliveryState =>
  (DELIVERY_STATES as readonly string[]).includes(text);

export const replayInput = z.object({ deliveryId: z.uuid() });
export type ReplayInput = z.output<typeof replayInput>;
