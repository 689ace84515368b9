import { normaliseEmail } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import { nothing } from "@/lib/intake/conclusion";
import type { EnterLeadInput } from "@/lib/intake/entering/schema";
import type { Understood } from "@/lib/intake/schema";

/** What is kept of a form filled in by a colleague: its values, and who filled it in when. */
export type HandForm = Omit<EnterLeadInput, "happenedAt" | "fields" | "decimal"> & {
  /** As they were read, by the fields' keys; what was typed before there were any says none. */
  fields?: Record<string, string>;
  /** ISO moment; null for the moment it was typed. */
  happenedAt: string | null;
  enteredBy: string;
};

const said = (text: string) => (text === "" ? null : text);

/** The same reading every time: of what is typed now, and of the delivery when it is read once more. */
export function understoodByHand(form: HandForm, country: string): Understood {
  const found = nothing("hand", "lead", null, []);
  const phone = said(form.phone);
  return {
    ...found,
    name: said(form.contactName),
    firm: said(form.firm),
    email: normaliseEmail(form.email),
    phone: phone && normalisePhone(phone, country),
    phoneRaw: phone,
    service: said(form.service),
    message: said(form.message),
    utm: { ...found.utm, campaign: said(form.campaign) },
    ...(form.fields && Object.keys(form.fields).length > 0 && { fields: form.fields }),
    submittedAt: form.happenedAt ? { raw: form.happenedAt, iso: form.happenedAt, basis: "offset" } : null,
    problems: phone && !normalisePhone(phone, country) ? ["phone_invalid"] : [],
  };
}
