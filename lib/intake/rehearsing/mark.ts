import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/core/env";
import { REHEARSAL_HEADER } from "@/lib/intake/rehearsing/schema";

type Stored = { sourceId: string; headers: unknown; body: Uint8Array };

/** What our own test carries. Nobody else can mark a submission as one, and so have it thrown away. */
export function rehearsalMark(sourceId: string, body: Uint8Array): string {
  const key = Buffer.from(env().DATA_KEY, "base64url");
  return createHmac("sha256", key).update(`test ${sourceId} `).update(body).digest("hex");
}

/** Whether a delivery is a test that this server sent itself. */
export function isRehearsal({ sourceId, headers, body }: Stored): boolean {
  const said = (headers as Record<string, string | undefined>)[REHEARSAL_HEADER];
  if (said === undefined) return false;
  const [right, sent] = [Buffer.from(rehearsalMark(sourceId, body)), Buffer.from(said)];
  return right.byteLength === sent.byteLength && timingSafeEqual(right, sent);
}
