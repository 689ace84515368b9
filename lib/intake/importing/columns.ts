import { fold } from "@/lib/core/text";
import { resultHeads } from "@/lib/i18n/words-in";
import { fieldName } from "@/lib/leads/custom-fields/field/schema";
import { headingOf, isUnnamed } from "@/lib/intake/importing/column-names";
import { whoBuys } from "@/lib/intake/importing/customers";
import { INTERNAL_NOTE, MAY_BE_NOTED, tellsWork } from "@/lib/intake/importing/noted";
import { candidateOf } from "@/lib/intake/candidates";
import type { FieldDefinition } from "@/lib/leads/custom-fields/field/schema";
import type { Candidate } from "@/lib/intake/candidates";
import type { Concept } from "@/lib/intake/concepts";
import { guess } from "@/lib/intake/guess";
import type { Surroundings } from "@/lib/intake/guess";
import { meaningOf } from "@/lib/intake/labels";
import { isSomebodyElses } from "@/lib/intake/whose";
import { wordsOf } from "@/lib/intake/words";
import type { ColumnTarget, ImportColumn } from "@/lib/intake/importing/schema";
import type { DateOrder } from "@/lib/intake/schema";

/** What it may come to: alone, or with what kind of sum it is. A currency's name isn't one: it may be another than ours. */
const SUM = "(?:monto|importe|valor|montante|presupuesto|orcamento|cotizacion|cotacao)";
const KIND = "(?:aproximad[oa]|cotizad[oa]|cotad[oa]|estimad[oa]|previst[oa]|total)";
const OF = "(?:de la|del?|d[oa]) (?:cotizacion|cotacao|lead|negocio|oportunidade?|presupuesto|orcamento|venta|venda)";
const ENGLISH = "(?:(?:estimated|expected|total|quoted|deal|lead|opportunity) )?(?:amount|value|budget)";
const AMOUNT = new RegExp(`^(?:${SUM}(?: ${KIND}| ${OF})?|${ENGLISH}|total)$`);

/** What a form never asks and a spreadsheet of leads has. */
const OWN_WORDS: [RegExp, ColumnTarget][] = [
  [/^(?:estado|status|situacion|situacao|etapa|fase|stage)(?: (?:del |do )?(?:lead|contacto|cliente))?$/, "status"],
  [
    /^(?:responsable|responsavel|vendedora?|asignad[oa](?: a)?|owner|comercial|ejecutiv[oa]|a cargo(?: de)?|assigned(?: to)?|asesora?|sales ?rep(?:resentative)?)$/,
    "owner",
  ],
  [/^(?:fecha|date|data|creado|created|alta|fecha (?:de )?(?:alta|ingreso|contacto|creacion|carga))$/, "submittedAt"],
  [AMOUNT, "amount"],
  [/^(?:prioridad|prioridade|priority)$/, "priority"],
  [/^(?:etiquetas?|tags?|labels?|rotulos?|marcadores)$/, "tags"],
  [/^(?:canal|channel|origen|origem|origin|source|fuente|fonte)$/, "channel"],
  [/^(?:sub ?(?:origen|canal|channel|origem|source))$/, "subChannel"],
  [/^(?:campana|campanha|campaign)$/, "utm.campaign"],
  [INTERNAL_NOTE, "note"],
];

/** Who buys: a person or a firm, which only what stands below tells. */
const CUSTOMER = /^(?:clientes?|clients?|customers?)$/;

const BY_CONCEPT: Partial<Record<Concept, ColumnTarget>> = {
  name: "contactName",
  first_name: "firstName",
  last_name: "lastName",
  firm: "firm",
  email: "email",
  phone: "phone",
  service: "service",
  message: "message",
  submitted_at: "submittedAt",
  page_url: "pageUrl",
  "utm.source": "utm.source",
  "utm.medium": "utm.medium",
  "utm.campaign": "utm.campaign",
  "utm.term": "utm.term",
  "utm.content": "utm.content",
  external_id: "extra",
};

