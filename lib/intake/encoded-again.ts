import { emailsIn } from "@/lib/core/email";
import type { Concept } from "@/lib/intake/concepts";
import type { Field } from "@/lib/intake/fields";
import { isObject } from "@/lib/intake/json";
import type { Json } from "@/lib/intake/json";
import { isUrl, textOf } from "@/lib/intake/values";

const ENCODED = /%[\da-f]{2}/i;
const ENCODED_NUMBER = /^(?:%2b|%2d|%28|%29|%20|[\d+().-])+$/i;

/** A text as it was before it was written for an address; null where it can't have been. */
function decoded(text: string): string | null {
  if (/\s/.test(text) || isUrl(text)) return null;
  // A plus in front is a number's, and one in a mail the mail's.
  const spaced = text.includes("%40") ? text : text.replace(/(?<!^)\+/g, " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}

/** Only there can such signs be nothing else: no mail and no number has them. */
function isEncodedAgain(text: string, concept: Concept): boolean {
  if (!ENCODED.test(text)) return false;
  const read = decoded(text) ?? "";
  if (concept === "email") return !text.includes("@") && emailsIn(read).length > 0 && !/\s/.test(read);
  return concept === "phone" && ENCODED_NUMBER.test(text) && read.replace(/\D/g, "").length >= 6;
}

function valueOf(value: Json): Json {
  if (typeof value === "string") return decoded(value) ?? value;
  if (Array.isArray(value)) return value.map(valueOf);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, valueOf(inner)]))
    : value;
}

/**
 * The fields of a form whose values were encoded once more than they were decoded, as they were written. Its mail or its
 * phone tells, since anybody may write "100%20" in a message.
 */
export function decodedAgain(fields: Field[], asked: (field: Field) => Concept | null): Field[] {
  const isSign = (field: Field) => {
    const text = textOf(field.value);
    if (text === null || !ENCODED.test(text)) return false;
    const concept = asked(field);
    return concept !== null && isEncodedAgain(text, concept);
  };
  return fields.some(isSign) ? fields.map((field) => ({ ...field, value: valueOf(field.value) })) : fields;
}
