import { z } from "zod";
import { openText, sealText } from "@/lib/core/secrets";

/** How long somebody may write at a note before what they put to it has to be sent again; shorter than orphans are kept. */
const KEPT_MS = 12 * 3_600_000;

const kept = z.object({
  leadId: z.string(),
  userId: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  digest: z.string(),
  until: z.number(),
});
export type KeptUpload = Omit<z.infer<typeof kept>, "until">;

/** What the server knows of an upload, for its sender to bring back: sealed, so that nobody names bytes they didn't send. */
export function sealUpload(upload: KeptUpload, now: Date): string {
  return sealText(JSON.stringify({ ...upload, until: now.getTime() + KEPT_MS }));
}

/** The upload, for who sent it to this lead and not too long ago. */
export function openUpload(
  sealed: string,
  { leadId, userId, now }: { leadId: string; userId: string; now: Date },
): KeptUpload | undefined {
  const said = parsed(sealed);
  if (said?.leadId !== leadId || said.userId !== userId || said.until <= now.getTime()) return undefined;
  return said;
}

function parsed(sealed: string) {
  try {
    return kept.parse(JSON.parse(openText(sealed)));
  } catch {
    return undefined;
  }
}
