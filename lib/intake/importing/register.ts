import { comparablePhone } from "@/lib/leads/duplicates/same-person/schema";
import type { RowRecord } from "@/lib/intake/importing/row";
import type { MatchKey } from "@/lib/intake/importing/schema";
import type { BulkKeys, BulkLead } from "@/lib/leads/bulk/schema";

const COLUMN = { email: "emailKey", phone: "phoneKey", firm: "firmKey" } as const;

/** The lead a row is about, by what it was recognised, and how many leads have the same. */
type Found = { lead: BulkLead; by: MatchKey; among: number };

/** The leads that rows may be about, by what they are recognised by; also those that earlier rows made or changed. */
export class Register {
  private readonly by: Record<MatchKey, Map<string, BulkLead[]>> = {
    email: new Map(),
    phone: new Map(),
    firm: new Map(),
  };
  private readonly leads = new Map<string, BulkLead>();
  private readonly lines = new Map<string, number>();

  has(leadId: string): boolean {
    return this.leads.has(leadId);
  }

  /** Remembers the first row that was about a lead. */
  tell(leadId: string, line: number): void {
    if (!this.lines.has(leadId)) this.lines.set(leadId, line);
  }

  lineOf(leadId: string): number | undefined {
    return this.lines.get(leadId);
  }

  /** Also after a lead changed: it is found under its new keys. */
  add(lead: BulkLead): void {
    this.leads.set(lead.id, lead);
    for (const key of ["email", "phone", "firm"] as const) {
      const value = lead[COLUMN[key]];
      if (value === "") continue;
      const known = this.by[key].get(value);
      if (!known) this.by[key].set(value, [lead]);
      else if (!known.includes(lead)) known.push(lead);
    }
  }

  /**
   * The newest lead of the same mail, else of the same phone, else of the same firm. A firm has many people: of several
   * leads nobody can say which was meant.
   */
  find(record: RowRecord, matchBy: readonly MatchKey[]): Found | { several: BulkLead[] } | undefined {
    for (const key of ["email", "phone", "firm"] as const) {
      const value = record.keys[COLUMN[key]];
      if (!matchBy.includes(key) || value === "") continue;
      // A firm's line for everybody, or what is typed to get past a field.
      if (key === "phone" && comparablePhone(value) === "") continue;
      const found = (this.by[key].get(value) ?? []).filter((lead) => lead[COLUMN[key]] === value);
      if (key === "firm" && found.length > 1) return { several: found };
      const newest = found.reduce<BulkLead | undefined>(
        (a, b) => (a && a.receivedAt >= b.receivedAt ? a : b),
        undefined,
      );
      if (newest) return { lead: newest, by: key, among: found.length };
    }
    return undefined;
  }
}

/** What the leads that these rows may be about are looked up by. */
export function keysIn(records: readonly RowRecord[], matchBy: readonly MatchKey[]): BulkKeys {
  const of = (key: MatchKey) =>
    matchBy.includes(key) ? [...new Set(records.map(({ keys }) => keys[COLUMN[key]]).filter(Boolean))] : [];
  return { emails: of("email"), phones: of("phone"), firms: of("firm") };
}
