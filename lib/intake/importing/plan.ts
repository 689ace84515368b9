import { isRefusal } from "@/lib/intake/importing/row";
import { BULK_TEXTS, columnOf, keysOf } from "@/lib/leads/bulk/schema";
import { leadLabel } from "@/lib/leads/schema";
import type { Register } from "@/lib/intake/importing/register";
import type { Refusal, RowRecord } from "@/lib/intake/importing/row";
import type { ImportSettings, Outcome } from "@/lib/intake/importing/schema";
import type { Changes } from "@/lib/core/events";
import type { BulkField, BulkLead, BulkSet, NewBulkLead } from "@/lib/leads/bulk/schema";

export type Planned = {
  line: number;
  outcome: Outcome;
  reason: string;
  detail: string;
  /** As it stands after this row. */
  lead: BulkLead | null;
  /** As it begins, for a new one. */
  created: NewBulkLead | null;
  set: BulkSet;
  /** What that changes. */
  changes: Changes | null;
  record: RowRecord | null;
};

export type PlanContext = {
  settings: Pick<ImportSettings, "matchBy" | "onMatch" | "overwrite" | "onNew">;
  country: string;
  /** The status that only somebody's lead can have. */
  assignedStatusId: string;
  /** The lead a row would make. */
  make: (record: RowRecord) => NewBulkLead;
};

/** What becomes of each row, in the file's order: a row may be about a lead that an earlier one made. */
export function planRows(
  rows: readonly { line: number; read: RowRecord | Refusal }[],
  register: Register,
  context: PlanContext,
): Planned[] {
  return rows.map(({ line, read }) => ({ ...NOTHING, ...planRow(read, register, context), line }));
}

const NOTHING = { reason: "", detail: "", lead: null, created: null, set: {}, changes: null, record: null };
type Step = Partial<Planned> & { outcome: Outcome };

function planRow(read: RowRecord | Refusal, register: Register, context: PlanContext): Step {
  if (isRefusal(read)) return { outcome: "refused", reason: read.refused, detail: read.detail };
  const { settings } = context;
  const found = register.find(read, settings.matchBy);
  if (found && "several" in found) {
    const labels = found.several.slice(0, 5).map((lead) => (lead.number ? leadLabel(lead.number) : read.firm));
    return { outcome: "refused", reason: "firm_several", detail: labels.join(", ") };
  }
  if (found) return { ...planKnown(read, found, register, context), record: read };
  if (settings.onNew === "refuse") return { outcome: "refused", reason: "not_found" };
  const created = context.make(read);
  if (lacksOwner(created, context)) return { outcome: "refused", reason: "status_needs_owner" };
  const lead = { ...created };
  register.add(lead);
  return { outcome: "new", lead, created, record: read };
}

function planKnown(record: RowRecord, lead: BulkLead, register: Register, context: PlanContext): Step {
  const { settings } = context;
  if (settings.onMatch === "skip") return { outcome: "skipped", reason: "known", lead };
  if (settings.onMatch === "touch") return { outcome: "touched", lead };
  const set = settings.onMatch === "fill" ? filling(record, lead) : overwriting(record, lead, settings);
  if (Object.keys(set).length === 0) return { outcome: "unchanged", lead };
  const after = { ...lead, statusId: set.status ?? lead.statusId, ownerId: set.owner ?? lead.ownerId };
  if (lacksOwner(after, context)) return { outcome: "refused", reason: "status_needs_owner", lead };
  const changes = Object.fromEntries(
    Object.entries(set).map(([field, to]) => [field, { from: lead[columnOf(field as BulkField)], to }]),
  );
  const { status: _status, owner: _owner, ...texts } = set;
  Object.assign(lead, texts, { statusId: after.statusId, ownerId: after.ownerId });
  Object.assign(lead, keysOf(lead, context.country));
  register.add(lead);
  return { outcome: "updated", lead, set, changes };
}

function lacksOwner(lead: Pick<BulkLead, "statusId" | "ownerId">, { assignedStatusId }: PlanContext): boolean {
  return lead.statusId === assignedStatusId && lead.ownerId === null;
}

/** What nobody had told yet. */
function filling(record: RowRecord, lead: BulkLead): BulkSet {
  const set: BulkSet = {};
  for (const field of BULK_TEXTS) {
    if (lead[field] === "" && record[field] !== "") set[field] = record[field];
  }
  if (lead.ownerId === null && record.ownerId) set.owner = record.ownerId;
  return set;
}

/** What the file says of the chosen fields; an empty cell says nothing. */
function overwriting(record: RowRecord, lead: BulkLead, { overwrite }: PlanContext["settings"]): BulkSet {
  const set: BulkSet = {};
  for (const field of BULK_TEXTS) {
    if (overwrite.includes(field) && record[field] !== "" && record[field] !== lead[field]) set[field] = record[field];
  }
  if (overwrite.includes("owner") && record.ownerId && record.ownerId !== lead.ownerId) set.owner = record.ownerId;
  if (overwrite.includes("status") && record.statusId && record.statusId !== lead.statusId) {
    set.status = record.statusId;
  }
  return set;
}
