import { comparableMail, comparablePhone, isStranger, sameName } from "@/lib/leads/duplicates/same-person/schema";
import type { RowRecord } from "@/lib/intake/importing/row";
import type { MatchKey } from "@/lib/intake/importing/schema";
import type { BulkKeys, BulkLead, PersonKeys } from "@/lib/leads/bulk/schema";

const COLUMN = { email: "emailKey", phone: "phoneKey", firm: "firmKey" } as const;

/** The lead a row is about, by what it was recognised, and how many leads have the same. */
type Found = { lead: BulkLead; by: MatchKey; among: number };
type NotFound = { several: BulkLead[] } | "stranger" | undefined;

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
   * leads nobody can say which was meant. A phone may be a switchboard's, as for what a form sends: whoever says another
   * name and another mail is a `stranger` to its leads, and of several that of the same name comes first.
   */
  find(record: RowRecord, matchBy: readonly MatchKey[]): Found | NotFound {
    let isStrange = false;
    for (const key of ["email", "phone", "firm"] as const) {
      const value = comparedBy(key, record.keys);
      if (!matchBy.includes(key) || value === "") continue;
      const same = (this.by[key].get(value) ?? []).filter((lead) => lead[COLUMN[key]] === value);
      const found = key === "phone" ? same.filter((lead) => !isStrangerTo(record, lead)) : same;
      if (key === "firm" && found.length > 1) return { several: found };
      isStrange ||= found.length < same.length;
      const named = found.filter((lead) => sameName(record.contactName, lead.contactNameKey));
      const newest = newestOf(key === "phone" && named.length > 0 ? named : found);
      if (newest) return { lead: newest, by: key, among: found.length };
    }
    return isStrange ? "stranger" : undefined;
  }
}

function newestOf(leads: readonly BulkLead[]): BulkLead | undefined {
  return leads.reduce<BulkLead | undefined>((a, b) => (a && a.receivedAt >= b.receivedAt ? a : b), undefined);
}

/** What people type to get past a field makes nobody the same. */
function comparedBy(key: MatchKey, keys: PersonKeys): string {
  const value = keys[COLUMN[key]];
  if (key === "email") return comparableMail(value);
  return key === "phone" ? comparablePhone(value) : value;
}

function isStrangerTo(
  { contactName, keys }: RowRecord,
  { contactNameKey, emailKey, otherKeys = [] }: BulkLead,
): boolean {
  const theirs = { contactNameKey, emailKey: comparableMail(emailKey), otherKeys };
  return isStranger({ contactName, emailKey: comparableMail(keys.emailKey) }, theirs);
}

/** What the leads that these rows may be about are looked up by. */
export function keysIn(records: readonly RowRecord[], matchBy: readonly MatchKey[]): BulkKeys {
  const of = (key: MatchKey) =>
    matchBy.includes(key) ? [...new Set(records.map(({ keys }) => comparedBy(key, keys)).filter(Boolean))] : [];
  return { emails: of("email"), phones: of("phone"), firms: of("firm") };
}
