import { fieldsOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { headerOf, reading, say } from "@/lib/intake/reading";
import type { Connector } from "@/lib/intake/reading";

const KEY = "forminator";
const ELEMENT =
  /^(name|email|phone|text|textarea|select|checkbox|radio|hidden|consent|gdprcheckbox|upload|url|number|date|time|address|postdata|website|slider|rating|calculation|currency|signature)_\d+/;
const ABOUT = new Set(
  "page_id form_type current_url render_id referer_url _wp_http_referer _forminator_user_ip form_title entry_time form_id site_url submission_id action forminator_nonce nonce is_submit previous_draft_id save_draft draft_page".split(
    " ",
  ),
);

const COMPOUND = /^(?:name|address|date|time)_\d+(?=_|$)/;

/** Compound elements come part by part, and once more as one JSON text: the keys of these. */
function repeatedIn(keys: string[]): Set<string> {
  return new Set(keys.flatMap((key) => COMPOUND.exec(key)?.filter((whole) => whole !== key) ?? []));
}

export const forminator: Connector = {
  key: KEY,
  recognises: (entry) =>
    headerOf(entry, "user-agent").includes("ForminatorWebhook") ||
    (Object.hasOwn(entry.value, "form_title") && Object.keys(entry.value).some((key) => ELEMENT.test(key))),
  read({ value }) {
    const repeated = repeatedIn(Object.keys(value));
    const kept = Object.entries(value).filter(([key]) => !ABOUT.has(key) && !repeated.has(key));
    const fields = fieldsOf(Object.fromEntries(kept)).map((field): Field => ({
      ...field,
      type: ELEMENT.exec(field.path[0] ?? "")?.[1] ?? null,
    }));
    return reading(KEY, fields, {
      form: { id: say(value, "form_id"), name: say(value, "form_title") },
      externalId: say(value, "submission_id"),
      submitted: say(value, "entry_time"),
      pageUrl: say(value, "current_url"),
      referrer: say(value, "referer_url"),
      ip: say(value, "_forminator_user_ip"),
    });
  },
};
