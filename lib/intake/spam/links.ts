import { withoutEnd } from "@/lib/core/text";

const LINK = /(?:https?:\/\/|\bwww\.)[^\s<>"'()[\]]{3,}/gi;
const MARKUP = /<a\s[^<>]{0,300}href|\[url[=\]]|\[link[=\]]/i;
const MOST = 50;

/** `example.com` of an address, with or without `www.`; empty for what is none. */
export function hostOf(address: string): string {
  const found = /^(?:https?:\/\/)?(?:[^/@\s]*@)?([^/?#:\s]+)/i.exec(address.trim())?.[1] ?? "";
  return found
    .toLowerCase()
    .replace(/^www\./, "")
    .replace(/\.$/, "");
}

type Links = { count: number; hosts: number; markup: boolean };

/** The different links in a text, but for those to the site itself, which a form may have written. */
export function linksIn(text: string, own: ReadonlySet<string>): Links {
  const found = new Set<string>();
  for (const [link] of text.matchAll(LINK)) {
    if (found.size >= MOST) break;
    if (!own.has(hostOf(link))) found.add(withoutEnd(link.toLowerCase(), ".,;:!?"));
  }
  return { count: found.size, hosts: new Set([...found].map(hostOf)).size, markup: MARKUP.test(text) };
}
