import { readBeside } from "@/lib/intake/beside";
import type { Body } from "@/lib/intake/body";
import { askedIn, candidateOf, saidToBe, withFormsPrefix, withShortKeys } from "@/lib/intake/candidates";
import type { Candidate } from "@/lib/intake/candidates";
import { Pool } from "@/lib/intake/choice";
import type { Concept } from "@/lib/intake/concepts";
import { filesIn, formOrder, isDigest, isNoise, keepExtra, keptUnder } from "@/lib/intake/extra";
import { decodedAgain } from "@/lib/intake/encoded-again";
import { called } from "@/lib/intake/entities";
import { keyOf, labelIn } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { anyHomeAt, hostOf } from "@/lib/intake/home-address";
import { nameFrom } from "@/lib/intake/full-name";
import { fieldName, isFieldName, keyOfName } from "@/lib/leads/custom-fields/field/schema";
import { taughtTarget } from "@/lib/intake/mapping-lessons/lesson";
import { mappedTarget, readMapping } from "@/lib/intake/mapping";
import type { Reading } from "@/lib/intake/reading";
import type { Kind, Problem, Reason, SourceSettings, Understood } from "@/lib/intake/schema";
import { UTM_KEYS } from "@/lib/intake/schema";
import { takeEmail, takePhone } from "@/lib/intake/reached";
import { withoutSecrets } from "@/lib/intake/secrets";
import { isTrap, signsIn } from "@/lib/intake/spam/signs";
import { changeTime, submissionTime } from "@/lib/intake/submission-time";
import { isTrashed } from "@/lib/intake/trashed";
import { isMailUnread } from "@/lib/intake/unread-mail";
import { mergeUtm, utmInUrl } from "@/lib/intake/utm";
import type { UtmValues } from "@/lib/intake/utm";
import { consentOf, listOf, textOf } from "@/lib/intake/values";

/** An understanding that holds nothing yet. */
export function nothing(plugin: string, kind: Kind, reason: Reason | null, problems: Problem[]): Understood {
  return {
    plugin,
    kind,
    ...(reason ? { reason } : {}),
    form: { id: null, name: null },
    externalId: null,
    name: null,
    firm: null,
    email: null,
    phone: null,
    phoneRaw: null,
    message: null,
    service: null,
    utm: mergeUtm(),
    pageUrl: null,
    referrer: null,
    submittedAt: null,
    ip: null,
    userAgent: null,
    consent: null,
    files: [],
    extra: {},
    labels: {},
    readFrom: {},
    problems,
  };
}

const MOST_PAGES = 3;

/** `own`: what goes to custom fields, by their keys. */
type Sorted = { pool: Pool; custom: [Candidate, string][]; own: [Field, string][] };

/** What was learnt from another source's correction is surer than a guess and less than this source's own mapping. */
const TAUGHT = 5;

/**
 * Every field with its meaning: the admin's mapping first, then what corrections elsewhere teach, then what the plugin
 * knows, then what the words say.
 */
function sort(reading: Reading, source: SourceSettings): Sorted {
  const rules = readMapping(source.mapping);
  const custom: [Candidate, string][] = [];
  const own: [Field, string][] = [];
  const candidates: Candidate[] = [];
  const labelOf = (field: Field) => field.label ?? labelIn(source.labels, keyOf(field));
  const isAsked = (field: Field) => (mappedTarget(rules, field) as Concept | null) ?? askedIn(field, labelOf(field));
  for (const field of decodedAgain(reading.fields, isAsked)) {
    const label = labelOf(field);
    const mapped = mappedTarget(rules, field);
    const target = mapped ?? (field.keep === undefined ? taughtTarget(source.lessons, field, label) : null);
    const text = textOf(field.value);
    const ownKey = field.own ?? (target !== null && isFieldName(target) ? keyOfName(target) : undefined);
    if (ownKey !== undefined) own.push([field, ownKey]);
    else if (target === null && field.keep !== undefined) {
      custom.push([{ field, text, concept: null, strength: 9 }, field.keep]);
    } else if (target === null) {
      // Only an admin's word makes it a lead's.
      const open = withoutSecrets(field, label);
      if (open) candidates.push(trapOrCandidate(open, label));
    } else if (target.startsWith("extra:")) custom.push([{ field, text, concept: null, strength: 9 }, target.slice(6)]);
    else candidates.push(saidToBe(field, target as Concept, mapped === null ? TAUGHT : 9));
  }
  const hosts = hostsOf(reading, source, candidates);
  return { pool: new Pool(withFormsPrefix(withShortKeys(candidates)), source.defaultCountry, hosts), custom, own };
}

