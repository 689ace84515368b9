import { fieldsOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { headerOf, isWordPress, reading, say } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";
import type { Concept } from "@/lib/intake/concepts";
import type { JsonObject } from "@/lib/intake/json";

/** Contact Form 7's own special mail tags, which an admin may send under their names. */
const TAGS: Record<string, Concept> = {
  _url: "page_url",
  _post_url: "page_url",
  _remote_ip: "ip",
  _user_agent: "user_agent",
  _serial_number: "external_id",
  _contact_form_title: "form_name",
  _invalid_fields: "ignore",
  _date: "ignore",
  _time: "ignore",
};

/** The tag's type stands in a name that nobody changed: `tel-641`, `acceptance-12`. */
const TYPED = /^(text|email|tel|textarea|url|number|date|select|menu|checkbox|radio|acceptance|file)-\d+$/;

export function fieldsOfTags(value: JsonObject): Field[] {
  return fieldsOf(value).map((field) => {
    const key = field.path[0] ?? "";
    const concept = field.path.length === 1 && Object.hasOwn(TAGS, key) ? TAGS[key] : undefined;
    return { ...field, type: TYPED.exec(key)?.[1] ?? null, ...(concept ? { concept } : {}) };
  });
}

export const dateOfTags = (value: JsonObject): string | null => {
  const date = say(value, "_date");
  const time = say(value, "_time");
  return date && time ? `${date} ${time}` : null;
};

export const contactForm7: Connector = {
  key: "contact-form-7/cf7-to-webhook",
  recognises(entry) {
    const keys = Object.keys(entry.value);
    if (
      keys.some(
        (key) =>
          /^your-(?:name|email|message|subject|phone|tel)$/.test(key) || Object.hasOwn(TAGS, key) || TYPED.test(key),
      )
    )
      return true;
    // It names the site's charset, which is one of these, where the other plugins' JSON has none, and sends its templates as plain text.
    const type = headerOf(entry, "content-type");
    return isWordPress(entry) && /^(?:application\/json|text\/plain);\s*charset="?(?:utf-8|iso-8859-)/i.test(type);
  },
  read({ value }) {
    return reading(this.key, fieldsOfTags(value), { submitted: dateOfTags(value) });
  },
};
