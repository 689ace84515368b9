import { database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { addTouchpoint } from "@/lib/leads/commands";

/** A lead's row as JSON writes it. */
export async function rowOf(leadId: string): Promise<Record<string, unknown>> {
  const rows = await database().$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
    `select to_jsonb(l) as row from "Lead" l where id = $1::uuid`,
    leadId,
  );
  return rows[0]?.row ?? {};
}

/** The person writes once more, with this mail or phone. Answers the touchpoint's id. */
export async function write(leadId: string, person: { email?: string; phone?: string }): Promise<string> {
  const now = new Date();
  const { touchpointId } = await addTouchpoint(systemCtx("test"), leadId, {
    sourceId: null,
    deliveryId: null,
    submittedAt: now,
    receivedAt: now,
    message: "",
    service: "",
    pageUrl: "",
    referrer: "",
    utm: { source: "", medium: "", campaign: "", term: "", content: "" },
    values: { person: { contactName: "", firm: "", email: "", phone: "", ...person } },
  });
  return touchpointId;
}
