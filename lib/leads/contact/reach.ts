import { isLandline, whatsappNumber } from "@/lib/core/phone";

/** Where one click leads: the dialler, WhatsApp, the mail program. Null where the lead gave nothing usable. */
export type Reach = { call: string | null; whatsapp: string | null; mail: string | null };

type Reachable = { phone: string; phoneE164: string | null; email: string };

export function reachOf({ phone, phoneE164, email }: Reachable): Reach {
  return { call: callHref(phone, phoneE164), whatsapp: whatsappHref(phone, phoneE164), mail: mailHref(email) };
}

const FEWEST_DIGITS = 6;

/** A number we couldn't read may still be one that a person can dial. */
function callHref(phone: string, phoneE164: string | null): string | null {
  if (phoneE164) return `tel:${phoneE164}`;
  const digits = phone.replaceAll(/[^\d+]/g, "").replaceAll(/(?!^)\+/g, "");
  return digits.length >= FEWEST_DIGITS ? `tel:${digits}` : null;
}

function whatsappHref(phone: string, phoneE164: string | null): string | null {
  if (!phoneE164 || (isLandline(phoneE164) && !mayBeMobile(phone, phoneE164))) return null;
  return `https://wa.me/${whatsappNumber(phoneE164).slice(1)}`;
}

/** Ten Argentine digits and nothing before them: mobiles are typed so as well, and the numbering can't tell. */
function mayBeMobile(phone: string, phoneE164: string): boolean {
  const digits = phone.replaceAll(/\D/g, "");
  return phoneE164.startsWith("+54") && /^[1-9]\d{9}$/.test(digits) && phoneE164.endsWith(digits);
}

function mailHref(email: string): string | null {
  const [name, host, ...rest] = email.trim().split("@");
  if (!name || !host || rest.length > 0 || /\s/.test(email.trim())) return null;
  return `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`;
}