/** The site's own domains: of the page, of what sent it, of the source. */
function hostsOf(reading: Reading, source: SourceSettings, candidates: Candidate[]): string[] {
  const pages = candidates.flatMap(({ concept, text }) => (concept === "page_url" ? (text ?? []) : []));
  const told = [source.siteUrl ?? null, reading.site ?? null, reading.pageUrl, ...pages.slice(0, MOST_PAGES)];
  return told.flatMap((url) => hostOf(url) ?? []);
}

/** What no visitor sees says nothing about them, whatever it is called. */
function trapOrCandidate(field: Field, label: string | null): Candidate {
  return isTrap(field) ? { field, text: textOf(field.value), concept: null, strength: 0 } : candidateOf(field, label);
}

/** What the form's own fields say, and apart from it what an admin wrote behind the hook's address. */
function takeUtm(pool: Pool, readFrom: Record<string, string>): { told: UtmValues; aside: UtmValues } {
  const told: UtmValues = {};
  const aside: UtmValues = {};
  for (const key of UTM_KEYS) {
    const found = pool.best(`utm.${key}`);
    if (!found?.text) continue;
    if (found.field.aside) aside[key] = found.text;
    else {
      told[key] = found.text;
      readFrom[`utm.${key}`] = keyOf(found.field);
    }
  }
  const all = pool.best("utm.all");
  if (!all?.text) return { told, aside };
  const inside = all.text.includes("=") ? utmInUrl(all.text) : { source: all.text };
  return { told: { ...inside, ...told }, aside };
}

/** All fields that an admin mapped to one target are joined; else the best one is taken, or what its answer tells is one. */
function takeText(
  pool: Pool,
  concept: "firm" | "message" | "service",
  readFrom: Record<string, string>,
  told: () => Candidate | null = () => null,
): string | null {
  const mapped = pool.claiming(concept).filter(({ strength }) => strength === 9);
  const chosen =
    mapped.length > 0
      ? mapped.map((candidate) => pool.take(candidate))
      : [pool.best(concept) ?? told()].filter((one) => one !== null);
  const first = chosen[0];
  if (!first) return null;
  readFrom[concept] = keyOf(first.field);
  const texts = chosen.flatMap(
    (one) => (concept === "message" ? one.text : (listOf(one.field.value)?.join(", ") ?? one.text)) ?? [],
  );
  return texts.join(concept === "message" ? "\n" : ", ");
}

function takeConsent(pool: Pool, readFrom: Record<string, string>): boolean | null {
  const claiming = pool
    .free()
    .filter(({ concept }) => concept === "consent")
    .toSorted((a, b) => b.strength - a.strength);
  const first = claiming[0];
  if (!first) return null;
  pool.take(first);
  readFrom["consent"] = keyOf(first.field);
  return consentOf(first.field.value);
}

function takeFiles(pool: Pool, found: Understood): void {
  for (const candidate of pool.free()) {
    const files = filesIn(candidate);
    if (files.length === 0) continue;
    pool.take(candidate);
    found.files.push(...files);
  }
}

const ABOUT = [
  ["external_id", "externalId"],
  ["page_url", "pageUrl"],
  ["referrer", "referrer"],
  ["ip", "ip"],
  ["user_agent", "userAgent"],
] as const;

function takeFacts(pool: Pool, reading: Reading, found: Understood): void {
  for (const [concept, property] of ABOUT) {
    const known = reading[property];
    const mapped = pool.claiming(concept)[0];
    const named = mapped && (mapped.strength === 9 || known === null) ? pool.take(mapped) : null;
    found[property] = named?.text ?? known;
    if (named) found.readFrom[concept] = keyOf(named.field);
  }
  found.form = {
    id: reading.form.id ?? pool.best("form_id")?.text ?? null,
    name: reading.form.name ?? pool.best("form_name")?.text ?? null,
  };
}

/** Of several that go to one field, the first that says something. */
function takeOwn(own: [Field, string][], found: Understood): void {
  for (const [field, key] of own) {
    const said = listOf(field.value) ?? textOf(field.value);
    if (said === null || said.length === 0 || Object.hasOwn(found.fields ?? {}, key)) continue;
    found.fields = { ...found.fields, [key]: said };
    found.readFrom[fieldName(key)] = keyOf(field);
  }
}

