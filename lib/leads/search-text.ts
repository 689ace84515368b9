import { fold } from "@/lib/core/text";
import { leadLabel } from "@/lib/leads/schema";

type Searched = {
  number: number;
  contactName: string;
  firm: string;
  email: string;
  phone: string;
  phoneE164: string | null;
  service: string;
  message: string;
  otherKeys?: string[];
};

/** Only so much of a message is searched, or one pasted book would weigh on every search. */
const MESSAGE_CHARACTERS = 2000;

/** What the search box looks in, folded. */
export function searchTextOf(lead: Searched): string {
  const digits = lead.phone.replaceAll(/\D/g, "");
  const parts = [
    leadLabel(lead.number),
    lead.contactName,
    lead.firm,
    lead.email,
    lead.phoneE164 ?? "",
    digits,
    lead.service,
    ...(lead.otherKeys ?? []),
    lead.message.slice(0, MESSAGE_CHARACTERS),
  ];
  return fold(parts.filter(Boolean).join("\n"));
}
