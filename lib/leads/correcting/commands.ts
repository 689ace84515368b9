import { mutate } from "@/lib/core/mutate";
import { audienceOf } from "@/lib/leads/audience";
import { leadUpdated } from "@/lib/leads/events";
import { derivedColumns, furtherKeys } from "@/lib/leads/person";
import { lockLead } from "@/lib/leads/queries";
import { leadLabel } from "@/lib/leads/schema";
import { searchTextOf } from "@/lib/leads/search-text";
import { writeFields } from "@/lib/leads/writing/commands";
import type { Ctx } from "@/lib/core/ctx";
import type { Changes } from "@/lib/core/events";
import type { Lead } from "@/lib/core/prisma/client";
import type { LeadFields } from "@/lib/leads/schema";

/*
 * What an arrival says anew of a lead that is there: its own keys, its entry's later word, and taking that back.
 */

/** A person wrote with a mail or phone that their lead doesn't have: it finds the lead from now on, and is searched. */
export async function rememberKeys(
  ctx: Ctx,
  leadId: string,
  person: { email: string; phone: string; country: string },
): Promise<void> {
  await mutate(ctx, async (tx) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const nobody = { contactName: "", firm: "", service: "" };
    const otherKeys = furtherKeys(lead, derivedColumns({ ...nobody, ...person }, person.country));
    if (otherKeys.length === lead.otherKeys.length) return;
    await tx.lead.update({
      where: { id: leadId },
      data: { otherKeys, searchText: searchTextOf({ ...lead, otherKeys }) },
    });
  });
}

/**
 * A form's later word on the same entry (a draft's final version, a correction): fills what nobody at this end changed.
 * `before` is what the entry said so far.
 */
export async function updateFromEntry(
  ctx: Ctx,
  leadId: string,
  before: Partial<LeadFields>[],
  after: Partial<LeadFields>,
  country: string,
): Promise<{ changed: string[] }> {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const set: LeadFields = {};
    const changes: Changes = {};
    for (const [field, to] of Object.entries(after) as [keyof LeadFields, string][]) {
      const from = lead[field];
      const untouched = from === "" || before.some((word) => word[field] === from);
      if (to !== "" && to !== from && untouched) {
        Object.assign(set, { [field]: to });
        changes[field] = { from, to };
      }
    }
    if (Object.keys(changes).length === 0) return { changed: [] };
    await writeFields(ctx, tx, lead, set, country, formerOf(lead, set));
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes,
      ...audienceOf(lead),
    });
    return { changed: Object.keys(changes) };
  });
}

/** Takes changes back that a form made by mistake, where the lead still says what they made of it. */
export async function takeBackChanges(ctx: Ctx, leadId: string, told: readonly Changes[], country: string) {
  return mutate(ctx, async (tx, emit) => {
    const lead = await lockLead(ctx, tx, leadId, "lead.update");
    const set: Partial<Record<(typeof WORDED)[number], string>> = {};
    const changes: Changes = {};
    for (const [field, change] of told.flatMap((one) => Object.entries(one))) {
      const own = WORDED.find((name) => name === field);
      // The last change comes first: what it began with is what the one before ended with.
      if (!own || typeof change.from !== "string" || (set[own] ?? lead[own]) !== change.to) continue;
      set[own] = change.from;
      changes[own] = { from: lead[own], to: change.from };
    }
    if (Object.keys(changes).length === 0) return;
    await writeFields(ctx, tx, lead, set, country);
    emit(leadUpdated, {
      subjectId: lead.id,
      subjectLabel: leadLabel(lead.number),
      payload: {},
      changes,
      ...audienceOf(lead),
    });
  });
}

const WORDED = ["contactName", "firm", "email", "phone", "message", "service"] as const;

/** What nobody here replaced is still searched by: the former name, and a phone that is no number; what is one stays a key. */
function formerOf(lead: Lead, set: LeadFields): string[] {
  const name = set.contactName === undefined ? "" : lead.contactNameKey;
  const digits = set.phone === undefined || lead.phoneKey !== "" ? "" : lead.phone.replaceAll(/\D/g, "");
  return [name, digits].filter((word) => word !== "");
}
