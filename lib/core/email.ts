import { isCutOff, isParted, isSentence, LOOKED_AT } from "@/lib/core/email-parted";
import { isFreeMail } from "@/lib/core/free-mail";
import { inLatinSigns } from "@/lib/core/text";

const LOCAL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/u;
const EDGES = /^[\s<>"'(),;:[\]]+|[\s<>"'(),;:.[\]]+$/g;

/** Marks that come along when an address is pasted, and that nobody sees. */
const UNSEEN = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** The form in which addresses are stored and compared, or null if it can't be one. */
export function normaliseEmail(raw: string): string | null {
  const text = inLatinSigns(raw)
    .replace(UNSEEN, "")
    .trim()
    .replace(/^mailto:([^?@]+@[^?@]+)(?:\?[^@]*)?$/i, "$1")
    .toLowerCase();
  if (text.length > 254) return null;
  const at = text.lastIndexOf("@");
  if (at < 1) return null;
  const local = text.slice(0, at);
  if (!LOCAL.test(local) || local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null;
  return DOMAIN.test(text.slice(at + 1)) ? text : null;
}

const LONGEST = 320;
const LABEL = /^\s*(?:e-?mails?|mails?|correos?|correio)\s*[:=]\s*/i;
const MOST_LISTED = 2_000;
const MOST_NAMED = 20;

/** What ends an address behind a space, and no sentence. */
const ENDING = /\.(?:com|net|org|gob|gov|edu|info|biz|[a-z]{2})(?:\.[a-z]{2})?$/;

/** What stands before a name on a network, or before an address that isn't given whole. */
const NO_MAILBOX =
  /^(?:instagram|insta|ig|facebook|face|fb|twitter|tw|x|tiktok|telegram|tg|linkedin|youtube|yt|snapchat|snap|threads|pinterest|discord|twitch|skype|whatsapp|wsp|wpp|redes?|usuario|user|username|(?:e-?)?mails?|correos?|correio|gmail|hotmail|outlook|yahoo|es|is|é|mi|my|meu|tengo|no|en|de|arroba|at)[:=]?$/i;

/** "laura @gmail.com", as a telephone's keyboard spaces it: nobody's name on a network is a provider's. */
function withoutKeyboardsSpace(text: string): string | null {
  const [, mailbox = "", domain = ""] = /^(\S+)\s+@(\S+)$/.exec(text.trim()) ?? [];
  if (mailbox === "" || NO_MAILBOX.test(mailbox)) return null;
  const email = normaliseEmail(`${mailbox}@${domain.replace(EDGES, "")}`);
  return email !== null && isFreeMail(email.slice(email.lastIndexOf("@") + 1)) ? email : null;
}

/**
 * An address that is all there is, with spaces where there can be none: "ana @ x.test", "ana@x .com.ar". Before the sign
 * they may part a word from it ("instagram @x.com"), and behind a whole address comes something else.
 */
function withoutGaps(text: string): string | null {
  const closed = text.trim().replace(/\s*@\s+/, "@");
  const [head = "", ...rest] = closed.split(/\s+/);
  if (rest.length === 0) return normaliseEmail(closed);
  if (!head.includes("@") || normaliseEmail(head.replace(EDGES, "")) !== null) return null;
  const email = normaliseEmail(closed.replace(/\s*\.\s*/g, "."));
  return email !== null && ENDING.test(email) ? email : null;
}

/**
 * The address that a value gives ("<ana@example.com>", "Ana ana@example.com."), or null. It is picked out of other words
 * only where spaces or brackets part it from them and nothing else there could be one: what somebody wrote as part of
 * something else (`ana,perez@x.test`, `ana perez@x.test`, `a@x.test?cc=b@x.test`) isn't their address.
 */
export function emailIn(value: string): string | null {
  const whole = normaliseEmail(value);
  if (whole) return whole;
  const text = value.replace(UNSEEN, "").replace(LABEL, "");
  const closed = text.length > LONGEST ? null : (withoutGaps(text) ?? withoutKeyboardsSpace(text));
  if (closed !== null) return closed;
  const words = text.split(/[\s<>()[\]{}]+/);
  // A name on a social network begins with the sign.
  const [word, ...others] = words.filter((one) => one.indexOf("@") > 0);
  if (word === undefined || others.length > 0 || word.length > LONGEST) return null;
  const bare = word.replace(EDGES, "");
  const at = text.indexOf(bare);
  if (!isParted(text.slice(0, at), bare) || isCutOff(text.slice(at + bare.length))) return null;
  return normaliseEmail(bare);
}

const BETWEEN_ITEMS = /[,;|\n]/;
const BETWEEN_WORDS = /[\s,;|/]+(?:(?:y|e|o|u|ou|and|or|&)\s+)?/i;

/**
 * All addresses that a value gives, in its order: the one in it, or several where it is a list of them and nothing else
 * ("a@x.test; b@x.test", "Ana <a@x.test>, Eva <b@x.test>").
 */
export function emailsIn(value: string): string[] {
  const one = emailIn(value);
  if (one !== null) return [one];
  if (value.length > MOST_LISTED) return [];
  for (const between of [BETWEEN_ITEMS, BETWEEN_WORDS]) {
    const items = value.split(between).filter((item) => item.trim() !== "");
    const emails = items.flatMap((item) => emailIn(item) ?? []);
    if (emails.length > 1 && emails.length === items.length) return [...new Set(emails)];
  }
  return [];
}

const BREAKS = /[\s<>"'(),;:|\\[\]{}=?&]/;

/**
 * The addresses inside a text, with the words before each; they stand between delimiters, whichever. Walks outwards from
 * each `@`, so that its time grows with the text and no faster.
 */
function* addressesIn(text: string): Generator<{ email: string; before: string }> {
  const isEdge = (at: number) => at < 0 || at >= text.length || BREAKS.test(text[at] ?? " ");
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    let from = at;
    while (at - from < 65 && !isEdge(from - 1) && text[from - 1] !== "@") from--;
    let to = at + 1;
    while (to - at < 190 && !isEdge(to) && text[to] !== "@") to++;
    if (!isEdge(from - 1) || !isEdge(to)) continue;
    const email = normaliseEmail(text.slice(from, to).replace(EDGES, ""));
    if (email) yield { email, before: text.slice(Math.max(0, from - LOOKED_AT), from) };
  }
}

/** The first address inside a text that has lost its structure, or null. */
export function findEmail(text: string): string | null {
  const [first] = addressesIn(text);
  return first?.email ?? null;
}

/** The addresses that a text names, each once, with the words before it; none that may have begun before a space. */
export function emailsNamedIn(text: string): { email: string; before: string }[] {
  const named = new Map<string, string>();
  for (const { email, before } of addressesIn(text)) {
    if (named.size === MOST_NAMED) break;
    if (!named.has(email) && (isParted(before, email) || isSentence(before))) named.set(email, before);
  }
  return [...named].map(([email, before]) => ({ email, before }));
}
