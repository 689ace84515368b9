import { z } from "zod";
import { openText, sealText } from "@/lib/core/secrets";

const DRAFT_MS = 3_600_000;
const draftSchema = z.object({ userId: z.string(), secret: z.string(), at: z.number() });
type Draft = z.output<typeof draftSchema>;

/** What the browser keeps between the picture and the first code, sealed, so that it is nobody else's and no older. */
export function sealDraft(draft: Draft): string {
  return sealText(JSON.stringify(draft));
}

/** The secret in it, if it was made for this person within the hour. */
export function readDraft(sealed: string, userId: string, now: Date): string | undefined {
  let draft: Draft;
  try {
    draft = draftSchema.parse(JSON.parse(openText(sealed)));
  } catch {
    return undefined;
  }
  return draft.userId === userId && now.getTime() - draft.at <= DRAFT_MS ? draft.secret : undefined;
}
