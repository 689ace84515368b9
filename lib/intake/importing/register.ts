import { comparableMail, comparablePhone, isStranger, sameName } from "@/lib/leads/duplicates/same-person/schema";
import type { RowRecord } from "@/lib/intake/importing/row";
import type { MatchKey } from "@/lib/intake/importing/schema";
import type { BulkKeys, BulkLead } from "@/lib/leads/bulk/schema";

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
      for (const value of keysOfLead(key, lead)) {
        const known = this.by[key].get(value);
        if (!known) this.by[key].set(value, [lead]);
        else if (!known.includes(lead)) known.push(lead);
      }
    }
  }

  /**
   * The newest lead of the same mail, else of the same phone or a further one, else of the same firm. A firm has many
   * people: of several leads nobody can say which was meant. A phone may be a switchboard's, as for what a form sends:
   * whoever says another name and another mail is a `stranger` to its leads, and of several that of the same name comes
   * first.
   */
  find(record: RowRecord, matchBy: readonly MatchKey[]): Found | NotFound {
    let isStrange = false;
    for (const key of ["email", "phone", "firm"] as const) {
      if (!matchBy.includes(key)) continue;
      const same = this.sharing(key, record);
      const found = key === "phone" ? same.filter((lead) => !isStrangerTo(record, lead)) : same;
      if (key === "firm" && found.length > 1) return { several: found };
      isStrange ||= found.length < same.length;
      const named = found.filter((lead) => sameName(record.contactName, lead.contactNameKey));
      const newest = newestOf(key === "phone" && named.length > 0 ? named : found);
      if (newest) return { lead: newest, by: key, among: found.length };
    }
    return isStrange ? "stranger" : undefined;
  }

  private sharing(key: MatchKey, record: RowRecord): BulkLead[] {
    const values = comparedBy(key, record);
    const known = values.flatMap((value) => this.by[key].get(value) ?? []);
    const isSame = (lead: BulkLead) => keysOfLead(key, lead).some((value) => values.includes(value));
    return [...new Set(known)].filter(isSame);
  }
}

function newestOf(leads: readonly BulkLead[]): BulkLead | undefined {
  return leads.reduce<BulkLead | undefined>((a, b) => (a && a.receivedAt >= b.receivedAt ? a : b), undefined);
}

/** What people type to get past a field makes nobody the same. */
function comparedBy(key: MatchKey, { keys, otherPhones }: Pick<RowRecord, "keys" | "otherPhones">): string[] {
  const value = keys[COLUMN[key]];
  if (key === "phone") return [comparablePhone(value), ...otherPhones].filter((one) => one !== "");
  return [key === "email" ? comparableMail(value) : value].filter((one) => one !== "");
}

/** What a lead is found under; the mails and phones it is known by besides as well, as for what a form sends. */
function keysOfLead(key: MatchKey, lead: BulkLead): string[] {
  const further = (lead.otherKeys ?? []).filter((other) => key !== "firm" && other.includes("@") === (key === "email"));
  return [lead[COLUMN[key]], ...further].filter((value) => value !== "");
}

/** A number that either has besides their own may be an office's: who is called otherwise is somebody else. */
function isStrangerTo({ contactName, keys }: RowRecord, lead: BulkLead): boolean {
  const { contactNameKey, emailKey, otherKeys = [] } = lead;
  const isFurther = lead.phoneKey !== comparablePhone(keys.phoneKey);
  if (isFurther && contactName !== "" && contactNameKey !== "" && !sameName(contactName, contactNameKey)) return true;
  const theirs = { contactNameKey, emailKey: comparableMail(emailKey), otherKeys };
  return isStranger({ contactName, emailKey: comparableMail(keys.emailKey) }, theirs);
}

/** What the leads that these rows may be about are looked up by. */
export function keysIn(records: readonly RowRecord[], matchBy: readonly MatchKey[]): BulkKeys {
  const of = (key: MatchKey) =>
    matchBy.includes(key) ? [...new Set(records.flatMap((record) => comparedBy(key, record)))] : [];
  return { emails: of("email"), phones: of("phone"), firms: of("firm") };
}
