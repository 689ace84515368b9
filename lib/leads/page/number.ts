export const LARGEST_LEAD_NUMBER = 2_147_483_647;

/** A lead's number as an address or a person says it: `10234`, `L-10234`, `l 10234`. */
export function readLeadNumber(said: string): number | null {
  const digits = /^(?:l[-\s_]?)?0*(\d{1,10})$/i.exec(decoded(said).trim())?.[1];
  const number = Number(digits);
  return digits !== undefined && number > 0 && number <= LARGEST_LEAD_NUMBER ? number : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
