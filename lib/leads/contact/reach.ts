/** Where one click leads: the dialler, WhatsApp, the mail program. Null where the lead gave nothing usable. */
export type Reach = { call: string | null; whatsapp: string | null; mail: string | null };

type Reachable = { phone: string; phoneE164: string | null; email: string };

export function reachOf({ phone, phoneE164, email }: Reachable): Reach {
  return { call: callHref(phone, phoneE164), whatsapp: whatsappHref(phoneE164), mail: mailHref(email) };
}

const FEWEST_DIGITS = 6;

/** A number we couldn't read may still be one that a person can dial. */
function callHref(phone: string, phoneE164: string | null): string | null {
  if (phoneE164) return `tel:${phoneE164}`;
  const digits = phone.replaceAll(/[^\d+]/g, "").replaceAll(/(?!^)\+/g, "");
  return digits.length >= FEWEST_DIGITS ? `tel:${digits}` : null;
}

// WhatsApp knows Argentine numbers only with the 9 of a mobile, which people leave out when they write theirs.
function whatsappHref(phoneE164: string | null): string | null {
  if (!phoneE164) return null;
  const digits = phoneE164.slice(1).replace(/^54(?!9)(\d{10})$/, "549$1");
  return `https://wa.me/${digits}`;
}

function mailHref(email: string): string | null {
  const [name, host, ...rest] = email.trim().split("@");
  if (!name || !host || rest.length > 0 || /\s/.test(email.trim())) return null;
  return `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`;
}
