import type { Field } from "@/lib/intake/fields";
import { keyOf } from "@/lib/intake/fields";
import { isFieldName } from "@/lib/leads/custom-fields/field/schema";
import type { FieldName } from "@/lib/leads/custom-fields/field/schema";
import { TARGETS } from "@/lib/intake/schema";
import type { FieldMapping, KnownTarget, Target } from "@/lib/intake/schema";
import { wordsOf } from "@/lib/intake/words";

const SYNONYMS: Record<string, KnownTarget> = {
  company: "firm",
  interest: "service",
  external_submission_id: "external_id",
  file_url: "file",
  files: "file",
  utm_source: "utm.source",
  utm_medium: "utm.medium",
  utm_campaign: "utm.campaign",
  utm_term: "utm.term",
  utm_content: "utm.content",
  gclid: "utm.gclid",
  fbclid: "utm.fbclid",
  phone_raw: "phone",
  "form.id": "form_id",
  "form.name": "form_name",
};

/** A target as people and older settings write it, or null for a word that is none. */
export function targetOf(text: string): Target | null {
  const custom = /^(?:custom|extra):(.+)$/.exec(text.trim());
  if (custom?.[1]) return `extra:${custom[1]}`;
  if (isFieldName(text.trim())) return text.trim() as FieldName;
  const plain = text.trim().toLowerCase();
  if (TARGETS.some((target) => target === plain)) return plain as KnownTarget;
  return Object.hasOwn(SYNONYMS, plain) ? (SYNONYMS[plain] ?? null) : null;
}

export type Rules = { keys: Map<string, Target>; prefixes: [string, Target][]; words: Map<string, Target> };

const dotted = (key: string) => key.replace(/\[([^\]]*)\]/g, ".$1");

/** The mapping made ready to look up; entries whose target is no known one are left out. */
export function readMapping(mapping: FieldMapping): Rules {
  const rules: Rules = { keys: new Map(), prefixes: [], words: new Map() };
  for (const [key, text] of Object.entries(mapping)) {
    const target = targetOf(text);
    if (!target) continue;
    if (key.endsWith("*")) rules.prefixes.push([dotted(key.slice(0, -1)), target]);
    else {
      rules.keys.set(dotted(key), target);
      rules.words.set(wordsOf(key), target);
    }
  }
  return rules;
}

/** What an admin set for this field: by its key to the letter, by `6.*`, or by its label however that is spelt. */
export function mappedTarget(rules: Rules, field: Field): Target | null {
  if (rules.keys.size + rules.prefixes.length === 0) return null;
  const key = keyOf(field);
  const direct =
    rules.keys.get(key) ??
    rules.keys.get(`fields.${key}`) ??
    (field.label === null ? undefined : rules.keys.get(field.label));
  if (direct) return direct;
  const prefix = rules.prefixes.find(([start]) => key.startsWith(start));
  if (prefix) return prefix[1];
  // Numbers lose their dot as words: "5.1" and "51" must not meet.
  if (/^[\d.]+$/.test(key)) return null;
  return rules.words.get(wordsOf(key)) ?? (field.label ? rules.words.get(wordsOf(field.label)) : undefined) ?? null;
}
