import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CountryCode } from "libphonenumber-js/min";

/**
 * An E.164 number as people read it: national inside their own country, international elsewhere.
 * Apart from `format.ts`, because the numbering plans weigh 80 kB and must stay out of the browser.
 */
export function formatPhone(e164: string, homeCountry: CountryCode) {
  const phone = parsePhoneNumberFromString(e164);
  if (!phone) return e164;
  return phone.country === homeCountry ? phone.formatNational() : phone.formatInternational();
}
