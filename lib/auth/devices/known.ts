import { DEVICE_DAYS } from "@/lib/auth/devices/schema";
import { addressBlock } from "@/lib/core/client-address";
import { tokenHash } from "@/lib/core/token";
import type { Client } from "@/lib/auth/schema";

const DAY_MS = 86_400_000;

/** What is read of somebody to tell whether they have been here before. */
export function tracesOf({ device = "" }: Client) {
  const since = new Date(Date.now() - DEVICE_DAYS * DAY_MS);
  return {
    sessions: { select: { ip: true } },
    devices: { where: { tokenHash: tokenHash(device), lastSeenAt: { gt: since } }, select: { tokenHash: true } },
  } as const;
}

type Traces = { sessions: { ip: string }[]; devices: { tokenHash: string }[] };
type Known = { device: string | undefined; knownAddress: boolean };

/** Whether the account knows the browser, by its cookie, and whether its owner is signed in at this address. */
export function knownBy(traces: Traces | null, { address }: Client): Known {
  const block = addressBlock(address);
  return {
    device: traces?.devices[0]?.tokenHash,
    knownAddress: traces?.sessions.some(({ ip }) => addressBlock(ip) === block) ?? false,
  };
}
