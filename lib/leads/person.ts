import { invalid } from "@/lib/core/errors";
import { comparePhone, normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";

export type PersonFields = { contactName: string; firm: string; email: string; phone: string; service: string };

/** The columns that are derived from what was typed: for comparing, sorting and finding the same person again. */
export function derivedColumns(fields: PersonFields, country: string) {
  const phoneE164 = normalisePhone(fields.phone, country);
  return {
    contactNameKey: fold(fields.contactName),
    firmKey: fold(fields.firm),
    serviceKey: fold(fields.service),
    emailKey: emailKey(fields.email),
    phoneE164,
    phoneKey: phoneE164 ? comparePhone(phoneE164) : "",
  };
}

/** The mails and phones a person is known by besides the lead's own, with these among them. */
export function furtherKeys(
  lead: { emailKey: string; phoneKey: string; otherKeys: string[] },
  keys: { emailKey: string; phoneKey: string },
): string[] {
  const further = [keys.emailKey, keys.phoneKey].filter(
    (key) => key !== "" && key !== lead.emailKey && key !== lead.phoneKey,
  );
  return [...new Set([...lead.otherKeys, ...further])];
}

export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

const CONTACT = ["contactName", "firm", "email", "phone"] as const;
type Contact = Record<(typeof CONTACT)[number], string>;

/** Who a lead is about, or how to reach them, stays known: as of one that is entered by hand. */
export function requireSomeContact(lead: Contact, set: { [Field in keyof Contact]?: string | undefined }): void {
  const [emptied] = CONTACT.filter((field) => set[field] === "");
  const known = CONTACT.some((field) => (set[field] ?? lead[field]) !== "");
  if (emptied && !known) throw invalid({ [emptied]: "someContact" });
}
