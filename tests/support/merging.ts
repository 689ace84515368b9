import { database } from "@/lib/core/db";
import { systemCtx } from "@/lib/core/ctx";
import { addTouchpoint } from "@/lib/leads/commands";
import { mergeLeads } from "@/lib/leads/merging/commands";
import { unmergeLeads } from "@/lib/leads/merging/undoing/commands";
import { settled } from "@/tests/support/arrivals";
import { ctxOf, makeUser } from "@/tests/support/house";
import { makeSource } from "@/tests/support/intake";
import type { MergeField } from "@/lib/leads/merging/schema";

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

let entries = 800;

/** Two leads of one source, each of an entry of its own, which can be sent again with other words. */
export async function twoEntries(a: object, b: object) {
  const source = await makeSource();
  const ctx = ctxOf(await makeUser("admin"));
  const sender = (name: string) => {
    const entry = String(entries++);
    const person = { nombre: `${name} ${entry}`, email: `${name}${entry}@norte.test`, mensaje: "Quiero una visita" };
    return (words: object) => settled(source.id, { ...person, ...words, entry_id: entry });
  };
  const [sayA, sayB] = [sender("ana"), sender("beto")];
  const [idA, idB] = [String((await sayA({})).leadId), String((await sayB({})).leadId)];
  // Said later it finds nobody: both may have the same phone.
  await sayA(a);
  await sayB(b);
  const merge = async (take: MergeField[] = [], [survivorId, otherId] = [idA, idB]) => {
    const merged = await mergeLeads(ctx, { survivorId, otherId, take, seen: { survivor: {}, other: {} } });
    return () => unmergeLeads(ctx, { mergeId: merged.mergeId, touchpointIds: [] });
  };
  return { ctx, source, sender, sayA, sayB, idA, idB, merge };
}