/** A column called as a custom field is goes there. */
function ownClaim({ label }: ImportColumn, fields: readonly FieldDefinition[]): Claim | undefined {
  const word = fold(label);
  if (word === "") return undefined;
  const field = fields.find((one) =>
    [one.key, one.labelEn, one.labelEs, ...one.takes].some((name) => fold(name) === word),
  );
  return field && { target: fieldName(field.key), strength: 9 };
}

type Claim = { target: ColumnTarget; strength: number };

/** Where each column goes; what a result was headed with, corrected and brought in again, says nothing of leads. */
export function guessColumns(
  columns: readonly ImportColumn[],
  country: string,
  fields: readonly FieldDefinition[] = [],
): ColumnTarget[] {
  const head = headLength(columns.map(({ label }) => fold(headingOf(label))));
  const ignored = columns.slice(0, head).map(() => "ignore" as const);
  return [...ignored, ...guessOwn(columns.slice(head), country, fields)];
}

const HEADS = resultHeads().map((head) => head.map(fold));

/** How many of the first columns a result put there; its own result has them twice. */
function headLength(labels: readonly string[]): number {
  const head = HEADS.find((one) => one.every((word, index) => labels[index] === word));
  return head ? head.length + headLength(labels.slice(head.length)) : 0;
}

/** By its label, provided that its values agree, else by what its values give away. */
function guessOwn(
  columns: readonly ImportColumn[],
  country: string,
  fields: readonly FieldDefinition[],
): ColumnTarget[] {
  const claims = withNotes(
    columns,
    columns.map((column) => ownClaim(column, fields) ?? claimOf(column)),
  );
  const targets = claims.map((claim, index) => (isBest(claims, index) ? (claim?.target ?? null) : null));
  columns.forEach((column, index) => {
    if (CUSTOMER.test(wordsOf(column.label))) targets[index] = customerAmong(column, targets, index);
  });
  claims.forEach((claim, index) => {
    if (claim?.target === "phone" && targets[index] === null && isOwnNumber(columns[index]?.label ?? "", claim))
      targets[index] = "phone";
  });
  columns.forEach(({ label }, index) => {
    const first = columns.findIndex((other) => other.label === headingOf(label));
    const { [first]: target } = targets;
    if (targets[index] === null && target && SEVERAL.has(target)) targets[index] = target;
  });
  return columns.map((column, index) => targets[index] ?? byValues(column, targets, country));
}

/** Of what somebody may have several: a column of the same heading says more of it. */
const SEVERAL: ReadonlySet<ColumnTarget> = new Set(["email", "phone", "note"]);

/** What only whoever works leads says of them. */
const OF_WORK: ReadonlySet<ColumnTarget | undefined> = new Set(["status", "owner"]);

/**
 * "Observaciones" are the visitor's where a form asked for them, and the seller's beside what the visitor wrote, in a sheet
 * that says how far a lead is or whose, and where they tell what was done.
 */
function withNotes(columns: readonly ImportColumn[], claims: (Claim | null)[]): (Claim | null)[] {
  const may = columns.map(
    ({ label }, index) => claims[index]?.target === "message" && MAY_BE_NOTED.test(wordsOf(headingOf(label))),
  );
  const isWorked = claims.some(
    (claim, index) => OF_WORK.has(claim?.target) || (claim?.target === "message" && !may[index]),
  );
  return claims.map((claim, index) =>
    may[index] && (isWorked || tellsWork(columns[index]?.samples ?? [])) ? { target: "note", strength: 5 } : claim,
  );
}

/** Whoever has a telephone and a mobile can be called at both; a friend's or a driver's stays beside. */
const isOwnNumber = (label: string, { strength }: Claim): boolean => strength > 1 && !isSomebodyElses(wordsOf(label));

