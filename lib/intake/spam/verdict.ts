import { fold } from "@/lib/core/text";
import { suggestMail } from "@/lib/core/mail-typo";
import { comparePhone } from "@/lib/core/phone";
import { automaticSubject, automaticText, unansweredSender } from "@/lib/intake/spam/automatic";
import { isDisposable } from "@/lib/intake/spam/disposable";
import { hostOf, linksIn } from "@/lib/intake/spam/links";
import { SPAM_POINTS } from "@/lib/intake/spam/schema";
import { advertises } from "@/lib/intake/spam/text-key";
import type { Understood } from "@/lib/intake/schema";
import type { Check, SpamKey, SpamKind, SpamList, SpamReason } from "@/lib/intake/spam/schema";

/** An entry of the lists that something in the arrival is on; `byHand`: no arrival taught it. */
export type Listed = { list: SpamList; kind: SpamKind; value: string; shown: string; byHand?: boolean };

/** One arrival as it is looked at, and what is known besides. */
export type Suspect = {
  item: Understood;
  sourceId: string;
  /** The site that sends it. */
  site: string;
  /** When it came, where that is when it was sent; a fetched one came whenever. */
  sentAt: Date | null;
  off: ReadonlySet<string>;
  listed: readonly Listed[];
  /** How many other people sent the same longer message lately. */
  others: number;
  /** The same submission was taken for spam when it came before. */
  sameEntry: boolean;
};

const hard = SPAM_POINTS;

/** What speaks for spam, the strongest first. */
export function suspicions(suspect: Suspect): SpamReason[] {
  const said = saidByPeople(suspect);
  if (said === "genuine")
    return ROBOTS.filter(([check]) => !suspect.off.has(check)).flatMap(([, look]) => look(suspect));
  if (said) return [said];
  const reasons = [...LOOKS.filter(([check]) => !suspect.off.has(check)).flatMap(([, look]) => look(suspect))];
  if (suspect.sameEntry) reasons.push({ check: "same_entry", detail: "", points: hard });
  return reasons.toSorted((a, b) => b.points - a.points);
}

export const isSpam = (reasons: readonly SpamReason[]): boolean =>
  reasons.reduce((sum, { points }) => sum + points, 0) >= SPAM_POINTS;

/** What programs write isn't a person's, and what somebody here said stands. */
const UNFORGIVEN: readonly SpamKey[] = ["automatic", "no_reply", "blocked", "by_hand"];

/** Whether a person who is known and was worked with is believed in spite of it. */
export const isForgivable = (reasons: readonly SpamReason[]): boolean =>
  reasons.every(({ check }) => !UNFORGIVEN.includes(check));

/** An address counts more than its domain: whoever is said to be genuine is, also at a blocked domain. */
const FIRST: readonly SpamKind[] = ["email", "phone", "domain", "ip"];

function saidByPeople({ listed, item }: Suspect): SpamReason | "genuine" | null {
  const whole = FIRST.flatMap((kind) => listed.find((one) => one.kind === kind && isMeant(one)) ?? [])[0];
  if (whole?.list === "genuine") return "genuine";
  const message = fold(item.message ?? "");
  const blocked =
    whole ?? listed.find((one) => one.list === "blocked" && one.kind === "text" && message.includes(one.value));
  return blocked ? { check: "blocked", detail: blocked.shown, points: hard } : null;
}

/** A domain of thrown-away boxes is everybody's: one arrival says nothing of the next. */
const isMeant = ({ list, kind, value, byHand }: Listed) =>
  list === "blocked" || kind !== "domain" || byHand === true || !isDisposable(value);

const isTaught = ({ listed }: Suspect, kind: SpamKind, value?: string) =>
  listed.some((one) => one.list === "genuine" && one.kind === kind && (value === undefined || one.value === value));

/** A field of one form, as the list holds it. */
export const fieldValue = (sourceId: string, key: string): string => `${sourceId} ${key}`;

type Look = (suspect: Suspect) => SpamReason[];

const LOOKS: [Check, Look][] = [
  ["honeypot", (suspect) => bySign(suspect, "honeypot", "traps")],
  ["flagged", (suspect) => bySign(suspect, "flagged", "flags")],
  ["automatic", byProgram],
  ["no_reply", unanswered],
  ["disposable", thrownAway],
  ["too_fast", tooFast],
  ["links", linked],
  ["repeated", repeated],
];

/** What is no person's, whoever is trusted: their mailbox answers by itself, and their domain's mail system writes. */
const ROBOTS: [Check, Look][] = [
  ["automatic", byProgram],
  ["no_reply", (suspect) => unanswered(suspect).filter(() => !isTrustedRobot(suspect))],
];

/** A no-reply address that somebody trusts by itself is where a firm's people write from; a mail system's never is. */
const isTrustedRobot = ({ listed, item }: Suspect) =>
  item.email !== null &&
  unansweredSender(item.email) === "no_reply" &&
  listed.some(({ list, kind, value }) => list === "genuine" && kind === "email" && value === item.email);

