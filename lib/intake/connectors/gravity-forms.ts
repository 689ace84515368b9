import { fieldsOf, labelIn } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import type { JsonObject } from "@/lib/intake/json";
import { reading, say } from "@/lib/intake/reading";
import { isTrashStatus } from "@/lib/intake/trashed";
import type { Connector, Entry, Reading } from "@/lib/intake/reading";

const KEY = "gravityforms";
const INPUT = /^\d+(?:\.\d+)?$/;

/** An entry's own columns: not the visitor's. */
const COLUMNS = new Set(
  (
    "id form_id post_id date_created date_updated is_starred is_read ip source_url user_agent currency payment_status payment_date payment_amount payment_method " +
    "transaction_id is_fulfilled created_by transaction_type status source_id submission_speeds partial_entry_id partial_entry_percent date_saved resume_token " +
    "workflow_final_status gquiz_score gquiz_percent gquiz_grade gquiz_pass gquiz_is_pass is_approved"
  ).split(" "),
);

export type Labels = Record<string, string>;

function partsOf(value: JsonObject): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>();
  for (const key of Object.keys(value)) {
    const [field, input] = key.split(".");
    if (field === undefined || input === undefined || !INPUT.test(key)) continue;
    parts.set(field, (parts.get(field) ?? new Set()).add(input));
  }
  return parts;
}

/** A name's inputs are 2, 3, 4, 6 and 8, an address's 1 to 6: with a 3 and a 6 but no 1 and no 5 it is a name. */
const isName = (inputs: Set<string>) => (inputs.has("3") || inputs.has("6")) && !inputs.has("1") && !inputs.has("5");

/** Consent is 1 (ticked), 2 (its text) and 3 (the text's revision). */
function isConsent(value: JsonObject, field: string, inputs: Set<string>): boolean {
  if (inputs.size !== 3 || !["1", "2", "3"].every((input) => inputs.has(input))) return false;
  const ticked = say(value, `${field}.1`);
  return (ticked === null || ticked === "1") && /^\d*$/.test(say(value, `${field}.3`) ?? "");
}

const NAME_INPUTS = { "3": "first_name", "4": "middle_name", "6": "last_name" } as const;

/** The fields of an entry, whose keys are numbers; what an input's number alone gives away is said. */
export function fieldsOfEntry(value: JsonObject, labels: Labels): Field[] {
  const parts = partsOf(value);
  const fields: Field[] = [];
  for (const key of Object.keys(value)) {
    if (COLUMNS.has(key)) continue;
    const sent = own(value, key) ?? null;
    const [id = "", input] = key.split(".");
    const inputs = parts.get(id);
    const field: Field = { path: [key], label: labelIn(labels, key), type: null, value: sent };
    if (input === undefined || !inputs || !INPUT.test(key)) {
      fields.push(...fieldsOf({ [key]: sent }).map((found) => ({ ...found, label: found.label ?? field.label })));
    } else if (isName(inputs)) {
      const concept = NAME_INPUTS[input as keyof typeof NAME_INPUTS] as (typeof NAME_INPUTS)["3"] | undefined;
      fields.push({ ...field, concept: concept ?? "ignore" });
    } else if (isConsent(value, id, inputs)) {
      fields.push({ ...field, concept: input === "1" ? "consent" : "ignore" });
    } else {
      // An input's own label is a choice's text, and says nothing about the question.
      fields.push({ ...field, label: null, group: labelIn(labels, id) ?? id });
    }
  }
  return fields;
}

/** `_labels=1` of the REST interface: a text for a simple field, the inputs' texts for one that has several. */
export function labelsOf(sent: unknown): Labels {
  const labels: Labels = {};
  if (!isObject(sent)) return labels;
  for (const [id, label] of Object.entries(sent)) {
    if (typeof label === "string") labels[id] = label;
    else if (isObject(label)) {
      for (const [input, text] of Object.entries(label)) if (typeof text === "string") labels[input] = text;
    }
  }
  return labels;
}

export function readEntry(plugin: string, value: JsonObject, labels: Labels = {}): Reading {
  const status = say(value, "status");
  return reading(plugin, fieldsOfEntry(value, labels), {
    form: { id: say(value, "form_id"), name: say(value, "form_title") },
    externalId: say(value, "id"),
    submitted: say(value, "date_created"),
    changed: say(value, "date_updated"),
    utc: true,
    pageUrl: say(value, "source_url"),
    ip: say(value, "ip"),
    userAgent: say(value, "user_agent"),
    draft: status === "draft" || status === "partial",
    trashed: isTrashStatus(status),
  });
}

export const isEntry = (value: JsonObject): boolean =>
  Object.hasOwn(value, "form_id") &&
  Object.hasOwn(value, "date_created") &&
  Object.keys(value).some((key) => INPUT.test(key));

export const gravityForms: Connector = {
  key: KEY,
  recognises: ({ value }: Entry) =>
    isEntry(value) ||
    Object.hasOwn(value, "date_created") ||
    (Object.hasOwn(value, "source_url") && (Object.hasOwn(value, "entry_id") || Object.hasOwn(value, "form_title"))),
  read: ({ value }) => (isEntry(value) ? readEntry(KEY, value) : reading(KEY, fieldsOf(value), { utc: true })),
};