function claimOf({ label, samples }: ImportColumn): Claim | null {
  const words = wordsOf(label);
  const own = OWN_WORDS.find(([pattern]) => pattern.test(words));
  // "Presupuesto" may as well say whether there is one.
  const agrees = own?.[1] !== "amount" || samples.length === 0 || samples.some((value) => /\d/.test(value));
  if (own && agrees) return { target: own[1], strength: 5 };
  if (CUSTOMER.test(words)) return null;
  const meaning = samples.length > 0 ? meaningAmong(label, samples) : meaningOf(label);
  const target = meaning ? BY_CONCEPT[meaning.concept] : undefined;
  return meaning && target ? { target, strength: meaning.strength } : null;
}

/** Whether a label says what of a lead stands below it. */
export const isKnownLabel = (label: string): boolean =>
  claimOf({ label, samples: [] }) !== null || CUSTOMER.test(wordsOf(label));

const NAMED: ReadonlySet<ColumnTarget | null> = new Set(["contactName", "firstName", "lastName"]);
/** The predecessor's sheets have nothing else beside the firm they are about. */
const BESIDE_FIRM: ReadonlySet<ColumnTarget | null> = new Set(["email", "status"]);

/**
 * Where more are called as people are than as nobody can tell, each row says whether it is one; else it is the firm. What
 * another column is for already stays beside.
 */
function customerAmong({ samples }: ImportColumn, targets: readonly (ColumnTarget | null)[], at: number) {
  const others = targets.filter((_, index) => index !== at);
  const kinds = samples.map(whoBuys);
  const arePeople =
    kinds.filter((kind) => kind === "contactName").length > kinds.filter((kind) => kind === null).length;
  const isNamed = others.some((target) => NAMED.has(target));
  if (others.includes("firm")) return arePeople && !isNamed ? "contactName" : null;
  const isStatusSheet = others.includes("status") && others.every((target) => BESIDE_FIRM.has(target));
  return arePeople && !isNamed && !isStatusSheet ? "customer" : "firm";
}

/** What the label says, if one of its values agrees. */
function meaningAmong(label: string, samples: string[]): { concept: Concept; strength: number } | null {
  for (const value of samples) {
    const { concept, strength } = candidateOf({ path: [label], label, type: null, value }, label);
    if (concept) return { concept, strength };
  }
  return null;
}

/** One column for each; the others keep their label. */
function isBest(claims: (Claim | null)[], index: number): boolean {
  const mine = claims[index];
  // Notes stand one under the other.
  if (!mine || mine.target === "extra" || mine.target === "note") return mine !== undefined;
  return claims.every(
    (other, at) =>
      at === index ||
      other?.target !== mine.target ||
      other.strength < mine.strength ||
      (other.strength === mine.strength && at > index),
  );
}

/** Whoever imports sees where a column goes before it goes there. */
const ALONE: Surroundings = { hosts: [], hasMailField: false, hasNumber: false };

function byValues({ label, samples }: ImportColumn, taken: (ColumnTarget | null)[], country: string): ColumnTarget {
  // Without words of its own a label says nothing against what its values look like.
  const path = isUnnamed(label) ? ["1"] : [label];
  const free = samples.map((value): Candidate => ({
    field: { path, label: null, type: null, value },
    text: value,
    concept: null,
    strength: 0,
  }));
  for (const target of ["email", "phone", "firm"] as const) {
    if (!taken.includes(target) && guess(target, free, country, ALONE)) return markTaken(taken, target);
  }
  if (!taken.includes("contactName") && guess("name", free, country, ALONE)) return markTaken(taken, "contactName");
  return "extra";
}

function markTaken(taken: (ColumnTarget | null)[], target: ColumnTarget): ColumnTarget {
  taken.push(target);
  return target;
}

/** Which way round dates are written, as far as the samples tell: a second number above twelve can only be a day. */
export function guessDateOrder(samples: readonly string[]): DateOrder {
  if (samples.some((text) => /^\d{4}\D/.test(text.trim()))) return "ymd";
  const monthFirst = samples.some((text) => Number(/^\d{1,2}\D(\d{1,2})\D/.exec(text.trim())?.[1] ?? 0) > 12);
  return monthFirst ? "mdy" : "dmy";
}
