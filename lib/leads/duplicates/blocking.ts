import type { Comparable } from "@/lib/leads/duplicates/comparable";

const MOST_KEYS = 24;

/**
 * The keys under which a lead is put beside others: two that share none aren't compared. Each is so narrow that few
 * leads share it, however many there are.
 */
export function blockKeys(lead: Comparable): string[] {
  const names = [...new Set(lead.name.filter((word) => word.length > 1).map(soundOf))].slice(0, 4);
  const firm = firmCode(lead.firm);
  const keys = [
    ...lead.mails.map((mail) => `m:${mail}`),
    ...lead.phoneEnds.map((end) => `p:${end}`),
    ...lead.taxIds.map((id) => `t:${id}`),
    ...lead.domains.map(domainKey),
    ...lead.domains.flatMap((domain) => names.map((name) => `d:${domain}:${name}`)),
    ...(firm === "" ? [] : names.map((name) => `f:${firm}:${name}`)),
  ];
  return [...new Set(keys)].slice(0, MOST_KEYS);
}

/** Not for putting leads beside each other: for counting how many share the domain. */
export function domainKey(domain: string): string {
  return `${COUNTED}${domain}`;
}

export const COUNTED = "o:";

/** The firm's first word by sound: "Logística Sur", "Logistica del Sur" and "Logistika Sur" meet; the rest is compared. */
function firmCode([first]: string[]): string {
  return first === undefined ? "" : soundOf(first);
}

/**
 * A word by how Spanish sounds: what is commonly mistyped or written in two ways comes to one. Vowels after the first
 * letter are left out.
 */
export function soundOf(word: string): string {
  const heard = word
    .replaceAll("h", "")
    .replaceAll(/gu?(?=[ei])|j|x/g, "j")
    .replaceAll(/qu|c(?![eih])|k|q/g, "k")
    .replaceAll(/[zc](?=[ei])|z|ç/g, "s")
    .replaceAll(/v|w/g, "b")
    .replaceAll(/ll|y/g, "i")
    .replaceAll("ñ", "n")
    .replaceAll(/(.)\1+/g, "$1");
  const code = heard.slice(0, 1) + heard.slice(1).replaceAll(/[aeiou]/g, "");
  return code.slice(0, 5);
}
