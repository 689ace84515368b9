import { ERASED } from "@/lib/audit/schema";

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/;
const LEAD_LABEL = /^L-\d+$/;

/** Our own words for how something was done: nobody typed them. What isn't named here may be about somebody. */
const OWN_WORDS = new Set([
  ...["method", "channel", "outcome", "because", "clock", "priority", "decided", "how", "kind", "stage", "state"],
  ...["audience", "roleKey", "permissions", "prefix", "recurrence"],
]);
/** Fields whose values are ids or words of the vocabulary, whoever they are told of. */
const KEPT_FIELDS = new Set([
  "status",
  "owner",
  "type",
  "leadType",
  "company",
  "companyId",
  "ownerId",
  "statusId",
  "leadTypeId",
]);

/** Without what could tell who somebody is: texts, and whatever is in a custom field. Ids, moments, numbers and our own words stay. */
export function erasedValue(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => erasedValue(one, key));
  if (typeof value === "object" && value !== null) {
    const isOwnField = key.startsWith("field.");
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, erasedValue(one, isOwnField ? key : nameFor(key, name))]),
    );
  }
  if (value === null || value === "" || value === ERASED) return value;
  if (key.startsWith("field.")) return ERASED;
  if (typeof value !== "string") return value;
  if (OWN_WORDS.has(key) || KEPT_FIELDS.has(key)) return value;
  return ID.test(value) || MOMENT.test(value) || LEAD_LABEL.test(value) ? value : ERASED;
}

/** Before and after are called by their field. */
function nameFor(parent: string, name: string): string {
  return name === "from" || name === "to" ? parent : name;
}

/** How somebody was called; a lead by its number, which is nobody's name. */
export function erasedLabel(label: string): string {
  return label === "" || LEAD_LABEL.test(label) ? label : ERASED;
}
