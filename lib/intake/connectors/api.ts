import { fieldsOf } from "@/lib/intake/fields";
import { isObject, own } from "@/lib/intake/json";
import { reading } from "@/lib/intake/reading";
import { UTM_KEYS } from "@/lib/intake/schema";
import type { Concept } from "@/lib/intake/concepts";
import type { Field } from "@/lib/intake/fields";
import type { Json, JsonObject } from "@/lib/intake/json";
import type { Connector } from "@/lib/intake/reading";

const KEY = "api";

/** What the API's own door writes as the path of what it takes. */
export const POSTED_LEAD = "/api/v1/leads";

/** The names that docs/api.md promises to understand. */
const NAMES: Readonly<Record<string, Concept>> = {
  contactName: "name",
  firstName: "first_name",
  lastName: "last_name",
  firm: "firm",
  email: "email",
  phone: "phone",
  message: "message",
  service: "service",
  pageUrl: "page_url",
  referrer: "referrer",
  ip: "ip",
  userAgent: "user_agent",
  submittedAt: "submitted_at",
  consent: "consent",
  externalId: "external_id",
  formId: "form_id",
  formName: "form_name",
};

/** Of another kind than documented it is kept as it came, and is no answer that other leads will have. */
export const isDocumented = (key: string): boolean =>
  ["utm", "extra", "fields"].includes(key) || Object.hasOwn(NAMES, key);

const fieldOf = (path: string[], value: Json): Field => ({ path, label: null, type: null, value });

function utmOf(sent: JsonObject): Field[] {
  return Object.keys(sent).flatMap((key) => {
    const known = UTM_KEYS.find((one) => one === key);
    const field = fieldOf(["utm", key], own(sent, key) ?? null);
    return [known ? { ...field, concept: `utm.${known}` } : { ...field, keep: `utm.${key}` }];
  });
}

const extraOf = (sent: JsonObject): Field[] =>
  Object.keys(sent).map((key) => ({ ...fieldOf(["extra", key], own(sent, key) ?? null), keep: key }));

const yesOrNo = (value: boolean) => (value ? "yes" : "no");

/** Custom fields by their keys; a number or a yes is said as JSON says it. */
const ownOf = (sent: JsonObject): Field[] =>
  Object.keys(sent).map((key) => {
    const value = own(sent, key) ?? null;
    return { ...fieldOf(["fields", key], typeof value === "boolean" ? yesOrNo(value) : value), own: key };
  });

/** A documented name means what is documented; under any other name one may send what a form would, and it is guessed at. */
function fieldsIn(sent: JsonObject): Field[] {
  return Object.keys(sent).flatMap((key) => {
    const value = own(sent, key) ?? null;
    if (key === "utm" && isObject(value)) return utmOf(value);
    if (key === "extra" && isObject(value)) return extraOf(value);
    if (key === "fields" && isObject(value)) return ownOf(value);
    const concept = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
    if (concept === undefined || isObject(value)) return fieldsOf({ [key]: value });
    return [{ ...fieldOf([key], value), concept }];
  });
}

/** What a program posts to `/api/v1/leads`. */
export const api: Connector = {
  key: KEY,
  recognises: ({ request }) => request.path === POSTED_LEAD,
  read: ({ value }) => reading(KEY, fieldsIn(value)),
};
