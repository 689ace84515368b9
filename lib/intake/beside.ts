import { emailsIn, emailsNamedIn } from "@/lib/core/email";
import { normalisePhone } from "@/lib/core/phone";
import { fold } from "@/lib/core/text";
import type { Candidate } from "@/lib/intake/candidates";
import type { Pool } from "@/lib/intake/choice";
import { keepExtra, keptUnder } from "@/lib/intake/extra";
import { keyOf } from "@/lib/intake/fields";
import { isFirm } from "@/lib/intake/firm-names";
import { asksForThem, isOfSite, mayBeVisitors } from "@/lib/intake/guess";
import type { Surroundings } from "@/lib/intake/guess";
import type { Json } from "@/lib/intake/json";
import { asksPost } from "@/lib/intake/labels";
import { isOfOtherDigits, numbersIn } from "@/lib/intake/numbers";
import { saysMine } from "@/lib/intake/own-words";
import { asksWhereToReach } from "@/lib/intake/owner";
import { salvageContact } from "@/lib/intake/salvage";
import { signatureOf } from "@/lib/intake/signing";
import type { Reach, Reader } from "@/lib/intake/signing";
import { unansweredSender } from "@/lib/intake/spam/automatic";
import { isTrap } from "@/lib/intake/spam/signs";
import type { SourceSettings, Understood } from "@/lib/intake/schema";
import { takenApart } from "@/lib/intake/taken-apart";
import { isProse, isUrl, PERSON } from "@/lib/intake/values";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

const MOST_READ = 100;
const LONGEST_PARTED = 2_000;

