import type { Candidate } from "@/lib/intake/candidates";
import type { Pool } from "@/lib/intake/choice";
import { isWard } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** "Ana" and "Pérez" make one name; "Ana Pérez" and "Pérez" already are one. */
function join(first: string, last: string): string {
  return ` ${plain(first)}`.endsWith(` ${plain(last)}`) ? first : `${first} ${last}`;
}

/** A second surname is the same person's: "Segundo apellido", "Apellido materno". */
const SECOND_SURNAME =
  /^(?:segundo (?:apellido|sobrenome)|(?:apellido|sobrenome) materno|second (?:surname|last name))$/;
const PART =
  /\b(?:primer|primeiro|segundo|ultimo|first|middle|last|given|family|full|nombres?|names?|nomes?|apellidos?|sobrenomes?|surname|apelidos?|completo|pila|paterno|materno)\b/g;

type Owner = { place: string; number: number };

const wordsOfLabel = ({ field }: Candidate) => wordsOf(field.label ?? field.path.at(-1) ?? "");

/** Whose part it is: where it stands, what its label says beside the part, and the number behind. */
function ownerOf(candidate: Candidate): Owner {
  const { path, label } = candidate.field;
  const input = /^(\d+)\.\d+$/.exec(path.at(-1) ?? "")?.[1];
  const words = label === null && input === undefined ? wordsOfLabel(candidate) : wordsOf(label ?? "");
  const number = Number(/ (\d{1,2})$/.exec(words)?.[1] ?? 1);
  const beside = words
    .replace(/ \d{1,2}$/, "")
    .replace(PART, " ")
    .replace(/\s+/g, " ")
    .trim();
  return { place: [...path.slice(0, -1), input ?? "", beside].join("\n"), number };
}

/** Whatever an admin says is a part of the name is one. */
const isMapped = ({ strength, field }: Candidate) => strength === 9 && field.concept === undefined;

/** The surnames that belong to who has this first name; whose label tells nothing of it, the first one's. */
function surnamesOf(given: Candidate, last: Candidate[], named: Candidate[]): Candidate[] {
  const best = last.filter((one) => one.strength === last[0]?.strength || SECOND_SURNAME.test(wordsOfLabel(one)));
  // "Apellido 2" is the second of one person, unless there is a "Nombre 2" as well.
  const people = new Set(named.map((one) => ownerOf(one).number));
  const isOf = (owner: Owner) => (one: Candidate) => {
    if (isMapped(one)) return true;
    const { place, number } = ownerOf(one);
    return place === owner.place && (number === owner.number || !people.has(number));
  };
  const own = best.filter(isOf(ownerOf(given)));
  const [first] = best;
  if (own.length > 0 || !first || isAnothers(first, given, people)) return own;
  return best.filter(isOf(ownerOf(first)));
}

/** Of the child that somebody writes for, or of the second of several people, is nobody else's surname. */
function isAnothers(surname: Candidate, given: Candidate, people: ReadonlySet<number>): boolean {
  const [theirs, own] = [ownerOf(surname).number, ownerOf(given).number];
  if (theirs !== own && people.has(theirs)) return true;
  return isWard(wordsOfLabel(surname)) && !isWard(wordsOfLabel(given));
}

function firstNamesOf(first: Candidate[]): Candidate[] {
  const [given] = first;
  if (!given) return [];
  const { place, number } = ownerOf(given);
  return first.filter((one) => {
    const owner = ownerOf(one);
    if (isMapped(one)) return true;
    return one.strength === given.strength && owner.place === place && owner.number === number;
  });
}

/** The person's name, from one field or from its parts; what isn't needed stays in the pool. */
export function nameFrom(pool: Pool): { text: string | null; from: Candidate | null } {
  const whole = pool.claiming("name")[0];
  const first = pool.claiming("first_name");
  const last = pool.claiming("last_name");
  const given = first[0] ?? whole;
  const sure = whole !== undefined && whole.strength >= 9;
  if (last.length > 0 && given?.text && !(sure && first[0] === undefined)) {
    const surnames = surnamesOf(given, last, [...pool.claiming("name"), ...first]);
    const middle = first[0] ? pool.claiming("middle_name") : [];
    const parts = [...(first.length > 0 ? firstNamesOf(first) : [given]), ...middle.filter(isBeside(given))];
    for (const part of [...parts, ...surnames]) pool.take(part);
    const text = join(parts.map((part) => part.text).join(" "), surnames.map((part) => part.text).join(" "));
    // A full name beside its parts says the same once more.
    if (whole?.text && first[0] && plain(whole.text) === plain(text)) pool.take(whole);
    return { text, from: parts[0] ?? null };
  }
  const only = whole ?? first[0] ?? last[0] ?? pool.untitledName();
  if (!only) return { text: null, from: null };
  pool.take(only);
  return { text: only.text?.replace(/\s+/g, " ") ?? null, from: only };
}

/** In the same place, whatever the label says. */
function isBeside(given: Candidate): (one: Candidate) => boolean {
  const place = (one: Candidate) => ownerOf(one).place.split("\n").slice(0, -1).join("\n");
  return (one) => place(one) === place(given);
}