function kindOf(found: Understood, reading: Reading, partial: Reason | undefined): { kind: Kind; reason?: Reason } {
  if (reading.draft) return { kind: "draft", reason: "draft" };
  if (reading.trashed) return { kind: "trashed", reason: "trashed" };
  const contact = found.email !== null || found.phoneRaw !== null;
  const said = saysWho(found);
  const rest =
    found.service !== null ||
    found.files.length > 0 ||
    Object.keys(found.extra).length > 0 ||
    found.fields !== undefined;
  if (!said && !rest) return partial ? { kind: "unreadable", reason: partial } : { kind: "empty", reason: "no_values" };
  if (!said && found.service === null) return { kind: "unreadable", reason: partial ?? "no_known_field" };
  if (partial) return { kind: "lead_partial", reason: partial };
  return contact ? { kind: "lead" } : { kind: "lead_partial", reason: "no_contact" };
}

const saysWho = ({ name, firm, email, phoneRaw, message }: Understood) =>
  [name, firm, email, phoneRaw, message].some((said) => said !== null);

/** A field that an admin mapped is one that visitors fill in. */
function visitorsSee(source: SourceSettings): (field: Field) => boolean {
  const rules = readMapping(source.mapping);
  return (field) => [field.path, field.path.slice(-1)].some((path) => mappedTarget(rules, { ...field, path }) !== null);
}

/**
 * From the fields of one submission to what they say. Used by requests and by pulls alike. `sent` is all that came, where
 * a connector leaves some of it aside.
 */
export function conclude(
  reading: Reading,
  source: SourceSettings,
  body: Pick<Body, "partial" | "problems">,
  sent: Field[] = reading.fields,
): Understood {
  const { pool, custom, own } = sort(reading, source);
  const found = nothing(reading.plugin, "lead", null, [...body.problems]);
  const { home = "", site = "" } = reading;
  if (home !== "" || site !== "") found.home = home === "" ? anyHomeAt(site) : home;
  const { readFrom } = found;
  for (const candidate of pool.free()) {
    if (candidate.concept === "ignore" || (candidate.strength < 9 && isNoise(candidate))) pool.take(candidate);
    else if (candidate.concept === null && isDigest(candidate, pool.candidates)) pool.take(candidate);
  }
  found.submittedAt = submissionTime(pool, reading, source, found.problems);
  const changedAt = changeTime(pool, reading, source);
  if (changedAt !== null) found.changedAt = changedAt;
  const utm = takeUtm(pool, readFrom);
  takeFacts(pool, reading, found);
  found.utm = mergeUtm(utm.told, utmInUrl(found.pageUrl), utmInUrl(found.referrer), utm.aside);
  takeFiles(pool, found);
  found.consent = takeConsent(pool, readFrom);
  takeEmail(pool, found);
  takePhone(pool, source, found);
  found.firm = called(takeText(pool, "firm", readFrom, () => pool.suppliersFirm()));
  found.service = takeText(pool, "service", readFrom, () => pool.service(source.services));
  const name = nameFrom(pool);
  found.name = called(name.text);
  if (name.from) readFrom["name"] = keyOf(name.from.field);
  found.message = takeText(pool, "message", readFrom);
  for (const target of ["firm", "message"] as const) {
    const guessed = found[target] === null ? pool.guess(target) : null;
    if (guessed?.text) {
      found[target] = target === "firm" ? called(guessed.text) : guessed.text;
      readFrom[target] = keyOf(guessed.field);
    }
  }
  readBeside(pool, source, found, !saysWho(found));
  takeOwn(own, found);
  for (const [candidate, key] of custom) keepExtra(found.extra, candidate, key);
  for (const candidate of pool.free()) {
    keepExtra(found.extra, candidate, keptUnder(candidate.field, source));
  }
  const renamed = new Map(custom.map(([{ field }, key]) => [keyOf(field), key]));
  Object.assign(found, formOrder(found, reading.fields, source, renamed));
  if (isMailUnread(found, pool)) found.problems.push("email_invalid");
  const skip = visitorsSee(source);
  const signs = signsIn(sent, skip);
  const trashed = reading.trashed || isTrashed(sent, skip);
  return Object.assign(found, kindOf(found, { ...reading, trashed }, body.partial), signs && { signs });
}