const ASKS_NAME = /\b(?:nombres?|names?|nome|apellidos?|sobrenome|surname)\b/;
const LETTERS = /^\p{L}[\p{L}'’´. -]{1,79}$/u;
const MOST_NAMES = 6;

/** As a mail program writes it: `Ana Ruiz <ana@example.com>`. */
const NAMED = /^\s*"?([^"<>@,;]{2,80}?)"?\s*<[^<>\s@]+@[^<>\s@]+>\s*$/;
const ONE_NAME = /^\p{Lu}[\p{Ll}'’-]{1,30}$/u;

/** In one value: a number, a name where one was asked for, and all that is neither them nor an address. */
type Parts = { phone: string | null; name: string | null; others: string[] };

const isName = (piece: string) => LETTERS.test(piece) && piece.split(" ").length <= MOST_NAMES && !isFirm(piece);

function partsOf(candidate: Candidate, country: string): Parts {
  const text = candidate.text ?? "";
  if (text.length > LONGEST_PARTED) return { phone: null, name: null, others: [text] };
  const { phone, pieces } = takenApart(text, country);
  const written = NAMED.exec(text)?.[1]?.trim() ?? "";
  const isWritten = candidate.strength !== 1 && (PERSON.test(written) || ONE_NAME.test(written)) && !isFirm(written);
  const label = candidate.field.label ?? candidate.field.path.at(-1) ?? "";
  const asks = candidate.concept === "name" || ASKS_NAME.test(wordsOf(label));
  const asked = asks ? (pieces.find(isName) ?? null) : null;
  const name = isWritten ? written : asked;
  return { phone, name, others: pieces.filter((piece) => piece !== name) };
}

const CONTACT: ReadonlySet<unknown> = new Set(["email", "phone", "name", "first_name"]);
const asksContact = ({ asked, concept }: Candidate) => CONTACT.has(asked ?? concept);

/** Whom somebody has written to or called is the house, or nobody who answers. */
const DONE =
  /(?<!\p{L})(?:escribí|mandé|envié|llamé|comuniqué|contacté|escrevi|mandei|enviei|liguei|i (?:have )?(?:called|wrote|written|sent|emailed))(?!\p{L})/iu;
const isOfOthers = (before: string) => {
  const near = before.split(/[\n.!?;]/).at(-1) ?? "";
  return DONE.test(near) || isSomebodyElses(wordsOf(near));
};

const SUBJECT = /^(?:(?:your|tu|seu) )?(?:asunto|subject|assunto|tema|topic|motivo)(?: (?:del?|do|da|of) .{1,40})?$/;
/** A line in which people without another field write how to reach them. */
const isLine = ({ asked, field }: Candidate) =>
  asked === "firm" || SUBJECT.test(wordsOf(field.label ?? field.path.at(-1) ?? ""));

/** A field that asks how to reach somebody, or a line; anything else that is written is a message. */
const isAnswer = (candidate: Candidate) => asksContact(candidate) || asksWhereToReach(candidate) || isLine(candidate);

/** Whether a message gives it as the writer's own, is signed with it, or is nothing else. */
const isGivenAsTheirs = (candidate: Candidate, reach: Reach, given: string, said: string, reader: Reader) =>
  isAnswer(candidate) ||
  saysMine(said) ||
  signatureOf(candidate.text ?? "", reader, reach).includes(given) ||
  partsOf(candidate, reader.country).others.length === 0;

/** The one address in words that may be who writes; of somebody of whom nothing is known, the first. */
function mailIn(candidate: Candidate, form: Surroundings, reader: Reader, isAnybody: boolean): string | null {
  if ((candidate.asked ?? candidate.concept) === "email") return null;
  const named = emailsNamedIn(candidate.text ?? "");
  const theirs = named.filter(
    ({ email, before }) =>
      !isOfSite(email, form.hosts) &&
      unansweredSender(email) === null &&
      !isOfOthers(before) &&
      isGivenAsTheirs(candidate, "mail", email, before, reader),
  );
  const [first] = isAnybody ? named : theirs;
  const email = isAnybody || theirs.length === 1 ? first?.email : undefined;
  const asks = isAnybody || asksForThem(candidate) || isLine(candidate);
  return email !== undefined && asks && mayBeVisitors(candidate, [email], form) ? email : null;
}

function numberIn(candidate: Candidate, reader: Reader, isAnybody: boolean): string | null {
  const { country } = reader;
  const text = candidate.text ?? "";
  // Digits alone may be anything.
  if (!asksContact(candidate) && !isProse(text)) return null;
  if (isAnybody) {
    const { phone } = salvageContact(text, country);
    return typeof phone === "string" ? phone : null;
  }
  if (isOfOtherDigits(candidate.field) || !(asksForThem(candidate) || isLine(candidate))) return null;
  const named = numbersIn(text, country).filter(
    ({ number, before, said }) => !isOfOthers(before) && isGivenAsTheirs(candidate, "number", number, said, reader),
  );
  const numbers = new Set(named.map(({ number }) => normalisePhone(number, country)));
  return numbers.size === 1 || asksContact(candidate) ? (named[0]?.number ?? null) : null;
}

/**
 * A mail and a number that stand beside something else: in a field that asks for a way to reach somebody always, in a
 * message where nobody could be reached without them and the writer says that they are theirs.
 */
function reachedBeside(
  pool: Pool,
  country: string,
  found: Understood,
  own: Set<Candidate | undefined>,
  isAnybody: boolean,
): void {
  const form = pool.surroundings();
  const reader = { name: found.name, country };
  const isReached = found.email !== null || found.phone !== null;
  const free = new Set(pool.free());
  const readable = pool.candidates.filter((one) => free.has(one) || own.has(one)).slice(0, MOST_READ);
  for (const candidate of readable) {
    const { field, text } = candidate;
    if (text === null || isUrl(text) || isTrap(field) || (isReached && !asksContact(candidate))) continue;
    // Whom a form asks for besides stays beside.
    if (isReached && !pool.isTheirs(candidate)) continue;
    const email = found.email === null ? mailIn(candidate, form, reader, isAnybody) : null;
    if (email !== null) {
      found.email = email;
      found.readFrom["email"] = keyOf(field);
    }
    const phone = found.phoneRaw === null ? numberIn(candidate, reader, isAnybody) : null;
    if (phone !== null) {
      found.phone = normalisePhone(phone, country);
      found.phoneRaw = phone;
      found.readFrom["phone"] = keyOf(field);
    }
  }
}

/** Whether a value says something that the lead has nowhere else. */
function isLost({ phone, name, others }: Parts, found: Understood, country: string): boolean {
  const names = name === null ? others : [name, ...others];
  const isKnown = (part: string) => fold(part) === fold(found.name ?? "");
  return !names.every(isKnown) || (phone !== null && normalisePhone(phone, country) !== found.phone);
}

function keepWhole(found: Understood, one: Candidate, source: SourceSettings, value: Json = one.text): void {
  keepExtra(found.extra, { ...one, field: { ...one.field, value } }, keptUnder(one.field, source));
}

/** "Ana Paz, compras" where a name and a post were asked for. */
function nameBeforePost(one: Candidate, country: string): string | null {
  if (!asksPost(one.field.label ?? one.field.path.at(-1) ?? "")) return null;
  const [first = "", second = "", ...others] = takenApart(one.text ?? "", country).pieces;
  if (second === "" || isFirm(first)) return null;
  return PERSON.test(first) || (ONE_NAME.test(first) && others.length === 0 && !ONE_NAME.test(second)) ? first : null;
}

/** "Ana Paz ana@example.com" where a name was asked for. */
function partName(one: Candidate, source: SourceSettings, found: Understood): void {
  const text = one.text ?? "";
  if (text.replace(/\s+/g, " ") !== found.name) return;
  const named = nameBeforePost(one, source.defaultCountry);
  if (named !== null) {
    found.name = named;
    keepWhole(found, one, source);
    return;
  }
  const parts = partsOf(one, source.defaultCountry);
  const emails = emailsNamedIn(text);
  if (parts.name === null || (parts.phone === null && emails.length === 0)) return;
  found.name = parts.name;
  const isOthers = emails.some(({ email }) => email !== found.email);
  if (isOthers || isLost(parts, found, source.defaultCountry)) keepWhole(found, one, source);
}

/** "Paz SRL, ana@example.com" where a firm was asked for. */
function partFirm(one: Candidate, source: SourceSettings, found: Understood): void {
  const key = keyOf(one.field);
  if (found.readFrom["email"] !== key && found.readFrom["phone"] !== key) return;
  const text = one.text ?? "";
  const [only, ...others] = takenApart(text, source.defaultCountry).pieces;
  if (only === undefined || others.length > 0) return;
  const at = text.indexOf(only);
  // "La" is said about a part, and begins a firm's name.
  const start = /^[\p{L}\s]*$/u.test(text.slice(0, at)) ? 0 : at;
  found.firm = text.slice(start, at + only.length).trim();
}

/** "Ana Paz 11 4321 8765" where a number was asked for, and a name. */
function partPhone(one: Candidate, source: SourceSettings, found: Understood): void {
  const { name, phone, others } = partsOf(one, source.defaultCountry);
  if (found.name !== null || name === null || phone === null) return;
  found.name = name;
  if (found.phoneRaw === one.text && others.length === 0) found.phoneRaw = phone;
}

/** Further addresses stay under the field's own label, and all of it where there is more. */
function partMail(one: Candidate, source: SourceSettings, found: Understood): void {
  const parts = partsOf(one, source.defaultCountry);
  found.name ??= parts.name;
  const others = emailsIn(one.text ?? "").filter((email) => email !== found.email);
  if (isLost(parts, found, source.defaultCountry)) keepWhole(found, one, source);
  else if (others.length > 0) keepWhole(found, one, source, others.length > 1 ? others : (others[0] ?? null));
}

/**
 * What people put into one field besides what it is read as: each part is read, and nothing of it is lost. `isAnybody`:
 * no field says anything of a person.
 */
export function readBeside(pool: Pool, source: SourceSettings, found: Understood, isAnybody: boolean): void {
  const from = (target: string) => pool.candidates.find(({ field }) => found.readFrom[target] === keyOf(field));
  const mail = from("email");
  const phone = from("phone");
  const name = from("name");
  const firm = from("firm");
  reachedBeside(pool, source.defaultCountry, found, new Set([mail, name, firm, from("message")]), isAnybody);
  if (firm) partFirm(firm, source, found);
  if (name) partName(name, source, found);
  if (phone) partPhone(phone, source, found);
  if (mail) partMail(mail, source, found);
}