function bySign(suspect: Suspect, check: SpamKey, which: "traps" | "flags"): SpamReason[] {
  const { item, sourceId } = suspect;
  const sign = item.signs?.[which]?.find(({ key }) => !isTaught(suspect, "field", fieldValue(sourceId, key)));
  return sign ? [{ check, detail: sign.key, points: hard }] : [];
}

function byProgram({ item }: Suspect): SpamReason[] {
  const { headers, subject } = item.signs ?? {};
  const [header] = headers ?? [];
  const sure = (detail: string): SpamReason[] => [{ check: "automatic", detail, points: hard }];
  if (header) return sure(header.value);
  if (subject !== undefined && automaticSubject(subject)) return sure(subject.slice(0, 80));
  const message = item.message ?? "";
  const text = automaticText(message);
  if (text === "sure") return sure(message.slice(0, 80));
  // Who leaves a number wants to be called, wherever they are.
  return text === "away" && item.phone === null
    ? [{ check: "automatic", detail: message.slice(0, 80), points: 70 }]
    : [];
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);

function unanswered({ item }: Suspect): SpamReason[] {
  const sender = item.email === null ? null : unansweredSender(item.email);
  if (sender === null || item.email === null) return [];
  const points = sender === "mail_system" || item.phone === null ? hard : 60;
  return [{ check: "no_reply", detail: item.email, points }];
}

/** With a number they can be reached all the same. Lists of such domains have providers' misspelt names as well: those are slips. */
function thrownAway({ item }: Suspect): SpamReason[] {
  if (item.email === null || suggestMail(item.email) !== null) return [];
  const domain = domainOf(item.email);
  if (!isDisposable(domain)) return [];
  return [{ check: "disposable", detail: domain, points: item.phone === null ? hard : 60 }];
}

const FAST_SECONDS = 2;
const QUICK_SECONDS = 4;

/** Browsers fill in a name and a mail at once; nobody reads and writes a sentence in two seconds. */
function tooFast(suspect: Suspect): SpamReason[] {
  const open = openFor(suspect);
  if (!open || isTaught(suspect, "field", fieldValue(suspect.sourceId, open.key))) return [];
  const written = (suspect.item.message ?? "").length;
  const detail = String(Math.round(open.seconds * 10) / 10);
  const reason = (points: number): SpamReason[] => [{ check: "too_fast", detail, points }];
  if (open.seconds < FAST_SECONDS) return reason(written >= 40 ? hard : 70);
  return open.seconds < QUICK_SECONDS && written >= 200 ? reason(70) : [];
}

function openFor({ item, sentAt }: Suspect): { key: string; seconds: number } | null {
  const { open, shown } = item.signs ?? {};
  if (open) return open;
  if (!shown || !sentAt) return null;
  const seconds = (sentAt.getTime() - Date.parse(shown.at)) / 1000;
  // The visitor's clock may be ahead; then it says nothing.
  return seconds >= 0 ? { key: shown.key, seconds } : null;
}

/** One link is what people write; several to different places, or markup of links, are what advertising has. */
function linked(suspect: Suspect): SpamReason[] {
  const { item, site } = suspect;
  if (isTaught(suspect, "text")) return [];
  const own = new Set([hostOf(site), hostOf(item.pageUrl ?? ""), hostOf(item.referrer ?? "")]);
  const { count, hosts, markup } = linksIn(item.message ?? "", own);
  const named = linksIn(item.name ?? "", own).count > 0;
  const points = (named ? 80 : 0) + pointsOf(count, hosts) + (markup && count > 0 ? 40 : 0);
  return points === 0
    ? []
    : [{ check: "links", detail: String(count + (named ? 1 : 0)), points: Math.min(points, hard) }];
}

function pointsOf(count: number, hosts: number): number {
  if (count >= 5) return hosts > 1 ? hard : 60;
  if (count >= 3) return hosts > 1 ? 60 : 30;
  return count === 2 ? 20 : 0;
}

/** Several people don't write the same; a form that has its own address in its prefilled text is no advertisement. */
function repeated(suspect: Suspect): SpamReason[] {
  const { item, others, site } = suspect;
  const own = new Set([hostOf(site), hostOf(item.pageUrl ?? "")]);
  if (others === 0 || isTaught(suspect, "text") || !advertises(item.message ?? "", own)) return [];
  return [{ check: "repeated", detail: String(others), points: others > 1 ? hard : 60 }];
}

/** What of an arrival may stand on a list, as the lists hold it. */
export function listableOf(item: Understood): Partial<Record<"email" | "domain" | "phone" | "ip", string>> {
  const { email, phone, ip } = item;
  return {
    ...(email !== null && { email, domain: domainOf(email) }),
    ...(phone !== null && { phone: comparePhone(phone) }),
    ...(ip !== null && { ip }),
  };
}
